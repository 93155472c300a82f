//! Any text as the schema of a writer, and what follows it as data of it.
#![no_main]

use factum::avro::Plan;
use factum_fuzz::everything::EverythingHappened;
use factum_fuzz::schema;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|byte| *byte == 0);
    let (text, data) = bytes.split_at(end.unwrap_or(bytes.len()));
    let Some(writer) = std::str::from_utf8(text).ok().and_then(schema) else {
        return;
    };
    let again = schema(&writer.to_json()).expect("what was written");
    assert_eq!(again.fingerprint(), writer.fingerprint());
    if let Ok(plan) = Plan::new::<EverythingHappened>(&writer) {
        let _ = plan.decode::<EverythingHappened>(data.get(1..).unwrap_or_default());
    }
});
