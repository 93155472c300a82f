//! What one file of Rust source declares: its contracts, and what names mean in it.
//!
//! Only tokens are read, and of these only what declares a type, brings a name or opens a module:
//! function bodies are passed over unless something is derived in them, and what macros make of
//! their arguments is not seen.

mod attributes;
mod comments;
mod declaration;
mod derives;
mod imports;
mod nesting;
mod place;
mod scan;

use std::collections::HashMap;

use factum_attributes::Written;
use factum_contract::message::Message;
use factum_contract::shape::{Text, TypeDef};
use factum_contract::span::{FileId, Span};

pub(super) use derives::{DERIVED, enclosing, is_factum, is_of_factum};

use crate::model::Suppression;
use crate::problem::{Problem, ProblemKind};
use crate::yaml::Comment;
use place::Source;

/// What one file declares.
#[derive(Default)]
pub(crate) struct Outline {
    /// Modules and blocks; the first is the file.
    pub(super) scopes: Vec<Scope>,
    /// The types that derive a contract, in the order written.
    pub(super) declared: Vec<Declared>,
    /// Whether something in it derives from factum, a set of events included.
    pub(super) derives: bool,
    /// What a comment on the line above covers.
    pub(crate) entries: Vec<Span>,
    /// The findings that attributes allow.
    pub(crate) suppressions: Vec<Suppression>,
    /// Comments that speak to factum.
    pub(crate) comments: Vec<Comment>,
    /// Mistakes in attributes, and types that cannot be read.
    pub(crate) problems: Vec<Problem>,
}

/// Where names are looked up: a module, or a block within one.
#[derive(Default)]
pub(super) struct Scope {
    /// The scope around it, in the same file.
    pub(super) parent: Option<usize>,
    /// The names of the modules from the file down to here, each after a `/`; `None` for a block.
    pub(super) module: Option<String>,
    /// What its names mean.
    pub(super) items: HashMap<String, Item>,
    /// The modules that all names are imported from.
    pub(super) globs: Vec<Vec<String>>,
}

/// What a name means.
pub(super) enum Item {
    /// A type that derives a contract, by its index.
    Declared(usize),
    /// Another type of this crate.
    Plain,
    /// A module within this one, here or in a file of its own.
    Module,
    /// `type Name<T> = …`
    Alias {
        parameters: Vec<String>,
        target: Written,
    },
    /// `use a::b::Name`
    Import(Vec<String>),
    /// `const NAME: u32 = 12`
    Number(u32),
}

/// A type that derives a contract. Each type that its fields have is a reference, by its number,
/// to one of those written.
pub(super) struct Declared {
    /// The scope that it stands in.
    pub(super) scope: usize,
    /// The derive, if it takes other files to tell whether it is that of factum.
    pub(super) derive: Option<Vec<String>>,
    /// Types and numbers that it is generic over, in order.
    pub(super) parameters: Vec<Parameter>,
    /// The event, if it is one.
    pub(super) message: Option<Message>,
    /// The type.
    pub(super) definition: TypeDef,
    /// The records of variants that hold fields.
    pub(super) variants: Vec<TypeDef>,
    /// The types of its fields, as written.
    pub(super) written: Vec<Written>,
}

/// A type or a number that a type is generic over.
pub(super) struct Parameter {
    pub(super) name: Text,
    pub(super) is_type: bool,
}

/// Whether a text may hold a derive of factum, at a glance.
fn may_derive(text: &str) -> bool {
    text.contains("derive") && (text.contains("Event") || text.contains("Payload"))
}

impl Outline {
    /// The outline of a file that may hold contracts; of one that cannot, none.
    ///
    /// # Errors
    /// Where it is not Rust, if it speaks of factum.
    pub(crate) fn of_contracts(text: &str, file: FileId) -> Result<Option<Outline>, Problem> {
        if !may_derive(text) {
            return Ok(None);
        }
        match Outline::read(text, file) {
            Ok(outline) => Ok(outline.derives.then_some(outline)),
            Err(problem) if text.contains("factum") => Err(problem),
            Err(_) => Ok(None),
        }
    }

    /// The outline of any file.
    ///
    /// # Errors
    /// Where it is not Rust.
    pub(super) fn read(text: &str, file: FileId) -> Result<Outline, Problem> {
        let source = Source::new(text, file);
        let outline = source
            .tokens()
            .map(|tokens| scan::scan(&source, tokens))
            .map_err(|error| {
                let span = source.span(error.span());
                let message = "this is not Rust: a bracket, a quote or a character is out of place";
                Problem::new(ProblemKind::Syntax, span, message)
            });
        // What is kept holds no tokens: their places take memory until they are given up.
        proc_macro2::extra::invalidate_current_thread_spans();
        outline
    }
}
