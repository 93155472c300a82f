//! Findings that are known already, so that a catalog with many can be linted from today on.

use std::collections::{HashMap, HashSet};

use factum_message_rules::finding::Finding;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A fingerprint for each finding, in the same order: 32 hexadecimal digits. It is made of the
/// rule, the subject and the names that the message quotes, so it stays while lines move, files
/// are renamed and other things change. Equal findings are counted through, in their order.
pub fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<[u8; 32], u32> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let mut hasher = Sha256::new();
            hasher.update(finding.rule);
            hasher.update([0]);
            hasher.update(&finding.subject);
            for quoted in finding.message.split('`').skip(1).step_by(2) {
                hasher.update([0]);
                hasher.update(quoted);
            }
            let ordinal = seen.entry(hasher.clone().finalize().into()).or_default();
            hasher.update([0]);
            hasher.update(ordinal.to_le_bytes());
            *ordinal += 1;
            hasher.finalize()[..16]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect()
        })
        .collect()
}

/// Findings that are known already.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema_version: u32,
    findings: Vec<Known>,
}

/// A finding of a baseline. The fingerprint decides; the rest is for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    rule: String,
    subject: String,
    fingerprint: String,
}

/// Why a text is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It is not the JSON that [`Baseline::to_json`] writes.
    #[error(
        "not a baseline: {0}; write a new one with `factum lint --baseline FILE --write-baseline`"
    )]
    Invalid(#[from] serde_json::Error),
    /// A newer factum wrote it.
    #[error("the baseline has schema version {0}; this factum reads version 1")]
    Version(u32),
}

/// Findings parted by a baseline.
#[derive(Clone, Debug)]
pub struct Parted {
    /// Those that the baseline does not know.
    pub new: Vec<Finding>,
    /// How many it knows.
    pub known: usize,
    /// How many it knows that were not found any more.
    pub gone: usize,
}

impl Baseline {
    /// The schema version that is written and read.
    const VERSION: u32 = 1;

    /// A baseline of these findings.
    pub fn of(findings: &[Finding]) -> Baseline {
        let mut known: Vec<Known> = findings
            .iter()
            .zip(fingerprints(findings))
            .map(|(finding, fingerprint)| Known {
                rule: finding.rule.to_owned(),
                subject: finding.subject.clone(),
                fingerprint,
            })
            .collect();
        known.sort();
        Baseline {
            schema_version: Self::VERSION,
            findings: known,
        }
    }

    /// Reads what [`Baseline::to_json`] wrote.
    ///
    /// # Errors
    /// The text is no baseline, or one of a newer schema version.
    pub fn from_json(text: &str) -> Result<Baseline, BaselineError> {
        let baseline: Baseline = serde_json::from_str(text)?;
        if baseline.schema_version != Self::VERSION {
            return Err(BaselineError::Version(baseline.schema_version));
        }
        Ok(baseline)
    }

    /// The baseline as JSON, one finding a line where that reads well, sorted, so that two
    /// branches' baselines merge.
    pub fn to_json(&self) -> String {
        let mut text = format!(
            "{{\n  \"schema_version\": {},\n  \"findings\": [",
            Self::VERSION
        );
        for (index, known) in self.findings.iter().enumerate() {
            text.push_str(if index == 0 { "\n    " } else { ",\n    " });
            text.push_str(&serde_json::json!(known).to_string());
        }
        text.push_str("\n  ]\n}\n");
        text
    }

    /// Parts findings into those that the baseline knows and those that are new.
    pub fn part(&self, findings: Vec<Finding>) -> Parted {
        let mut known: HashSet<&str> = self
            .findings
            .iter()
            .map(|known| &*known.fingerprint)
            .collect();
        let before = known.len();
        let fingerprints = fingerprints(&findings);
        let total = findings.len();
        let new: Vec<Finding> = findings
            .into_iter()
            .zip(fingerprints)
            .filter_map(|(finding, fingerprint)| (!known.remove(&*fingerprint)).then_some(finding))
            .collect();
        let matched = total - new.len();
        Parted {
            new,
            known: matched,
            gone: before - matched,
        }
    }
}
