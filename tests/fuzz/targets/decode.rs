//! Any bytes as a value of a derived type. What is read is written and read as the same.
#![no_main]

use factum::avro;
use factum_fuzz::everything::EverythingHappened;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(event) = avro::decode::<EverythingHappened>(bytes) {
        let written = avro::encode(&event);
        let again: EverythingHappened = avro::decode(&written).expect("what was written");
        assert_eq!(avro::encode(&again), written);
    }
});
