//! An enum of events.

use proc_macro2::Ident;
use syn::{Data, DeriveInput, Fields, GenericParam, Type};

use crate::mistakes::Mistakes;

/// A closed set of events: an enum with an event in each variant.
pub struct EventSet {
    /// The variants, each with the type of its event.
    pub variants: Vec<(Ident, Type)>,
}

impl EventSet {
    /// Reads an enum.
    pub fn read(input: &DeriveInput, mistakes: &mut Mistakes) -> EventSet {
        let mut variants = Vec::new();
        match &input.data {
            Data::Enum(data) => {
                for variant in &data.variants {
                    match &variant.fields {
                        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                            variants.push((variant.ident.clone(), fields.unnamed[0].ty.clone()));
                        }
                        _ => mistakes.add(
                            variant,
                            "each variant holds one event: `Placed(OrderPlaced)`",
                        ),
                    }
                }
            }
            _ => mistakes.add(&input.ident, "a set of events is an enum"),
        }
        for parameter in &input.generics.params {
            if !matches!(parameter, GenericParam::Lifetime(_)) {
                mistakes.add(
                    parameter,
                    "a set of events is closed, so it cannot be generic",
                );
            }
        }
        EventSet { variants }
    }
}
