//! The JSON event format.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value as Json};

use super::{CloudEvent, EnvelopeError, SPEC_VERSION, Value};

/// The media type of one event in JSON.
pub const CONTENT_TYPE: &str = "application/cloudevents+json";

/// The media type of several.
pub const BATCH_CONTENT_TYPE: &str = "application/cloudevents-batch+json";

impl CloudEvent {
    /// The event in the JSON event format. Data that is JSON stands in `data`, any other in
    /// `data_base64`.
    pub fn to_json(&self) -> Vec<u8> {
        Json::Object(self.to_object()).to_string().into_bytes()
    }

    fn to_object(&self) -> Map<String, Json> {
        let mut object = Map::new();
        object.insert("specversion".to_owned(), SPEC_VERSION.into());
        for (name, text) in self.attributes() {
            let value = match self.extensions.get(name) {
                Some(Value::Boolean(value)) => Json::Bool(*value),
                Some(Value::Integer(value)) => Json::from(*value),
                _ => Json::String(text),
            };
            object.insert(name.to_owned(), value);
        }
        if let Some(media_type) = &self.datacontenttype {
            object.insert("datacontenttype".to_owned(), media_type.as_str().into());
        }
        if let Some(data) = &self.data {
            let is_json = is_json(self.datacontenttype.as_deref());
            match is_json.then(|| serde_json::from_slice(data)) {
                Some(Ok(json)) => object.insert("data".to_owned(), json),
                _ => object.insert("data_base64".to_owned(), STANDARD.encode(data).into()),
            };
        }
        object
    }

    /// Reads an event in the JSON event format.
    ///
    /// # Errors
    /// If it is none.
    pub fn from_json(json: &[u8]) -> Result<CloudEvent, EnvelopeError> {
        from_value(parse(json)?)
    }
}

/// Several events in the JSON batch format.
pub fn batch_to_json<'e>(events: impl IntoIterator<Item = &'e CloudEvent>) -> Vec<u8> {
    let events = events.into_iter();
    let objects = events.map(|event| Json::Object(event.to_object()));
    Json::Array(objects.collect()).to_string().into_bytes()
}

/// Reads events in the JSON batch format. One that is not right does not hide the others.
///
/// # Errors
/// If the whole is no JSON array.
pub fn batch_from_json(
    json: &[u8],
) -> Result<Vec<Result<CloudEvent, EnvelopeError>>, EnvelopeError> {
    match parse(json)? {
        Json::Array(events) => Ok(events.into_iter().map(from_value).collect()),
        _ => Err(EnvelopeError::Malformed(
            "a batch is a JSON array".to_owned(),
        )),
    }
}

fn parse(json: &[u8]) -> Result<Json, EnvelopeError> {
    serde_json::from_slice(json).map_err(|error| EnvelopeError::Malformed(error.to_string()))
}

fn from_value(json: Json) -> Result<CloudEvent, EnvelopeError> {
    let Json::Object(mut object) = json else {
        let message = "an event is a JSON object".to_owned();
        return Err(EnvelopeError::Malformed(message));
    };
    let (data, base64) = (object.remove("data"), object.remove("data_base64"));
    let mut attributes = Vec::new();
    for (name, value) in object {
        let value = match value {
            // The same as an absent one.
            Json::Null => continue,
            Json::Bool(value) => Value::Boolean(value),
            Json::String(value) => Value::Text(value),
            Json::Number(number) => {
                let number = number.as_i64().and_then(|n| i32::try_from(n).ok());
                match number {
                    Some(number) => Value::Integer(number),
                    None => return Err(EnvelopeError::WrongType(name)),
                }
            }
            Json::Array(_) | Json::Object(_) => return Err(EnvelopeError::WrongType(name)),
        };
        attributes.push((name, value));
    }
    let mut event = CloudEvent::from_attributes(attributes)?;
    event.data = match (data, base64) {
        (None, None | Some(Json::Null)) => None,
        (Some(Json::String(text)), None) if !is_json(event.datacontenttype.as_deref()) => {
            Some(text.into_bytes())
        }
        (Some(json), None) => Some(json.to_string().into_bytes()),
        (None, Some(Json::String(text))) => {
            let data = STANDARD.decode(text);
            Some(data.map_err(|_| EnvelopeError::WrongType("data_base64".to_owned()))?)
        }
        (None, Some(_)) => return Err(EnvelopeError::WrongType("data_base64".to_owned())),
        (Some(_), Some(_)) => {
            let message = "it has both `data` and `data_base64`".to_owned();
            return Err(EnvelopeError::Malformed(message));
        }
    };
    Ok(event)
}

/// Whether data of this media type is JSON: no type, the subtype `json`, or the suffix `+json`.
pub(super) fn is_json(media_type: Option<&str>) -> bool {
    let Some(media_type) = media_type else {
        return true;
    };
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}
