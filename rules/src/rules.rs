//! The rules over a whole catalog, one file each.

mod consumer_without_deduplication;
mod consumes_deprecated;
mod dedup_not_in_message;
mod dual_write;
mod endless_type;
mod event_named_after_consumer;
mod field_named_after_consumer;
mod mixed_casing;
mod near_duplicate;
mod no_consumer;
mod no_coordinator;
mod no_dead_letter;
mod no_key_on_log;
mod no_owner;
mod read_model_contradicts_wiring;
mod replay_from_unretained;
mod shared_cloudevents_type;
mod shared_subject;
mod single_directed_consumer;
mod step_contradicts_wiring;
mod step_without_compensation;
mod unmarked_pii;
mod unused_type;
mod wrong_kind_of_message;

use std::collections::{BTreeMap, HashMap, HashSet};

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Intent, Message, Payload, Version};
use factum_catalog::contract::shape::{Body, Field, Text, Type, TypeId, Types};
use factum_catalog::contract::span::{Span, Spanned};
use factum_catalog::mentions::Target;
use factum_catalog::model::{Channel, ChannelKind, FlowStyle, MessageId};
use factum_catalog::problem::nearest;
use factum_grammar::words::{Case, recase, split};
use factum_grammar::{Grammar, fold};
use factum_message_rules::finding::{Findings, Severity};
use factum_message_rules::rule::{About, Category, Notation, Owner, Preset, type_subject};
use factum_message_rules::words::Words;

use crate::engine::notation;
use crate::rule::CatalogRule;

/// All rules that need the whole catalog. Their order is that of the documentation.
pub static ALL: &[CatalogRule] = &[
    mixed_casing::RULE,
    near_duplicate::RULE,
    single_directed_consumer::RULE,
    field_named_after_consumer::RULE,
    event_named_after_consumer::RULE,
    no_owner::RULE,
    unused_type::RULE,
    no_key_on_log::RULE,
    consumes_deprecated::RULE,
    replay_from_unretained::RULE,
    wrong_kind_of_message::RULE,
    step_contradicts_wiring::RULE,
    read_model_contradicts_wiring::RULE,
    no_coordinator::RULE,
    step_without_compensation::RULE,
    consumer_without_deduplication::RULE,
    no_dead_letter::RULE,
    no_consumer::RULE,
    dual_write::RULE,
    endless_type::RULE,
    unmarked_pii::RULE,
    dedup_not_in_message::RULE,
    shared_cloudevents_type::RULE,
    shared_subject::RULE,
];

/// The message that a name stands for, if it stands for one.
fn message_named<'a>(
    catalog: &'a Catalog,
    name: &str,
    namespace: Option<&str>,
) -> Option<&'a Message> {
    let id = catalog.find_message(name, namespace).id()?;
    catalog.messages.get(id)
}
