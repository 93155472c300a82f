//! An orchestration that nobody leads.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "no-coordinator",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "An orchestrated flow without a coordinator",
        why: "Nobody knows which service holds its state, and whom to ask when it stands still.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
flows:
  checkout:
    style: orchestration
    steps:
      - { when: OrderPlaced }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
services:
  orders: { owner: team-checkout }
flows:
  checkout:
    style: orchestration
    coordinator: orders
    steps:
      - { when: OrderPlaced }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for flow in &catalog.flows {
        let is_orchestrated = |style: &&Spanned<FlowStyle>| style.value == FlowStyle::Orchestration;
        let Some(style) = flow.style.as_ref().filter(is_orchestrated) else {
            continue;
        };
        if flow.coordinator.is_some() {
            continue;
        }
        findings
            .report(
                style.span,
                &flow.name.value,
                format!("nobody coordinates `{}`", flow.name.value),
            )
            .help("name the service: `coordinator: orders`, or write `style: choreography`");
    }
}
