//! What a comparison of two schemas answers, whatever their language.
//!
//! Each schema language has one primitive, `check(reader, writer)`, which lists the differences
//! between the schema that reads and the schema that wrote. The reader can read everything that
//! the writer wrote exactly if no difference is incompatible.

use crate::span::Span;

/// One difference between a reader's and a writer's schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The registry's own word for it, such as `READER_FIELD_MISSING_DEFAULT_VALUE` (Avro) or
    /// `PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL` (JSON Schema).
    pub kind: &'static str,
    /// Where in the schema: a JSON pointer into the reader (Avro) or the path that the registry
    /// reports for the language.
    pub path: String,
    /// Whether the registry lets it pass.
    pub compatible: bool,
    /// What differs, in a sentence for people, without a full stop.
    pub message: String,
    /// Where the reader says it, if that is known.
    pub reader: Option<Span>,
    /// Where the writer says it, if that is known.
    pub writer: Option<Span>,
}

/// How far a new schema must agree with those published before it, as schema registries have it.
///
/// Written as `backward-transitive`, or as registries do, `BACKWARD_TRANSITIVE`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Not at all.
    None,
    /// New readers read what the last schema wrote.
    #[default]
    Backward,
    /// New readers read what any schema wrote.
    BackwardTransitive,
    /// Readers of the last schema read what the new one writes.
    Forward,
    /// Readers of any schema read what the new one writes.
    ForwardTransitive,
    /// Backward and forward.
    Full,
    /// Backward and forward, for any schema.
    FullTransitive,
}

impl Mode {
    /// All modes.
    pub const ALL: [Mode; 7] = [
        Mode::None,
        Mode::Backward,
        Mode::BackwardTransitive,
        Mode::Forward,
        Mode::ForwardTransitive,
        Mode::Full,
        Mode::FullTransitive,
    ];

    /// The word for it in settings, such as `backward-transitive`.
    pub fn name(self) -> &'static str {
        match self {
            Mode::None => "none",
            Mode::Backward => "backward",
            Mode::BackwardTransitive => "backward-transitive",
            Mode::Forward => "forward",
            Mode::ForwardTransitive => "forward-transitive",
            Mode::Full => "full",
            Mode::FullTransitive => "full-transitive",
        }
    }

    /// The word for it in a registry, such as `BACKWARD_TRANSITIVE`.
    pub fn registry_name(self) -> String {
        self.name().replace('-', "_").to_ascii_uppercase()
    }

    /// Whether the whole history counts, and not only its last member.
    pub fn is_transitive(self) -> bool {
        matches!(
            self,
            Mode::BackwardTransitive | Mode::ForwardTransitive | Mode::FullTransitive
        )
    }

    /// The directions in which schemas are compared, in the order in which registries report them.
    pub fn directions(self) -> &'static [Direction] {
        match self {
            Mode::None => &[],
            Mode::Backward | Mode::BackwardTransitive => &[Direction::Backward],
            Mode::Forward | Mode::ForwardTransitive => &[Direction::Forward],
            Mode::Full | Mode::FullTransitive => &[Direction::Forward, Direction::Backward],
        }
    }
}

impl std::fmt::Display for Mode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(self.name())
    }
}

/// A word that is no mode.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no compatibility mode; write none, backward, forward or full, the last three also \
     with -transitive"
)]
pub struct UnknownMode(pub String);

impl std::str::FromStr for Mode {
    type Err = UnknownMode;

    fn from_str(text: &str) -> Result<Mode, UnknownMode> {
        let is_meant = |mode: &Mode| mode.name() == text || mode.registry_name() == text;
        Mode::ALL
            .into_iter()
            .find(is_meant)
            .ok_or_else(|| UnknownMode(text.to_owned()))
    }
}

/// Who reads and who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// The new schema reads what the old one wrote.
    Backward,
    /// The old schema reads what the new one writes.
    Forward,
}

impl Direction {
    /// The word for it: `backward` or `forward`.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Backward => "backward",
            Direction::Forward => "forward",
        }
    }
}

impl std::fmt::Display for Direction {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(self.name())
    }
}

/// A difference between a new schema and one of its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The member of the history: its index, oldest first.
    pub against: usize,
    /// Which of the two is the reader.
    pub direction: Direction,
    /// What differs.
    pub difference: Difference,
}

/// Compares a new schema with its history (oldest first), as a registry does at this mode: `check`
/// is the schema language's own comparison of a reader and a writer, in this order.
///
/// The newest member comes first, and if the mode is transitive the older ones follow until one
/// has an incompatible difference. The new schema may be published exactly if no difference is
/// incompatible.
pub fn check_history<S>(
    new: &S,
    history: &[S],
    mode: Mode,
    check: impl Fn(&S, &S) -> Vec<Difference>,
) -> Vec<Finding> {
    let count = if mode.is_transitive() { usize::MAX } else { 1 };
    let mut findings = Vec::new();
    for (against, old) in history.iter().enumerate().rev().take(count) {
        for direction in mode.directions() {
            let differences = match direction {
                Direction::Backward => check(new, old),
                Direction::Forward => check(old, new),
            };
            findings.extend(differences.into_iter().map(|difference| Finding {
                against,
                direction: *direction,
                difference,
            }));
        }
        if findings
            .iter()
            .any(|finding| !finding.difference.compatible)
        {
            break;
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader takes what is not greater than itself.
    fn check(reader: &u8, writer: &u8) -> Vec<Difference> {
        let difference = Difference {
            kind: "GREATER",
            path: format!("{reader}<{writer}"),
            compatible: reader >= writer,
            message: String::new(),
            reader: None,
            writer: None,
        };
        (reader != writer)
            .then_some(difference)
            .into_iter()
            .collect()
    }

    fn found(new: u8, history: &[u8], mode: &str) -> Vec<String> {
        let findings = check_history(&new, history, mode.parse().unwrap(), check);
        let text = |f: Finding| format!("{} {} {}", f.against, f.direction, f.difference.path);
        findings.into_iter().map(text).collect()
    }

    #[test]
    fn modes_choose_the_directions_and_how_far_back_to_look() {
        assert_eq!(found(3, &[5, 4], "none"), [""; 0]);
        assert_eq!(found(3, &[5, 4], "backward"), ["1 backward 3<4"]);
        assert_eq!(found(3, &[5, 3], "BACKWARD"), [""; 0]);
        assert_eq!(
            found(3, &[5, 4, 3], "BACKWARD_TRANSITIVE"),
            ["1 backward 3<4"]
        );
        assert_eq!(
            found(3, &[2, 1, 4], "forward-transitive"),
            ["2 forward 4<3", "1 forward 1<3"]
        );
        assert_eq!(found(3, &[2], "full"), ["0 forward 2<3", "0 backward 3<2"]);
        assert_eq!(found(3, &[], "full-transitive"), [""; 0]);
    }

    #[test]
    fn a_wrong_mode_is_told_what_would_be_right() {
        let error = "both".parse::<Mode>().unwrap_err().to_string();
        assert!(
            error.contains("`both`") && error.contains("-transitive"),
            "{error}"
        );
    }
}
