//! Any bytes as a CloudEvent in JSON, as a batch, and as the headers of HTTP and Kafka. What is read
//! is written and read as the same.
#![no_main]

use factum::cloudevents::{CloudEvent, batch_from_json, batch_to_json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(event) = CloudEvent::from_json(bytes) {
        let json = event.to_json();
        assert_eq!(
            CloudEvent::from_json(&json).expect("what was written"),
            event
        );
    }
    if let Ok(events) = batch_from_json(bytes) {
        let events: Vec<CloudEvent> = events.into_iter().flatten().collect();
        let again = batch_from_json(&batch_to_json(&events)).expect("what was written");
        assert_eq!(again.into_iter().flatten().collect::<Vec<_>>(), events);
    }
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let headers = || {
        lines.iter().filter_map(|line| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = std::str::from_utf8(&line[..colon]).ok()?;
            Some((name, &line[colon + 1..]))
        })
    };
    if let Ok(event) = CloudEvent::from_http(headers(), bytes.to_vec()) {
        let written = event.http_headers();
        let written = written
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()));
        let again = CloudEvent::from_http(written, bytes.to_vec()).expect("what was written");
        assert_eq!(again, event);
    }
    if let Ok(event) = CloudEvent::from_kafka(headers(), None) {
        let written = event.kafka_headers();
        let written = written
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_slice()));
        let again = CloudEvent::from_kafka(written, None).expect("what was written");
        assert_eq!(again, event);
    }
});
