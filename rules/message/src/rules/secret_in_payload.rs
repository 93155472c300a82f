//! A secret in a payload.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "secret-in-payload",
        category: Category::Payload,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "A password, a card number, a token or another secret in an event",
        why: "What was published is copied to every consumer, log and backup, and cannot be called back.",
        bad: "\
events:
  CustomerRegistered:
    fields: { customer_id: uuid, password: string, registered_at: timestamp }
",
        good: "\
events:
  CustomerRegistered:
    fields: { customer_id: uuid, registered_at: timestamp }
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    // A command that logs somebody in has to carry the password.
    if !context.record.in_event {
        return;
    }
    let holds_text = |ty: &Type| {
        matches!(
            ty,
            Type::String | Type::Bytes | Type::Fixed(_) | Type::Uuid | Type::Json
        )
    };
    let holds_digits = |ty: &Type| matches!(ty, Type::Int | Type::Long | Type::Decimal { .. });
    let types = context.record.types;
    let is_text = values::are(&field.ty, types, holds_text);
    if !is_text && !values::are(&field.ty, types, holds_digits) {
        return;
    }
    let Some(secret) = secret(context.words).filter(|secret| is_text || secret.digits) else {
        return;
    };
    let finding = findings.report(
        field.name.span,
        context.subject(),
        format!("`{}` carries {}", field.name.value, secret.what),
    );
    finding
        .label("every consumer, log and backup will hold it")
        .help(secret.instead);
    if !secret.certain {
        finding.doubtful();
    }
}

struct Secret {
    what: &'static str,
    instead: &'static str,
    /// Whether a number holds it as well as a text.
    digits: bool,
    certain: bool,
}

/// The secret that a field of this name holds.
fn secret(words: &Words) -> Option<Secret> {
    if words.iter().any(|word| {
        matches!(
            word,
            "masked"
                | "truncated"
                | "tokenized"
                | "tokenised"
                | "last"
                | "has"
                | "redacted"
                | "public"
                | "obfuscated"
        )
    }) {
        return None;
    }
    let is = |endings: &[&str]| endings.iter().any(|ending| words.ends_with(ending));
    let secret = |what, instead, digits, certain| {
        Some(Secret {
            what,
            instead,
            digits,
            certain,
        })
    };
    let leave_out = "leave it out: no consumer needs it";
    let card = "leave it out, or carry the payment provider's token and the last four digits";
    if is(&[
        "password",
        "passwd",
        "passphrase",
        "password_hash",
        "hashed_password",
        "password_plain",
        "plain_text_password",
        "pwd",
    ]) {
        secret("a password", leave_out, false, true)
    } else if is(&[
        "card_number",
        "cardnumber",
        "credit_card",
        "debit_card",
        "card_pan",
    ]) && !words.has("gift")
        && !words.has("loyalty")
        && !words.has("library")
    {
        secret("a card number", card, true, true)
    } else if is(&[
        "cvv",
        "cvv2",
        "cvc",
        "cvc2",
        "card_security_code",
        "card_verification_value",
        "card_pin",
    ]) {
        secret("a card's security code", card, true, true)
    } else if is(&[
        "access_token",
        "refresh_token",
        "auth_token",
        "bearer_token",
        "session_token",
        "id_token",
        "jwt",
        "api_key",
        "apikey",
        "api_secret",
        "client_secret",
        "secret_key",
        "private_key",
        "shared_secret",
        "reset_token",
        "security_answer",
        "otp",
        "one_time_password",
    ]) {
        secret("a credential", leave_out, true, true)
    } else if ["token", "secret", "credentials", "pin"].contains(&words.as_str()) {
        secret("what looks like a credential", leave_out, false, false)
    } else {
        None
    }
}
