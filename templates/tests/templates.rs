//! A user's own templates.

#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use factum_templates::{GenerateError, Settings, generate};

fn render(template: &str, options: &str) -> Result<String, GenerateError> {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("page.j2"), template).unwrap();
    let options = format!("[[templates]]\ntemplate = 'page.j2'\n{options}");
    let settings: Settings = toml::from_str(&options).unwrap();
    let generated = generate(&support::shop(), &settings.targets(root.path())?)?;
    Ok(support::shown(&generated))
}

#[test]
fn a_page_for_each_flow() {
    let template = "\
# {{ flow.name }}
{% for step in flow.steps %}
{% if step.does %}
{{ loop.index }}. {{ step.service }} does {{ step.does }}
{% endif %}
{% endfor %}
";
    let options = "each = 'flow'\nout = 'docs/{{ flow.name }}.md'";
    insta::assert_snapshot!(render(template, options).unwrap(), @"
    === docs/checkout.md
    # checkout
    1. inventory does ReserveStock
    2. payments does AuthorizePayment
    4. shipping does DispatchParcel
    === docs/goods_return.md
    # goods_return
    1. returns does InspectReturn
    2. inventory does RestockGoods
    3. payments does IssueRefund
    ");
}

#[test]
fn one_page_for_the_catalog() {
    let template = "\
{% for event in catalog.events if event.namespace == 'com.acme.shop.payments' %}
{{ event.type }} {% for field in event.fields if field.default is not none %}{{ field.name }}{% endfor %}

{% endfor %}
";
    let text = render(template, "out = 'index.txt'").unwrap();
    assert!(
        text.contains("com.acme.shop.payments.PaymentDeclined.v1"),
        "{text}"
    );
}

#[test]
fn the_documentation_names_all_that_a_template_sees() {
    let page = include_str!("../../docs/configuration.md");
    let (_, section) = page.split_once("### What a template sees").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let shown = render("{{ catalog|tojson }}", "out = 'all.json'").unwrap();
    let (_, json) = shown.split_once('\n').unwrap();
    let mut waiting = vec![serde_json::from_str::<serde_json::Value>(json).unwrap()];
    while let Some(value) = waiting.pop() {
        match value {
            serde_json::Value::Array(items) => waiting.extend(items),
            serde_json::Value::Object(entries) => {
                for (key, value) in entries {
                    assert!(section.contains(&format!("`{key}`")), "{key}");
                    // What these hold is the catalog's own.
                    if !["examples", "default"].contains(&&*key) {
                        waiting.push(value);
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn a_mistake_is_shown_at_its_line() {
    let options = "each = 'event'\nout = '{{ event.name }}.md'";
    for (template, options, message) in [
        ("a\n{{ event.nmae }}", options, "page.j2:2: undefined value"),
        ("a\n\n{% if %}", options, "page.j2:3: syntax error"),
        (
            "a",
            "out = '{{ nothing.name }}'",
            "factum.toml, `out` of template 1:1: undefined value",
        ),
        (
            "a",
            "out = '../{{ catalog.events[0].name }}'",
            "leads out of the project",
        ),
        (
            "{{ event.name }}",
            "each = 'event'\nout = 'same.md'",
            "`same.md`",
        ),
    ] {
        let error = render(template, options).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
}
