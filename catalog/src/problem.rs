//! Mistakes in the files of a catalog, met while reading it.

use factum_contract::span::Span;

/// What kind of mistake it is. Each is a rule of its own to the linter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The text is not YAML, JSON or whatever its format is written in.
    Syntax,
    /// A key that the format does not have.
    UnknownKey,
    /// A value that its key cannot have.
    InvalidValue,
    /// The same thing is defined twice.
    DuplicateDefinition,
    /// A name that stands for several things.
    AmbiguousReference,
    /// A type that is defined nowhere.
    UnknownType,
    /// An event, a command or a query that is defined nowhere.
    UnknownMessage,
    /// A service that is defined nowhere.
    UnknownService,
    /// A channel that is defined nowhere.
    UnknownChannel,
    /// A schema that its own language refuses, or that refuses every value.
    InvalidSchema,
    /// A logical type that readers of the schema ignore.
    IgnoredLogicalType,
    /// One full name for schemas that differ.
    ConflictingDefinition,
    /// Something in a schema that readers take differently, or only newer ones accept.
    OddSchema,
    /// A reference (`$ref`) to a file or to a place in it that does not exist.
    UnresolvedReference,
    /// A reference to something on the network, which is never fetched.
    RemoteReference,
}

impl ProblemKind {
    /// All kinds.
    pub const ALL: [ProblemKind; 15] = [
        ProblemKind::Syntax,
        ProblemKind::UnknownKey,
        ProblemKind::InvalidValue,
        ProblemKind::DuplicateDefinition,
        ProblemKind::AmbiguousReference,
        ProblemKind::UnknownType,
        ProblemKind::UnknownMessage,
        ProblemKind::UnknownService,
        ProblemKind::UnknownChannel,
        ProblemKind::InvalidSchema,
        ProblemKind::IgnoredLogicalType,
        ProblemKind::ConflictingDefinition,
        ProblemKind::OddSchema,
        ProblemKind::UnresolvedReference,
        ProblemKind::RemoteReference,
    ];
}

/// A mistake in a file, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of mistake it is.
    pub kind: ProblemKind,
    /// The bytes that are wrong.
    pub span: Span,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to say under the marked bytes; empty for nothing.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    /// What to write in place of the bytes, if the right spelling is plain.
    pub replacement: Option<String>,
    /// What it is about, by name.
    pub subject: String,
    /// Other places that it speaks of.
    pub related: Vec<(Span, String)>,
    /// Whether it is about something of which the model keeps nothing, so that what is made of the
    /// catalog is right all the same.
    pub is_aside: bool,
}

impl Problem {
    /// A mistake with nothing more to say of it yet.
    pub fn new(kind: ProblemKind, span: Span, message: impl Into<String>) -> Problem {
        Problem {
            kind,
            span,
            message: message.into(),
            label: String::new(),
            help: None,
            replacement: None,
            subject: String::new(),
            related: Vec::new(),
            is_aside: false,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// Says this under the marked bytes.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Problem {
        self.label = label.into();
        self
    }

    /// Says by name what it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Problem {
        self.subject = subject.into();
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Problem {
        self.related.push((span, message.into()));
        self
    }

    /// Proposes the nearest of `candidates` to what was written, if one is near.
    #[must_use]
    pub fn nearest<'a>(
        self,
        written: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Problem {
        match nearest(written, candidates) {
            Some(right) => self.suggest(right),
            None => self,
        }
    }

    /// Proposes to write `right` instead.
    #[must_use]
    pub fn suggest(self, right: &str) -> Problem {
        Problem {
            help: Some(format!("did you mean `{right}`?")),
            replacement: Some(right.to_owned()),
            ..self
        }
    }
}

/// The candidate spelled most like `written`, if it is near enough to be meant: a third of the
/// letters may differ, and case and separators count little.
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let fold = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let folded = fold(written);
    let length = folded.chars().count();
    // Of two letters, one is too much.
    let limit = if length < 3 { 0 } else { length / 3 };
    candidates
        .into_iter()
        .filter(|candidate| *candidate != written)
        .filter_map(|candidate| {
            let other = fold(candidate);
            if other.chars().count().abs_diff(length) > limit {
                return None;
            }
            let distance = strsim::osa_distance(&folded, &other);
            (distance <= limit).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}
