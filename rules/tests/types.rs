//! Types that are wrong in themselves.

use factum_catalog::InputFile;
use factum_rules::{Finding, Settings, lint};

fn found(text: &str) -> Vec<Finding> {
    let file = InputFile {
        path: "types.yaml".into(),
        text: text.into(),
    };
    let catalog = factum_catalog::read(vec![file]);
    assert_eq!(catalog.problems, []);
    lint(&catalog, &Settings::default())
}

#[test]
fn types_in_each_other_take_no_time_and_no_stack() {
    let mut text = String::from("types:\n  T0: { next: T20000 }\n  V: { text: string }\n");
    for number in 1..=20_000 {
        text.push_str(&format!("  T{number}: {{ v: V, next: T{} }}\n", number - 1));
    }
    text.push_str("  Outside: { first: T0 }\n");
    let found = found(&text);
    assert_eq!(found.len(), 20_001);
    assert!(found.iter().all(|finding| finding.rule == "endless-type"));
}

#[test]
fn aliases_and_unions_come_to_an_end_too() {
    for (types, endless) in [
        ("A: B, B: A", &["A", "B"][..]),
        ("A: { union: [A, B] }, B: { c: A }", &["A", "B"]),
        ("A: { b: B }, B: C, C: A", &["A"]),
        ("A: { union: [B, string] }, B: { c: A }", &[]),
        ("A: A?, L: \"[L]\", M: { l: L, m: map<M> }", &[]),
    ] {
        let found = found(&format!("types: {{ {types} }}\n"));
        let endless_types = found.iter().filter(|it| it.rule == "endless-type");
        let names: Vec<_> = endless_types
            .map(|it| it.subject.trim_end_matches("@1"))
            .collect();
        assert_eq!(names, endless, "{types}");
    }
}
