//! What was generated from a catalog and is not as it would be generated now.

use factum_catalog::Catalog;
use factum_catalog::contract::span::Span;
use factum_message_rules::finding::{Finding, Findings, Severity};
use factum_message_rules::rule::{About, Category, Preset};

use crate::levels::Levels;
use crate::settings::Settings;

/// The rules about generated files.
pub(crate) static ALL: &[About] = &[STALE];

const STALE: About = About {
    id: "stale-artifact",
    category: Category::Catalog,
    severity: Severity::Error,
    preset: Preset::Minimal,
    what: "A generated file that is not as it would be generated now (told by `factum check`)",
    why: "Who builds on the file builds on another contract than the catalog's.",
    bad: "",
    good: "",
};

/// A finding for each of these generated files, given with what is wrong with it (`missing`,
/// `stale`). Where files are generated is written at `span`, whose file sets the level.
pub fn stale_artifacts(
    catalog: &Catalog,
    settings: &Settings,
    span: Span,
    files: impl IntoIterator<Item = (String, &'static str)>,
) -> Vec<Finding> {
    let level = Levels::new(catalog, settings).get(span.file, STALE.id);
    let Some(severity) = level.severity() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut findings = Findings::new(&STALE, &mut found);
    for (path, state) in files {
        let message = format!("`{path}` is not as it would be generated: it is {state}");
        let finding = findings.report(span, path, message);
        finding.help("run `factum generate`");
        finding.rate(severity);
    }
    found
}
