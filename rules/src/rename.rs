//! Spelling a rename out: edits for the definition and every mention of it, or none.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use factum_catalog::Catalog;
use factum_catalog::contract::span::Span;
use factum_catalog::mentions::{Mentioned, Target};
use factum_catalog::model::MessageId;
use factum_catalog::problem::ProblemKind;
use factum_message_rules::finding::{Change, Edit, Finding};

/// Turns every [`Change::Rename`] into edits, and drops the fix where a mention cannot be
/// rewritten, or where the new name is taken.
pub(crate) fn spell_out(catalog: &Catalog, found: &mut [Finding]) {
    let is_rename = |change: &Change| matches!(change, Change::Rename { .. });
    let any = found
        .iter()
        .flat_map(|finding| &finding.fixes)
        .any(|fix| is_rename(&fix.change));
    if !any {
        return;
    }
    let places = Places::new(catalog);
    for finding in found {
        finding.fixes.retain_mut(|fix| {
            let Change::Rename { name, to } = &fix.change else {
                return true;
            };
            // What foreign files say of each other is known to their readers only.
            let native = catalog
                .source(name.file)
                .is_some_and(|source| source.format == "factum");
            match native.then(|| places.rename(*name, to)).flatten() {
                Some(edits) => {
                    fix.change = Change::Edits(edits);
                    true
                }
                None => false,
            }
        });
    }
}

/// Where everything that can be renamed is defined and named.
struct Places<'a> {
    catalog: &'a Catalog,
    /// What is defined at a place.
    defined: HashMap<Span, Target<'a>>,
    /// All versions of a message.
    versions: HashMap<(Option<&'a str>, &'a str), Vec<MessageId>>,
    /// The names of all messages.
    taken: HashSet<&'a str>,
    mentions: HashMap<Target<'a>, Vec<Mentioned<'a>>>,
    /// Places that name several things at once.
    shared: HashSet<Span>,
    /// The identities of which only the first definition was kept.
    repeated: HashSet<&'a str>,
}

impl<'a> Places<'a> {
    fn new(catalog: &'a Catalog) -> Places<'a> {
        let mut places = Places {
            catalog,
            defined: HashMap::new(),
            versions: HashMap::new(),
            taken: HashSet::new(),
            mentions: HashMap::new(),
            shared: HashSet::new(),
            repeated: catalog
                .problems
                .iter()
                .filter(|problem| problem.kind == ProblemKind::DuplicateDefinition)
                .map(|problem| &*problem.subject)
                .collect(),
        };
        for (id, message) in catalog.messages.iter().enumerate() {
            places.define(message.name.span, Target::Message(id));
            for (index, field) in message.fields().iter().enumerate() {
                places.define(field.name.span, Target::Field(id, index));
            }
            let name = &*message.name.value;
            places.taken.insert(name);
            places
                .versions
                .entry((message.namespace.as_deref(), name))
                .or_default()
                .push(id);
        }
        let mut named: HashMap<Span, Target<'a>> = HashMap::new();
        for mention in catalog.mentions() {
            match named.get(&mention.span) {
                Some(target) if *target == mention.target => continue,
                Some(_) => {
                    places.shared.insert(mention.span);
                }
                None => {
                    named.insert(mention.span, mention.target.clone());
                }
            }
            places
                .mentions
                .entry(mention.target.clone())
                .or_default()
                .push(mention);
        }
        places
    }

    fn define(&mut self, span: Span, target: Target<'a>) {
        if self.defined.insert(span, target).is_some() {
            self.shared.insert(span);
        }
    }

    /// The edits that give what is defined at `name` the name `to`.
    fn rename(&self, name: Span, to: &str) -> Option<Vec<Edit>> {
        match self.defined.get(&name)? {
            Target::Message(id) => self.rename_message(*id, to),
            Target::Field(id, index) => self.rename_field(*id, *index, to),
            Target::Type(_) | Target::Service(_) | Target::Channel(_) => None,
        }
    }

    /// All versions of a message are renamed together: an older one inherits from the newest by
    /// its name. One that is defined twice is not: the second definition would keep the old name.
    fn rename_message(&self, id: MessageId, to: &str) -> Option<Vec<Edit>> {
        if self.taken.contains(to) {
            return None;
        }
        let message = self.catalog.messages.get(id)?;
        let old = &*message.name.value;
        let versions = self.versions.get(&(message.namespace.as_deref(), old))?;
        let mut edits = Vec::new();
        for &version in versions {
            let message = self.catalog.messages.get(version)?;
            if self.repeated.contains(&*message.identity().to_string()) {
                return None;
            }
            let name = message.name.span;
            edits.extend(self.edits(&Target::Message(version), name, old, to)?);
        }
        Some(edits)
    }

    fn rename_field(&self, id: MessageId, index: usize, to: &str) -> Option<Vec<Edit>> {
        let message = self.catalog.messages.get(id)?;
        let field = message.fields().get(index)?;
        if message.field(to).is_some() {
            return None;
        }
        let target = Target::Field(id, index);
        self.edits(&target, field.name.span, &field.name.value, to)
    }

    /// The edits for one definition and its mentions.
    fn edits(&self, target: &Target<'a>, name: Span, old: &str, to: &str) -> Option<Vec<Edit>> {
        let mut edits = vec![self.edit(name, old, old, to)?];
        for mention in self.mentions.get(target).into_iter().flatten() {
            edits.push(self.edit(mention.span, mention.written, old, to)?);
        }
        Some(edits)
    }

    /// Rewrites the name `old` inside what is written at `span`, and nothing around it.
    fn edit(&self, span: Span, written: &str, old: &str, to: &str) -> Option<Edit> {
        if self.shared.contains(&span) {
            return None;
        }
        let range = name_within(self.catalog.text(span), written, old)?;
        Some(Edit {
            span: span.slice(range.start, range.end),
            text: to.to_owned(),
        })
    }
}

/// Where `old` stands inside `text`, which says `written` (`a.b.Old@2`), perhaps in quotes. `None`
/// if the text says something else, as where an alias or an escape stands for it.
fn name_within(text: &str, written: &str, old: &str) -> Option<Range<usize>> {
    let unquoted = ['"', '\'']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    let start = if unquoted.is_some() { 1 } else { 0 };
    if unquoted.unwrap_or(text) != written {
        return None;
    }
    let path = match written.rsplit_once('@') {
        Some((path, _)) if written != old => path,
        _ => written,
    };
    let before = path.strip_suffix(old)?;
    (before.is_empty() || before.ends_with('.'))
        .then(|| start + before.len()..start + before.len() + old.len())
}

#[cfg(test)]
mod tests {
    use super::name_within;

    #[test]
    fn only_the_name_itself_is_rewritten() {
        let cases = [
            ("CreateOrder", "CreateOrder", Some(0..11)),
            ("\"CreateOrder@2\"", "CreateOrder@2", Some(1..12)),
            ("'a.b.CreateOrder'", "a.b.CreateOrder", Some(5..16)),
            ("*alias", "CreateOrder", None),
            ("ReCreateOrder", "ReCreateOrder", None),
        ];
        for (text, written, expected) in cases {
            assert_eq!(
                name_within(text, written, "CreateOrder"),
                expected,
                "{text}"
            );
        }
    }
}
