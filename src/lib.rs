//! Event contracts held while Rust compiles.
//!
//! An event is a fact about the past that others depend on: its name is in the past tense, and what
//! was published stays readable. Write it as a Rust type, and this crate makes its contract and its
//! codecs, and refuses to compile what breaks the rules of a good event.
//!
//! # An event
//!
//! ```
//! # #[cfg(all(feature = "uuid", feature = "time"))] {
//! use factum::{Decimal, Event, Payload};
//! use time::OffsetDateTime;
//! use uuid::Uuid;
//!
//! /// A customer submitted a basket and the shop accepted it.
//! #[derive(Event)]
//! #[event(namespace = "com.acme.orders", version = 2, key = order_id, producer = "orders")]
//! pub struct OrderPlaced {
//!     pub order_id: Uuid,
//!     pub lines: Vec<OrderLine>,
//!     #[event(since = 2, default)]
//!     pub coupon: Option<String>,
//!     pub placed_at: OffsetDateTime,
//! }
//!
//! #[derive(Payload)]
//! pub struct OrderLine {
//!     pub sku: String,
//!     pub quantity: i32,
//!     pub price: Decimal<12, 2>,
//! }
//!
//! assert_eq!(OrderPlaced::TYPE, "com.acme.orders.OrderPlaced.v2");
//! println!("{}", OrderPlaced::avro_schema().to_json_pretty());
//! # }
//! ```
//!
//! [`#[derive(Event)]`](macro@Event) is for the event itself, [`#[derive(Payload)]`](macro@Payload)
//! for the types inside it; their pages list the attributes. A type is checked by the rules that
//! `factum lint` knows: had the event been called `CreateOrder`, the compiler would say
//!
//! ```text
//! error: `CreateOrder` orders someone to act; an event states what has happened; name the fact:
//!        `OrderCreated`, or move it to `commands:` if one service must obey it; …
//! ```
//!
//! Doubtful things are warnings. What is meant to be is allowed with a reason:
//! `#[event(allow(command-shaped, reason = "called so since 2011"))]`.
//!
//! With the feature `config`, the rules are those of the team: the derives read the nearest
//! `factum.toml` at or above the folder of the package, which `factum lint` reads as well.
//!
//! ```toml
//! [rules]
//! no-doc = "error"
//!
//! [[path]]
//! paths = ["src/legacy/**"]
//! rules = { time-in-string = "off" }
//!
//! [names]
//! verbs = ["rehome"]
//! ```
//!
//! An error does not compile, a warning warns, and anything less is silent. A mistake in the file
//! is an error at its line. A changed file counts at the next build; the first one that is written
//! counts once a source file changes, as cargo does not look for what is not there.
//!
//! # Avro
//!
//! [`avro::encode`] and [`avro::decode`] write and read Avro binary straight from and into the type.
//! A type with a lifetime borrows its text and bytes from the buffer. Data that was written with
//! another version of the schema is read by a [`avro::Plan`], which is made once for each schema of
//! a writer.
//!
//! ```
//! use factum::{Event, avro};
//!
//! /// A parcel was delivered.
//! #[derive(Debug, PartialEq, Event)]
//! #[event(namespace = "com.acme", key = parcel_id)]
//! #[event(allow(no-time-of-occurrence, reason = "an example"))]
//! struct ParcelDelivered<'a> {
//!     parcel_id: i64,
//!     place: &'a str,
//! }
//!
//! let bytes = avro::encode(&ParcelDelivered { parcel_id: 7, place: "the door" });
//! let event: ParcelDelivered = avro::decode(&bytes)?;
//! assert_eq!(event.place, "the door");
//! # Ok::<(), avro::DecodeError>(())
//! ```
//!
//! Frames say which schema was written: [`avro::confluent`] for schema registries,
//! [`avro::single_object`], and object container files with the feature `container`.
//!
//! # Many events, many versions
//!
//! A consumer reads by the type that a message states. [`#[derive(EventSet)]`](macro@EventSet) makes
//! one enum of all events that it knows; [`read`] tells an unknown type, an unknown version and a
//! payload that cannot be decoded apart. An event that states the version before it
//! (`upcast_from`) reads that, too, and with it all versions before.
//!
//! ```
//! use factum::{Avro, Event, EventSet, ReadError, avro};
//!
//! /// A customer was registered.
//! #[derive(Event)]
//! #[event(name = "CustomerRegistered", namespace = "com.acme", key = id)]
//! #[event(allow(no-time-of-occurrence, reason = "an example"))]
//! struct CustomerRegisteredV1 {
//!     id: i64,
//!     name: String,
//! }
//!
//! /// A customer was registered.
//! #[derive(Event)]
//! #[event(namespace = "com.acme", version = 2, key = id, upcast_from = CustomerRegisteredV1)]
//! #[event(allow(no-time-of-occurrence, reason = "an example"))]
//! struct CustomerRegistered {
//!     id: i64,
//!     names: Vec<String>,
//! }
//!
//! impl From<CustomerRegisteredV1> for CustomerRegistered {
//!     fn from(old: CustomerRegisteredV1) -> Self {
//!         CustomerRegistered { id: old.id, names: vec![old.name] }
//!     }
//! }
//!
//! #[derive(EventSet)]
//! enum CustomerEvent {
//!     Registered(CustomerRegistered),
//! }
//!
//! let old = avro::encode(&CustomerRegisteredV1 { id: 7, name: "Ada".into() });
//! let event = factum::read::<CustomerEvent, Avro>("com.acme.CustomerRegistered.v1", &old)?;
//! let CustomerEvent::Registered(customer) = event;
//! assert_eq!(customer.names, ["Ada"]);
//!
//! let unknown = factum::read::<CustomerEvent, Avro>("com.acme.CustomerRegistered.v3", &[]);
//! assert!(matches!(unknown, Err(ReadError::UnknownVersion(_))));
//! # Ok::<(), ReadError>(())
//! ```
//!
//! # CloudEvents
//!
//! With the feature `cloudevents`, the module `cloudevents` holds the envelope: structured JSON,
//! batches, the binary mode of HTTP and Kafka, and the extensions for partitioning, tracing,
//! sequence and correlation.
//!
//! # What was published
//!
//! What was published stays readable. With the feature `registry`, which is best switched on under
//! `[dev-dependencies]`, a type is held to that by a test:
//!
//! ```
//! use factum::Event;
//!
//! /// A parcel was lost.
//! #[derive(Event)]
//! #[event(namespace = "com.acme", key = parcel_id, registry = "registry/")]
//! #[event(allow(no-time-of-occurrence, reason = "an example"))]
//! struct ParcelLost {
//!     parcel_id: i64,
//! }
//! ```
//!
//! `ParcelLost_agrees_with_what_was_published` fails when `factum publish` would not publish the
//! contract to the registry in that folder (relative to the package), and says why in the words of
//! `factum`. The mode is `backward`, unless the type (`compatibility = "full"`) or `factum.toml`
//! states another. An event that was never published agrees; a registry that is not there is an
//! error.
//!
//! `registry` without a folder means the one that `factum.toml` names under `[breaking]`. With the
//! feature `config` as well, naming it there is enough: all events of the package are held to it, and
//! so are those that `catalog!` makes. That registry need not be there until something is published.
//!
//! # From a catalog
//!
//! Where the catalog comes first, the feature `catalog` makes the types. `catalog!`
//! expands to one module a namespace, called `com_acme_orders` for `com.acme.orders`, without what
//! `strip-prefix` under `[generate.rust]` in `factum.toml` leaves out:
//!
//! ```
//! # #[cfg(feature = "catalog")] {
//! mod events {
//!     factum::catalog!("examples/shop/catalog");
//! }
//! use events::orders::OrderConfirmed;
//! use factum::{Event, avro};
//!
//! let event = OrderConfirmed {
//!     event_id: uuid::Uuid::from_u128(1),
//!     order_id: uuid::Uuid::from_u128(7),
//!     confirmed_at: time::OffsetDateTime::UNIX_EPOCH,
//! };
//! assert_eq!(OrderConfirmed::TYPE, "com.acme.shop.orders.OrderConfirmed.v1");
//! assert_eq!(avro::decode::<OrderConfirmed>(&avro::encode(&event)).unwrap(), event);
//! # }
//! ```
//!
//! # Types
//!
//! | Rust | contract | Avro |
//! | --- | --- | --- |
//! | `bool`, `f32`, `f64` | `bool`, `float`, `double` | `boolean`, `float`, `double` |
//! | `i8`, `i16`, `i32`, `u16` | `int` | `int` |
//! | `u32`, `i64` | `long` | `long` |
//! | [`Decimal<P, S>`](Decimal) | `decimal(P,S)` | `bytes`, `decimal` |
//! | `String`, `&str`, `Cow<str>`, `Box<str>`, `Arc<str>` | `string` | `string` |
//! | `Vec<u8>`, `&[u8]`, `Cow<[u8]>`, `Box<[u8]>`, `bytes::Bytes` | `bytes` | `bytes` |
//! | `[u8; N]` | `fixed(N)` | `fixed` |
//! | `uuid::Uuid` | `uuid` | `string`, `uuid` |
//! | `time::{OffsetDateTime, UtcDateTime}`, `chrono::DateTime<Utc>`, `jiff::Timestamp` | `timestamp` | `long`, `timestamp-micros` |
//! | `time::PrimitiveDateTime`, `chrono::NaiveDateTime`, `jiff::civil::DateTime` | local timestamp | `long`, `local-timestamp-micros` |
//! | `time::Date`, `chrono::NaiveDate`, `jiff::civil::Date` | `date` | `int`, `date` |
//! | `time::Time`, `chrono::NaiveTime`, `jiff::civil::Time` | `time` | `long`, `time-micros` |
//! | `Option<T>` | `T?` | union of `null` and T |
//! | `Vec<T>` | `[T]` | `array` |
//! | `HashMap<String, T>`, `BTreeMap<String, T>` | `map<T>` | `map` |
//! | a struct | a record | `record` |
//! | an enum without data | an enum | `enum` |
//! | an enum with data | a union of records | union |
//! | a struct around one value, `Box<T>`, `Rc<T>`, `Arc<T>` | that value | that value |
//!
//! A type may hold itself behind a list, a map or a pointer if it has named fields, as only a record
//! has a name by which its schema can refer to it. What has no place in a contract is an error where
//! it stands, with what to take instead: `u64`, `char`, tuples, maps whose keys are no text.
//!
//! # Features
//!
//! None is on by default. `config`, `registry` and `catalog` are described above; they bring the
//! linter, which takes its time to build. `uuid`, `time`, `chrono`, `jiff`, `bytes` and `rust_decimal` bring the types
//! of those crates; `json` brings payloads in JSON, `schemars` JSON Schemas, `cloudevents` the
//! envelope, `cloudevents-sdk` its conversion to the crate of that name, and `container` Avro's
//! container files.
#![forbid(unsafe_code)]

pub mod avro;
#[cfg(feature = "cloudevents")]
pub mod cloudevents;
pub mod event;
pub mod format;
#[cfg(feature = "schemars")]
mod json_schema;
#[cfg(feature = "registry")]
mod lock;
pub mod payload;
pub mod shapes;
mod types;

pub use event::{Contract, Event};
#[cfg(feature = "json")]
pub use format::Json;
pub use format::{Avro, Format, FormatError, Known, ReadError, ReadFormat, Readable, read};
pub use payload::{Decode, Payload};
pub use types::{Decimal, DecimalError};

/// Derives an [`Event`](trait@Event), a [`Payload`](trait@Payload) and a [`Decode`] for a struct with
/// named fields, and checks the contract while it compiles.
///
/// # On the type
///
/// | `#[event(…)]` | |
/// | --- | --- |
/// | `namespace = "com.acme.orders"` | the namespace |
/// | `name = "OrderPlaced"` | another name than that of the type |
/// | `version = 2` | the contract's major version; 1 unless stated |
/// | `key = order_id` | the field that is the partition key |
/// | `producer = "orders"` | who publishes it |
/// | `channel = "orders"`, `channel("orders", "audit")` | where it is published |
/// | `type = "…"`, `source = "…"` | the CloudEvents type and source, if not the usual ones |
/// | `subject = "…"` | the subject in a schema registry, if not the Avro full name |
/// | `registry = "registry/"`, `registry` | the registry that a test holds it to: [what was published](crate#what-was-published) |
/// | `compatibility = "full"` | how it has to agree with the versions published before |
/// | `upcast_from = OrderPlacedV1` | see [below](#old-versions) |
/// | `was = "…"`, `was("…", "…")` | old names |
/// | `deprecated(since = "…", replaced_by = "…", message = "…")` | that it should not be used any more |
/// | `allow(rule, reason = "…")` | findings that are meant to be |
///
/// # On a field
///
/// | `#[event(…)]` | |
/// | --- | --- |
/// | `name = "orderId"` | another name on the wire; with serde write `#[serde(rename = "orderId")]`, which means the same |
/// | `default`, `default = "EUR"` | what stands for an absent value: the empty one, or this |
/// | `since = 2` | the version that brought it |
/// | `was = "…"` | old names: Avro's aliases |
/// | `pii`, `unit = "ms"`, `number = 3` | personal data, the unit, the field number for Protobuf |
/// | `deprecated(…)`, `allow(…)` | as on the type |
///
/// The documentation comments become those of the contract. Of serde's attributes, `rename`,
/// `rename_all`, `alias`, `default`, `skip`, `tag` and `other` mean to the contract what they mean to
/// serde; those that would make the JSON differ from the contract, such as `flatten`, are errors.
///
/// # Old versions
///
/// With `upcast_from`, the event can be [`read`] where the older one is stated. The two
/// are joined by `impl From<OrderPlacedV1> for OrderPlaced`.
pub use factum_macros::Event;

/// Derives reading for an enum of events, each variant of which holds one: a closed set, which may
/// borrow as its events do. Two events of one CloudEvents type do not compile, since the type tells
/// which of them a payload is. See [`Readable`].
pub use factum_macros::EventSet;

/// Derives a [`Payload`](trait@Payload) and a [`Decode`] for a struct or an enum inside events.
///
/// On the type, `#[event(…)]` takes `name`, `namespace`, `version`, `was`, `deprecated` and `allow`;
/// on a field, all that [`Event`](macro@Event) does; on a variant, `name`, and `default` for the
/// symbol that stands for those that a reader does not know.
///
/// A type without a namespace has that of the event it is in. A generic type is named by its
/// arguments: `Page<Order>` is `PageOrder`. A struct variant of an enum is a record in the namespace
/// of the enum's name.
pub use factum_macros::Payload;

/// Makes Rust types of the events of a catalog, as if each had been written with
/// [`#[derive(Event)]`](macro@Event): `factum::catalog!("events/")`.
///
/// The path is that of a file or a folder, relative to the folder of the package. The catalog may be
/// in any format that `factum` reads, and is read as the nearest `factum.toml` at or above the path
/// says. What `factum lint` finds is told by the compiler, at the file, line and column where it
/// stands: its errors do not compile, its warnings warn.
///
/// Each namespace is a module: `com.acme.orders` is `com_acme_orders`, or `orders` where
/// `strip-prefix = "com.acme"` stands under `[generate.rust]`. The newest version of an event has
/// its name, older ones that with the version, such as `OrderPlacedV1`; the newer is
/// [`read`] from the older if each of its fields was there, is optional or has a default.
/// Dates and times are those of the crate `time`, UUIDs those of `uuid`. What Avro carries as text, such as
/// durations and free JSON, is a `String`, and a timestamp that counts in milliseconds or nanoseconds
/// is an `i64`. What Rust cannot say is an error at its place. The types have no serde: for JSON,
/// let `factum generate` write Rust.
///
/// # When the catalog changes
///
/// All files that were read are tracked: a change of one makes cargo compile the types anew. Of a
/// file that is new, the compiler does not know; a build script of one line sees to that:
///
/// ```
/// // In the `main` of `build.rs`.
/// println!("cargo::rerun-if-changed=events");
/// ```
#[cfg(feature = "catalog")]
pub use factum_macros::catalog;

/// What derived code refers to. Not for others: it may change at any time.
#[doc(hidden)]
pub mod derived {
    pub use crate::avro::{DecodeError, Source, Writer, Written, write};
    pub use crate::event::Event;
    pub use crate::format::{Avro, FormatError, Known, ReadFormat, Readable, is_reached, read_own};
    #[cfg(feature = "registry")]
    pub use crate::lock::{Lock, hold_to_registry};
    pub use crate::payload::{Decode, Kind, Payload};
    pub use crate::shapes::{About, Branch, Deprecated, FieldAbout, Shapes};
    pub use crate::types::ValueFirst;
    pub use factum_contract::shape::{TimeUnit, Type};
    #[cfg(feature = "catalog")]
    pub use {time, uuid};
}

/// The README's Rust, which has to compile.
#[cfg(all(doctest, feature = "time", feature = "uuid"))]
#[doc = include_str!("../README.md")]
struct Readme;
