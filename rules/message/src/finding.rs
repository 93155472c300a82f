//! A finding: one thing that a rule reports.

use factum_contract::compatibility::Direction;
use factum_contract::span::Span;

use crate::rule::About;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Likely wrong, or doubtful.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// All severities, the worst last.
    pub const ALL: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

    /// `info`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// The wire and the identity of every message stay as they are.
    Safe,
    /// Mends the finding, and changes what is on the wire or what something is called.
    Unsafe,
    /// A proposal that a person has to complete.
    Suggested,
}

impl Safety {
    /// `safe`, `unsafe` or `suggested`.
    pub fn as_str(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
            Safety::Suggested => "suggested",
        }
    }
}

/// Text to write in place of a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes replaced; an empty range inserts.
    pub span: Span,
    /// What to write there.
    pub text: String,
}

/// What a fix changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These edits, all or none.
    Edits(Vec<Edit>),
    /// The definition whose name is written at `name` gets the name `to`, with every reference to
    /// it. A rule that sees one message cannot know the references: who has the whole catalog
    /// turns this into edits, or drops the fix if a reference cannot be rewritten.
    Rename {
        /// Where the name is defined.
        name: Span,
        /// The new name.
        to: String,
    },
}

/// Edits that mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// How far it may be trusted.
    pub safety: Safety,
    /// What it does, in the imperative: ``rename to `OrderCreated` ``.
    pub message: String,
    /// The change.
    pub change: Change,
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What stands there.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// A consumer that a change breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    /// The service.
    pub service: String,
    /// The team that owns it, if the catalog says so.
    pub owner: Option<String>,
}

/// Writes `billing (team-money)`.
impl std::fmt::Display for Affected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.service)?;
        match &self.owner {
            Some(owner) => write!(f, " ({owner})"),
            None => Ok(()),
        }
    }
}

/// One thing that a rule reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether the rule is not sure: then it warns at most, whatever level is configured.
    pub doubtful: bool,
    /// What is wrong, in the reader's words, without a full stop.
    pub message: String,
    /// What to say under the marked bytes; empty for nothing.
    pub label: String,
    /// Why it matters, in one line.
    pub why: &'static str,
    /// What to write instead.
    pub help: Option<String>,
    /// What it is about, by name: `com.acme.orders.OrderPlaced@2.total`. Stable while lines move.
    pub subject: String,
    /// The bytes that it points at.
    pub span: Span,
    /// Other places that it speaks of.
    pub related: Vec<Related>,
    /// What would mend it, best first.
    pub fixes: Vec<Fix>,
    /// The consumers that break, as far as the catalog knows them.
    pub affected: Vec<Affected>,
    /// Of a break in a schema: who cannot read what. `backward`: today's readers what was stored;
    /// `forward`: the readers of before what is published now.
    pub direction: Option<Direction>,
}

impl Finding {
    /// Says this under the marked bytes.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// Says what to write instead.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push(Related {
            message: message.into(),
            span,
        });
        self
    }

    /// Offers to mend it by these edits.
    pub fn fix(
        &mut self,
        safety: Safety,
        message: impl Into<String>,
        edits: Vec<Edit>,
    ) -> &mut Self {
        self.fixes.push(Fix {
            safety,
            message: message.into(),
            change: Change::Edits(edits),
        });
        self
    }

    /// Offers to rename the definition whose name stands at `name`. Always unsafe: a name is part
    /// of the contract.
    pub fn rename(&mut self, name: Span, to: impl Into<String>) -> &mut Self {
        let to = to.into();
        self.fixes.push(Fix {
            safety: Safety::Unsafe,
            message: format!("rename to `{to}`"),
            change: Change::Rename { name, to },
        });
        self
    }

    /// Warns at most: the rule is not sure.
    pub fn doubtful(&mut self) -> &mut Self {
        self.doubtful = true;
        self.rate(self.severity)
    }

    /// Names the consumers that break.
    pub fn affects(&mut self, affected: Vec<Affected>) -> &mut Self {
        self.affected = affected;
        self
    }

    /// Says in which direction a schema breaks.
    pub fn towards(&mut self, direction: Direction) -> &mut Self {
        self.direction = Some(direction);
        self
    }

    /// Sets how bad it is, but to no more than a warning if it is doubtful.
    pub fn rate(&mut self, severity: Severity) -> &mut Self {
        self.severity = if self.doubtful {
            severity.min(Severity::Warning)
        } else {
            severity
        };
        self
    }
}

/// Where the findings of one rule go.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'a About,
    found: &'a mut Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// Collects the findings of `rule` into `found`.
    pub fn new(rule: &'a About, found: &'a mut Vec<Finding>) -> Self {
        Findings { rule, found }
    }

    /// Reports that at `span` something is wrong with `subject`; the rest is said by the calls
    /// that follow on what it returns.
    pub fn report(
        &mut self,
        span: Span,
        subject: impl ToString,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.found.push(Finding {
            rule: self.rule.id,
            severity: self.rule.severity,
            doubtful: false,
            message: message.into(),
            label: String::new(),
            why: self.rule.why,
            help: None,
            subject: subject.to_string(),
            span,
            related: Vec::new(),
            fixes: Vec::new(),
            affected: Vec::new(),
            direction: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}
