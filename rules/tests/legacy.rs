//! The sample catalog `examples/legacy`: every anti-pattern, about once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use factum_catalog::InputFile;
use factum_rules::{Category, Finding, Level, Preset, Settings, fix, lint, rules};

fn files() -> Vec<InputFile> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/legacy/catalog");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the sample is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| InputFile {
            path: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .as_ref()
                .into(),
            text: std::fs::read_to_string(path).expect("it is text").into(),
        })
        .collect()
}

/// As in `examples/legacy/factum.toml`.
fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.levels.insert("no-version".to_owned(), Level::Info);
    settings
}

fn findings() -> Vec<Finding> {
    lint(&factum_catalog::read(files()), &settings())
}

#[test]
fn what_is_found_in_the_legacy_catalog() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings() {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let mut table = String::new();
    for (rule, count) in counts {
        let _ = writeln!(table, "{rule}: {count}");
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_rule_of_the_standard_preset_finds_something() {
    // A file that cannot be read would hide what else is wrong, and a native catalog has no schemas
    // in another language.
    let elsewhere = [
        "syntax",
        "invalid-schema",
        "ignored-logical-type",
        "conflicting-definition",
        "unresolved-reference",
        "remote-reference",
        "stale-artifact",
    ];
    let expected: BTreeSet<&str> = rules()
        .filter(|about| about.preset <= Preset::Standard && about.category != Category::Breaking)
        .map(|about| about.id)
        .filter(|id| !elsewhere.contains(id))
        .collect();
    let found: BTreeSet<&str> = findings().iter().map(|finding| finding.rule).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn its_fixes_converge() {
    let mut files = files();
    for _ in 0..8 {
        let catalog = factum_catalog::read(files.clone());
        let found = lint(&catalog, &settings());
        let fixed = fix::apply(&catalog, &found, true);
        if fixed.applied == 0 {
            return;
        }
        for (file, text) in fixed.files {
            files[file.0 as usize].text = text.into();
        }
    }
    panic!("the fixes go on for ever");
}

#[test]
fn the_number_of_threads_never_shows() {
    let catalog = factum_catalog::read(files());
    let found = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads can be started")
            .install(|| lint(&catalog, &settings()))
    };
    assert_eq!(found(1), found(4));
}
