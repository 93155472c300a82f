//! What `lint` mends, and what it is told to know already.

use crate::sandbox::Sandbox;

const DIRTY: &str = "\
# the catalog\r
events:\r
  OrderPlaced:   # a comment\r
    feilds: { order_id: uuid, total: decimal(12 }\r
    fields: { order_id: uuid }\r
";

#[test]
fn what_was_known_when_the_baseline_was_written_is_not_reported_again() {
    let sandbox = Sandbox::new(&[("a.yaml", DIRTY)]);
    let written = sandbox.run(&["lint", "--baseline", "known.json", "--write-baseline"]);
    assert_eq!(written.code, Some(0), "{written}");
    assert_eq!(
        sandbox.run(&["lint", "--baseline", "known.json"]).code,
        Some(0)
    );

    sandbox.write("a.yaml", format!("# lines\n# that move\n{DIRTY}"));
    assert_eq!(
        sandbox.run(&["lint", "--baseline", "known.json"]).code,
        Some(0)
    );

    sandbox.write("b.yaml", "evnts: {}\nevents: {}\n");
    let run = sandbox.run(&["lint", "--baseline", "known.json"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.contains("evnts") && !run.stdout.contains("feilds"),
        "{run}"
    );
}

#[test]
fn a_baseline_that_is_missing_or_none_is_said_to_be_so() {
    let sandbox = Sandbox::new(&[("a.yaml", DIRTY), ("factum.toml", "")]);
    let missing = sandbox.run(&["lint", "--baseline", "known.json"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.stderr.contains("--write-baseline"), "{missing}");
    let wrong = sandbox.run(&["lint", "--baseline", "factum.toml"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("factum.toml"), "{wrong}");
}

#[test]
fn unsafe_fixes_are_made_only_when_asked_for_and_keep_the_rest_byte_for_byte() {
    let before = "# x\r\nevents:\r\n  OrderPlaced:   # y\r\n    feilds: { id: uuid }\r\n";
    let sandbox = Sandbox::new(&[("a.yaml", before)]);
    sandbox.run(&["lint", "--fix"]);
    assert_eq!(sandbox.read("a.yaml"), before);
    let run = sandbox.run(&["lint", "--unsafe-fixes"]);
    assert!(run.stderr.contains("fixed 1 finding in 1 file"), "{run}");
    assert!(!run.stdout.contains("feilds"), "{run}");
    assert_eq!(sandbox.read("a.yaml"), before.replace("feilds", "fields"));
}
