//! Any bytes as a message in each of the frames.
#![no_main]

use std::sync::LazyLock;

use factum::avro::confluent::{self, SchemaId};
use factum::avro::single_object::SingleObject;
use factum::{Event, avro};
use factum_fuzz::everything::EverythingHappened;
use libfuzzer_sys::fuzz_target;

/// The mark of the encoding and the fingerprint, behind which the bytes are data.
static MARK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let fingerprint = EverythingHappened::avro_schema().fingerprint();
    [&[0xc3, 0x01], &fingerprint.to_le_bytes()[..]].concat()
});
static SINGLE_OBJECT: LazyLock<SingleObject<EverythingHappened>> = LazyLock::new(SingleObject::new);

fuzz_target!(|bytes: &[u8]| {
    if let Ok((id, payload)) = confluent::split(bytes) {
        let prefix = match id {
            SchemaId::Id(id) => [&[0], &id.to_be_bytes()[..]].concat(),
            SchemaId::Guid(guid) => confluent::header(guid).to_vec(),
        };
        assert_eq!([&prefix, payload].concat(), bytes);
        let _ = avro::decode::<EverythingHappened>(payload);
    }
    let _ = SINGLE_OBJECT.decode::<EverythingHappened>(bytes);
    let framed = [&MARK, bytes].concat();
    let _ = SINGLE_OBJECT.decode::<EverythingHappened>(&framed);
});
