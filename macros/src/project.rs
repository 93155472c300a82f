//! The project around the source: its `factum.toml`.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use std::{env, fs};

use factum_attributes::Mistakes;
use factum_grammar::Grammar;
use factum_project::Config;
use factum_project::config::nearest_file;
use proc_macro2::{Span, TokenStream};

use crate::settings::Settings;
use crate::tracked::tracked;

/// A `factum.toml`, read.
struct Project {
    file: PathBuf,
    modified: Option<SystemTime>,
    config: Result<Config, String>,
    grammar: Arc<Grammar>,
    /// Whether the mistakes in it were told.
    is_told: AtomicBool,
}

/// The settings for the types of a source file, and code for which the compiler runs again when
/// `factum.toml` changes. Mistakes in that file are told once.
pub fn settings(source: Option<PathBuf>, mistakes: &mut Mistakes) -> (Settings, TokenStream) {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let file = folder.and_then(|folder| nearest_file(&[folder]).ok()?);
    let Some(project) = file.map(|file| read(&file)) else {
        return Default::default();
    };
    let settings = match &project.config {
        Ok(config) => {
            let levels = config.levels_of(&source.unwrap_or_default());
            let grammar = levels.is_english().then(|| Arc::clone(&project.grammar));
            Settings::new(|about| levels.get(about.id).severity(), grammar)
        }
        Err(failure) => {
            if !project.is_told.swap(true, Ordering::Relaxed) {
                mistakes.push(syn::Error::new(Span::call_site(), failure));
            }
            Settings::default()
        }
    };
    (settings, tracked(&project.file))
}

/// Reads the file, unless it is the one that was read last. The compiler reads one file only; an
/// editor's server outlives changes of several.
fn read(file: &Path) -> Arc<Project> {
    static LAST: Mutex<Option<Arc<Project>>> = Mutex::new(None);
    let modified = fs::metadata(file).and_then(|about| about.modified()).ok();
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let is_same = |last: &Project| last.file == file && last.modified == modified;
    if let Some(last) = last.as_ref().filter(|last| is_same(last)) {
        return Arc::clone(last);
    }
    let config = Config::load(Some(file), &[]).map_err(|failure| failure.to_string());
    let grammar = config
        .as_ref()
        .map(|config| config.settings.grammar.clone());
    let project = Arc::new(Project {
        file: file.to_owned(),
        modified,
        grammar: Arc::new(grammar.unwrap_or_default()),
        config,
        is_told: AtomicBool::new(false),
    });
    *last = Some(Arc::clone(&project));
    project
}
