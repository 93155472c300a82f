//! What `generate` leaves on disk.

use crate::sandbox::Sandbox;

const CATALOG: &str = "\
namespace: com.acme.orders
events:
  OrderPlaced: { fields: { order_id: uuid } }
  OrderShipped: { fields: { order_id: uuid } }
";
const SETTINGS: &str = "[generate.avro]\nout = 'schemas'\n";
const PLACED: &str = "schemas/com.acme.orders/OrderPlaced.v1.avsc";

fn generated() -> Sandbox {
    let sandbox = Sandbox::new(&[("orders.yaml", CATALOG), ("factum.toml", SETTINGS)]);
    let run = sandbox.run(&["generate"]);
    assert_eq!(run.code, Some(0), "{run}");
    sandbox
}

#[test]
fn a_second_run_changes_nothing_and_reads_nothing_of_the_first() {
    let sandbox = generated();
    let run = sandbox.run(&["generate"]);
    assert!(
        run.stderr
            .contains("0 created, 0 replaced, 0 removed, 2 as they were"),
        "{run}"
    );
    assert_eq!(sandbox.run(&["generate", "--check"]).code, Some(0));
    assert_eq!(sandbox.run(&["list"]).stdout.lines().count(), 2);
}

#[test]
fn stale_files_are_shown_and_files_without_an_event_removed() {
    let sandbox = generated();
    let without = CATALOG.replace("  OrderPlaced: { fields: { order_id: uuid } }\n", "");
    sandbox.write("orders.yaml", without);
    let run = sandbox.run(&["generate", "--check"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains(&format!("--- a/{PLACED}")), "{run}");
    sandbox.run(&["generate"]);
    assert!(!sandbox.path().join(PLACED).exists());
}

#[test]
fn what_a_target_cannot_carry_is_told_with_its_name_and_place() {
    let settings = "[generate.rust]\nout = 'rust'\n[generate.cloudevents]\nout = 'ce'\n";
    let catalog = CATALOG.replace(
        "OrderPlaced: { fields",
        "OrderPlaced: { headers: { tags: [string] }, fields",
    );
    let sandbox = Sandbox::new(&[("orders.yaml", &catalog), ("factum.toml", settings)]);
    let run = sandbox.run(&["generate"]);
    for target in ["rust", "cloudevents"] {
        let told = format!("{target}: com.acme.orders.OrderPlaced@1: ");
        let notes = run.stderr.lines();
        let notes: Vec<&str> = notes.filter(|line| line.contains(&told)).collect();
        assert_eq!(notes.len(), 1, "{run}");
        assert!(notes[0].starts_with("note: orders.yaml:3:"), "{run}");
    }
}

#[test]
fn what_a_hand_changed_is_kept_unless_forced() {
    let sandbox = generated();
    sandbox.write(PLACED, "mine");
    let run = sandbox.run(&["generate"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains(PLACED) && run.stderr.contains("--force"),
        "{run}"
    );
    assert_eq!(sandbox.read(PLACED), "mine");
    assert_eq!(sandbox.run(&["generate", "--force"]).code, Some(0));
    assert!(sandbox.read(PLACED).contains("order_id"));
}

#[test]
fn nothing_is_generated_from_a_catalog_with_mistakes() {
    let sandbox = generated();
    sandbox.write(
        "orders.yaml",
        "events: { OrderPlaced: { fields: { order_id: uid } } }\n",
    );
    let run = sandbox.run(&["generate"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stdout.contains("did you mean `uuid`?"), "{run}");
    assert!(sandbox.read(PLACED).contains("uuid"));
}

#[test]
fn one_target_leaves_the_files_of_the_others_alone() {
    let sandbox = generated();
    sandbox.write(
        "factum.toml",
        format!("{SETTINGS}[generate.json-schema]\nout = 'json'\n"),
    );
    let json = "json/com.acme.orders/OrderPlaced.v1.schema.json";
    let renamed = CATALOG.replace("OrderPlaced", "OrderTaken");
    sandbox.write("orders.yaml", &renamed);

    let check = ["generate", "--check", "--target", "json-schema"];
    let run = sandbox.run(&check);
    assert_eq!(run.code, Some(1));
    assert!(!run.stdout.contains("schemas/"), "{run}");
    let run = sandbox.run(&["generate", "--target", "json-schema"]);
    assert!(
        run.stderr.contains("2 created, 0 replaced, 0 removed"),
        "{run}"
    );
    assert_eq!(sandbox.run(&check).code, Some(0));
    assert!(sandbox.read(PLACED).contains("order_id"));
    assert!(
        sandbox
            .read(&json.replace("Placed", "Taken"))
            .contains("order_id")
    );

    // The manifest still knows what the other target wrote, so it is removed in its turn.
    assert_eq!(sandbox.run(&["generate", "--check"]).code, Some(1));
    let run = sandbox.run(&["generate", "--target", "avro"]);
    assert!(
        run.stderr.contains("1 created, 0 replaced, 1 removed"),
        "{run}"
    );
    assert_eq!(sandbox.run(&["generate", "--check"]).code, Some(0));

    let run = sandbox.run(&["generate", "--target", "rust"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`avro`, `json-schema`"), "{run}");
}

#[test]
fn settings_without_a_target_are_no_mistake_of_the_catalog() {
    let sandbox = Sandbox::new(&[("orders.yaml", CATALOG)]);
    let run = sandbox.run(&["generate"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("[generate.avro]"), "{run}");
}

#[test]
fn the_catalog_and_its_settings_are_never_overwritten() {
    for out in ["orders.yaml", "factum.toml"] {
        let settings = format!(
            "[[generate.templates]]\ntemplate = 'list.txt'\neach = 'event'\nout = '{out}'\n"
        );
        let sandbox = Sandbox::new(&[
            ("orders.yaml", CATALOG),
            ("factum.toml", &settings),
            ("list.txt", "nothing"),
        ]);
        for arguments in [&["generate"][..], &["generate", "--force"]] {
            let run = sandbox.run(arguments);
            assert_eq!(run.code, Some(2), "{run}");
            assert!(run.stderr.contains(&format!("`{out}`")), "{run}");
            assert!(!run.stderr.contains("--force"), "{run}");
        }
        assert_eq!(sandbox.read("orders.yaml"), CATALOG);
        assert_eq!(sandbox.read("factum.toml"), settings);
    }
}

#[test]
fn what_is_generated_is_not_loaded_even_without_a_manifest_of_this_project() {
    let sandbox = generated();
    let messages = || sandbox.run(&["list"]).stdout.lines().count();
    std::fs::remove_file(sandbox.path().join(".factum-manifest.json")).unwrap();
    assert_eq!(messages(), 2);

    // Seen from a folder above, the manifest is that of a nested project.
    let nested = Sandbox::new(&[
        ("shop/orders.yaml", CATALOG),
        ("shop/factum.toml", SETTINGS),
        ("factum.toml", ""),
    ]);
    assert_eq!(nested.run(&["generate", "shop"]).code, Some(0));
    assert_eq!(nested.run(&["list"]).stdout.lines().count(), 2);
    let placed = format!("shop/{PLACED}");
    assert_eq!(nested.run(&["list", &placed]).stdout.lines().count(), 1);
}

#[test]
fn what_include_names_in_an_output_folder_is_loaded() {
    let sandbox = Sandbox::new(&[
        ("schemas/orders.yaml", CATALOG),
        (
            "factum.toml",
            "[catalog]\ninclude = ['schemas/*.yaml']\n[generate.avro]\nout = 'schemas'\n",
        ),
    ]);
    assert_eq!(sandbox.run(&["generate"]).code, Some(0));
    assert_eq!(sandbox.run(&["list"]).stdout.lines().count(), 2);
}

#[test]
fn a_mistake_about_what_is_not_made_keeps_nothing_from_being_made() {
    let event = |more: &str| {
        format!(
            "---\nid: OrderPlaced\nversion: 1.0.0\nsummary: Sent.\nschemaPath: schema.json\n{more}---\n"
        )
    };
    let run = |more: &str| {
        let sandbox = Sandbox::new(&[
            ("events/OrderPlaced/index.mdx", &*event(more)),
            (
                "events/OrderPlaced/schema.json",
                r#"{"type": "object", "properties": {"id": {"type": "string"}}}"#,
            ),
            ("factum.toml", "[generate.json-schema]\nout = 'out'\n"),
        ]);
        (sandbox.run(&["lint"]).code, sandbox.run(&["generate"]).code)
    };
    let specification = "specifications: { openapiPath: openapi.yml }\n";
    assert_eq!(run(specification), (Some(1), Some(0)));
    assert_eq!(run("owners: dana\n"), (Some(1), Some(1)));
}
