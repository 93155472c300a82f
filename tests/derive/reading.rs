//! What the reader of Rust source makes of types is what they are when compiled.

use std::fs;

use factum::{Contract, Event};
use factum_catalog::contract::emit;
use factum_catalog::{Catalog, InputFile};

use crate::events::OrderPlaced;
use crate::source::{
    EverythingWritten, ListsPrinted, PlaceMeasured, PlaceSurveyed, local_contract,
};

fn read(names: &[&str]) -> Catalog {
    let files = names.iter().map(|name| {
        let path = format!("tests/derive/{name}");
        InputFile {
            text: fs::read_to_string(&path).unwrap().into(),
            path: path.into(),
        }
    });
    factum_catalog::read(files.collect())
}

#[test]
fn source_is_read_as_it_is_compiled() {
    let catalog = read(&[
        "events.rs",
        "source/geography.rs",
        "source/ids.rs",
        "source/mod.rs",
        "source/prelude.rs",
    ]);
    assert_eq!(catalog.problems, []);
    let compiled = [
        EverythingWritten::contract(),
        ListsPrinted::contract(),
        OrderPlaced::contract(),
        PlaceMeasured::contract(),
        PlaceSurveyed::contract(),
        local_contract(),
    ];
    assert_eq!(catalog.messages.len(), compiled.len());
    for contract in compiled {
        agrees(&contract, &catalog);
    }
}

fn agrees(compiled: &Contract, catalog: &Catalog) {
    let identity = compiled.message.identity();
    let read = catalog.messages.iter();
    let mut read = read.filter(|message| message.identity() == identity);
    let message = read.next().unwrap_or_else(|| panic!("{identity}"));
    let schema = emit::avro(message, &catalog.types).schema;
    assert_eq!(
        schema.to_json_pretty(),
        compiled.avro_schema().to_json_pretty()
    );
    let said = |message: &factum_catalog::contract::message::Message| {
        let key = message.key.clone().map(|key| key.value);
        let channels: Vec<_> = message.channels().map(|it| it.value.clone()).collect();
        (
            key,
            channels,
            message.cloudevents_type(),
            message.cloudevents_source(),
            message.registry_subject(),
        )
    };
    assert_eq!(said(message), said(&compiled.message));
}
