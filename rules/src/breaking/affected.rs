//! Who a change breaks: the consumers that the catalogs name, and the teams that own them.

use factum_catalog::contract::message::Message;

use super::comparison::{Comparison, Pair};
use crate::message::finding::Affected;

/// The consumers of a message, of today and of then, by name.
pub(super) fn consumers(comparison: &Comparison<'_>, messages: &[&Message]) -> Vec<Affected> {
    let mut names: Vec<&str> = messages
        .iter()
        .flat_map(|message| &message.consumers)
        .map(|consumer| &*consumer.value)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|name| {
            let service = comparison
                .new
                .service(name)
                .or_else(|| comparison.old.service(name));
            Affected {
                service: name.to_owned(),
                owner: service
                    .and_then(|service| service.owner.as_ref())
                    .map(|owner| owner.value.to_string()),
            }
        })
        .collect()
}

/// The consumers of then: who read what was published, and meets the change unprepared. Where the
/// baseline cannot say who they were, those of today count.
pub(super) fn consumers_then(comparison: &Comparison<'_>, pair: &Pair<'_>) -> Vec<Affected> {
    match pair.old.says.consumers {
        true => consumers(comparison, &[pair.old]),
        false => consumers_of(comparison, pair),
    }
}

/// The consumers of both sides of a pair.
pub(super) fn consumers_of(comparison: &Comparison<'_>, pair: &Pair<'_>) -> Vec<Affected> {
    consumers(comparison, &[pair.new, pair.old])
}

/// `billing (team-money) and shipping`.
pub(super) fn listed(affected: &[Affected]) -> String {
    let names: Vec<String> = affected.iter().map(Affected::to_string).collect();
    match &names[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
