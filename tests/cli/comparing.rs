//! What `breaking` and `check` say of a catalog and its past.

use std::process::Command;

use insta::assert_snapshot;

use crate::sandbox::{Run, Sandbox};

const CATALOG: &str = "\
namespace: com.acme.orders
service: orders
events:
  OrderPlaced:
    doc: A customer submitted a basket and the shop accepted it.
    key: order_id
    consumers: [billing]
    fields: { event_id: uuid, order_id: uuid, coupon: string?, placed_at: timestamp }
services:
  orders: { owner: team-checkout, publishes_via: outbox }
  billing: { owner: team-money, consumes: { OrderPlaced: { dedup: event_id } } }
";

/// The catalog with a field turned required, which data written before does not have.
fn changed() -> String {
    CATALOG.replace("string?", "string")
}

pub fn git(sandbox: &Sandbox, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "advice.detachedHead=false",
        ])
        .args(arguments)
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A repository with the catalog committed in a folder of it, and another commit after it.
fn repository() -> Sandbox {
    let sandbox = Sandbox::new(&[("catalog/orders.yaml", CATALOG)]);
    git(&sandbox, &["init", "--quiet"]);
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "-m", "one"]);
    sandbox.write("readme.md", "two");
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "-m", "two"]);
    sandbox
}

#[test]
fn a_break_is_found_against_a_revision_without_touching_the_tree() {
    let sandbox = repository();
    sandbox.write("catalog/orders.yaml", changed());
    sandbox.write("untracked.txt", "mine");
    assert_snapshot!(sandbox.run(&["breaking", "--against", "HEAD~1"]));
    assert_eq!(sandbox.read("catalog/orders.yaml"), changed());
    assert_eq!(sandbox.read("untracked.txt"), "mine");
}

#[test]
fn paths_revisions_and_folders_come_to_the_same_verdict() {
    let sandbox = repository();
    sandbox.write("catalog/orders.yaml", changed());
    sandbox.write("published/orders.yaml", CATALOG);
    for against in ["HEAD", "git:main", "published"] {
        let run = sandbox.run(&["breaking", "catalog", "--against", against]);
        assert_eq!(run.code, Some(1), "{against}: {run}");
        assert!(run.stdout.contains("coupon"), "{against}: {run}");
    }
    let same = sandbox.run(&[
        "breaking",
        "published",
        "--against",
        "published/orders.yaml",
    ]);
    assert_eq!(same.code, Some(0), "{same}");
}

#[test]
fn without_a_name_the_main_branch_counts() {
    let sandbox = repository();
    git(&sandbox, &["clone", "--quiet", ".", "clone"]);
    let clone = sandbox.path().join("clone");
    std::fs::write(clone.join("catalog/orders.yaml"), changed()).unwrap();
    let breaking = |arguments: &[&str]| {
        let mut command = sandbox.command(arguments);
        Run::from(command.current_dir(&clone).output().unwrap())
    };
    let run = breaking(&["breaking"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stderr.contains("left origin/HEAD"), "{run}");
    let run = breaking(&["breaking", "--against", "origin/main"]);
    assert!(
        run.stderr
            .contains("compared with origin/main, which is checked out"),
        "{run}"
    );
}

#[test]
fn a_first_commit_has_nothing_to_compare_with() {
    let sandbox = Sandbox::new(&[("orders.yaml", CATALOG)]);
    git(&sandbox, &["init", "--quiet"]);
    assert_eq!(sandbox.run(&["breaking"]).code, Some(0));
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "-m", "one"]);
    let run = sandbox.run(&["breaking"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("no earlier commit"), "{run}");
}

#[test]
fn what_is_missing_and_how_to_get_it_is_said() {
    let sandbox = repository();
    assert_snapshot!(
        "no_revision",
        sandbox.run(&["breaking", "--against", "v1.0"])
    );
    let registry = sandbox.run(&["breaking", "--against", "dir:nowhere"]);
    assert!(
        registry.stderr.contains("factum publish --to dir:nowhere"),
        "{registry}"
    );
    sandbox.write("empty/readme.md", "");
    assert_eq!(
        sandbox.run(&["breaking", "--against", "empty"]).code,
        Some(2)
    );
    assert_snapshot!("no_main_branch", sandbox.run(&["breaking"]));
    std::fs::create_dir(sandbox.path().join("main")).unwrap();
    assert_snapshot!(
        "path_or_revision",
        sandbox.run(&["breaking", "--against", "main"])
    );
    let url = format!("file://{}", sandbox.path().display());
    git(
        &sandbox,
        &["clone", "--quiet", "--depth=1", &url, "shallow"],
    );
    let shallow = sandbox.path().join("shallow");
    let output = sandbox
        .command(&["breaking", "--against", "HEAD~1"])
        .current_dir(shallow)
        .output()
        .unwrap();
    let output = String::from_utf8(output.stderr).unwrap();
    assert!(output.contains("git fetch --unshallow"), "{output}");
    assert_snapshot!(
        "no_repository",
        Sandbox::new(&[("orders.yaml", CATALOG)]).run(&["breaking"])
    );
}

#[test]
fn an_approved_break_passes_and_a_stale_approval_is_found() {
    let sandbox = repository();
    let allow = |rule: &str| {
        format!(
            "[[allow.breaking]]\nidentity = 'com.acme.orders.OrderPlaced@1'\n\
             change = '{rule}'\nreason = 'nobody stored it yet'\nexpires = 2999-01-01\n"
        )
    };
    sandbox.write("factum.toml", allow("registry-incompatible"));
    sandbox.write("catalog/orders.yaml", changed());
    let run = sandbox.run(&["breaking", "--against", "HEAD"]);
    assert!(!run.stdout.contains("[registry-incompatible]"), "{run}");
    sandbox.write("factum.toml", allow("key-changed"));
    let run = sandbox.run(&["breaking", "--against", "HEAD"]);
    assert!(run.stdout.contains("factum.toml:1:1"), "{run}");
}

#[test]
fn check_finds_what_each_part_finds() {
    let sandbox = repository();
    sandbox.write("factum.toml", "[generate.avro]\nout = 'schemas'\n");
    let check = || sandbox.run(&["check", "--against", "HEAD", "--format", "github"]);
    let run = check();
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stderr.contains("factum generate"), "{run}");
    assert_eq!(sandbox.run(&["generate"]).code, Some(0));
    assert_eq!(check().code, Some(0), "{}", check());
    sandbox.write("catalog/orders.yaml", changed());
    let run = check();
    assert!(run.stdout.contains("registry-incompatible"), "{run}");
    assert!(run.stderr.contains("coupon"), "{run}");
}

#[test]
fn a_subject_takes_one_message() {
    let catalog = "\
namespace: com.acme
events:
  OrderPlaced: { subject: orders, fields: { order_id: uuid } }
  OrderShipped: { subject: orders, fields: { order_id: uuid, at: timestamp } }
";
    let sandbox = Sandbox::new(&[("orders.yaml", catalog)]);
    let run = sandbox.run(&["publish", "--to", "dir:registry"]);
    assert_eq!(run.code, Some(2), "{run}");
    let told = "orders.yaml:4:3: the message has the subject `orders`, which is that of another \
                message, at orders.yaml:3:3";
    assert!(run.stderr.contains(told), "{run}");
    assert!(!sandbox.path().join("registry").exists());
}

#[test]
fn a_registry_that_only_the_command_line_names_is_no_part_of_the_catalog() {
    let proto = "syntax = \"proto3\";\npackage acme.v1;\nimport \"acme/kind.proto\";
message PodEvicted { string pod_id = 1; Kind kind = 2; int64 evicted_at_ms = 3; }\n";
    let kind = "syntax = \"proto3\";\npackage acme.v1;\nenum Kind { KIND_UNSPECIFIED = 0; }\n";
    let sandbox = Sandbox::new(&[("acme/pod.proto", proto), ("acme/kind.proto", kind)]);
    let publish = ["publish", "--to", "dir:registry"];
    assert_eq!(sandbox.run(&publish).code, Some(0));
    let again = sandbox.run(&publish);
    assert!(again.stderr.contains("1 subject as published"), "{again}");
    for command in ["breaking", "changelog", "check"] {
        let run = sandbox.run(&[command, "--against", "dir:registry"]);
        assert_eq!(run.code, Some(0), "{command}: {run}");
    }
    sandbox.write("factum.toml", "[breaking]\nagainst = 'dir:registry'\n");
    let lint = sandbox.run(&["lint"]);
    assert_eq!(lint.code, Some(0), "{lint}");
}

#[test]
fn a_path_that_is_not_there_is_no_revision() {
    let sandbox = Sandbox::new(&[("orders.yaml", CATALOG)]);
    git(&sandbox, &["init", "--quiet"]);
    let run = sandbox.run(&["breaking", "--against", "../nowhere"]);
    assert_eq!(run.code, Some(2), "{run}");
    let told = "`../nowhere` does not exist";
    assert!(run.stderr.contains(told), "{run}");
}

#[test]
fn a_registry_takes_what_is_compatible_and_is_no_part_of_the_catalog() {
    let sandbox = Sandbox::new(&[("orders.yaml", CATALOG)]);
    sandbox.write("factum.toml", "[breaking]\nregistry = 'registry'\n");
    assert_eq!(sandbox.run(&["publish"]).code, Some(0));
    assert_eq!(sandbox.run(&["list"]).stdout.lines().count(), 1);
    let again = sandbox.run(&["publish"]);
    assert!(again.stderr.contains("1 subject as published"), "{again}");
    assert_eq!(sandbox.run(&["breaking"]).code, Some(0));

    sandbox.write("orders.yaml", changed());
    for arguments in [
        &["breaking"][..],
        &["breaking", "--against", "dir:registry"],
        &["publish"],
    ] {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, Some(1), "{arguments:?}: {run}");
        assert!(
            run.stdout.contains("[registry-incompatible]"),
            "{arguments:?}: {run}"
        );
        assert!(
            run.stdout.contains("--> registry/"),
            "where it was published: {run}"
        );
    }
    assert_eq!(
        sandbox.run(&["breaking", "--against", "orders.yaml"]).code,
        Some(0)
    );
}

#[test]
fn check_goes_on_where_nothing_can_have_been_published() {
    let outside = Sandbox::new(&[("orders.yaml", CATALOG)]);
    let inside = repository();
    for (sandbox, why) in [(&outside, "no git repository"), (&inside, "no remote")] {
        let run = sandbox.run(&["check"]);
        assert_eq!(run.code, Some(0), "{run}");
        assert!(run.stderr.contains(why), "{run}");
    }
    git(&inside, &["remote", "add", "origin", "elsewhere"]);
    let run = inside.run(&["check"]);
    assert_eq!(run.code, Some(2), "{run}");
}

#[test]
fn check_reports_findings_and_stale_files_in_one_object() {
    let sandbox = Sandbox::new(&[
        ("orders.yaml", CATALOG),
        ("factum.toml", "[generate.avro]\nout = 'schemas'\n"),
    ]);
    let run = sandbox.run(&["check", "--format", "json"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stderr.contains("factum generate"), "{run}");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{run}");
    assert_eq!(findings[0]["rule"], "stale-artifact", "{run}");
    assert_eq!(
        findings[0]["subject"], "schemas/com.acme.orders/OrderPlaced.v1.avsc",
        "{run}"
    );
    assert_eq!(findings[0]["file"], "factum.toml", "{run}");
    let run = sandbox.run(&["check", "--rule", "stale-artifact=off"]);
    assert_eq!(run.code, Some(0), "{run}");
    // What a catalog with mistakes would generate is not asked.
    sandbox.write(
        "broken.yaml",
        "events: { OrderLost: { fields: { a: nothing } } }\n",
    );
    let run = sandbox.run(&["check", "--format", "json"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stdout.contains("unknown-type"), "{run}");
}

#[test]
fn json_says_who_breaks_and_in_which_direction() {
    let sandbox = repository();
    sandbox.write(
        "catalog/orders.yaml",
        CATALOG.replace("order_id: uuid, ", ""),
    );
    let run = sandbox.run(&["breaking", "--against", "HEAD", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let of = |rule: &str| findings.iter().find(|it| it["rule"] == rule);
    let finding = of("consumers-break").unwrap();
    assert_eq!(finding["direction"], "forward");
    assert_eq!(
        finding["affected"],
        serde_json::json!([{ "service": "billing", "owner": "team-money" }])
    );
    assert_eq!(finding["url"], "docs/rules.md#consumers-break");
    assert_snapshot!(
        "markdown_by_message",
        sandbox.run(&["breaking", "--against", "HEAD", "--format", "markdown"])
    );
}

#[test]
fn the_changelog_lists_what_changed_and_whom_it_breaks() {
    let sandbox = repository();
    let new = CATALOG
        .replace(
            "order_id: uuid, coupon: string?",
            "order_id: uuid, coupon: string, note: string?",
        )
        .replace("the shop accepted it", "the shop took it")
        + "  shipping: { owner: team-road, consumes: [OrderPlaced] }\n";
    sandbox.write("catalog/orders.yaml", new);
    let changelog =
        |format: &str| sandbox.run(&["changelog", "--against", "HEAD", "--format", format]);
    assert_snapshot!("changelog_text", changelog("text"));
    assert_snapshot!("changelog_markdown", changelog("markdown"));
    assert_snapshot!("changelog_json", changelog("json"));
    sandbox.write("catalog/orders.yaml", CATALOG);
    let same = changelog("text");
    assert_eq!((same.code, &*same.stdout), (Some(0), "nothing changed\n"));
}

#[test]
fn a_bare_repository_and_a_detached_head_do() {
    let sandbox = repository();
    git(&sandbox, &["clone", "--quiet", "--bare", ".", "store.git"]);
    sandbox.write("new/catalog/orders.yaml", changed());
    let breaking = |git_dir: &str, path: &str| {
        let mut command = sandbox.command(&["breaking", path, "--against", "git:main"]);
        Run::from(command.env("GIT_DIR", git_dir).output().unwrap())
    };
    let run = breaking("store.git", "new");
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stdout.contains("main:"), "{run}");
    let subfolder = breaking("store.git", "new/catalog");
    assert_eq!(subfolder.code, Some(2), "{subfolder}");
    assert!(subfolder.stderr.contains("GIT_WORK_TREE"), "{subfolder}");

    git(&sandbox, &["checkout", "--quiet", "--detach", "HEAD~1"]);
    sandbox.write("catalog/orders.yaml", changed());
    let run = sandbox.run(&["breaking", "catalog", "--against", "main"]);
    assert_eq!(run.code, Some(1), "{run}");
}

#[test]
fn a_shallow_clone_compares_with_what_was_fetched_alone() {
    let sandbox = repository();
    let url = format!("file://{}", sandbox.path().display());
    git(&sandbox, &["tag", "v1.0"]);
    sandbox.write("catalog/orders.yaml", changed());
    git(&sandbox, &["commit", "--quiet", "-am", "three"]);
    let depth = "--depth=1";
    git(
        &sandbox,
        &["clone", "--quiet", "--no-tags", depth, &url, "shallow"],
    );
    let against = |revision: &str| {
        let mut command = sandbox.command(&["breaking", "--against", revision]);
        let command = command.current_dir(sandbox.path().join("shallow"));
        Run::from(command.output().unwrap())
    };
    let missing = against("v1.0");
    assert_eq!(missing.code, Some(2), "{missing}");
    let fetch = ["fetch", depth, "origin", "v1.0"];
    assert!(missing.stderr.contains(&fetch.join(" ")), "{missing}");
    let inside = ["-C", "shallow", "fetch", "--quiet", depth, "origin", "v1.0"];
    git(&sandbox, &inside);
    let run = against("git:FETCH_HEAD");
    assert_eq!(run.code, Some(1), "{run}");
}

#[test]
fn a_baseline_that_cannot_be_read_stops_every_comparison() {
    let sandbox = repository();
    sandbox.write(
        "catalog/orders.yaml",
        CATALOG.replace("string?", "[string?"),
    );
    git(&sandbox, &["commit", "--quiet", "-am", "broken"]);
    sandbox.write("catalog/orders.yaml", CATALOG);
    for command in ["breaking", "check", "changelog"] {
        let run = sandbox.run(&[command, "--against", "HEAD"]);
        assert_eq!(run.code, Some(2), "{command}: {run}");
        for said in ["HEAD:catalog/orders.yaml:8:", "--against"] {
            assert!(run.stderr.contains(said), "{command}: {run}");
        }
    }
    // What is merely odd there is nothing against comparing.
    sandbox.write(
        "catalog/orders.yaml",
        CATALOG.replace("    key:", "    kee:"),
    );
    git(&sandbox, &["commit", "--quiet", "-am", "odd"]);
    sandbox.write("catalog/orders.yaml", changed());
    let run = sandbox.run(&["breaking", "--against", "HEAD"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stdout.contains("coupon"), "{run}");
}

#[test]
fn what_cannot_be_read_today_is_not_taken_for_removed() {
    let sandbox = repository();
    sandbox.write(
        "catalog/orders.yaml",
        CATALOG.replace("string?", "[string?"),
    );
    for command in ["breaking", "check", "changelog"] {
        let run = sandbox.run(&[command, "--against", "HEAD"]);
        assert_eq!(run.code, Some(1), "{command}: {run}");
        let printed = run.stdout + &run.stderr;
        assert!(printed.contains("error[syntax]"), "{command}: {printed}");
        assert!(
            printed.contains("nothing was compared"),
            "{command}: {printed}"
        );
        assert!(!printed.contains("removed"), "{command}: {printed}");
    }
}

#[test]
fn platforms_get_paths_from_the_top_of_the_repository() {
    let sandbox = repository();
    sandbox.write(
        "catalog/orders.yaml",
        CATALOG.replace("    key:", "    kee:"),
    );
    let file = |format: &str| {
        let mut command = sandbox.command(&["lint", "--format", format]);
        let command = command.current_dir(sandbox.path().join("catalog"));
        Run::from(command.output().unwrap()).stdout
    };
    for format in ["github", "gitlab", "sarif"] {
        let report = file(format);
        assert!(report.contains("catalog/orders.yaml"), "{format}: {report}");
    }
    for format in ["text", "json", "junit", "markdown"] {
        let report = file(format);
        assert!(report.contains("orders.yaml"), "{format}: {report}");
        assert!(!report.contains("catalog/orders"), "{format}: {report}");
    }
}

#[test]
fn a_version_that_is_kept_beside_the_next_ends_its_lines_as_the_file_does() {
    let sandbox = repository();
    sandbox.write("catalog/orders.yaml", changed().replace('\n', "\r\n"));
    let run = sandbox.run(&["breaking", "--against", "HEAD", "--unsafe-fixes"]);
    let text = sandbox.read("catalog/orders.yaml");
    assert!(text.contains("OrderPlaced@1:"), "{run}");
    assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
}

#[test]
fn loose_schemas_are_no_catalog() {
    let sandbox = Sandbox::new(&[("a.yaml", CATALOG), ("b.yaml", CATALOG)]);
    let run = sandbox.run(&["compare", "a.yaml", "b.yaml"]);
    assert_eq!(run.code, Some(2), "{run}");
    assert!(run.stderr.contains("factum breaking"), "{run}");
}
