//! Which file an import means.
//!
//! `import` names a path below a folder that the compiler is told and that no file states. The
//! folder is found: by the package that the importing file declares, by what buf's settings say, or
//! because the file is there.

use std::collections::{HashMap, HashSet};

use factum_contract::document::Node;

use crate::library::uri;

/// Where files are, and the folders that imports are relative to.
pub(super) struct Roots {
    by_path: HashMap<String, usize>,
    /// Files by the last step of their paths.
    by_name: HashMap<String, Vec<usize>>,
    paths: Vec<String>,
    packages: Vec<String>,
    /// The folders that hold files.
    folders: HashSet<String>,
    /// The folders that settings name.
    stated: Vec<String>,
    /// The folder that all files are in.
    common: String,
}

/// Folders of imports that others' files are in, by their first step.
const FOREIGN: [&str; 7] = [
    "google",
    "buf",
    "validate",
    "gogoproto",
    "grpc",
    "xds",
    "udpa",
];

impl Roots {
    /// Files by their path and package; `stated` are the folders that settings name.
    pub(super) fn new(files: impl Iterator<Item = (String, String)>, stated: Vec<String>) -> Roots {
        let (paths, packages): (Vec<String>, Vec<String>) = files.unzip();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, path) in paths.iter().enumerate() {
            by_name
                .entry(last(path).to_owned())
                .or_default()
                .push(index);
        }
        Roots {
            by_path: paths.iter().cloned().zip(0..).collect(),
            by_name,
            folders: paths.iter().map(|path| folder(path).to_owned()).collect(),
            common: uri::common_folder(paths.iter().map(String::as_str)).to_owned(),
            paths,
            packages,
            stated,
        }
    }

    /// The path by which others import a file: what is left of its own behind the folder that its
    /// package begins in, or behind one that settings name, or behind the folder of all files.
    pub(super) fn import_path(&self, file: usize) -> String {
        let path = self.path(file);
        let own = self.own_root(file).map(str::to_owned);
        let stated = self.stated.iter().filter(|root| is_below(path, root));
        let root = own.or_else(|| stated.max_by_key(|root| root.len()).cloned());
        let root = root.unwrap_or_else(|| self.common.clone());
        path[root.len()..].trim_start_matches('/').to_owned()
    }

    /// The file that `import` means in a file.
    pub(super) fn resolve(&self, importer: usize, import: &str) -> Option<usize> {
        let path = self.path(importer);
        let (around, elsewhere): (Vec<&String>, Vec<&String>) =
            self.stated.iter().partition(|root| is_below(path, root));
        let stated = around.into_iter().chain(elsewhere).map(String::as_str);
        let above = std::iter::successors(Some(folder(path)), |inner| {
            (!inner.is_empty()).then(|| folder(inner))
        });
        let mut roots = self
            .own_root(importer)
            .into_iter()
            .chain(stated)
            .chain(above);
        let found = roots.find_map(|root| self.by_path.get(&below(root, import)).copied());
        found.or_else(|| self.by_end(path, import))
    }

    /// A file in another folder whose path ends with the import, the nearest one.
    fn by_end(&self, importer: &str, import: &str) -> Option<usize> {
        let end = format!("/{import}");
        let candidates = self.by_name.get(last(import))?.iter().copied();
        let shared = |index: &usize| {
            let steps = self.path(*index).split('/').zip(importer.split('/'));
            steps.take_while(|(a, b)| a == b).count()
        };
        candidates
            .filter(|index| self.path(*index).ends_with(&end))
            .max_by_key(|index| (shared(index), std::cmp::Reverse(self.path(*index).len())))
    }

    /// Whether an import that was not found is surely meant to be a file of the same tree: others
    /// of its folder are there.
    pub(super) fn is_local(&self, importer: usize, import: &str) -> bool {
        let Some((folder_of_import, _)) = import.rsplit_once('/') else {
            return false;
        };
        let above = std::iter::successors(Some(folder(self.path(importer))), |inner| {
            (!inner.is_empty()).then(|| folder(inner))
        });
        let mut roots = self.own_root(importer).into_iter().chain(above);
        roots.any(|root| self.folders.contains(&below(root, folder_of_import)))
    }

    /// Whether an import is of a file that everybody takes from elsewhere.
    pub(super) fn is_foreign(import: &str) -> bool {
        let first = import.split_once('/').map_or("", |(first, _)| first);
        FOREIGN.contains(&first) || first.contains('.')
    }

    /// What an import could have said: the paths that differ from it in the folder or in the name of
    /// the file alone.
    pub(super) fn candidates(&self, importer: usize, import: &str) -> impl Iterator<Item = &str> {
        let root = self
            .own_root(importer)
            .unwrap_or(folder(self.path(importer)));
        let others = self.paths.iter().enumerate();
        others
            .filter(move |(index, path)| *index != importer && is_below(path, root))
            .map(move |(_, path)| path[root.len()..].trim_start_matches('/'))
            .filter(move |path| last(path) == last(import) || folder(path) == folder(import))
    }

    fn path(&self, file: usize) -> &str {
        self.paths.get(file).map_or("", String::as_str)
    }

    /// The folder above that of a file's package: `proto` for `proto/acme/orders/v1/placed.proto`
    /// in the package `acme.orders.v1`.
    fn own_root(&self, file: usize) -> Option<&str> {
        let folder = folder(self.path(file));
        let package = self.packages.get(file)?.replace('.', "/");
        if package.is_empty() {
            return None;
        }
        let root = folder.strip_suffix(&package)?;
        (root.is_empty() || root.ends_with('/')).then(|| root.trim_end_matches('/'))
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn below(root: &str, path: &str) -> String {
    match root {
        "" => path.to_owned(),
        root => format!("{root}/{path}"),
    }
}

fn is_below(path: &str, root: &str) -> bool {
    root.is_empty()
        || path
            .strip_prefix(root)
            .is_some_and(|rest| rest.starts_with('/'))
}

/// The folders that buf's settings name as roots of modules: `buf.work.yaml` and the version 2 of
/// `buf.yaml` list them, and a `buf.yaml` of version 1 stands in one.
pub(super) fn of_buf<'a>(settings: impl Iterator<Item = (&'a str, &'a Node)>) -> Vec<String> {
    let mut roots = Vec::new();
    for (path, node) in settings {
        let here = folder(path);
        let listed = |pointer: &str| node.pointer(pointer).and_then(Node::as_list);
        let modules = listed("/modules").unwrap_or_default();
        let modules = modules.iter().filter_map(|module| module.get("path"));
        let folders = ["/directories", "/build/roots"]
            .into_iter()
            .filter_map(listed);
        let named: Vec<&str> = modules
            .chain(folders.flatten())
            .filter_map(Node::text)
            .collect();
        if named.is_empty() && last(path) == "buf.yaml" {
            roots.push(here.to_owned());
        }
        roots.extend(named.iter().map(|name| uri::normalize(&below(here, name))));
    }
    roots.sort_by_key(|root| std::cmp::Reverse(root.len()));
    roots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_that_imports_are_relative_to_is_found() {
        let files = [
            ("api/proto/acme/orders/v1/placed.proto", "acme.orders.v1"),
            ("api/proto/acme/types/money.proto", "acme.types"),
            ("api/vendor/acme/types/money.proto", "acme.types"),
            ("api/vendor/x/y.proto", ""),
            ("api/proto/acme/orders/v1/line.proto", "acme.orders.v1"),
        ];
        let files = files.map(|(path, package)| (path.to_owned(), package.to_owned()));
        let roots = Roots::new(files.into_iter(), Vec::new());
        assert_eq!(roots.import_path(0), "acme/orders/v1/placed.proto");
        for (import, expected) in [
            ("acme/types/money.proto", Some(1)),
            ("line.proto", Some(4)),
            ("x/y.proto", Some(3)),
            ("acme/types/mony.proto", None),
        ] {
            assert_eq!(roots.resolve(0, import), expected, "{import}");
        }
        assert!(roots.is_local(0, "acme/types/mony.proto"));
        assert!(Roots::is_foreign("google/api/http.proto"));
        for import in ["acme/other/a.proto", "a.proto"] {
            assert!(!roots.is_local(0, import), "{import}");
        }
    }
}
