//! Money in binary floating point.

use super::*;

pub(super) const RULE: MessageRule = MessageRule {
    about: About {
        id: "money-in-float",
        category: Category::Payload,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "An amount of money in a float or a double",
        why: "Binary fractions cannot hold cents: sums drift, and two services disagree on what is owed.",
        bad: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, total_amount: double, placed_at: timestamp }
",
        good: "\
events:
  OrderPlaced:
    fields: { order_id: uuid, total_amount: \"decimal(12,2)\", placed_at: timestamp }
",
    },
    check: MessageCheck::Field(check),
};

fn check(context: &FieldContext<'_>, findings: &mut Findings<'_>) {
    let field = context.field;
    let is_float = |ty: &Type| matches!(ty, Type::Float | Type::Double);
    if !values::are(&field.ty, context.record.types, is_float) {
        return;
    }
    let Some(certain) = means_money(context.words, field) else {
        return;
    };
    let finding = findings.report(
        field.ty_span,
        context.subject(),
        format!("`{}` is money in binary floating point", field.name.value),
    );
    finding
        .label("cannot hold 0.10 exactly")
        .help(context.record.notation.word(
            "write `decimal(12,2)`, or count the smallest unit in a `long`",
            "write `Decimal<12, 2>`, or count the smallest unit in an `i64`",
            "use a decimal (a logical type in Avro, a string with a pattern in JSON), or count the \
             smallest unit in an integer",
        ));
    if !certain {
        finding.doubtful();
    }
}

/// Whether a number under this name is money; `Some(false)` if it may well be something else.
fn means_money(words: &Words, field: &Field) -> Option<bool> {
    if let Some(unit) = &field.unit {
        let is_code = unit.value.len() == 3 && unit.value.bytes().all(|b| b.is_ascii_uppercase());
        return is_code.then_some(true);
    }
    // `price_per_kwh`, but neither `fuel_amount_per_hour` nor `price_per_earnings_ratio`
    if let Some((what, unit)) = words.as_str().split_once("_per_") {
        let measured = |word: &str| matches!(word, "amount" | "amounts" | "balance");
        let is_price = |word: &str| is_money(word) && !measured(word);
        if what.split('_').any(is_price) && !what.split('_').any(is_no_money) && !unit.contains('_')
        {
            return Some(true);
        }
    }
    if words.iter().any(is_no_money) || words.last() == "rating" {
        return None;
    }
    if words.iter().any(is_money) || is_paid(words.last()) {
        return Some(true);
    }
    match words.as_str() {
        "total" | "gross" | "net" | "payment" | "charge" | "budget" | "bonus" | "tip" | "tips" => {
            Some(false)
        }
        _ if words.last() == "total" && words.iter().any(is_bill) => Some(true),
        _ if may_be_paid(words.last()) => Some(false),
        _ => None,
    }
}

#[rustfmt::skip]
fn is_money(word: &str) -> bool {
    matches!(
        word,
        "amount" | "amounts" | "price" | "prices" | "fee" | "fees" | "cost" | "costs" | "balance"
            | "subtotal" | "salary" | "wage" | "wages" | "revenue" | "turnover" | "surcharge"
            | "payout" | "vat" | "payable" | "receivable" | "premium" | "rent" | "eur" | "usd"
            | "gbp" | "chf" | "jpy"
    )
}

/// Words for what is paid, which before other words may qualify anything: `toll_distance`.
#[rustfmt::skip]
fn is_paid(word: &str) -> bool {
    matches!(
        word,
        "fare" | "fares" | "toll" | "tolls" | "refund" | "refunds" | "donation" | "donations"
            | "bounty" | "tuition" | "installment" | "installments" | "instalment" | "instalments"
            | "expense" | "expenses"
    )
}

/// Words for what is paid, or is a share of it, or of another kind: a `commission` of 0.15.
#[rustfmt::skip]
fn may_be_paid(word: &str) -> bool {
    matches!(
        word,
        "commission" | "commissions" | "deposit" | "deposits" | "dividend" | "dividends"
            | "royalty" | "royalties" | "tariff" | "tariffs"
    )
}

fn is_bill(word: &str) -> bool {
    matches!(
        word,
        "order"
            | "invoice"
            | "cart"
            | "basket"
            | "grand"
            | "sub"
            | "net"
            | "gross"
            | "tax"
            | "bill"
            | "payment"
            | "line"
            | "refund"
            | "sales"
    )
}

/// Words that tell of a ratio, a measure or a count.
#[rustfmt::skip]
fn is_no_money(word: &str) -> bool {
    matches!(
        word,
        "rate" | "ratio" | "percent" | "percentage" | "pct" | "factor" | "multiplier" | "weight"
            | "score" | "index" | "count" | "quantity" | "change" | "probability" | "energy"
            | "power" | "fuel" | "water" | "rain" | "rainfall" | "dose" | "dosage" | "load"
            | "wheel" | "white" | "color" | "colour" | "kg" | "kwh" | "hours" | "minutes"
            | "seconds" | "days" | "distance" | "volume" | "litres" | "liters" | "elasticity"
            | "volatility" | "deviation" | "variance" | "sensitivity" | "salt"
    )
}
