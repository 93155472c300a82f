//! What a message is called: registries identify messages by long, dotted ids.

use crate::json_schema::name::is_name;

/// A message's id, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) namespace: Option<String>,
    pub(super) name: String,
    /// The version at the end: `v1`.
    pub(super) version: Option<String>,
}

/// Takes an id apart: `com.acme.OrderPlaced.v2` is `OrderPlaced` of `com.acme`, version `v2`. Of a
/// lower-case id the last two words make the name, as the subject stands before the verb there:
/// `com.acme.order.placed`. A stated name of one word is taken as it is.
pub(super) fn parts(id: &str, stated: Option<&str>) -> Parts {
    let mut segments: Vec<&str> = id
        .split(['.', ':', '/'])
        .filter(|it| !it.is_empty())
        .collect();
    let version = segments
        .last()
        .filter(|last| segments.len() > 1 && is_version(last))
        .map(|last| (*last).to_owned());
    if version.is_some() {
        segments.pop();
    }
    let stated = stated.filter(|name| is_name(name) && !name.contains(['.', '/']));
    let name = match (stated, segments.last()) {
        (Some(stated), last) => {
            if last == Some(&stated) {
                segments.pop();
            }
            stated.to_owned()
        }
        (None, Some(last)) => {
            let is_one_word = last.chars().all(|c| c.is_lowercase() || c.is_ascii_digit());
            let words = if is_one_word && segments.len() > 2 {
                2
            } else {
                1
            };
            segments.split_off(segments.len() - words).join(".")
        }
        (None, None) => id.to_owned(),
    };
    Parts {
        namespace: (!segments.is_empty()).then(|| segments.join(".")),
        name,
        version,
    }
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix(['v', 'V']).is_some_and(|number| {
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_apart() {
        for (id, stated, expected) in [
            ("com.acme.OrderPlaced", None, "com.acme|OrderPlaced|"),
            ("com.acme.order.placed.v1", None, "com.acme|order.placed|v1"),
            ("com.acme.order-placed", None, "com.acme|order-placed|"),
            ("order.placed", None, "order|placed|"),
            ("NBIRTH", None, "|NBIRTH|"),
            (
                "NWS.Alert.Minor.mqtt",
                Some("AlertMinor"),
                "NWS.Alert.Minor.mqtt|AlertMinor|",
            ),
            ("a.b.Station", Some("Station"), "a.b|Station|"),
            ("a.b.Station", Some("A long title"), "a.b|Station|"),
            ("v1", None, "|v1|"),
        ] {
            let Parts {
                namespace,
                name,
                version,
            } = parts(id, stated);
            let found = format!(
                "{}|{name}|{}",
                namespace.unwrap_or_default(),
                version.unwrap_or_default()
            );
            assert_eq!(found, expected, "{id}");
        }
    }
}
