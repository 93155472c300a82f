//! Words that several rules look for.

use crate::words::Words;

/// Whether a field of this name holds a point in time: `placed_at`, `start_time`, `due_date`.
pub(crate) fn names_a_time(words: &Words) -> bool {
    let mut backwards = words.iter().rev();
    let last = backwards.next().unwrap_or("");
    let before = backwards.next();
    match last {
        "timestamp" | "datetime" => true,
        "at" => before.is_some_and(|word| is_participle(word) && !tells_of_a_place(word)),
        "date" => !matches!(before, Some("up" | "to" | "out")),
        "time" => before.is_none_or(begins_or_ends),
        "until" => before == Some("valid"),
        "birth" => words.ends_with("date_of_birth"),
        _ => false,
    }
}

#[rustfmt::skip]
fn is_participle(word: &str) -> bool {
    word.ends_with("ed")
        || matches!(
            word,
            "sent" | "paid" | "made" | "done" | "begun" | "sold" | "bought" | "born" | "lost"
                | "found" | "held" | "left" | "met" | "read" | "written" | "taken" | "given"
                | "seen" | "known" | "shown" | "drawn" | "chosen" | "withdrawn" | "built"
                | "set" | "reset" | "put" | "cut" | "split" | "won" | "started" | "ended"
                | "expires" | "happened" | "frozen" | "overridden" | "forgotten" | "caught"
        )
}

fn tells_of_a_place(word: &str) -> bool {
    matches!(
        word,
        "located"
            | "based"
            | "employed"
            | "hosted"
            | "stationed"
            | "aimed"
            | "looked"
            | "priced"
            | "valued"
            | "directed"
            | "capped"
            | "parked"
            | "docked"
            | "stored"
    )
}

#[rustfmt::skip]
fn begins_or_ends(word: &str) -> bool {
    matches!(
        word,
        "start" | "end" | "begin" | "event" | "creation" | "created" | "updated" | "modified"
            | "occurrence" | "publish" | "published" | "arrival" | "departure" | "pickup"
            | "expiry" | "expiration" | "order" | "request" | "received" | "sent" | "transaction"
            | "date" | "completion" | "finish" | "cancellation" | "registration" | "capture"
    )
}

/// Whether a field of this name identifies something: `order_id`, `invoice_number`, `sku`.
#[rustfmt::skip]
pub(crate) fn names_an_identifier(words: &Words) -> bool {
    matches!(
        words.last(),
        "id" | "ids" | "uuid" | "guid" | "key" | "number" | "reference" | "ref" | "code" | "arn"
            | "uri" | "urn" | "url" | "sequence" | "sku" | "ean" | "gtin" | "isbn" | "iban"
            | "vin" | "hash" | "username" | "email" | "slug" | "identifier" | "offset" | "etag"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_times() {
        for name in ["placed_at", "due_date", "startTime", "valid_until"] {
            assert!(names_a_time(&Words::of(name)), "{name}");
        }
        for name in ["located_at", "up_to_date", "lead_time", "read_until"] {
            assert!(!names_a_time(&Words::of(name)), "{name}");
        }
    }
}
