//! Generated catalogs of any size, for the benches: the same bytes for the same size.
#![forbid(unsafe_code)]

use std::fmt::Write;

use factum_catalog::InputFile;

/// A native catalog of `events` events with about ten fields each, fifty to a file, a service and
/// a channel to a file, consumed by two other services each; some 800 bytes of YAML an event.
pub fn catalog(events: usize) -> Vec<InputFile> {
    const PER_FILE: usize = 50;
    let files = events.div_ceil(PER_FILE);
    (0..files)
        .map(|file| {
            let first = file * PER_FILE;
            let last = (first + PER_FILE).min(events);
            InputFile {
                path: format!("catalog/service_{file:04}.yaml").into(),
                text: file_text(file, files, first..last).into(),
            }
        })
        .collect()
}

const THINGS: [&str; 16] = [
    "Order", "Invoice", "Parcel", "Customer", "Basket", "Payment", "Refund", "Voucher", "Return",
    "Stock", "Supplier", "Contract", "Delivery", "Account", "Ticket", "Price",
];
const FACTS: [&str; 16] = [
    "Placed",
    "Shipped",
    "Cancelled",
    "Accepted",
    "Rejected",
    "Delivered",
    "Registered",
    "Closed",
    "Reserved",
    "Released",
    "Settled",
    "Expired",
    "Renewed",
    "Blocked",
    "Approved",
    "Corrected",
];

fn file_text(file: usize, files: usize, events: std::ops::Range<usize>) -> String {
    let service = format!("service_{file:04}");
    let mut text = format!(
        "namespace: com.acme.{service}\nservice: {service}\n\ntypes:\n  \
         Money{file}: {{ amount: \"decimal(12,2)\", currency: string }}\n  \
         Line{file}:\n    sku: string\n    quantity: int\n    price: Money{file}\n  \
         Channel{file}: enum(web, store, phone)\n\nservices:\n  {service}:\n    \
         owner: team-{}\n    doc: Takes care of its own part of the business.\n    \
         store: postgres\n    publishes_via: outbox\n\nchannels:\n  {service}: \
         {{ kind: log, broker: kafka, partitions: 12, retention: 7d }}\n\nevents:\n",
        file % 20
    );
    for event in events {
        let thing = THINGS[event % 16];
        let fact = FACTS[event / 16 % 16];
        let consumers = format!(
            "service_{:04}, service_{:04}",
            (file + 1) % files,
            (file + 7) % files
        );
        let _ = write!(
            text,
            "  {thing}{event}{fact}:\n    doc: The {thing} number {event} was {fact}, as far as the \
             shop is concerned.\n    key: order_id\n    channel: {service}\n    \
             consumers: [{consumers}]\n    fields:\n      event_id: uuid\n      \
             order_id: uuid\n      customer_id: uuid\n      lines: [Line{file}]\n      \
             channel: Channel{file}\n      total: Money{file}\n      coupon: string?\n      \
             attributes: map<string>\n      occurred_at: timestamp\n      \
             note: {{ type: \"string?\", doc: What the customer wrote beside the order. }}\n      \
             weight_grams: long\n      priority: int\n"
        );
    }
    text
}

/// A crate in Rust of `events` derived events with about ten fields each, ten to a file, with types
/// of their own and a function beside each; some 1,100 bytes an event.
pub fn crate_of_events(events: usize) -> Vec<InputFile> {
    const PER_FILE: usize = 10;
    let files = events.div_ceil(PER_FILE);
    let modules = (0..files).map(|file| format!("pub mod events_{file:04};\n"));
    let root = InputFile {
        path: "src/lib.rs".into(),
        text: modules.collect::<String>().into(),
    };
    let files = (0..files).map(|file| {
        let first = file * PER_FILE;
        let last = (first + PER_FILE).min(events);
        InputFile {
            path: format!("src/events_{file:04}.rs").into(),
            text: source_text(file, first..last).into(),
        }
    });
    std::iter::once(root).chain(files).collect()
}

fn source_text(file: usize, events: std::ops::Range<usize>) -> String {
    let mut text = format!(
        "//! Events of one part of the business.\n\nuse std::collections::HashMap;\n\n\
         use factum::{{Decimal, Event, Payload}};\nuse time::OffsetDateTime;\nuse uuid::Uuid;\n\n\
         use crate::events_0000::Money0000 as Money;\n\n\
         /// What something costs.\n#[derive(Clone, Debug, PartialEq, Payload)]\n\
         pub struct Money{file:04} {{\n    pub amount: Decimal<12, 2>,\n    \
         pub currency: String,\n}}\n\n\
         #[derive(Clone, Debug, PartialEq, Payload)]\npub struct Line {{\n    pub sku: String,\n    \
         pub quantity: i32,\n    pub price: Money,\n}}\n\n\
         #[derive(Clone, Copy, Debug, PartialEq, Payload)]\n#[serde(rename_all = \"snake_case\")]\n\
         pub enum Channel {{\n    Web,\n    Store,\n    #[event(default)]\n    Unknown,\n}}\n"
    );
    for event in events {
        let name = format!("{}{event}{}", THINGS[event % 16], FACTS[event / 16 % 16]);
        let _ = write!(
            text,
            "\n/// The thing number {event} came to be so, as far as the shop is concerned.\n\
             #[derive(Clone, Debug, PartialEq, Event)]\n\
             #[event(namespace = \"com.acme.part_{file}\", key = order_id, producer = \"shop\")]\n\
             pub struct {name} {{\n    pub event_id: Uuid,\n    pub order_id: Uuid,\n    \
             pub customer_id: Uuid,\n    pub lines: Vec<Line>,\n    pub channel: Channel,\n    \
             pub total: Money,\n    pub coupon: Option<String>,\n    \
             pub attributes: HashMap<String, String>,\n    pub occurred_at: OffsetDateTime,\n    \
             /// What the customer wrote beside the order.\n    #[event(since = 1)]\n    \
             pub note: Option<String>,\n    #[event(unit = \"g\")]\n    pub weight: i64,\n}}\n\n\
             impl {name} {{\n    /// The lines that weigh on the total.\n    \
             pub fn dear_lines(&self, limit: usize) -> Vec<&Line> {{\n        \
             let mut lines: Vec<&Line> = self.lines.iter().filter(|line| line.quantity > 0).collect();\n        \
             lines.sort_by_key(|line| std::cmp::Reverse(line.price.amount));\n        \
             if lines.len() > limit {{\n            lines.truncate(limit);\n        }}\n        lines\n    }}\n}}\n"
        );
    }
    text
}
