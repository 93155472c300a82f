//! Which rules run over a type, and how bad their findings are.

use std::sync::{Arc, LazyLock};

use factum_grammar::Grammar;
use factum_message_rules::finding::Severity;
use factum_message_rules::rule::{About, MessageRule, Preset};
use factum_message_rules::rules;

/// Which rules run over the types of a source file, and how bad their findings are.
pub struct Settings {
    rules: Vec<(&'static MessageRule, Severity)>,
    grammar: Option<Arc<Grammar>>,
}

impl Settings {
    /// The rules of which the severity is known; without a grammar, names are not judged.
    pub fn new(
        severity: impl Fn(&'static About) -> Option<Severity>,
        grammar: Option<Arc<Grammar>>,
    ) -> Settings {
        let known = |rule: &'static MessageRule| Some((rule, severity(&rule.about)?));
        Settings {
            rules: rules::ALL.iter().filter_map(known).collect(),
            grammar,
        }
    }

    /// The rules that run.
    pub fn rules(&self) -> Vec<&'static MessageRule> {
        self.rules.iter().map(|(rule, _)| *rule).collect()
    }

    /// How bad the findings of a rule are.
    pub fn severity(&self, id: &str) -> Option<Severity> {
        let rule = self.rules.iter().find(|(rule, _)| rule.about.id == id);
        rule.map(|(_, severity)| *severity)
    }

    /// How names are judged.
    pub fn grammar(&self) -> Option<&Grammar> {
        self.grammar.as_deref()
    }
}

/// The preset `standard`, which counts where no file says otherwise.
impl Default for Settings {
    fn default() -> Self {
        static GRAMMAR: LazyLock<Arc<Grammar>> = LazyLock::new(Arc::default);
        let severity = |about: &About| (about.preset <= Preset::Standard).then_some(about.severity);
        Settings::new(severity, Some(Arc::clone(&GRAMMAR)))
    }
}
