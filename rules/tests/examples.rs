//! The examples of the rules are their first tests.

use factum_catalog::{Catalog, InputFile};
use factum_message_rules::rule::files;
use factum_rules::{About, Category, Finding, Level, Settings, lint, rules};

fn read(example: &'static str) -> Catalog {
    let files = files(example).into_iter().map(|(path, text)| InputFile {
        path: path.into(),
        text: text.into(),
    });
    factum_catalog::read(files.collect())
}

/// What the standard preset and the rule itself find.
fn findings(about: &About, example: &'static str) -> Vec<Finding> {
    let mut settings = Settings::default();
    settings
        .levels
        .insert(about.id.to_owned(), Level::from(about.severity));
    lint(&read(example), &settings)
}

fn linted() -> impl Iterator<Item = &'static About> {
    // A rule about generated files has no example: no catalog shows one.
    rules().filter(|about| about.category != Category::Breaking && !about.bad.is_empty())
}

#[test]
fn a_bad_example_has_exactly_one_finding_of_its_rule() {
    for about in linted() {
        let found = findings(about, about.bad);
        let own = found.iter().filter(|finding| finding.rule == about.id);
        assert_eq!(own.count(), 1, "{}: {found:#?}", about.id);
    }
}

#[test]
fn a_good_example_has_no_finding_of_its_rule() {
    for about in linted() {
        let found = findings(about, about.good);
        assert!(
            found.iter().all(|finding| finding.rule != about.id),
            "{}: {found:#?}",
            about.id
        );
    }
}

/// An example shows one thing and may leave out these.
const LEFT_OUT: [&str; 3] = ["no-doc", "no-producer", "no-time-of-occurrence"];

#[test]
fn the_standard_preset_finds_nothing_else_in_good_examples() {
    for about in linted() {
        let mut found = findings(about, about.good);
        found.retain(|finding| !LEFT_OUT.contains(&finding.rule));
        assert!(found.is_empty(), "{}: {found:#?}", about.id);
    }
}

#[test]
fn rules_are_told_apart_and_speak_in_one_voice() {
    let mut ids: Vec<_> = rules().map(|about| about.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for about in rules() {
        assert!(!about.what.ends_with('.'), "{}", about.id);
        assert!(about.why.ends_with('.'), "{}", about.id);
        assert!(about.why.len() <= 130, "{}: one line", about.id);
    }
}
