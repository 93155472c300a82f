//! All files of a source tree as modules, and what a path means in them.
//!
//! A file's path tells its module, as Cargo has it: `src/orders.rs` and `src/orders/mod.rs` are the
//! module `src/orders`, and `crate` is the folder of the nearest `lib.rs` or `main.rs`. No manifest
//! is read.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};

use factum_attributes::Written;

use super::outline::{DERIVED, Declared, Item, Outline, Scope, enclosing, is_factum, is_of_factum};
use crate::reader::Document;

/// How many steps a path may take through imports and globs.
const MOST_STEPS: usize = 256;

/// A scope of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) scope: usize,
}

/// A declared type: its file, and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct DeclaredId {
    pub(super) file: usize,
    pub(super) index: usize,
}

/// What a path means.
pub(super) enum Found<'t> {
    /// A type that derives a contract.
    Declared(DeclaredId),
    /// Another name for a type.
    Alias {
        place: Place,
        parameters: &'t [String],
        target: &'t Written,
    },
    /// A number.
    Number(u32),
    /// A type of the tree that derives no contract.
    Plain,
    /// Something of another crate, by its path.
    External(Vec<String>),
    /// Nothing that is known.
    Unknown,
}

struct File<'t> {
    document: &'t Document,
    /// The module that it is.
    module: &'t str,
    /// The module that `crate` means in it.
    root: &'t str,
    /// What it declares. Files without contracts are read when a path leads there.
    outline: OnceCell<Outline>,
}

/// All files of a source tree.
pub(super) struct Tree<'t> {
    files: Vec<File<'t>>,
    by_module: HashMap<String, Vec<usize>>,
    /// The modules of the files read so far, with those inside of them.
    modules: RefCell<HashMap<String, Vec<Place>>>,
    /// The crates of the tree by the names of their folders; `None` if several have one name.
    crates: HashMap<String, Option<String>>,
    /// The declared types by name; `None` if several have one name.
    declared: HashMap<String, Option<DeclaredId>>,
}

impl<'t> Tree<'t> {
    /// All files of Rust source among the documents.
    pub(super) fn new(documents: impl IntoIterator<Item = &'t Document>) -> Tree<'t> {
        let mut tree = Tree {
            files: Vec::new(),
            by_module: HashMap::new(),
            modules: RefCell::default(),
            crates: HashMap::new(),
            declared: HashMap::new(),
        };
        let documents: Vec<&Document> = documents.into_iter().collect();
        let is_root = |document: &&&Document| {
            let stem = file_stem(document.location());
            stem == "lib" || stem == "main"
        };
        let roots = documents.iter().filter(is_root);
        let roots: HashSet<&str> = roots.map(|it| module_of(it.location())).collect();
        for root in &roots {
            let folder = root.strip_suffix("/src").unwrap_or(root);
            let name = folder.rsplit('/').next().unwrap_or(folder);
            unique(&mut tree.crates, name.replace('-', "_"), (*root).to_owned());
        }
        for document in documents {
            let index = tree.files.len();
            let module = module_of(document.location());
            let same = tree.by_module.entry(module.to_owned()).or_default();
            same.push(index);
            tree.files.push(File {
                document,
                module,
                root: root_of(module, &roots),
                outline: OnceCell::new(),
            });
            if document.rust.is_some() {
                tree.open(index);
            }
        }
        for id in tree.candidates() {
            if tree.is_contract(id) {
                let name = tree.declared(id).definition.name.value.to_string();
                unique(&mut tree.declared, name, id);
            }
        }
        tree
    }

    /// The types of the files with contracts, in order.
    fn candidates(&self) -> Vec<DeclaredId> {
        let with_contracts = |(_, file): &(usize, &File<'_>)| file.document.rust.is_some();
        let files = self.files.iter().enumerate().filter(with_contracts);
        files
            .flat_map(|(file, _)| {
                let declared = self.outline(file).declared.len();
                (0..declared).map(move |index| DeclaredId { file, index })
            })
            .collect()
    }

    /// Whether what a type derives is a contract, if that takes other files to tell.
    fn is_contract(&self, id: DeclaredId) -> bool {
        let declared = self.declared(id);
        let Some(path) = &declared.derive else {
            return true;
        };
        let found = self.resolve(self.place(id), path);
        matches!(found, Found::External(path) if is_of_factum(&path))
    }

    /// The types that declare a contract, in the order of the files.
    pub(super) fn contracts(&self) -> Vec<DeclaredId> {
        let mut all = self.candidates();
        all.retain(|id| self.is_contract(*id));
        all
    }

    /// A declared type.
    pub(super) fn declared(&self, id: DeclaredId) -> &Declared {
        &self.outline(id.file).declared[id.index]
    }

    /// The scope that a declared type stands in.
    pub(super) fn place(&self, id: DeclaredId) -> Place {
        Place {
            file: id.file,
            scope: self.declared(id).scope,
        }
    }

    /// The only declared type of this name in the tree.
    pub(super) fn only(&self, name: &str) -> Option<DeclaredId> {
        *self.declared.get(name)?
    }

    fn outline(&self, file: usize) -> &Outline {
        let File {
            document, outline, ..
        } = &self.files[file];
        document.rust.as_deref().unwrap_or_else(|| {
            // A file without contracts may be anything.
            outline.get_or_init(|| Outline::read(&document.text, document.file).unwrap_or_default())
        })
    }

    fn scope(&self, place: Place) -> Option<&Scope> {
        self.outline(place.file).scopes.get(place.scope)
    }

    /// Makes the modules of a file known.
    fn open(&self, file: usize) {
        let mut modules = self.modules.borrow_mut();
        for (scope, read) in self.outline(file).scopes.iter().enumerate() {
            if let Some(inside) = &read.module {
                let module = format!("{}{inside}", self.files[file].module);
                let places = modules.entry(module).or_default();
                let place = Place { file, scope };
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
    }

    /// The places of a module. The files that may hold it are read now.
    fn module(&self, module: &str) -> Vec<Place> {
        let mut above = Some(module);
        while let Some(path) = above {
            for &file in self.by_module.get(path).into_iter().flatten() {
                let File {
                    document, outline, ..
                } = &self.files[file];
                if document.rust.is_none() && outline.get().is_none() {
                    self.open(file);
                }
            }
            above = path.rsplit_once('/').map(|(above, _)| above);
        }
        self.modules
            .borrow()
            .get(module)
            .cloned()
            .unwrap_or_default()
    }

    /// The module that a scope is in.
    fn module_around(&self, place: Place) -> String {
        let scopes = &self.outline(place.file).scopes;
        let inside = enclosing(place.scope, scopes).find_map(|it| scopes[it].module.as_deref());
        let file = &self.files[place.file];
        format!("{}{}", file.module, inside.unwrap_or_default())
    }

    /// What a path means in a scope.
    pub(super) fn resolve(&self, place: Place, path: &[String]) -> Found<'_> {
        let mut steps = MOST_STEPS;
        self.in_scope(place, path, &mut steps)
    }

    fn in_scope(&self, place: Place, path: &[String], steps: &mut usize) -> Found<'_> {
        let (Some((first, rest)), Some(left)) = (path.split_first(), steps.checked_sub(1)) else {
            return Found::Unknown;
        };
        *steps = left;
        if let Some((module, rest)) = self.beginning(place, path) {
            return self.in_module(&module, rest, steps);
        }
        if first.is_empty() {
            return self.in_crate(rest, steps);
        }
        let scopes = &self.outline(place.file).scopes;
        let around = || enclosing(place.scope, scopes);
        for scope in around() {
            if let Some(item) = scopes[scope].items.get(first) {
                let place = Place { scope, ..place };
                return self.follow(place, first, item, rest, steps);
            }
        }
        for scope in around() {
            let found = self.in_globs(Place { scope, ..place }, path, steps);
            if !matches!(found, Found::Unknown) {
                return found;
            }
        }
        match rest.is_empty() {
            true => Found::Unknown,
            false => self.in_crate(path, steps),
        }
    }

    /// The module that `crate`, `self` or `super` mean, and what follows.
    fn beginning<'p>(&self, place: Place, path: &'p [String]) -> Option<(String, &'p [String])> {
        let (first, mut rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some((self.files[place.file].root.to_owned(), rest)),
            "self" => Some((self.module_around(place), rest)),
            "super" => {
                let around = self.module_around(place);
                let mut module = parent(&around);
                while let Some(("super", after)) = rest.split_first().map(|(a, b)| (&**a, b)) {
                    module = parent(module);
                    rest = after;
                }
                Some((module.to_owned(), rest))
            }
            _ => None,
        }
    }

    /// What a path of another crate means, which may be one of the tree.
    fn in_crate(&self, path: &[String], steps: &mut usize) -> Found<'_> {
        match path.split_first() {
            Some((name, rest)) if !rest.is_empty() => match self.crates.get(name) {
                Some(Some(root)) => self.in_module(root, rest, steps),
                _ => Found::External(path.to_vec()),
            },
            _ => Found::Unknown,
        }
    }

    fn in_module(&self, module: &str, path: &[String], steps: &mut usize) -> Found<'_> {
        let (Some((first, rest)), Some(left)) = (path.split_first(), steps.checked_sub(1)) else {
            return Found::Unknown;
        };
        *steps = left;
        let places = self.module(module);
        for &place in &places {
            if let Some(item) = self.scope(place).and_then(|scope| scope.items.get(first)) {
                return self.follow(place, first, item, rest, steps);
            }
        }
        if !rest.is_empty() {
            let found = self.in_module(&format!("{module}/{first}"), rest, steps);
            if !matches!(found, Found::Unknown) {
                return found;
            }
        }
        for place in places {
            let found = self.in_globs(place, path, steps);
            if !matches!(found, Found::Unknown) {
                return found;
            }
        }
        Found::Unknown
    }

    /// What a name means that may come with all names of a module.
    fn in_globs(&self, place: Place, path: &[String], steps: &mut usize) -> Found<'_> {
        let globs = self.scope(place).map_or(&[][..], |scope| &scope.globs);
        for glob in globs {
            if is_factum(glob) && matches!(path, [name] if DERIVED.contains(&&**name)) {
                return Found::External([glob.as_slice(), path].concat());
            }
            // Of another crate nobody knows which names it has.
            if !self.is_of_tree(place, glob, steps) {
                continue;
            }
            let whole = [glob.as_slice(), path].concat();
            let found = self.in_scope(place, &whole, steps);
            if !matches!(found, Found::Unknown) {
                return found;
            }
        }
        Found::Unknown
    }

    /// Whether a path leads to a module of the tree.
    fn is_of_tree(&self, place: Place, path: &[String], steps: &mut usize) -> bool {
        let (Some((first, rest)), Some(left)) = (path.split_first(), steps.checked_sub(1)) else {
            return false;
        };
        *steps = left;
        if self.beginning(place, path).is_some() {
            return true;
        }
        let scopes = &self.outline(place.file).scopes;
        let found = enclosing(place.scope, scopes)
            .find_map(|scope| Some((scope, scopes[scope].items.get(first)?)));
        match found {
            Some((_, Item::Module)) => true,
            Some((scope, Item::Import(path))) if path.first() != Some(first) => {
                let whole = [path.as_slice(), rest].concat();
                self.is_of_tree(Place { scope, ..place }, &whole, steps)
            }
            _ => matches!(self.crates.get(first), Some(Some(_))),
        }
    }

    fn follow<'s>(
        &'s self,
        place: Place,
        name: &str,
        item: &'s Item,
        rest: &[String],
        steps: &mut usize,
    ) -> Found<'s> {
        match item {
            Item::Import(path) => {
                let whole = [path.as_slice(), rest].concat();
                // `use uuid;` and `use uuid::Uuid as uuid;` name another crate.
                if path.first().is_some_and(|first| first == name) {
                    return self.in_crate(&whole, steps);
                }
                self.in_scope(place, &whole, steps)
            }
            Item::Module => {
                let module = format!("{}/{name}", self.module_around(place));
                self.in_module(&module, rest, steps)
            }
            _ if !rest.is_empty() => Found::Unknown,
            Item::Declared(index) => {
                let id = DeclaredId {
                    file: place.file,
                    index: *index,
                };
                Found::Declared(id)
            }
            Item::Plain => Found::Plain,
            Item::Alias { parameters, target } => Found::Alias {
                place,
                parameters,
                target,
            },
            Item::Number(number) => Found::Number(*number),
        }
    }
}

/// Notes a value under a name, or that several have this name.
fn unique<T>(known: &mut HashMap<String, Option<T>>, name: String, value: T) {
    known
        .entry(name)
        .and_modify(|known| *known = None)
        .or_insert(Some(value));
}

fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".rs").unwrap_or(name)
}

/// The module that a file is, by its path.
fn module_of(path: &str) -> &str {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    match file_stem(path) {
        "lib" | "main" | "mod" => parent(path),
        _ => path,
    }
}

/// The module that `crate` means in another: the nearest one above that is a crate's, else the
/// folder `src`, else the file itself.
fn root_of<'m>(module: &'m str, roots: &HashSet<&str>) -> &'m str {
    let above = || {
        std::iter::successors(Some(module), |path| {
            Some(parent(path)).filter(|it| !it.is_empty())
        })
    };
    let is_src = |path: &&str| path.rsplit('/').next() == Some("src");
    above()
        .find(|path| roots.contains(path))
        .or_else(|| above().find(is_src))
        .unwrap_or(module)
}

fn parent(module: &str) -> &str {
    module.rsplit_once('/').map_or("", |(parent, _)| parent)
}
