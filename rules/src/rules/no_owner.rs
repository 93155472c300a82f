//! A service that nobody owns.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "no-owner",
        category: Category::Contract,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A service without an owner",
        why: "When its events break, nobody knows whom to call.",
        bad: "\
services:
  orders: { doc: Takes orders. }
",
        good: "\
services:
  orders: { doc: Takes orders., owner: team-checkout }
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    for service in &catalog.services {
        if service.owner.is_some() || !service.says.owners {
            continue;
        }
        findings
            .report(
                service.name.span,
                &service.name.value,
                format!("nobody owns the service `{}`", service.name.value),
            )
            .help(match notation(catalog, service.span.file) {
                Notation::EventCatalog => "list the team in `owners`",
                _ => "name the team: `owner: team-checkout`",
            });
    }
}
