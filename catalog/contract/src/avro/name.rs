//! Full names of named types.

use std::fmt;

/// A full name, `namespace.name` or just `name`, as the Avro specification's section *Names* has
/// it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    full: Box<str>,
    /// Where the unqualified name starts.
    simple: u32,
}

impl Name {
    /// The full name of `name`: as it is if it has a dot, else within `namespace`.
    pub fn new(name: &str, namespace: Option<&str>) -> Name {
        match (name.rfind('.'), namespace) {
            (Some(0), _) => Name::unqualified(&name[1..]),
            (Some(dot), _) => Name {
                full: name.into(),
                simple: offset(dot + 1),
            },
            (None, Some(namespace)) if !namespace.is_empty() => Name {
                full: format!("{namespace}.{name}").into(),
                simple: offset(namespace.len() + 1),
            },
            (None, _) => Name::unqualified(name),
        }
    }

    fn unqualified(name: &str) -> Name {
        Name {
            full: name.into(),
            simple: 0,
        }
    }

    /// `namespace.name`, or `name` outside any namespace.
    pub fn full(&self) -> &str {
        &self.full
    }

    /// The name without its namespace.
    pub fn simple(&self) -> &str {
        &self.full[self.simple as usize..]
    }

    /// The namespace, if there is one.
    pub fn namespace(&self) -> Option<&str> {
        (self.simple > 0).then(|| &self.full[..self.simple as usize - 1])
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(0)
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.full)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.full, formatter)
    }
}

/// Whether Avro's Java library takes this for a name: a letter or `_`, then letters, digits or
/// `_`. Java counts every letter of Unicode's basic plane, the specification only ASCII.
pub(super) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    let basic = |c: char| (c as u32) < 0x1_0000;
    chars
        .next()
        .is_some_and(|c| basic(c) && (c.is_alphabetic() || c == '_'))
        && chars.all(|c| basic(c) && (c.is_alphanumeric() || c == '_'))
}
