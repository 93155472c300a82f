//! Personal data that is not marked.

use super::*;

pub(super) const RULE: CatalogRule = CatalogRule {
    about: About {
        id: "unmarked-pii",
        category: Category::Payload,
        severity: Severity::Warning,
        preset: Preset::Standard,
        what: "A field that seems to hold personal data and does not say so, in a catalog that marks it elsewhere",
        why: "What is not marked is not erased when its owner asks for it.",
        bad: "\
events:
  CustomerRegistered:
    doc: A customer opened an account.
    fields:
      customer_id: uuid
      email: { type: string, pii: true }
      phone_number: string
      registered_at: timestamp
",
        good: "\
events:
  CustomerRegistered:
    doc: A customer opened an account.
    fields:
      customer_id: uuid
      email: { type: string, pii: true }
      phone_number: { type: string, pii: true }
      registered_at: timestamp
",
    },
    check,
};

fn check(catalog: &Catalog, findings: &mut Findings<'_>) {
    let in_messages = catalog.messages.iter().flat_map(|message| {
        let fields = message.fields().iter().chain(&message.headers);
        fields.map(|field| (Owner::Payload(message), field))
    });
    let in_types = catalog.types.iter().flat_map(|(_, definition)| {
        let fields = match &definition.body {
            Body::Record(fields) => &fields[..],
            _ => &[],
        };
        fields
            .iter()
            .map(move |field| (Owner::Type(definition), field))
    });
    let all: Vec<(Owner<'_>, &Field)> = in_messages.chain(in_types).collect();
    // Who marks nothing has another way to know, or none: that is no fault of a field.
    if !all.iter().any(|(_, field)| field.pii == Some(true)) {
        return;
    }
    for (owner, field) in all {
        let is_text = matches!(field.ty.required(), Type::String | Type::Date);
        if field.pii.is_some() || !is_text || !is_personal(&Words::of(&field.name.value)) {
            continue;
        }
        findings
            .report(
                field.name.span,
                format!("{owner}.{}", field.name.value),
                format!("`{}` is not marked as personal data", field.name.value),
            )
            .help("write `pii: true`, or `pii: false` if it is not about a person");
    }
}

fn is_personal(words: &Words) -> bool {
    [
        "email",
        "email_address",
        "phone",
        "phone_number",
        "mobile_number",
        "first_name",
        "last_name",
        "full_name",
        "surname",
        "given_name",
        "family_name",
        "date_of_birth",
        "birth_date",
        "ssn",
        "social_security_number",
        "passport_number",
        "tax_id",
        "iban",
        "ip_address",
        "home_address",
        "street_address",
    ]
    .into_iter()
    .any(|ending| words.ends_with(ending))
}
