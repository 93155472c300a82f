//! Runs the rules of the catalog over the type that is derived.

use std::collections::HashSet;

use factum_attributes::{Allow, Declaration, Field, Mistakes, Role};
use factum_contract::message::{Message, Payload};
use factum_contract::shape::{Body, Field as ShapeField, Types};
use factum_contract::span::Span;
use factum_message_rules::finding::{Finding, Severity};
use factum_message_rules::rule::{Notation, Surroundings};
use factum_message_rules::{check, rules};
use proc_macro2::{Ident, Span as TokenSpan, TokenStream};
use quote::quote_spanned;

use crate::settings::Settings;
use crate::spots::Spots;

/// Adds the findings that are errors to the mistakes, and returns those that are warnings as code
/// that the compiler warns of.
pub fn lint(
    declaration: &Declaration,
    settings: &Settings,
    mistakes: &mut Mistakes,
) -> TokenStream {
    let mut spots = Spots::default();
    let mut findings = Vec::new();
    let (types, kinds) = (Types::default(), HashSet::new());
    let surroundings = Surroundings {
        types: &types,
        grammar: settings.grammar(),
        notation: Notation::Rust,
        kinds: &kinds,
    };
    let enabled = settings.rules();
    let places = match declaration.role {
        Role::Event => {
            let message = declaration.message(&mut spots);
            check::message(&message, false, surroundings, &enabled, &mut findings);
            match &message {
                Message {
                    payload: Payload::Record(fields),
                    ..
                } => starts(fields),
                _ => Vec::new(),
            }
        }
        Role::Payload => {
            let definition = declaration.definition(&mut spots);
            check::definition(&definition, surroundings, true, &enabled, &mut findings);
            match &definition.body {
                Body::Record(fields) => starts(fields),
                _ => Vec::new(),
            }
        }
    };
    let allows = Allows::new(declaration, &places, mistakes);
    let mut warnings = TokenStream::new();
    for mut finding in findings {
        let Some(spot) = spots.at(finding.span).filter(|_| !allows.has(&finding)) else {
            continue;
        };
        if let Some(severity) = settings.severity(finding.rule) {
            finding.rate(severity);
        }
        let sentence = format!(
            "{} Where it is meant to be: `#[event(allow({}, reason = \"…\"))]`",
            sentence(&finding),
            finding.rule
        );
        match finding.severity {
            Severity::Error => mistakes.push(spot.error(sentence)),
            Severity::Warning => warnings.extend(warning(spot.start, finding.rule, &sentence)),
            Severity::Info => {}
        }
    }
    warnings
}

/// Where each field of the contract begins.
fn starts(fields: &[ShapeField]) -> Vec<u32> {
    fields.iter().map(|field| field.name.span.start).collect()
}

/// All that a finding says, in one line, as the compiler indents no other.
pub fn sentence(finding: &Finding) -> String {
    let help = finding.help.as_ref();
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    let stop = if help.ends_with('?') { "" } else { "." };
    format!("{}{help}{stop} {}", finding.message, finding.why)
}

/// Code for which the compiler warns at this place, as macros cannot warn on stable Rust: the use
/// of a deprecated item, which is called as the rule.
pub fn warning(at: TokenSpan, rule: &str, note: &str) -> TokenStream {
    let name = Ident::new(&rule.replace('-', "_"), at);
    quote_spanned! {at=>
        const _: () = {
            #[deprecated(note = #note)]
            #[allow(non_upper_case_globals)]
            const #name: () = ();
            #name
        };
    }
}

/// The findings that are meant to be.
struct Allows<'a> {
    everywhere: Vec<&'a str>,
    /// Rules with the places at which the field begins and ends.
    in_fields: Vec<(&'a str, u32, u32)>,
}

impl<'a> Allows<'a> {
    fn new(declaration: &'a Declaration, starts: &[u32], mistakes: &mut Mistakes) -> Allows<'a> {
        let rules = |allows: &'a [Allow], mistakes: &mut Mistakes| -> Vec<&'a str> {
            for allow in allows {
                known(allow, mistakes);
            }
            allows.iter().map(|allow| allow.rule.as_str()).collect()
        };
        let mut in_fields = Vec::new();
        let fields = declaration.fields().iter();
        let in_contract = fields.filter(|field: &&Field| !field.skip);
        for (index, field) in in_contract.enumerate() {
            let start = starts.get(index).copied().unwrap_or_default();
            let end = starts.get(index + 1).copied().unwrap_or(u32::MAX);
            for rule in rules(&field.attributes.allow, mistakes) {
                in_fields.push((rule, start, end));
            }
        }
        Allows {
            everywhere: rules(&declaration.attributes.allow, mistakes),
            in_fields,
        }
    }

    fn has(&self, finding: &Finding) -> bool {
        let Span { start: at, .. } = finding.span;
        let in_field = |(rule, start, end): &(&str, u32, u32)| {
            *rule == finding.rule && (*start..*end).contains(&at)
        };
        self.everywhere.contains(&finding.rule) || self.in_fields.iter().any(in_field)
    }
}

fn known(allow: &Allow, mistakes: &mut Mistakes) {
    if rules::ALL.iter().any(|rule| rule.about.id == allow.rule) {
        return;
    }
    let ids: Vec<&str> = rules::ALL.iter().map(|rule| rule.about.id).collect();
    mistakes.unknown("rule", &allow.rule, &allow.tokens, &ids);
}
