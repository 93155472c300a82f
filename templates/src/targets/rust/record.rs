//! Records: structs with the fields as serde reads and writes them.

use factum_catalog::contract::shape::{Field, Type, TypeId};

use super::codec::Member;
use super::identifiers::{Scope, pascal, snake, written};
use super::layout;
use super::module::{Head, Writer};
use super::original::Said;

/// What decides how an absent field is read and written.
struct Absence<'a> {
    /// The struct.
    owner: &'a str,
    /// The field, as it is called in Rust.
    ident: &'a str,
    /// Its type in Rust.
    ty: &'a str,
    /// Whether a schema says that it cannot be absent, even if it may be null.
    is_required: bool,
}

impl Writer<'_> {
    /// A struct of which schemas say so, its fields, and the functions that give
    /// their defaults.
    pub(super) fn record(
        &mut self,
        name: &str,
        fields: &[Field],
        said: &Said<'_>,
        head: Head<'_>,
        owner: Option<TypeId>,
    ) -> (Vec<Member>, String) {
        let mut members = Vec::with_capacity(fields.len());
        let mut defaults = String::new();
        let names = self.field_names(fields);
        self.head_with(head, &said.unchecked, 0);
        self.out
            .push_str("#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n");
        self.out.push_str(&format!("pub struct {name} {{"));
        if !fields.is_empty() || said.has_further {
            self.out.push('\n');
        }
        for (field, ident) in fields.iter().zip(&names) {
            let place = format!("{name}{}", pascal(&field.name.value));
            let field_type = match self.plan.originals.is_beyond_long(field) {
                true => &any_integer(&field.ty),
                false => &field.ty,
            };
            let ty = self.ty(field_type, &place, owner);
            let doc = field.documentation();
            let head = Head {
                doc: doc.as_deref(),
                deprecated: field.deprecated.as_deref(),
            };
            self.head_with(head, &self.plan.originals.of_field(field), 4);
            let mut arguments = Vec::new();
            if **ident != *field.name.value {
                arguments.push(format!("rename = {}", layout::quoted(&field.name.value)));
            }
            for was in &field.was {
                arguments.push(format!("alias = {}", layout::quoted(&was.value)));
            }
            let is_required = said.required.contains(&*field.name.value);
            let absence = Absence {
                owner: name,
                ident,
                ty: &ty,
                is_required,
            };
            arguments.extend(self.absence(field, &absence, &mut defaults));
            arguments.extend(self.with(field_type));
            layout::attribute(&mut self.out, 4, "serde", &arguments);
            layout::field(&mut self.out, &written(ident), &ty);
            members.push((written(ident), ty));
        }
        if said.has_further {
            let doc = "What the schema lets stand beside the properties that it names.";
            layout::doc(&mut self.out, 4, "///", doc);
            layout::attribute(&mut self.out, 4, "serde", &["flatten".to_owned()]);
            let ident = further(&names);
            let ty = Type::Map(Box::new(Type::Json));
            let ty = self.ty(&ty, "", None);
            layout::field(&mut self.out, &ident, &ty);
        }
        self.out.push_str("}\n\n");
        (members, defaults)
    }

    /// What serde is to do when the field is absent.
    fn absence(
        &mut self,
        field: &Field,
        absence: &Absence<'_>,
        defaults: &mut String,
    ) -> Vec<String> {
        let Absence {
            owner,
            ident,
            ty,
            is_required,
        } = *absence;
        let is_optional = matches!(field.ty, Type::Optional(_));
        let Some(literal) = field.default.as_ref().filter(|default| !default.is_null()) else {
            return match is_optional && !is_required {
                true => vec![
                    "default".to_owned(),
                    "skip_serializing_if = \"Option::is_none\"".to_owned(),
                ],
                false => Vec::new(),
            };
        };
        let Some(value) = self.default_value(literal, &field.ty, ty) else {
            self.note(
                format!(
                    "Rust cannot say the default of `{}`: it is required",
                    field.name.value
                ),
                literal.span,
            );
            return Vec::new();
        };
        if value.is_types_own {
            return vec!["default".to_owned()];
        }
        if !defaults.is_empty() {
            defaults.push('\n');
        }
        layout::function(defaults, &format!("default_{ident}"), ty, &value.text);
        vec![format!("default = \"{owner}::default_{ident}\"")]
    }

    pub(super) fn inherent(&mut self, name: &str, body: &str) {
        if !body.is_empty() {
            self.out.push_str(&format!("impl {name} {{\n{body}}}\n\n"));
        }
    }

    /// The names of fields in Rust. A field that is called as it will be takes its name first.
    pub(super) fn field_names(&mut self, fields: &[Field]) -> Vec<String> {
        let mut scope = Scope::new(&[]);
        let mut names: Vec<Option<String>> = fields
            .iter()
            .map(|field| {
                let name = snake(&field.name.value);
                (*name == *field.name.value).then(|| scope.take(&name, "_"))
            })
            .collect();
        for (field, name) in fields.iter().zip(&mut names) {
            if name.is_none() {
                let wanted = snake(&field.name.value);
                let taken = scope.take(&wanted, "_");
                if taken != wanted {
                    let message = format!("the field `{}` is called `{taken}`", field.name.value);
                    self.note(message, field.name.span);
                }
                *name = Some(taken);
            }
        }
        names.into_iter().flatten().collect()
    }
}

/// The name for the field of what stands beside the others.
pub(super) fn further(names: &[String]) -> String {
    let taken: Vec<&str> = names.iter().map(String::as_str).collect();
    Scope::new(&taken).take("further", "_")
}

/// The same type, but for integers of any size.
fn any_integer(ty: &Type) -> Type {
    match ty {
        Type::Long => Type::Json,
        Type::List(inner) => Type::List(Box::new(any_integer(inner))),
        Type::Optional(inner) => Type::Optional(Box::new(any_integer(inner))),
        other => other.clone(),
    }
}
