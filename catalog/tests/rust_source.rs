//! Reading Rust source: what names mean, and what is no contract.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use factum_catalog::contract::message::Payload;
use factum_catalog::contract::shape::{Body, Type};
use factum_catalog::{Catalog, InputFile, read};
use proptest::prelude::*;

fn catalog(files: &[(&str, &str)]) -> Catalog {
    let input = files.iter().map(|(path, text)| InputFile {
        path: (*path).into(),
        text: (*text).into(),
    });
    read(input.collect())
}

/// The types of an event's fields, behind references: `items: Page{…}`.
fn fields(catalog: &Catalog, event: &str) -> Vec<String> {
    let mut messages = catalog.messages.iter();
    let message = messages.find(|it| &*it.name.value == event).unwrap();
    let Payload::Record(fields) = &message.payload else {
        panic!("{event} has no fields");
    };
    let shown = fields.iter().map(|field| {
        let ty = shown(&field.ty, catalog);
        format!("{}: {ty}", field.name.value)
    });
    shown.collect()
}

/// A type with the namespace and the fields of what it refers to, one level deep.
fn shown(ty: &Type, catalog: &Catalog) -> String {
    let Type::Named(reference) = ty else {
        return match ty {
            Type::Opaque(what) => format!("? {what}"),
            ty => ty.to_string(),
        };
    };
    let definition = catalog.types.get(reference.id.unwrap()).unwrap();
    let namespace = definition.namespace.as_deref().unwrap_or_default();
    let body = match &definition.body {
        Body::Record(fields) => {
            let fields: Vec<String> = fields.iter().map(|it| it.ty.to_string()).collect();
            format!("{{{}}}", fields.join(", "))
        }
        Body::Alias(ty) => format!("= {ty}"),
        Body::Enum(symbols) => format!("{} symbols", symbols.symbols.len()),
        Body::Union { branches, .. } => format!("{} branches", branches.len()),
    };
    format!("{namespace}.{}{body}", definition.name.value)
}

#[test]
fn names_are_looked_up_where_they_stand() {
    let catalog = catalog(&[
        (
            "shop/src/lib.rs",
            "pub mod events; pub mod billing; pub use billing::Money; mod macros;",
        ),
        (
            "shop/src/events.rs",
            "use factum::{Event, Payload};\n\
             mod ids { use factum::Payload; #[derive(Payload)] pub struct Id(pub uuid::Uuid); }\n\
             #[derive(Payload)] pub struct Money { cents: i64 }\n\
             #[derive(Event)] #[event(namespace = \"a\")]\n\
             pub struct OrderPaid { id: ids::Id, own: Money, its: crate::Money, their: shop_core::Money,\n\
             sup: super::billing::Money, made: Generated, far: far::away::Thing, other: Foreign }",
        ),
        (
            "shop/src/billing.rs",
            "#[derive(factum::Payload)] pub struct Money { amount: factum::Decimal<9, 2> }",
        ),
        (
            "shop-core/src/lib.rs",
            "mod money; pub use self::money::*; pub struct Foreign(u128);",
        ),
        (
            "shop-core/src/money.rs",
            "use ::factum::Payload as Carried; #[derive(Carried)] pub enum Money { A, B }",
        ),
        (
            "elsewhere/made.rs",
            "use factum::*; #[derive(Payload)] struct Generated { only: bool }",
        ),
    ]);
    // Three types are called alike in one namespace.
    assert_eq!(catalog.problems.len(), 2, "{:?}", catalog.problems);
    assert_eq!(
        fields(&catalog, "OrderPaid"),
        [
            "id: a.Id= uuid",
            "own: a.Money{long}",
            "its: a.Money{decimal(9,2)}",
            "their: a.Money2 symbols",
            "sup: a.Money{decimal(9,2)}",
            "made: a.Generated{bool}",
            "far: ? Thing",
            "other: ? Foreign",
        ]
    );
}

#[test]
fn a_type_has_the_namespace_of_each_event_that_carries_it() {
    let catalog = catalog(&[(
        "events.rs",
        "use factum::*;\n\
         #[derive(Event)] #[event(namespace = \"a\")] struct DoorOpened { at: Place }\n\
         #[derive(Event)] #[event(namespace = \"b\")] struct DoorShut { at: Place }\n\
         #[derive(Payload)] struct Place { x: f64 }",
    )]);
    assert_eq!(catalog.problems, []);
    assert_eq!(fields(&catalog, "DoorOpened"), ["at: a.Place{double}"]);
    assert_eq!(fields(&catalog, "DoorShut"), ["at: b.Place{double}"]);
}

#[test]
fn what_is_not_seen_says_nothing() {
    for source in [
        "macro_rules! event { ($n:ident) => { #[derive(factum::Event)] struct $n {} } }",
        "event! { #[derive(factum::Event)] struct OrderPlaced { a: i32 } }",
        "const HELP: &str = \"#[derive(factum::Event)] struct OrderPlaced;\";",
        "/// #[derive(factum::Event)]\nstruct OrderPlaced { a: i32 }",
        "use bevy::prelude::*;\n#[derive(Event)]\n#[event(auto_propagate)] struct OrderPlaced;",
        "use other::Event;\n#[derive(Clone, Event)] struct OrderPlaced { a: i32 }",
        "use other::Event;\n#[derive(Event)] struct OrderPlaced { a: [; }",
        "#[cfg(test)] mod t { #[derive(factum::Event)] struct OrderPlaced { a: i32 } }",
        "#[tokio::test] async fn t() { #[derive(factum::Event)] struct OrderPlaced { a: i32 } }",
    ] {
        let catalog = catalog(&[("lib.rs", source)]);
        assert_eq!(catalog.messages.len(), 0, "{source}");
        assert_eq!(catalog.problems, [], "{source}");
        assert_eq!(catalog.sources[0].format, "", "{source}");
    }
}

#[test]
fn what_the_compiler_sees_is_seen() {
    for source in [
        "fn f() { let g = || { #[derive(::factum::Event)] struct OrderPlaced { a: i32 } }; }",
        "impl X { const Y: u8 = { #[derive(factum::Event)] struct OrderPlaced { a: i32 } 1 }; }",
        "#[cfg_attr(feature = \"events\", derive(Clone, factum::Event))] struct OrderPlaced { a: i32 }",
        "use factum as f;\nmod m { mod n { use crate::f; #[derive(f::Event)] struct OrderPlaced; } }",
        "use prelude::*;\n#[derive(Event)] #[event(namespace = \"a\")] struct OrderPlaced { a: i32 }",
        "pub struct A<const N: usize = { 3 }>;\n#[derive(factum::Event)] pub(crate) struct OrderPlaced {}",
        "\u{feff}#![allow(unused)]\r\nuse factum::*;\r\n#[derive(Event)]\r\nstruct OrderPlaced { a: i32 }\r\n",
    ] {
        let catalog = catalog(&[("src/lib.rs", source)]);
        let names: Vec<_> = catalog.messages.iter().map(|it| &*it.name.value).collect();
        assert_eq!(names, ["OrderPlaced"], "{source}");
        let name = catalog.messages[0].name.span;
        assert_eq!(catalog.text(name), "OrderPlaced", "{source}");
    }
}

#[test]
fn what_grows_without_end_is_given_up() {
    let repeated = |text: &str| text.repeat(200_000);
    let types = [
        format!("{}i32{}", repeated("Vec<"), repeated(">")),
        format!("{}i32", repeated("&")),
        format!("{}i32{}", repeated("["), repeated("]")),
        format!("{}i32", repeated("fn() -> ")),
        "Growing<i32>".to_owned(),
        "Loop".to_owned(),
        "Wide40".to_owned(),
        "missing::Thing".to_owned(),
        "[u8; 99999999999]".to_owned(),
    ];
    let mut around = "mod a { pub use super::b::*; pub use super::a::*; }\n\
                      mod b { pub use super::a::*; pub use super::b::*; }\n\
                      use a::*; use b::*; use missing::missing;\n\
                      type Loop = Loop; type Wide0 = i32;\n\
                      #[derive(Payload)] struct Pair<A, B> { a: A, b: B }\n\
                      #[derive(Payload)] struct Growing<T> { t: Option<Box<Growing<Vec<T>>>> }\n"
        .to_owned();
    for wide in 0..40 {
        around += &format!("type Wide{} = Pair<Wide{wide}, Wide{wide}>;\n", wide + 1);
    }
    for ty in types {
        let source =
            format!("use factum::*;\n{around}#[derive(Event)] struct OrderPlaced {{ a: {ty} }}");
        let read = catalog(&[("lib.rs", &source)]);
        assert!(read.messages.len() + read.problems.len() == 1);
    }
}

const SOURCE: &str = include_str!("../../tests/derive/source/mod.rs");

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Broken source gives problems within the file, whatever is wrong with it.
    #[test]
    fn broken_source_is_read_to_its_end(
        at in 0..SOURCE.len(),
        removed in 0_usize..40,
        put in prop::sample::select(vec!["", "{", ")", "\"", "#[event(", "<", "é", "r#", "'", "/*", "use ", "::"]),
    ) {
        let floor = |mut at: usize| {
            while !SOURCE.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (floor(at), floor((at + removed).min(SOURCE.len())));
        let text = [&SOURCE[..start], put, &SOURCE[end..]].concat();
        let catalog = catalog(&[("lib.rs", &text)]);
        for problem in &catalog.problems {
            prop_assert!(text.get(problem.span.range()).is_some());
        }
    }
}
