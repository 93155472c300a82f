//! A step that nothing undoes.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "step-without-compensation",
        category: Category::Contract,
        severity: Severity::Info,
        preset: Preset::Strict,
        what: "A step of a flow that nothing undoes when a later one fails",
        why: "After the failure the catalog has no way back: money stays taken, goods stay reserved.",
        bad: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  StockReserved: { doc: Goods were set aside. }
  PaymentDeclined: { doc: The bank refused. }
commands:
  ReserveStock: { doc: Sets goods aside., handler: inventory }
  ChargeCard: { doc: Takes the money., handler: billing }
services:
  inventory: { owner: team-stock }
  billing: { owner: team-money }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, does: ReserveStock, then: StockReserved }
      - { when: StockReserved, does: ChargeCard, fails: PaymentDeclined }
",
        good: "\
events:
  OrderPlaced: { doc: A customer submitted a basket. }
  StockReserved: { doc: Goods were set aside. }
  PaymentDeclined: { doc: The bank refused. }
commands:
  ReserveStock: { doc: Sets goods aside., handler: inventory }
  ReleaseStock: { doc: Gives goods back., handler: inventory }
  ChargeCard: { doc: Takes the money., handler: billing }
services:
  inventory: { owner: team-stock }
  billing: { owner: team-money }
flows:
  checkout:
    steps:
      - { when: OrderPlaced, does: ReserveStock, then: StockReserved, compensate: ReleaseStock }
      - { when: StockReserved, does: ChargeCard, fails: PaymentDeclined }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for flow in &catalog.flows {
        let Some(last_failing) = flow.steps.iter().rposition(|step| step.fails.is_some()) else {
            continue;
        };
        for step in flow.steps.iter().take(last_failing) {
            let Some(does) = step.does.as_ref().filter(|_| step.compensate.is_none()) else {
                continue;
            };
            findings
                .report(
                    does.span,
                    format!("{} {}", flow.name.value, does.value),
                    format!("nothing undoes `{}` when a later step fails", does.value),
                )
                .help("name the message that undoes it in `compensate:`");
        }
    }
}
