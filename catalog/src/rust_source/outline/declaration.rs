//! From the tokens of a type to what it declares.

use factum_attributes::{
    Allow, Body, Declaration, EventSet, Field, Mistakes, Role, Spot, Variant, VariantBody,
    speaks_of_contract,
};
use factum_contract::span::{Span, Spanned};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, GenericParam};

use super::derives::{Derived, Origin, origin};
use super::place::{Bytes, Source};
use super::scan::Candidate;
use super::{Declared, Item, Outline, Parameter, Scope, attributes, nesting};
use crate::model::Suppression;
use crate::problem::{Problem, ProblemKind};

/// Reads a type, if it derives from factum.
pub(super) fn read(source: &Source<'_>, candidate: Candidate, outline: &mut Outline) {
    let derived = |speaks| derived(&candidate, &outline.scopes, speaks);
    if derived(true).is_none() {
        return;
    }
    let mut input = match parse(source, &candidate) {
        Ok(input) => input,
        Err(problem) => {
            if derived(false).is_some() {
                outline.derives = true;
                outline.problems.push(problem);
            }
            return;
        }
    };
    attributes::expand_all(&mut input);
    let Some((derived, derive)) = derived(speaks_of_contract(&input.attrs)) else {
        return;
    };
    outline.derives = true;
    let mut mistakes = Mistakes::default();
    match derived {
        Derived::Set => {
            EventSet::read(&input, &mut mistakes);
        }
        Derived::Contract(role) => {
            let declaration = Declaration::read(&input, role, &mut mistakes);
            let allows: Vec<&Allow> = allows(&declaration).into_iter().flatten().collect();
            if source.speaks() || !allows.is_empty() {
                let entries = entries(source, &input);
                outline
                    .suppressions
                    .extend(suppressions(source, &allows, &entries));
                outline.entries.extend(entries);
            }
            let index = outline.declared.len();
            let name = input.ident.unraw().to_string();
            let scope = &mut outline.scopes[candidate.scope];
            scope.items.insert(name, Item::Declared(index));
            let span = source.spot(Spot::of(&candidate.tokens));
            let mut declared = declared(source, &declaration, candidate.scope, span);
            declared.derive = derive;
            outline.declared.push(declared);
        }
    }
    let about = input.ident.to_string();
    outline.problems.extend(problems(source, mistakes, &about));
}

/// What a type derives from factum: an event is a payload too. With it the derive, if it takes other
/// files to tell whether it is one of factum.
fn derived(
    candidate: &Candidate,
    scopes: &[Scope],
    speaks: bool,
) -> Option<(Derived, Option<Vec<String>>)> {
    let derives = candidate.derives.iter();
    let derived = derives.filter_map(|path| match origin(path, candidate.scope, scopes, speaks) {
        Origin::Factum(derived) => Some((derived, None)),
        Origin::Elsewhere(derived, path) => Some((derived, Some(path))),
        Origin::Other => None,
    });
    derived.min_by_key(|(derived, _)| *derived != Derived::Contract(Role::Event))
}

fn parse(source: &Source<'_>, candidate: &Candidate) -> Result<DeriveInput, Problem> {
    let about = candidate.name.to_string();
    if !nesting::is_shallow(&candidate.tokens) {
        let span = source.span(candidate.name.span());
        let message = "this type is nested too deeply to be read";
        return Err(Problem::new(ProblemKind::Syntax, span, message)
            .help("give its parts names of their own")
            .about(about));
    }
    syn::parse2(candidate.tokens.clone()).map_err(|error| {
        let span = source.span(error.span());
        let message = format!("this is not Rust: {error}");
        Problem::new(ProblemKind::Syntax, span, message).about(about)
    })
}

fn declared(source: &Source<'_>, declaration: &Declaration, scope: usize, span: Span) -> Declared {
    let mut places = Bytes {
        source,
        written: Vec::new(),
    };
    let message = (declaration.role == Role::Event).then(|| {
        let mut message = declaration.message(&mut places);
        message.span = span;
        message
    });
    let mut definition = declaration.definition(&mut places);
    definition.span = span;
    definition.synthetic = true;
    let mut variants = declaration.variant_definitions(&mut places);
    for variant in &mut variants {
        variant.synthetic = true;
    }
    let parameters = declaration.generics.params.iter();
    let parameters = parameters.filter_map(|parameter| {
        let (name, is_type) = match parameter {
            GenericParam::Type(ty) => (&ty.ident, true),
            GenericParam::Const(number) => (&number.ident, false),
            GenericParam::Lifetime(_) => return None,
        };
        Some(Parameter {
            name: name.to_string().into(),
            is_type,
        })
    });
    Declared {
        scope,
        derive: None,
        parameters: parameters.collect(),
        message,
        definition,
        variants,
        written: places.written,
    }
}

fn problems(source: &Source<'_>, mistakes: Mistakes, about: &str) -> impl Iterator<Item = Problem> {
    mistakes.into_found().into_iter().flat_map(move |mistake| {
        let kind = match mistake.is_unknown_word {
            true => ProblemKind::UnknownKey,
            false => ProblemKind::InvalidValue,
        };
        let problem = |error: syn::Error| {
            let span = source.span(error.span());
            Problem::new(kind, span, error.to_string()).about(about)
        };
        mistake.error.into_iter().map(problem).collect::<Vec<_>>()
    })
}

/// All that a comment on the line above can cover: the type, its fields and its variants, each from
/// any of its attributes on. Of those that begin together, the outermost comes first.
fn entries(source: &Source<'_>, input: &DeriveInput) -> Vec<Span> {
    let mut entries = Vec::new();
    let mut add = |tokens: TokenStream, attributes: &[syn::Attribute]| {
        let whole = source.spot(Spot::of(tokens));
        entries.push(whole);
        let mut behind = whole;
        for attribute in attributes {
            behind.start = source.spot(Spot::of(attribute)).end;
            let text = source.slice(behind);
            let blanks = text.len() - skip_comments(text).len();
            behind.start += u32::try_from(blanks).unwrap_or(0);
            entries.push(behind);
        }
    };
    add(input.to_token_stream(), &input.attrs);
    let fields = match &input.data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => {
            for variant in &data.variants {
                add(variant.to_token_stream(), &variant.attrs);
            }
            data.variants.iter().flat_map(|it| &it.fields).collect()
        }
        Data::Union(_) => Vec::new(),
    };
    for field in fields {
        add(field.to_token_stream(), &field.attrs);
    }
    entries.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    entries
}

/// The text without the blanks and the line comments at its start.
fn skip_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    while rest.starts_with("//") && !rest.starts_with("///") {
        rest = rest.find('\n').map_or("", |end| rest[end..].trim_start());
    }
    rest
}

/// The findings that are allowed: in all of it, and in each field.
fn allows(declaration: &Declaration) -> Vec<&[Allow]> {
    fn of_fields(fields: &[Field]) -> impl Iterator<Item = &[Allow]> {
        fields.iter().map(|field| field.attributes.allow.as_slice())
    }
    let mut all = vec![declaration.attributes.allow.as_slice()];
    match &declaration.body {
        Body::Record(fields) => all.extend(of_fields(fields)),
        Body::Union { variants, .. } => {
            for Variant { body, .. } in variants {
                if let VariantBody::Record(fields) = body {
                    all.extend(of_fields(fields));
                }
            }
        }
        Body::Newtype(_) | Body::Symbols(_) => {}
    }
    all
}

/// `allow(rule, rule, reason = "…")` as one that silences: in the innermost entry around it.
fn suppressions(source: &Source<'_>, allows: &[&Allow], entries: &[Span]) -> Vec<Suppression> {
    let mut suppressions: Vec<Suppression> = Vec::new();
    for allow in allows {
        let mut item = source.spot(allow.spot);
        let rest = source.text.get(item.range().end..).unwrap_or_default();
        let closing = rest.find(')').map_or(0, |at| at + 1);
        item.end += u32::try_from(closing).unwrap_or(0);
        let rule = Spanned::new(
            allow.rule.as_str().into(),
            source.spot(Spot::of(&allow.tokens)),
        );
        let span = removable(source, item);
        if let Some(known) = suppressions.iter_mut().find(|known| known.span == span) {
            known.rules.push(rule);
            continue;
        }
        let around = entries.iter().filter(|entry| entry.contains(item));
        let innermost = around.min_by_key(|entry| entry.end - entry.start);
        suppressions.push(Suppression {
            rules: vec![rule],
            reason: allow.reason.value().into(),
            covers: innermost.copied().unwrap_or(item),
            span,
        });
    }
    suppressions
}

/// What has to go to take an `allow(…)` out: with a comma beside it, or else with the attribute
/// around it.
fn removable(source: &Source<'_>, item: Span) -> Span {
    let range = item.range();
    let before = source
        .text
        .get(..range.start)
        .unwrap_or_default()
        .trim_end();
    let after = source
        .text
        .get(range.end..)
        .unwrap_or_default()
        .trim_start();
    let grown = |start: usize, end: usize| Span::new(item.file, start, end);
    if let Some(rest) = after.strip_prefix(',') {
        let rest = rest.trim_start_matches([' ', '\t']);
        return grown(range.start, source.text.len() - rest.len());
    }
    if before.ends_with(',') {
        return grown(before.len() - 1, range.end);
    }
    let opening = before
        .strip_suffix('(')
        .and_then(|rest| rest.trim_end().strip_suffix("event"))
        .and_then(|rest| rest.trim_end().strip_suffix('['))
        .and_then(|rest| rest.trim_end().strip_suffix('#'));
    let closing = after
        .strip_prefix(')')
        .and_then(|rest| rest.trim_start().strip_prefix(']'));
    match (opening, closing) {
        (Some(opening), Some(closing)) => grown(opening.len(), source.text.len() - closing.len()),
        _ => item,
    }
}
