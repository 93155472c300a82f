//! From the path that is given to a catalog, and what is wrong with it.

use std::path::PathBuf;
use std::{env, fs};

use factum_catalog::Catalog;
use factum_catalog::contract::span::Span;
use factum_message_rules::finding::Severity;
use factum_project::position::Positions;
use factum_project::{Config, Result};
use proc_macro2::TokenStream;
use syn::LitStr;

use crate::lint::{sentence, warning};

/// A catalog, as far as it could be read.
#[derive(Default)]
pub struct Loaded {
    pub catalog: Catalog,
    /// What is left out of namespaces where they name modules.
    pub strip_prefix: Option<String>,
    /// Whether the settings of the package name a registry, to which all events are held.
    pub has_registry: bool,
    /// The files that were read, absolute.
    pub files: Vec<PathBuf>,
    /// Errors and warnings.
    pub output: TokenStream,
    /// Whether there is no error.
    pub is_sound: bool,
}

/// Everything under the path, which is relative to the folder of the package.
pub fn load(path: &LitStr) -> Loaded {
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let package = PathBuf::from(package);
    let root = package.join(path.value());
    let read = || -> Result<(Config, Config, Catalog)> {
        let of_package = Config::load(None, &[package])?;
        let roots = [root];
        let config = Config::load(None, &roots)?;
        let catalog = factum_project::load::load(&roots, &config)?;
        Ok((of_package, config, catalog))
    };
    let (of_package, config, catalog) = match read() {
        Ok(read) => read,
        Err(failure) => {
            return Loaded {
                output: error(path, &failure.to_string()),
                ..Loaded::default()
            };
        }
    };
    let mut loaded = Loaded {
        strip_prefix: config
            .generate
            .rust
            .as_ref()
            .and_then(|rust| rust.strip_prefix.clone()),
        has_registry: of_package.registry.is_some(),
        is_sound: true,
        ..Loaded::default()
    };
    let sources = catalog
        .sources
        .iter()
        .map(|source| PathBuf::from(&*source.path));
    let settings = [&of_package, &config].into_iter().filter_map(Config::file);
    let files = sources.chain(settings.map(PathBuf::from));
    loaded.files = files
        .filter_map(|file| fs::canonicalize(file).ok())
        .collect();
    for finding in factum_rules::lint(&catalog, &config.settings) {
        let sentence = format!("{} (`factum explain {}`)", sentence(&finding), finding.rule);
        let message = at(&catalog, finding.span, &sentence);
        match finding.severity {
            Severity::Error => {
                loaded.is_sound = false;
                loaded.output.extend(error(path, &message));
            }
            Severity::Warning => {
                loaded
                    .output
                    .extend(warning(path.span(), finding.rule, &message));
            }
            Severity::Info => {}
        }
    }
    loaded.catalog = catalog;
    loaded
}

/// What is said of a place: `events/orders.yaml:5:3: …`.
pub fn at(catalog: &Catalog, span: Span, message: &str) -> String {
    let positions = Positions::new(catalog);
    let place = positions.place(span);
    format!("{place}: {message}")
}

/// An error at the path that is given.
pub fn error(path: &LitStr, message: &str) -> TokenStream {
    syn::Error::new(path.span(), message).to_compile_error()
}
