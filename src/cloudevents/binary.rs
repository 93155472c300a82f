//! The binary mode of HTTP and Kafka: attributes in headers, and the payload as it is.

use super::{CloudEvent, EnvelopeError, SPEC_VERSION, Value};

const HTTP_PREFIX: &str = "ce-";
const KAFKA_PREFIX: &str = "ce_";
const CONTENT_TYPE: &str = "content-type";

impl CloudEvent {
    /// The headers of an HTTP request or response whose body is the data.
    pub fn http_headers(&self) -> Vec<(String, String)> {
        self.headers(HTTP_PREFIX)
            .map(|(name, value)| {
                let is_attribute = name.starts_with(HTTP_PREFIX);
                let value = if is_attribute {
                    percent_encoded(&value)
                } else {
                    value
                };
                (name, value)
            })
            .collect()
    }

    /// The headers of a Kafka record whose value is the data.
    pub fn kafka_headers(&self) -> Vec<(String, Vec<u8>)> {
        self.headers(KAFKA_PREFIX)
            .map(|(name, value)| (name, value.into_bytes()))
            .collect()
    }

    fn headers(&self, prefix: &str) -> impl Iterator<Item = (String, String)> {
        let version = std::iter::once(("specversion", SPEC_VERSION.to_owned()));
        let attributes = version.chain(self.attributes());
        let content_type = self.datacontenttype.clone();
        attributes
            .map(move |(name, value)| (format!("{prefix}{name}"), value))
            .chain(content_type.map(|value| (CONTENT_TYPE.to_owned(), value)))
    }

    /// Reads an event from the headers and the body of an HTTP message. Other headers are ignored.
    ///
    /// # Errors
    /// If the headers are not those of an event.
    pub fn from_http<'h>(
        headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
        body: Vec<u8>,
    ) -> Result<CloudEvent, EnvelopeError> {
        let attributes = attributes(headers, HTTP_PREFIX, percent_decoded)?;
        let mut event = CloudEvent::from_attributes(attributes)?;
        event.data = (!body.is_empty()).then_some(body);
        Ok(event)
    }

    /// Reads an event from the headers and the value of a Kafka record. Other headers are ignored.
    ///
    /// # Errors
    /// If the headers are not those of an event.
    pub fn from_kafka<'h>(
        headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
        value: Option<Vec<u8>>,
    ) -> Result<CloudEvent, EnvelopeError> {
        let attributes = attributes(headers, KAFKA_PREFIX, |value| Some(value.to_vec()))?;
        let mut event = CloudEvent::from_attributes(attributes)?;
        event.data = value;
        Ok(event)
    }
}

/// The attributes in the headers of this prefix, and the content type.
fn attributes<'h>(
    headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
    prefix: &str,
    decode: impl Fn(&[u8]) -> Option<Vec<u8>>,
) -> Result<Vec<(String, Value)>, EnvelopeError> {
    let mut attributes = Vec::new();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        let (attribute, value) = match name.strip_prefix(prefix) {
            Some(attribute) => (attribute.to_owned(), decode(value)),
            None if name == CONTENT_TYPE => ("datacontenttype".to_owned(), Some(value.to_vec())),
            None => continue,
        };
        let text = value.and_then(|value| String::from_utf8(value).ok());
        let Some(text) = text else {
            return Err(EnvelopeError::WrongType(attribute));
        };
        attributes.push((attribute, Value::Text(text)));
    }
    Ok(attributes)
}

/// Text in which a space, a quotation mark, a percent sign and all beyond printable ASCII are
/// percent-encoded, as the HTTP protocol binding has it.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if matches!(byte, 0x21..=0x7e) && !matches!(byte, b'"' | b'%') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The bytes of percent-encoded text; `None` if a percent sign is followed by no two digits.
fn percent_decoded(text: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut left = text;
    while let [first, rest @ ..] = left {
        left = rest;
        if *first != b'%' {
            decoded.push(*first);
            continue;
        }
        let (digits, rest) = rest.split_first_chunk::<2>()?;
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let byte = digit(digits[0])? * 16 + digit(digits[1])?;
        decoded.push(u8::try_from(byte).ok()?);
        left = rest;
    }
    Some(decoded)
}
