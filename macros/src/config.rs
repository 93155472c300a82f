//! The settings of the project around the source: the nearest `factum.toml`.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use std::{env, fs};

use factum_attributes::Mistakes;
use factum_grammar::Grammar;
use factum_project::Config;
use factum_project::config::nearest_file;
use proc_macro2::Span;

use crate::Project;
use crate::settings::Settings;
use crate::tracked::tracked;

/// A `factum.toml`, read.
struct File {
    path: PathBuf,
    modified: Option<SystemTime>,
    config: Result<Config, String>,
    grammar: Arc<Grammar>,
    /// Whether the mistakes in it were told.
    is_told: AtomicBool,
}

/// What the file says of the types of a source file. Mistakes in it are told once.
pub fn project(source: Option<PathBuf>, mistakes: &mut Mistakes) -> Project {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let path = folder.and_then(|folder| nearest_file(&[folder]).ok()?);
    let Some(file) = path.map(|path| read(&path)) else {
        return Project::default();
    };
    let mut project = Project {
        tracked: tracked(&file.path),
        ..Project::default()
    };
    match &file.config {
        Ok(config) => {
            let levels = config.levels_of(&source.unwrap_or_default());
            let grammar = levels.is_english().then(|| Arc::clone(&file.grammar));
            project.settings = Settings::new(|about| levels.get(about.id).severity(), grammar);
            project.has_registry = config.registry.is_some();
        }
        Err(failure) => {
            if !file.is_told.swap(true, Ordering::Relaxed) {
                mistakes.push(syn::Error::new(Span::call_site(), failure));
            }
        }
    }
    project
}

/// Reads the file, unless it is the one that was read last. The compiler reads one file only; an
/// editor's server outlives changes of several.
fn read(path: &Path) -> Arc<File> {
    static LAST: Mutex<Option<Arc<File>>> = Mutex::new(None);
    let modified = fs::metadata(path).and_then(|about| about.modified()).ok();
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let is_same = |last: &File| last.path == path && last.modified == modified;
    if let Some(last) = last.as_ref().filter(|last| is_same(last)) {
        return Arc::clone(last);
    }
    let config = Config::load(Some(path), &[]).map_err(|failure| failure.to_string());
    let grammar = config
        .as_ref()
        .map(|config| config.settings.grammar.clone());
    let file = Arc::new(File {
        path: path.to_owned(),
        modified,
        grammar: Arc::new(grammar.unwrap_or_default()),
        config,
        is_told: AtomicBool::new(false),
    });
    *last = Some(Arc::clone(&file));
    file
}
