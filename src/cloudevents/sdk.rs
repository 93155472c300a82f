//! Events of the crate `cloudevents-sdk`, for its bindings to brokers and web frameworks.

use ::cloudevents::event::{AttributeValue, TryIntoTime, TryIntoUrl};
use ::cloudevents::{AttributesWriter, Data, Event, EventBuilder, EventBuilderV10};

use super::json::is_json;
use super::{CloudEvent, EnvelopeError, Value};

/// With the feature `cloudevents-sdk`. Data that is JSON becomes [`Data::Json`], any other
/// [`Data::Binary`].
///
/// # Errors
/// [`EnvelopeError::WrongType`] if the time is not one of RFC 3339, or `dataschema` no absolute URI.
impl TryFrom<CloudEvent> for Event {
    type Error = EnvelopeError;

    fn try_from(event: CloudEvent) -> Result<Event, EnvelopeError> {
        let wrong_type = |name: &str| EnvelopeError::WrongType(name.to_owned());
        let mut builder = EventBuilderV10::new()
            .id(event.id)
            .source(event.source)
            .ty(event.ty);
        for (name, value) in event.extensions {
            builder = match value {
                Value::Boolean(value) => builder.extension(&name, value),
                Value::Integer(value) => builder.extension(&name, i64::from(value)),
                Value::Text(value) => builder.extension(&name, value),
            };
        }
        let mut built = builder
            .build()
            .map_err(|error| EnvelopeError::Malformed(error.to_string()))?;
        built.set_subject(event.subject);
        if let Some(time) = event.time {
            built.set_time(Some(time.into_time().map_err(|_| wrong_type("time"))?));
        }
        if let Some(schema) = event.dataschema {
            let schema = schema.into_url().map_err(|_| wrong_type("dataschema"))?;
            built.set_dataschema(Some(schema));
        }
        if let Some(data) = event.data {
            let is_json = is_json(event.datacontenttype.as_deref());
            let json = is_json.then(|| serde_json::from_slice(&data));
            built.set_data_unchecked(match json {
                Some(Ok(json)) => Data::Json(json),
                _ => Data::Binary(data),
            });
        }
        built.set_datacontenttype(event.datacontenttype);
        Ok(built)
    }
}

/// With the feature `cloudevents-sdk`.
///
/// # Errors
/// If the event is not of version 1.0, if an attribute has no value or a name that it cannot have,
/// or if an integer takes more than 32 bits.
impl TryFrom<Event> for CloudEvent {
    type Error = EnvelopeError;

    fn try_from(mut event: Event) -> Result<CloudEvent, EnvelopeError> {
        let attributes: Result<Vec<_>, _> = event
            .iter()
            .map(|(name, value)| match text_or_number(&value) {
                Some(value) => Ok((name.to_owned(), value)),
                None => Err(EnvelopeError::WrongType(name.to_owned())),
            })
            .collect();
        let mut read = CloudEvent::from_attributes(attributes?)?;
        let (_, _, data) = event.take_data();
        read.data = match data {
            Some(Data::Binary(bytes)) => Some(bytes),
            Some(Data::String(text)) => Some(text.into_bytes()),
            Some(Data::Json(json)) => Some(json.to_string().into_bytes()),
            None => None,
        };
        Ok(read)
    }
}

/// The value of an attribute; `None` for an integer of more than 32 bits.
fn text_or_number(value: &AttributeValue<'_>) -> Option<Value> {
    Some(match value {
        AttributeValue::Boolean(value) => Value::Boolean(**value),
        AttributeValue::Integer(value) => Value::Integer(i32::try_from(**value).ok()?),
        AttributeValue::Time(time) if time.timestamp_subsec_nanos() % 1_000 == 0 => {
            Value::Text(time.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string())
        }
        AttributeValue::Time(time) => {
            Value::Text(time.format("%Y-%m-%dT%H:%M:%S%.9fZ").to_string())
        }
        other => Value::Text(other.to_string()),
    })
}
