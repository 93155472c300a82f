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
