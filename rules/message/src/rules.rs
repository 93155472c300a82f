//! The rules that need one message only, one file each.

mod alias_of_another_field;
mod amount_without_currency;
mod bare_crud;
mod boolean_blindness;
mod command_in_past_tense;
mod command_shaped;
mod consumer_shaped_field;
mod deprecated_without_replacement;
mod empty_payload;
mod enum_without_fallback;
mod envelope_in_payload;
mod float_key;
mod handled_event;
mod imperative_symbol;
mod instruction_flag;
mod int_id;
mod invalid_default;
mod invalid_example;
mod key_not_in_payload;
mod mixed_field_casing;
mod money_in_float;
mod no_doc;
mod no_handler;
mod no_producer;
mod no_time_of_occurrence;
mod no_verb;
mod no_version;
mod not_past_tense;
mod nothing_to_deduplicate_by;
mod only_optional_fields;
mod opaque_field;
mod opaque_payload;
mod optional_key;
mod private_event_consumed;
mod progressive_or_future;
mod query_shaped;
mod redundant_affix;
mod reply_channel;
mod row_image;
mod secret_in_payload;
mod several_handlers;
mod several_producers;
mod since_later_version;
mod skewed_key;
mod time_in_number;
mod time_in_string;
mod time_without_zone;
mod unitless_quantity;

use factum_contract::message::{Intent, Payload, Says, Version};
use factum_contract::shape::{Body, Field, Resolved, Text, Type};
use factum_contract::span::{Span, Spanned};
use factum_grammar::words::{Case, recase, split};
use factum_grammar::{Affix, AffixKind, Label, Verdict};

use crate::finding::{Edit, Findings, Safety, Severity};
use crate::intent;
use crate::rule::{
    About, Category, EnumContext, FieldContext, MessageCheck, MessageContext, MessageRule,
    Notation, Owner, Preset, RecordContext, TypeContext, type_subject,
};
use crate::validate::{Mismatch, Validator};
use crate::words::Words;
use crate::{naming, values, vocabulary};

/// All rules that need one message only. Their order is that of the documentation.
pub static ALL: &[MessageRule] = &[
    command_shaped::RULE,
    query_shaped::RULE,
    progressive_or_future::RULE,
    not_past_tense::RULE,
    no_verb::RULE,
    bare_crud::RULE,
    redundant_affix::RULE,
    command_in_past_tense::RULE,
    imperative_symbol::RULE,
    reply_channel::RULE,
    instruction_flag::RULE,
    handled_event::RULE,
    several_handlers::RULE,
    consumer_shaped_field::RULE,
    private_event_consumed::RULE,
    no_doc::RULE,
    no_version::RULE,
    since_later_version::RULE,
    no_producer::RULE,
    several_producers::RULE,
    no_handler::RULE,
    deprecated_without_replacement::RULE,
    key_not_in_payload::RULE,
    optional_key::RULE,
    float_key::RULE,
    skewed_key::RULE,
    nothing_to_deduplicate_by::RULE,
    no_time_of_occurrence::RULE,
    secret_in_payload::RULE,
    money_in_float::RULE,
    time_in_string::RULE,
    time_in_number::RULE,
    time_without_zone::RULE,
    unitless_quantity::RULE,
    amount_without_currency::RULE,
    only_optional_fields::RULE,
    opaque_payload::RULE,
    opaque_field::RULE,
    empty_payload::RULE,
    invalid_example::RULE,
    invalid_default::RULE,
    alias_of_another_field::RULE,
    enum_without_fallback::RULE,
    int_id::RULE,
    boolean_blindness::RULE,
    envelope_in_payload::RULE,
    row_image::RULE,
    mixed_field_casing::RULE,
];
