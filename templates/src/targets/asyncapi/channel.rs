//! Channels: their addresses and bindings.

use factum_catalog::model::Channel;
use serde_json::{Map, Value, json};

use super::{KAFKA_BINDING, key};

/// A channel without messages; nothing but its address, if nothing else is known.
pub(super) fn value(channel: Option<&Channel>, address: Option<&str>) -> Value {
    let mut out = Map::new();
    out.insert("address".to_owned(), json!(address));
    out.insert("messages".to_owned(), json!({}));
    if let Some(doc) = channel.and_then(|it| it.doc.as_ref()) {
        out.insert("description".to_owned(), json!(doc.value.trim_end()));
    }
    let parameters = parameters(address.unwrap_or_default());
    if !parameters.is_empty() {
        out.insert("parameters".to_owned(), Value::Object(parameters));
    }
    let Some(channel) = channel else {
        return Value::Object(out);
    };
    if channel
        .broker
        .as_ref()
        .is_some_and(|broker| &*broker.value == "kafka")
    {
        let mut kafka = Map::new();
        if let Some(partitions) = &channel.partitions {
            kafka.insert("partitions".to_owned(), json!(partitions.value));
        }
        if let Some(retention) = &channel.retention {
            // Kafka keeps for ever what it keeps for -1.
            let milliseconds = retention
                .value
                .milliseconds()
                .map_or(-1, |it| i64::try_from(it).unwrap_or(i64::MAX));
            let topic = json!({ "retention.ms": milliseconds });
            kafka.insert("topicConfiguration".to_owned(), topic);
        }
        kafka.insert("bindingVersion".to_owned(), json!(KAFKA_BINDING));
        out.insert("bindings".to_owned(), json!({ "kafka": kafka }));
    }
    Value::Object(out)
}

/// What stands in braces in an address.
fn parameters(address: &str) -> Map<String, Value> {
    let parts = address.split('{').skip(1);
    let names = parts.filter_map(|part| part.split_once('}').map(|(name, _)| name));
    let right = names.filter(|name| !name.is_empty() && key(name) == **name);
    right.map(|name| (name.to_owned(), json!({}))).collect()
}
