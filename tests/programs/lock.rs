//! A type is held to what was published of it.

use factum_registry::Directory;
use factum_rules::Settings;
use factum_rules::breaking::published::publish;

use crate::program::Program;

const PUBLISHED: &str = "\
namespace: com.acme.orders
events:
  OrderPlaced:
    doc: A customer submitted a basket.
    key: order_id
    fields: { order_id: string, total: long, placed_at: timestamp }
";

fn publish_in(program: &Program, folder: &str) {
    let file = factum_catalog::InputFile {
        path: "orders.yaml".into(),
        text: PUBLISHED.into(),
    };
    let mut registry = Directory::new(program.path(folder));
    let catalog = factum_catalog::read(vec![file]);
    publish(&catalog, &mut registry, &Settings::default()).unwrap();
}

fn event(attribute: &str, currency: &str) -> String {
    format!(
        "#![allow(unused)]\nfn main() {{}}\n\n/// A customer submitted a basket.\n\
         #[derive(factum::Event)]\n\
         #[event(namespace = \"com.acme.orders\", key = order_id{attribute})]\n\
         #[event(allow(no-time-of-occurrence, reason = \"left out here\"))]\n\
         struct OrderPlaced {{\n    order_id: String,\n    total: i64,\n{currency}}}\n"
    )
}

#[test]
fn a_type_that_does_not_read_what_was_published_fails_its_test() {
    let program = Program::new("locked");
    publish_in(&program, "registry");
    let locked = ", registry = \"registry/\"";
    program.write(
        "src/main.rs",
        &event(
            locked,
            "    #[event(default = \"EUR\")]\n    currency: String,\n",
        ),
    );
    let told = program.cargo("test");
    assert!(told.succeeded, "{}{}", told.stderr, told.stdout);
    assert!(told.stdout.contains("1 passed"));

    program.write("src/main.rs", &event(locked, "    currency: String,\n"));
    let told = program.cargo("test");
    assert!(!told.succeeded);
    let report = told.stdout.split("breaks what was published").nth(1);
    let report = report
        .unwrap_or(&told.stderr)
        .split("note: run with")
        .next();
    insta::assert_snapshot!(report.unwrap_or_default().trim());

    let moved = event(", registry = \"registri/\"", "");
    program.write("src/main.rs", &moved);
    let told = program.cargo("test");
    assert!(!told.succeeded);
    assert!(
        told.stdout.contains("there is no registry in `registri"),
        "{}",
        told.stdout
    );
}

#[test]
fn one_setting_holds_all_types_at_its_mode() {
    let program = Program::new("all_locked");
    publish_in(&program, "published");
    program.write(
        "factum.toml",
        "[breaking]\nregistry = 'published'\nmode = 'full'\n",
    );
    program.write("src/main.rs", &event("", ""));
    let told = program.cargo("test");
    assert!(!told.succeeded);
    let why = "readers of before cannot read what `OrderPlaced` publishes now";
    assert!(told.stdout.contains(why), "{}", told.stdout);

    program.write("src/main.rs", &event(", compatibility = \"backward\"", ""));
    let told = program.cargo("test");
    assert!(told.succeeded, "{}{}", told.stderr, told.stdout);

    let catalog =
        "#![allow(unused)]\nfn main() {}\nmod events { factum::catalog!(\"catalog\"); }\n";
    program.write("src/main.rs", catalog);
    program.write("catalog/orders.yaml", &PUBLISHED.replace("long", "string"));
    let told = program.cargo("test");
    assert!(!told.succeeded, "{}", told.stderr);
    let test = "events::com_acme_orders::OrderPlaced_agrees_with_what_was_published";
    assert!(told.stdout.contains(test), "{}", told.stdout);
}
