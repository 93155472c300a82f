//! The derive macros of factum. Their documentation is that of the crate `factum`, which re-exports
//! them.
#![forbid(unsafe_code)]

mod about;
#[cfg(feature = "catalog")]
mod catalog;
#[cfg(feature = "config")]
mod config;
mod decode;
mod encode;
mod event;
mod event_set;
mod lint;
mod lock;
mod payload;
mod settings;
mod spots;
#[cfg(any(feature = "catalog", feature = "config"))]
mod tracked;

use factum_attributes::{Declaration, Mistakes, Role};
use proc_macro::TokenStream;
use proc_macro2::TokenStream as TokenStream2;
use syn::{DeriveInput, parse_macro_input};

use crate::settings::Settings;

/// Derives an event's contract and its codecs, and checks the contract while it compiles.
#[proc_macro_derive(Event, attributes(event, serde))]
pub fn derive_event(input: TokenStream) -> TokenStream {
    derive(&parse_macro_input!(input as DeriveInput), Role::Event)
}

/// Derives the contract and the codecs of a type inside events.
#[proc_macro_derive(Payload, attributes(event, serde))]
pub fn derive_payload(input: TokenStream) -> TokenStream {
    derive(&parse_macro_input!(input as DeriveInput), Role::Payload)
}

/// Derives reading for an enum of events: a closed set of them.
#[proc_macro_derive(EventSet, attributes(event))]
pub fn derive_event_set(input: TokenStream) -> TokenStream {
    event_set::derive(&parse_macro_input!(input as DeriveInput)).into()
}

/// The events of a catalog as Rust types.
#[cfg(feature = "catalog")]
#[proc_macro]
pub fn catalog(input: TokenStream) -> TokenStream {
    catalog::expand(&parse_macro_input!(input as syn::LitStr)).into()
}

fn derive(input: &DeriveInput, role: Role) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let declaration = Declaration::read(input, role, &mut mistakes);
    let is_sound = mistakes.is_empty();
    let Project {
        settings,
        has_registry,
        tracked,
    } = project(&mut mistakes);
    let warnings = lint::lint(&declaration, &settings, &mut mistakes);
    let mut output = payload::implement(&declaration, is_sound);
    if role == Role::Event {
        output.extend(event::implement(&declaration, is_sound));
        let is_for_all = cfg!(feature = "registry") && has_registry;
        output.extend(lock::implement(&declaration, is_for_all));
    }
    output.extend(warnings);
    output.extend(tracked);
    output.extend(mistakes.to_compile_errors());
    output.into()
}

/// What the project around the source says of the types in it.
#[derive(Default)]
struct Project {
    settings: Settings,
    /// Whether a registry is named, to which all events are held.
    has_registry: bool,
    /// Code that stands for the files that were read.
    tracked: TokenStream2,
}

/// What the nearest `factum.toml` says.
#[cfg(feature = "config")]
fn project(mistakes: &mut Mistakes) -> Project {
    config::project(proc_macro::Span::call_site().local_file(), mistakes)
}

/// The defaults: no file is read.
#[cfg(not(feature = "config"))]
fn project(_: &mut Mistakes) -> Project {
    Project::default()
}
