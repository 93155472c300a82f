//! What the verdicts on a changed contract depend on.

use factum_catalog::contract::compatibility::Mode;
use factum_catalog::contract::emit::ContentModel;
use factum_catalog::contract::json_schema::Policy;
use factum_catalog::contract::schema::Language;
use factum_catalog::contract::shape::Text;
use factum_catalog::contract::span::Span;

/// What the verdicts on a changed contract depend on.
#[derive(Clone, Debug)]
pub struct BreakingSettings {
    /// The mode at which the registry checks, unless a message has its own. Registries, and this,
    /// default to `backward`.
    pub mode: Mode,
    /// The schema languages in which native messages are published: each is checked.
    pub languages: Vec<Language>,
    /// Whether the JSON Schemas of native messages are closed.
    pub content_model: ContentModel,
    /// How strict the registry is with JSON Schemas.
    pub policy: Policy,
    /// Breaks that somebody approved.
    pub allowed: Vec<Allowance>,
    /// Today's date as `YYYY-MM-DD`, after which an approval that expires counts no more. Without
    /// one, none expires.
    pub today: Option<String>,
}

impl Default for BreakingSettings {
    fn default() -> Self {
        BreakingSettings {
            mode: Mode::default(),
            languages: vec![Language::Avro],
            content_model: ContentModel::default(),
            policy: Policy::default(),
            allowed: Vec::new(),
            today: None,
        }
    }
}

/// The approval of one intended break: `[[allow.breaking]]` in `factum.toml`.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// What may change: `com.acme.orders.OrderPlaced@2`.
    pub identity: Text,
    /// The rule that it is excused from.
    pub change: Text,
    /// Why.
    pub reason: Text,
    /// The last day on which it counts, as `YYYY-MM-DD`.
    pub expires: Option<Text>,
    /// Where it is written, if it is in a file that the catalog shows.
    pub span: Option<Span>,
}

impl Allowance {
    /// Whether it counts on a day.
    pub(super) fn is_valid(&self, today: Option<&str>) -> bool {
        match (&self.expires, today) {
            // Dates in this form are in order when their texts are.
            (Some(expires), Some(today)) => today <= &**expires,
            _ => true,
        }
    }
}
