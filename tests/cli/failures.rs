//! What cannot be run, and how that is said.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use insta::assert_snapshot;

use crate::sandbox::{Run, Sandbox};

const EVENT: &str = "events: { OrderPlaced: { fields: { order_id: uuid } } }\n";

#[test]
fn a_misspelt_command_flag_rule_or_format() {
    let sandbox = Sandbox::new(&[("a.yaml", EVENT)]);
    assert_snapshot!("misspelt_flag", sandbox.run(&["lint", "--formt", "json"]));
    assert_snapshot!(
        "misspelt_rule",
        sandbox.run(&["lint", "--rule", "unknwn-key=off"])
    );
    assert_snapshot!("misspelt_explain", sandbox.run(&["explain", "unknwn-key"]));
    assert_snapshot!(
        "misspelt_output",
        sandbox.run(&["lint", "--output", "serif=a"])
    );
}

#[test]
fn nothing_to_read() {
    let sandbox = Sandbox::new(&[("readme.md", "no catalog"), ("other.yaml", "a: 1\n")]);
    assert_snapshot!(
        "missing_path",
        sandbox.run(&["lint", "nowhere", "there.yaml"])
    );
    assert_snapshot!("empty_folder", sandbox.run(&["lint"]));
    assert_snapshot!(
        "not_a_catalog",
        sandbox.run(&["lint", "other.yaml", "readme.md"])
    );
}

#[test]
fn a_folder_that_a_target_writes_to_is_no_catalog() {
    let settings = "[generate.avro]\nout = 'events'\n";
    let sandbox = Sandbox::new(&[("factum.toml", settings), ("events/a.yaml", EVENT)]);
    assert_snapshot!("out_folder", sandbox.run(&["lint"]));
    assert_eq!(sandbox.run(&["list", "events/a.yaml"]).code, Some(0));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    use std::os::unix::net::UnixListener;

    let sandbox = Sandbox::new(&[("a.yaml", EVENT)]);
    let _socket = UnixListener::bind(sandbox.path().join("socket")).unwrap();
    let mut child = sandbox.command(&["lint", "-", "socket", "/dev/stdin"]);
    let mut child = child
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdin.take());
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr
            .contains("`-` is no file, and standard input is not read")
    );
    assert!(run.stderr.contains("`socket` is not a regular file"));
    assert!(run.stderr.contains("stdin` is not a regular file"));
}

#[test]
fn bytes_that_are_not_text() {
    let sandbox = Sandbox::new(&[("good.yaml", EVENT)]);
    sandbox.write("bad.yaml", b"events:\n  \xff: {}\n");
    sandbox.write("worse.yaml", b"\xfe");
    assert_snapshot!(sandbox.run(&["lint"]));
}

#[test]
fn wrong_settings() {
    let sandbox = Sandbox::new(&[("a.yaml", EVENT)]);
    let with = |settings: &str| {
        sandbox.write("factum.toml", settings);
        sandbox.run(&["lint"])
    };
    assert_snapshot!(
        "settings_key",
        with("[rules]\n\n[catalogue]\ninclude = []\n")
    );
    assert_snapshot!("settings_rule", with("[rules]\nunknwn-key = 'off'\n"));
    assert_snapshot!("settings_glob", with("[catalog]\nexclude = ['b.yaml']\n"));
    assert_snapshot!("settings_path_glob", with("[[path]]\npaths = ['old/**']\n"));
}

#[cfg(unix)]
#[test]
fn a_folder_without_rights() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::new(&[("a.yaml", EVENT), ("closed/b.yaml", EVENT)]);
    let closed = sandbox.path().join("closed");
    let set = |mode| fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).unwrap();
    set(0o000);
    let is_superuser = fs::read_dir(&closed).is_ok();
    let run = sandbox.run(&["lint"]);
    set(0o755);
    if is_superuser {
        eprintln!("skipped: the superuser may read every folder");
    } else {
        assert_snapshot!(run);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let many: String = (0..2000)
        .map(|n| format!("  OrderPlaced{n}: {{ feilds: 1 }}\n"))
        .collect();
    let sandbox = Sandbox::new(&[("a.yaml", &format!("events:\n{many}"))]);
    let mut child = sandbox
        .command(&["lint"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.code, &*run.stderr), (Some(1), ""));
}

#[test]
fn a_placeholder_without_a_value_in_an_environment() {
    let settings = "[env.prod]\nregion = \"eu\"\n[env.test]\n";
    let channel = "channels:\n  orders: { address: \"shop.{env}.{region}.orders\" }\n";
    let sandbox = Sandbox::new(&[("factum.toml", settings), ("a.yaml", channel)]);
    let run = sandbox.run(&["lint"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("`[env.test]` has no `region`"),
        "{}",
        run.stderr
    );
    sandbox.write("factum.toml", settings.replace("[env.test]\n", ""));
    assert_eq!(sandbox.run(&["lint"]).code, Some(0));
}
