//! Any bytes as a container file.
#![no_main]

use factum::avro::container;
use factum_fuzz::everything::EverythingHappened;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = container::read::<EverythingHappened>(bytes);
});
