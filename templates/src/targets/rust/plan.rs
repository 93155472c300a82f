//! Which module and which name everything gets.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use factum_catalog::Catalog;
use factum_catalog::contract::message::{Message, Version};
use factum_catalog::contract::shape::{Text, TypeDef, TypeId};

use super::codecs::Codecs;
use super::identifiers::{Scope, USED_TYPES, pascal, snake};
use super::original::{Originals, is_of_json_schema};
use crate::targets::reach::{endless_aliases, reached, self_containing};

/// The name of the module that what is outside any namespace goes to.
const NO_NAMESPACE: &str = "events";
/// The name of the module with what the types need to be read and written.
pub(super) const WIRE: &str = "wire";

/// The modules, and what becomes an item in which.
pub struct Plan<'a> {
    /// What is planned for.
    pub catalog: &'a Catalog,
    /// By their names.
    pub modules: BTreeMap<String, Module<'a>>,
    /// Where each type goes.
    pub types: HashMap<TypeId, Place>,
    /// Types that hold themselves, and so have to be boxed where they do.
    pub boxed: BTreeSet<TypeId>,
    /// Aliases that have to be types of their own.
    pub newtypes: BTreeSet<TypeId>,
    pub(super) originals: Originals<'a>,
    /// Whether there are codecs for Avro.
    pub(super) has_avro: bool,
    pub(super) codecs: Codecs,
    /// The types that JSON Schemas define.
    pub(super) of_json_schema: BTreeSet<TypeId>,
}

/// What goes into one file.
#[derive(Debug, Default)]
pub struct Module<'a> {
    /// The namespace that it stands for.
    pub namespace: Option<&'a Text>,
    /// Messages, each with its name in Rust.
    pub messages: Vec<(&'a Message, String)>,
    /// Types, each with its name in Rust.
    pub types: Vec<(TypeId, &'a TypeDef, String)>,
    /// The names that are taken.
    pub scope: Scope,
}

/// Where an item is.
#[derive(Debug)]
pub struct Place {
    /// The module.
    pub module: String,
    /// The name in it.
    pub name: String,
}

impl<'a> Plan<'a> {
    /// Plans for these messages and the types that they reach. `strip_prefix` is left out of
    /// namespaces where they name modules; `has_avro` asks for codecs.
    pub fn new(
        catalog: &'a Catalog,
        messages: Vec<&'a Message>,
        strip_prefix: Option<&str>,
        has_avro: bool,
    ) -> Plan<'a> {
        let ids = reached(messages.iter().copied(), &catalog.types);
        let mut plan = Plan {
            catalog,
            modules: BTreeMap::new(),
            types: HashMap::new(),
            boxed: self_containing(&ids, &catalog.types),
            newtypes: endless_aliases(&ids, &catalog.types),
            has_avro,
            codecs: match has_avro {
                true => Codecs::new(catalog, &messages),
                false => Codecs::default(),
            },
            originals: Originals::new(messages.iter().copied()),
            of_json_schema: reached(
                messages.iter().copied().filter(|it| is_of_json_schema(it)),
                &catalog.types,
            ),
        };
        let types: Vec<(TypeId, &TypeDef)> = ids
            .iter()
            .filter_map(|id| Some((*id, catalog.types.get(*id)?)))
            .collect();
        let of_messages = messages.iter().map(|message| message.namespace.as_ref());
        let of_types = types
            .iter()
            .map(|(_, definition)| definition.namespace.as_ref());
        let modules = plan.name_modules(of_messages.chain(of_types).collect(), strip_prefix);

        // The newest version has the plain name; it takes it before older ones ask for theirs.
        let (newest, older): (Vec<_>, Vec<_>) = messages
            .into_iter()
            .partition(|message| plan.is_newest_message(message));
        let (newest_types, older_types): (Vec<_>, Vec<_>) = types
            .into_iter()
            .partition(|(id, definition)| plan.is_newest_type(*id, definition));
        for message in newest {
            plan.add_message(message, "", &modules);
        }
        for message in older {
            plan.add_message(message, &version_suffix(&message.version), &modules);
        }
        for (id, definition) in newest_types {
            plan.add_type(id, definition, "", &modules);
        }
        for (id, definition) in older_types {
            plan.add_type(
                id,
                definition,
                &format!("V{}", definition.version),
                &modules,
            );
        }
        plan
    }

    fn name_modules(
        &mut self,
        namespaces: BTreeSet<Option<&'a Text>>,
        strip_prefix: Option<&str>,
    ) -> HashMap<Option<&'a Text>, String> {
        let mut scope = Scope::new(&[WIRE, "mod"]);
        let mut names = HashMap::new();
        for namespace in namespaces {
            let full = namespace.map_or(NO_NAMESPACE, |namespace| namespace);
            let short = strip_prefix.and_then(|prefix| {
                let rest = full.strip_prefix(prefix)?;
                if rest.is_empty() {
                    prefix.rsplit('.').next()
                } else {
                    rest.strip_prefix('.')
                }
            });
            let name = scope.take(&snake(short.unwrap_or(full)), "_");
            self.modules.insert(
                name.clone(),
                Module {
                    namespace,
                    scope: Scope::new(&USED_TYPES),
                    ..Module::default()
                },
            );
            names.insert(namespace, name);
        }
        names
    }

    fn is_newest_message(&self, message: &Message) -> bool {
        let found = self
            .catalog
            .find_message(&message.name.value, message.namespace.as_deref());
        found
            .id()
            .and_then(|id| self.catalog.messages.get(id))
            .is_none_or(|newest| newest.version == message.version)
    }

    fn is_newest_type(&self, id: TypeId, definition: &TypeDef) -> bool {
        let found = self
            .catalog
            .find_type(&definition.name.value, definition.namespace.as_deref());
        found.id().is_none_or(|newest| newest == id)
    }

    fn add_message(
        &mut self,
        message: &'a Message,
        suffix: &str,
        modules: &HashMap<Option<&'a Text>, String>,
    ) {
        let module = modules.get(&message.namespace.as_ref());
        if let Some(module) = module.and_then(|module| self.modules.get_mut(module)) {
            let name = pascal(&message.name.value) + suffix;
            let name = module.scope.take(&name, "Message");
            module.messages.push((message, name));
        }
    }

    fn add_type(
        &mut self,
        id: TypeId,
        definition: &'a TypeDef,
        suffix: &str,
        modules: &HashMap<Option<&'a Text>, String>,
    ) {
        let Some(module_name) = modules.get(&definition.namespace.as_ref()) else {
            return;
        };
        if let Some(module) = self.modules.get_mut(module_name) {
            let name = pascal(&definition.name.value) + suffix;
            let name = module.scope.take(&name, "Type");
            module.types.push((id, definition, name.clone()));
            let place = Place {
                module: module_name.clone(),
                name,
            };
            self.types.insert(id, place);
        }
    }
}

fn version_suffix(version: &Version) -> String {
    let is_right = |c: char| c.is_ascii_alphanumeric();
    let text = version.to_string();
    let text: String = text
        .chars()
        .map(|c| if is_right(c) { c } else { '_' })
        .collect();
    format!("V{text}")
}
