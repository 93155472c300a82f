use apache_avro::reader::datum::GenericDatumReader;
use apache_avro::writer::datum::GenericDatumWriter;
use factum::{Event, avro};
use proptest::prelude::*;

use crate::samples::{EverythingHappened, happened};

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(64)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_is_read(event in happened()) {
        let bytes = avro::encode(&event);
        prop_assert_eq!(avro::decode::<EverythingHappened>(&bytes).unwrap(), event);
    }

    #[test]
    fn apache_avro_reads_and_writes_the_same_bytes(event in happened()) {
        let json = EverythingHappened::avro_schema().to_json();
        let schema = apache_avro::Schema::parse_str(&json).unwrap();
        let bytes = avro::encode(&event);
        let reader = GenericDatumReader::builder(&schema).build().unwrap();
        let value = reader.read_value(&mut bytes.as_slice()).unwrap();
        let writer = GenericDatumWriter::builder(&schema).build().unwrap();
        let theirs = writer.write_value_to_vec(value).unwrap();
        prop_assert_eq!(avro::decode::<EverythingHappened>(&theirs).unwrap(), event);
    }
}
