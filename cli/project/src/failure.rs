//! Why a command could not run, for people.

use std::fmt;

use factum_catalog::discover::DiscoverError;

/// Why a command could not run: one or more things that are wrong, each with what to do.
#[derive(Debug)]
pub struct Failure {
    problems: Vec<(String, Option<String>)>,
}

/// What a command that can fail returns.
pub type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// What is wrong.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            problems: vec![(message.into(), None)],
        }
    }

    /// What is wrong, and what to do.
    pub fn with_help(message: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure {
            problems: vec![(message.into(), Some(help.into()))],
        }
    }

    /// Several things that are wrong.
    pub fn several(messages: impl IntoIterator<Item = String>) -> Failure {
        Failure {
            problems: messages
                .into_iter()
                .map(|message| (message, None))
                .collect(),
        }
    }

    /// Proposes the nearest of `candidates` to what was written.
    pub fn nearest<'a>(
        message: impl Into<String>,
        written: &str,
        candidates: impl IntoIterator<Item = &'a str>,
        otherwise: impl Into<String>,
    ) -> Failure {
        let help = match factum_catalog::problem::nearest(written, candidates) {
            Some(right) => format!("did you mean `{right}`?"),
            None => otherwise.into(),
        };
        Failure::with_help(message, help)
    }

    /// Says where it is wrong: `factum.toml:3:5`.
    #[must_use]
    pub fn at(mut self, place: &str) -> Failure {
        for (message, _) in &mut self.problems {
            *message = format!("{place}: {message}");
        }
        self
    }
}

impl std::error::Error for Failure {}

impl From<Vec<DiscoverError>> for Failure {
    fn from(errors: Vec<DiscoverError>) -> Failure {
        Failure {
            problems: errors
                .into_iter()
                .map(|error| (error.to_string(), Some(error.help().to_owned())))
                .collect(),
        }
    }
}

/// Writes what follows `error: `.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (message, help)) in self.problems.iter().enumerate() {
            if index > 0 {
                write!(f, "\nerror: ")?;
            }
            write!(f, "{message}")?;
            if let Some(help) = help {
                write!(f, "\n  = help: {help}")?;
            }
        }
        Ok(())
    }
}
