//! What `lint` reports, in each form.

use insta::assert_snapshot;
use serde_json::Value;

use crate::sandbox::Sandbox;

/// Two mistakes: one that can be mended, one that speaks of a second place. Letters beyond ASCII
/// stand before the first, so that columns and offsets differ.
const CATALOG: &str = "\
namespace: com.acme.orders
events:
  OrderPlaced:
    fields: { 'naïve': uuid, order_id: uid }
  OrderShipped@1: { fields: { order_id: uuid } }
  OrderShipped: { fields: { order_id: uuid } }
";

/// Everything but mistakes in the file is off, so that a new rule does not change this.
const SETTINGS: &str = "[rules]\npreset = 'minimal'\ninvalid-value = 'off'\n";

fn sandbox() -> Sandbox {
    Sandbox::new(&[
        ("events/orders, old.yaml", CATALOG),
        ("factum.toml", SETTINGS),
    ])
}

#[test]
fn text() {
    assert_snapshot!(sandbox().run(&["lint"]));
}

#[test]
fn json() {
    assert_snapshot!(sandbox().run(&["lint", "--format", "json"]));
}

#[test]
fn github() {
    assert_snapshot!(sandbox().run(&["lint", "--format", "github"]));
}

#[test]
fn gitlab() {
    assert_snapshot!(sandbox().run(&["lint", "--format", "gitlab"]));
}

#[test]
fn junit() {
    assert_snapshot!(sandbox().run(&["lint", "--format", "junit"]));
}

#[test]
fn markdown() {
    assert_snapshot!(sandbox().run(&["lint", "--format", "markdown"]));
}

#[test]
fn several_reports_are_written_in_one_run() {
    let sandbox = sandbox();
    let run = sandbox.run(&[
        "lint",
        "--output",
        "json=a.json",
        "--output",
        "github=b.txt",
    ]);
    assert_eq!(run.stdout, sandbox.run(&["lint"]).stdout);
    assert_eq!(
        sandbox.read("a.json"),
        sandbox.run(&["lint", "--format", "json"]).stdout
    );
    assert_eq!(
        sandbox.read("b.txt"),
        sandbox.run(&["lint", "--format", "github"]).stdout
    );
}

#[test]
fn offsets_are_those_of_the_file_and_columns_those_of_an_editor() {
    let sandbox = Sandbox::new(&[("a.yaml", "\u{feff}evnts: {}\nevents: {}\n")]);
    let run = sandbox.run(&["lint", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let start = &report["findings"][0]["start"];
    assert_eq!(
        *start,
        serde_json::json!({ "line": 1, "column": 1, "offset": 3 })
    );
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let sandbox = sandbox();
    assert!(!sandbox.run(&["lint"]).stdout.contains('\u{1b}'));
    assert!(
        sandbox
            .run(&["lint", "--color", "always"])
            .stdout
            .contains('\u{1b}')
    );
}

#[test]
fn the_failing_level_decides_on_the_exit_code() {
    let sandbox = sandbox();
    let code = |arguments: &[&str]| sandbox.run(&[&["lint"], arguments].concat()).code;
    let warnings = [
        "--rule",
        "unknown-type=warning",
        "--rule",
        "duplicate-definition=info",
    ];
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&warnings), Some(0));
    assert_eq!(
        code(&[&warnings[..], &["--fail-on", "warning"]].concat()),
        Some(1)
    );
    assert_eq!(
        code(&[
            "--rule",
            "unknown-type=off",
            "--rule",
            "duplicate-definition=off"
        ]),
        Some(0)
    );
}

#[test]
fn a_report_that_cannot_be_written_is_named_as_it_was_asked_for() {
    let run = sandbox().run(&["lint", "--output", "json=no/such/report.json"]);
    assert_eq!(run.code, Some(2), "{run}");
    assert!(
        run.stderr.contains("`no/such/report.json`: No such"),
        "{run}"
    );
    assert!(!run.stderr.contains(".factum-"), "{run}");
}
