//! `catalog!("events/")`: the events of a catalog as Rust types.

mod declare;
mod items;
mod load;
mod types;
mod upcast;

use std::path::Path;

use factum_catalog::contract::message::{Intent, Payload};
use factum_catalog::contract::span::Span;
use factum_templates::targets::rust::{Plan, successions};
use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use self::declare::{Writer, ident};
use self::load::{Loaded, load};
use crate::lint::warning;
use crate::tracked::tracked;
use crate::{event, lock, payload};

/// The modules, one a namespace; what is wrong with the catalog, if anything is.
pub fn expand(path: &LitStr) -> TokenStream {
    let Loaded {
        catalog,
        strip_prefix,
        files,
        has_registry,
        mut output,
        is_sound,
    } = load(path);
    output.extend(files.iter().map(|file| tracked(Path::new(file))));
    if !is_sound {
        return output;
    }
    let events = catalog
        .messages
        .iter()
        .filter(|message| message.intent == Intent::Event && message.payload != Payload::Unstated);
    let plan = Plan::new(&catalog, events.collect(), strip_prefix.as_deref(), false);
    for name in plan.modules.keys() {
        output.extend(module(&plan, name, path, has_registry));
    }
    output
}

/// One module.
fn module(plan: &Plan<'_>, name: &str, path: &LitStr, has_registry: bool) -> TokenStream {
    let Some(module) = plan.modules.get(name) else {
        return TokenStream::new();
    };
    let mut writer = Writer::new(plan, name, module.scope.clone());
    for (message, name) in &module.messages {
        writer.message(message, name);
    }
    for (id, definition, name) in &module.types {
        writer.definition(*id, definition, name);
    }
    let conversions: Vec<_> = successions(module)
        .into_iter()
        .map(|(older, newer)| writer.upcast(older, newer))
        .collect();
    let at = |(span, message): &(Span, String)| load::at(plan.catalog, *span, message);
    let errors = writer
        .problems
        .iter()
        .map(|problem| load::error(path, &at(problem)));
    let notes = writer
        .notes
        .iter()
        .map(|note| warning(path.span(), "left_out", &at(note)));
    let told: TokenStream = errors.chain(notes).collect();
    let items = writer.declarations.iter().map(|declaration| {
        let item = items::item(declaration);
        let contract = payload::implement(declaration, true);
        let event = declaration
            .is_event()
            .then(|| event::implement(declaration, true));
        let lock = (declaration.is_event() && has_registry && cfg!(feature = "registry"))
            .then(|| lock::implement(declaration, true));
        quote!(#item #contract #event #lock)
    });
    let doc = match module.namespace {
        Some(namespace) => format!("The namespace `{namespace}`."),
        None => "What is in no namespace.".to_owned(),
    };
    let name = ident(name);
    quote! {
        #told
        #[doc = #doc]
        #[allow(clippy::all, dead_code, deprecated, missing_docs, rustdoc::all)]
        pub mod #name {
            #(#items)*
            #(#conversions)*
        }
    }
}
