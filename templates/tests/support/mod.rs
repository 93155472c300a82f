//! Catalogs to generate from.
#![allow(dead_code)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use factum_catalog::discover::{self, Filter};
use factum_catalog::{Catalog, InputFile, read};
use factum_templates::{Generated, Settings, generate};
use serde_json::Value;

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
    let folders = folders.map(|folder| folder.unwrap().path());
    for folder in folders.filter(|folder| folder.is_dir()) {
        let filter = Arc::new(Filter::default());
        let (files, errors) = discover::find(std::slice::from_ref(&folder), &filter);
        assert_eq!(errors.len(), 0);
        check(&folder, &read(discover::read(&files).0));
    }
}

/// Runs a Python program over all outputs, given as one JSON object from path to text.
pub fn python(program: &str, needs: &str, generated: &Generated) {
    let files: serde_json::Map<String, Value> = generated
        .outputs
        .iter()
        .map(|(path, bytes)| (path.to_string(), String::from_utf8_lossy(bytes).into()))
        .collect();
    python_says(program, needs, &Value::Object(files));
}

/// What a Python program says to some JSON, if there is a Python with the module that it needs;
/// says so if there is not. A program that says nothing says null.
pub fn python_says(program: &str, needs: &str, input: &Value) -> Option<Value> {
    let python = std::env::var("FACTUM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&python)
        .args(["-c", &format!("import {needs}")])
        .stderr(Stdio::null())
        .status();
    if !has.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: `{python}` has no {needs}; FACTUM_PYTHON names another");
        return None;
    }
    let mut child = Command::new(&python)
        .args(["-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    writer.join().unwrap().unwrap();
    Some(serde_json::from_slice(&output.stdout).unwrap_or_default())
}

/// Where npm's packages are, if the one that is asked for is among them; says so if it is not.
pub fn npm_package(name: &str) -> Option<PathBuf> {
    let folder = std::env::var("FACTUM_NODE_MODULES")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../node_modules").to_owned());
    let package = Path::new(&folder).join(name);
    if package.is_dir() {
        return Some(package);
    }
    eprintln!("SKIPPED: {folder} has no {name}; FACTUM_NODE_MODULES names another folder");
    None
}
