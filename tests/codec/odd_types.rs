//! Types written in ways that are rare and right: what they write is what their schemas say.

use std::collections::BTreeMap;
use std::fmt::Debug;

use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::writer::datum::GenericDatumWriter;
use factum::avro::{self, Plan, parse_schema};
use factum::{Decode, Event, Payload};

/// Written and read here, by apache-avro, and by a plan for the same schema.
fn round_trip<E: Event + for<'de> Decode<'de> + Debug + PartialEq>(event: E) {
    let bytes = avro::encode(&event);
    assert_eq!(avro::decode::<E>(&bytes).unwrap(), event);

    let json = E::avro_schema().to_json();
    let plan = Plan::new::<E>(&parse_schema(&json).unwrap()).unwrap();
    assert_eq!(plan.decode::<E>(&bytes).unwrap(), event);

    let schema = apache_avro::Schema::parse_str(&json).unwrap();
    let reader = GenericDatumReader::builder(&schema).build().unwrap();
    let mut left = bytes.as_slice();
    let value = reader.read_value(&mut left).unwrap();
    assert!(left.is_empty(), "{json}");
    let writer = GenericDatumWriter::builder(&schema).build().unwrap();
    let theirs = writer.write_value_to_vec(value).unwrap();
    assert_eq!(avro::decode::<E>(&theirs).unwrap(), event);
}

/// What holds itself.
mod recursion {
    use super::*;

    /// A forest was surveyed.
    #[derive(Debug, PartialEq, Event)]
    #[event(namespace = "test", key = id, allow(no-time-of-occurrence, reason = "a test"))]
    pub struct ForestSurveyed {
        pub id: i64,
        pub tree: Tree,
        pub copse: Copse,
        pub formula: Formula,
    }

    #[derive(Debug, Default, PartialEq, Payload)]
    pub struct Tree {
        pub next: Option<Box<Tree>>,
        pub branches: Vec<Self>,
        pub by_name: BTreeMap<String, Tree>,
    }

    /// A newtype around a record that holds it.
    #[derive(Debug, PartialEq, Payload)]
    pub struct Copse(pub Page<Copse>);

    #[derive(Debug, PartialEq, Payload)]
    pub struct Page<T> {
        pub items: Vec<T>,
    }

    #[derive(Debug, PartialEq, Payload)]
    pub enum Formula {
        Number(f64),
        Negative { of: Box<Formula> },
        Sum { parts: Vec<Option<Formula>> },
    }
}

#[test]
fn types_may_hold_themselves() {
    use recursion::{Copse, ForestSurveyed, Formula, Page, Tree};
    let tree = Tree {
        next: Some(Box::default()),
        branches: vec![Tree::default(), Tree::default()],
        by_name: [("oak".to_owned(), Tree::default())].into(),
    };
    let empty = || Copse(Page { items: Vec::new() });
    let negative = Formula::Negative {
        of: Box::new(Formula::Number(1.5)),
    };
    round_trip(ForestSurveyed {
        id: 1,
        tree,
        copse: Copse(Page {
            items: vec![empty(), empty()],
        }),
        formula: Formula::Sum {
            parts: vec![None, Some(negative), Some(Formula::Number(2.0))],
        },
    });
}

/// Generics of every kind.
mod generics {
    use super::*;

    /// A box was packed.
    #[derive(Debug, PartialEq, Event)]
    #[event(namespace = "test", key = id, allow(no-time-of-occurrence, reason = "a test"))]
    pub struct BoxPacked {
        pub id: Key<4>,
        pub other: Key<8>,
        pub text: Wrapped<Option<String>>,
        pub count: Wrapped<i32>,
        pub either: Either<i32, Vec<String>>,
        pub pair: Either<Key<2>, Key<3>>,
        pub sorted: Sorted<i64>,
        pub default: Sorted,
    }

    #[derive(Debug, PartialEq, Payload)]
    pub struct Key<const N: usize>(pub [u8; N]);

    #[derive(Debug, PartialEq, Payload)]
    pub struct Wrapped<T>(pub T);

    #[derive(Debug, PartialEq, Payload)]
    pub enum Either<A, B> {
        Left(A),
        Right(B),
        Both { left: A, right: B },
    }

    #[derive(Debug, PartialEq, Payload)]
    pub struct Sorted<T = String, const MOST: usize = 3>
    where
        T: Ord + Clone,
    {
        pub items: Vec<T>,
    }
}

#[test]
fn generic_types_are_told_apart() {
    use generics::{BoxPacked, Either, Key, Sorted, Wrapped};
    round_trip(BoxPacked {
        id: Key([1; 4]),
        other: Key([2; 8]),
        text: Wrapped(Some("x".into())),
        count: Wrapped(7),
        either: Either::Both {
            left: 1,
            right: vec!["y".into()],
        },
        pair: Either::Right(Key([3; 3])),
        sorted: Sorted { items: vec![1, 2] },
        default: Sorted {
            items: vec!["z".into()],
        },
    });
}

/// Names that mean something else elsewhere.
mod names {
    use super::*;

    /// Names were given.
    #[derive(Debug, PartialEq, Event)]
    #[event(namespace = "test", key = r#type, allow(no-time-of-occurrence, reason = "a test"))]
    pub struct NamesGiven {
        pub r#type: i64,
        pub source: i32,
        pub out: i32,
        pub record: Option,
        pub größe: Größe,
        pub here: Line,
        pub there: elsewhere::Line,
        pub made: Made,
        pub vec: Vec,
        #[cfg(any())]
        pub gone: Gone,
    }

    #[derive(Debug, PartialEq, Payload)]
    pub struct Option {
        pub some: r#enum,
    }

    #[allow(non_camel_case_types, reason = "it is called so")]
    #[derive(Debug, PartialEq, Payload)]
    pub enum r#enum {
        None,
        Some { r#match: i32, first: i32 },
        Ok(Vec),
    }

    #[derive(Debug, PartialEq, Payload)]
    pub enum Größe {
        Klein,
        Groß,
    }

    #[derive(Debug, PartialEq, Payload)]
    pub struct Vec {
        pub branch: i32,
    }

    #[derive(Debug, PartialEq, Payload)]
    pub struct Line {
        pub text: String,
    }

    pub mod elsewhere {
        #[derive(Debug, PartialEq, factum::Payload)]
        pub struct Line {
            pub length: i32,
        }
    }

    macro_rules! made {
        ($name:ident, $field:ident: $ty:ty = $default:literal) => {
            #[derive(Debug, PartialEq, Payload)]
            pub struct $name {
                #[event(default = $default)]
                pub $field: ::std::option::Option<$ty>,
            }
        };
    }
    made!(Made, text: String = "x");
}

#[test]
fn names_do_not_collide_with_those_of_the_derived_code() {
    use names::{Größe, Line, Made, NamesGiven, Option, Vec, elsewhere, r#enum};
    let event = NamesGiven {
        r#type: 1,
        source: 2,
        out: 3,
        record: Option {
            some: r#enum::Some {
                r#match: 4,
                first: 5,
            },
        },
        größe: Größe::Groß,
        here: Line { text: "x".into() },
        there: elsewhere::Line { length: 6 },
        made: Made { text: None },
        vec: Vec { branch: 7 },
    };
    assert_eq!(event.key().as_deref(), Some("1"));
    round_trip(event);
}

/// Without anything that is usually in scope, and with other things under the primitive names.
mod bare {
    #![no_implicit_prelude]
    #![allow(non_camel_case_types, dead_code, reason = "names that are taken")]

    struct u32;
    struct bool;

    /// A thing was found.
    #[derive(::std::fmt::Debug, ::std::cmp::PartialEq, ::factum::Event)]
    #[event(namespace = "test", key = id, allow(no-time-of-occurrence, reason = "a test"))]
    pub struct ThingFound {
        pub id: i64,
        pub kind: Kind,
        pub place: Place,
        #[event(default = "x")]
        pub note: ::std::option::Option<::std::string::String>,
    }

    #[derive(::std::fmt::Debug, ::std::cmp::PartialEq, ::factum::Payload)]
    pub enum Kind {
        Coin,
        Key,
    }

    #[derive(::std::fmt::Debug, ::std::cmp::PartialEq, ::factum::Payload)]
    pub enum Place {
        Street(Street),
        Nowhere,
    }

    #[derive(::std::fmt::Debug, ::std::cmp::PartialEq, ::factum::Payload)]
    pub struct Street(pub ::std::string::String);
}

#[test]
fn nothing_has_to_be_in_scope() {
    round_trip(bare::ThingFound {
        id: 1,
        kind: bare::Kind::Key,
        place: bare::Place::Street(bare::Street("x".into())),
        note: None,
    });
}
