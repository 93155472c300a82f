//! `key-changed`

use crate::breaking::rule::prelude::*;

/// The rule.
pub(in crate::breaking) const RULE: ComparisonRule = ComparisonRule {
    about: About {
        id: "key-changed",
        category: Category::Breaking,
        severity: Severity::Error,
        preset: Preset::Minimal,
        what: "The partition key of a message is another one",
        why: "Messages of one thing now come in another order, and on another partition than \
              those before.",
        bad: "\
events:
  OrderPlaced: { key: order_id, fields: { order_id: uuid, customer_id: uuid } }
---
events:
  OrderPlaced: { key: customer_id, fields: { order_id: uuid, customer_id: uuid } }
",
        good: "\
events:
  OrderPlaced: { key: order_id, fields: { order_id: uuid, customer_id: uuid } }
---
events:
  OrderPlaced: { key: order_id, fields: { order_id: uuid, customer_id: uuid, note: string? } }
",
    },
    check,
};

fn check(comparison: &Comparison<'_>, out: &mut Findings<'_>) {
    for pair in comparison.stable_pairs() {
        let (now, then) = (pair.new.key.as_ref(), pair.old.key.as_ref());
        let both_say = pair.new.says.keys && pair.old.says.keys;
        if !both_say || now.map(|key| &key.value) == then.map(|key| &key.value) {
            continue;
        }
        let named = |key: Option<&Spanned<Text>>| {
            key.map_or("nothing".to_owned(), |key| format!("`{}`", key.value))
        };
        let name = &pair.new.name.value;
        let place = now.map_or(pair.new.name.span, |key| key.span);
        let message = format!(
            "`{name}` is partitioned by {} and was partitioned by {}",
            named(now),
            named(then)
        );
        let finding = out.report(place, pair.new.identity(), message);
        finding
            .help(match then {
                Some(then) => format!(
                    "keep the key `{}`, or publish a new version on a channel of its own",
                    then.value
                ),
                None => "leave it without a key, or publish a new version on a channel of its own"
                    .to_owned(),
            })
            .affects(consumers_then(comparison, pair));
        if let Some(then) = then {
            finding.related(then.span, "the key before");
        }
    }
}
