//! Unions: enums whose variants serde tells apart.

use factum_catalog::contract::emit::discriminator_value;
use factum_catalog::contract::shape::{Body, Resolved, Text, Type, TypeId};
use factum_catalog::contract::span::Spanned;

use super::codec::Member;
use super::identifiers::{Scope, written};
use super::layout;
use super::module::{Head, Writer};

impl Writer<'_> {
    pub(super) fn union(
        &mut self,
        name: &str,
        branches: &[Type],
        discriminator: Option<&Spanned<Text>>,
        head: Head<'_>,
        owner: Option<TypeId>,
    ) {
        let tag = discriminator.filter(|tag| self.can_tag(tag, branches));
        let present = branches
            .iter()
            .filter(|branch| !matches!(branch, Type::Null));
        let mut present: Vec<(usize, &Type)> = present.enumerate().collect();
        // Any integer is a number as well, and loses digits as one.
        present.sort_by_key(|(_, branch)| match branch {
            Type::Double => 1,
            Type::Float => 2,
            _ => 0,
        });
        let mut scope = Scope::new(&[]);
        let mut lines = String::new();
        let mut attempts = Vec::new();
        let mut members = vec![Member::default(); present.len()];
        for &(index, branch) in &present {
            let variant = scope.take(&self.branch_name(branch), "");
            let branch = branch.required();
            let ty = self.ty(branch, &format!("{name}{variant}"), owner);
            let ty = ty
                .strip_prefix("Option<")
                .and_then(|inner| inner.strip_suffix('>'))
                .unwrap_or(&ty);
            let stated = discriminator_value(branch, self.types());
            if tag.is_some()
                && let Some(stated) = stated.filter(|stated| *stated != variant)
            {
                let rename = format!("rename = {}", layout::quoted(stated));
                layout::attribute(&mut lines, 4, "serde", &[rename]);
            }
            let adapter = self.adapted(branch);
            let with = match &adapter {
                Some(adapter) => format!("#[serde(with = \"{adapter}\")] "),
                None => String::new(),
            };
            let variant = written(&variant);
            layout::variant(&mut lines, &variant, &with, ty);
            if let Some(member) = members.get_mut(index) {
                *member = (variant.clone(), ty.to_owned());
            }
            attempts.push((adapter.unwrap_or_else(|| format!("<{ty}>")), variant));
        }
        self.unions.insert(branches.as_ptr(), members);
        let is_ambiguous = tag.is_none() && self.may_overlap(&present);
        self.head(head, 0);
        let derived = match is_ambiguous {
            true => "Serialize",
            false => "Serialize, Deserialize",
        };
        self.out
            .push_str(&format!("#[derive(Clone, Debug, PartialEq, {derived})]\n"));
        match tag {
            Some(tag) => {
                let tag = format!("tag = {}", layout::quoted(&tag.value));
                layout::attribute(&mut self.out, 0, "serde", &[tag]);
            }
            None => self.out.push_str("#[serde(untagged)]\n"),
        }
        self.out
            .push_str(&format!("pub enum {name} {{\n{lines}}}\n\n"));
        if is_ambiguous {
            self.uses_wire = true;
            self.needs("serde_json", "");
            self.needs("one_of", "");
            layout::one_of(&mut self.out, name, &attempts);
        }
    }

    /// Whether a value may fit several branches, and not all of it into each: objects, and lists of
    /// them.
    fn may_overlap(&self, branches: &[(usize, &Type)]) -> bool {
        let objects = branches
            .iter()
            .filter(|(_, branch)| self.holds_object(branch));
        objects.count() > 1
    }

    fn holds_object(&self, ty: &Type) -> bool {
        match self.types().resolve(ty) {
            Resolved::Definition(_, definition) => !matches!(definition.body, Body::Enum(_)),
            Resolved::Type(Type::List(inner) | Type::Optional(inner)) => self.holds_object(inner),
            Resolved::Type(ty) => matches!(ty, Type::Map(_) | Type::Json | Type::Opaque(_)),
        }
    }

    /// Whether serde can tell the branches apart by this property: they are records that have no
    /// such field themselves.
    fn can_tag(&mut self, tag: &Spanned<Text>, branches: &[Type]) -> bool {
        let types = self.types();
        let fits = branches.iter().all(|branch| match types.resolve(branch) {
            Resolved::Definition(_, definition) => match &definition.body {
                Body::Record(fields) => fields.iter().all(|f| f.name.value != tag.value),
                _ => false,
            },
            Resolved::Type(ty) => matches!(ty, Type::Null),
        });
        if !fits {
            let message = format!(
                "Rust cannot tell the branches by `{}`, which not all of them leave free; the \
                 first that fits is taken",
                tag.value
            );
            self.note(message, tag.span);
        }
        fits
    }
}
