//! Catalogs to generate from.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use factum_catalog::discover::{self, Filter};
use factum_catalog::{Catalog, InputFile, read};
use factum_templates::{Generated, Settings, generate};

/// The catalog that these files make, which has to be free of mistakes.
pub fn catalog(files: &[(&str, &str)]) -> Catalog {
    let files = files.iter().map(|(path, text)| InputFile {
        path: (*path).into(),
        text: (*text).into(),
    });
    let catalog = read(files.collect());
    assert_eq!(catalog.problems, [], "the catalog has mistakes");
    catalog
}

/// The folder of the sample catalog.
pub fn shop_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/shop")
}

/// The sample catalog.
pub fn shop() -> Catalog {
    let folder = shop_folder().join("catalog");
    let mut files: Vec<(String, String)> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    catalog(&files)
}

/// What the targets of this `[generate]` table make.
pub fn generated(catalog: &Catalog, settings: &str) -> Generated {
    let settings: Settings = toml::from_str(settings).unwrap();
    let targets = settings.targets(&shop_folder()).unwrap();
    generate(catalog, &targets).unwrap()
}

/// All files of a set one after the other, for a snapshot.
pub fn shown(generated: &Generated) -> String {
    let mut text = String::new();
    for (path, bytes) in generated.outputs.iter() {
        text.push_str(&format!("=== {path}\n{}", String::from_utf8_lossy(bytes)));
    }
    for note in &generated.notes {
        text.push_str(&format!("note: {}: {}\n", note.subject, note.message));
    }
    text
}

/// Calls `check` with each real catalog beside the project; says so if there is none.
pub fn every_real_catalog(check: impl Fn(&Path, &Catalog)) {
    let shared = std::env::var("FACTUM_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").to_owned());
    let root = Path::new(&shared).join("catalogs");
    let Ok(folders) = fs::read_dir(&root) else {
        eprintln!("SKIPPED: no catalogs in {}", root.display());
        return;
    };
    for folder in folders {
        let folder = folder.unwrap().path();
        let filter = Arc::new(Filter::default());
        let (files, errors) = discover::find(std::slice::from_ref(&folder), &filter);
        assert_eq!(errors.len(), 0);
        check(&folder, &read(discover::read(&files).0));
    }
}
