//! Types as Rust has them, and how serde writes them as the contract says.

use factum_catalog::contract::emit::Branches;
use factum_catalog::contract::shape::{Body, Resolved, Type, TypeDef, TypeId};

use super::form::MOST_DIGITS;
use super::identifiers::{pascal, written};
use super::module::{Anonymous, Writer};

/// The most digits that `rust_decimal` holds.
const DECIMAL_DIGITS: u32 = 28;
/// How many aliases of aliases are looked through.
const MOST_ALIASES: usize = 64;

impl Writer<'_> {
    /// The type as it is written in this module. `place` is the name for what has none of its own;
    /// `owner` is the type that holds the value, if one does.
    pub(super) fn ty(&mut self, ty: &Type, place: &str, owner: Option<TypeId>) -> String {
        let plain = match self.plain(ty) {
            Type::Null => "()",
            Type::Bool => "bool",
            Type::Int => "i32",
            Type::Long => "i64",
            Type::Float => "f32",
            Type::Double => "f64",
            Type::String => "String",
            Type::Bytes => "Vec<u8>",
            Type::Decimal { precision, scale } if self.is_exact(*precision) => {
                self.needs("decimal", "");
                return format!("factum::Decimal<{precision}, {scale}>");
            }
            Type::Decimal { precision, .. } if *precision > DECIMAL_DIGITS => "String",
            Type::Decimal { .. } => self.needs("rust_decimal", "rust_decimal::Decimal"),
            Type::Uuid => self.needs("uuid", "uuid::Uuid"),
            Type::Date => self.needs("time", "time::Date"),
            Type::Time(_) => self.needs("time", "time::Time"),
            Type::Timestamp(_) => self.needs("time", "time::OffsetDateTime"),
            Type::LocalTimestamp(_) => self.needs("time", "time::PrimitiveDateTime"),
            Type::Duration => {
                self.uses_wire = true;
                self.needs("duration", "wire::IsoDuration")
            }
            Type::Json | Type::Opaque(_) => self.needs("serde_json", "serde_json::Value"),
            Type::Fixed(size) => return format!("[u8; {size}]"),
            Type::Enum(symbols) => {
                return self.anonymous(place, Anonymous::Enum(symbols));
            }
            Type::Union(branches) => {
                let body = Anonymous::Union {
                    branches,
                    discriminator: None,
                };
                let name = self.anonymous(place, body);
                return match Branches::of(ty, self.types()).nullable {
                    true => format!("Option<{name}>"),
                    false => name,
                };
            }
            Type::List(inner) => return format!("Vec<{}>", self.ty(inner, place, None)),
            Type::Map(inner) => {
                let values = self.ty(inner, place, None);
                return self.needs("map", "BTreeMap<String, ").to_owned() + &values + ">";
            }
            Type::Optional(inner) => {
                let inner_text = self.ty(inner, place, owner);
                return match self.is_option(inner) {
                    true => inner_text,
                    false => format!("Option<{inner_text}>"),
                };
            }
            Type::Named(reference) => {
                return match reference.id {
                    Some(id) => self.named(id, owner),
                    None => self.needs("serde_json", "serde_json::Value").to_owned(),
                };
            }
        };
        plain.to_owned()
    }

    /// The type as it travels. The format `time` of JSON Schema has an offset from UTC, which no
    /// time of day in Rust keeps.
    pub(super) fn plain<'t>(&self, ty: &'t Type) -> &'t Type {
        match ty {
            Type::Time(_) if self.is_of_json_schema => &Type::String,
            ty => ty,
        }
    }

    /// Whether a decimal of so many digits is one of factum's, which Avro can always write.
    pub(super) fn is_exact(&self, precision: u32) -> bool {
        self.plan.has_avro && precision <= MOST_DIGITS
    }

    /// Whether the type is an `Option` without being made one: it may be null, and something else.
    fn is_option(&self, ty: &Type) -> bool {
        let branches = Branches::of(ty, self.types());
        branches.nullable && !branches.others.is_empty()
    }

    fn named(&mut self, id: TypeId, owner: Option<TypeId>) -> String {
        let Some(place) = self.plan.types.get(&id) else {
            return self.needs("serde_json", "serde_json::Value").to_owned();
        };
        let mut path = if place.module == self.name {
            place.name.clone()
        } else {
            format!("super::{}::{}", written(&place.module), place.name)
        };
        let is_inside = |id| self.plan.boxed.contains(&id);
        if owner.is_some_and(is_inside) && is_inside(id) {
            path = format!("Box<{path}>");
        }
        let holds_null = |definition: &TypeDef| match &definition.body {
            Body::Union { branches, .. } => branches
                .iter()
                .any(|branch| Branches::of(branch, self.types()).nullable),
            _ => false,
        };
        match self.types().get(id).is_some_and(holds_null) {
            true => format!("Option<{path}>"),
            false => path,
        }
    }

    /// What `serde_with` is to take for the type, if serde alone would write it otherwise than the
    /// contract says.
    fn adapter(&mut self, ty: &Type, aliases: usize) -> Option<String> {
        let adapter = match self.plain(ty) {
            Type::Decimal { precision, .. }
                if *precision > DECIMAL_DIGITS || self.is_exact(*precision) =>
            {
                return None;
            }
            Type::Decimal { .. } => "wire::Text",
            Type::Bytes | Type::Fixed(_) => "wire::Base64",
            Type::Date => self.needs("time", "wire::IsoDate"),
            Type::Time(_) => self.needs("time", "wire::IsoTime"),
            Type::Timestamp(_) => self.needs("time", "wire::Rfc3339"),
            Type::LocalTimestamp(_) => self.needs("time", "wire::IsoDateTime"),
            Type::List(inner) => return Some(format!("Vec<{}>", self.adapter(inner, aliases)?)),
            Type::Map(inner) => {
                let inner = self.adapter(inner, aliases)?;
                return Some(format!("BTreeMap<wire::Same, {inner}>"));
            }
            Type::Optional(inner) => {
                let adapter = self.adapter(inner, aliases)?;
                return Some(match self.is_option(inner) {
                    true => adapter,
                    false => format!("Option<{adapter}>"),
                });
            }
            Type::Named(reference) => {
                let id = reference.id?;
                let definition = self.types().get(id)?;
                return match &definition.body {
                    Body::Alias(_) if self.plan.newtypes.contains(&id) => None,
                    Body::Alias(target) if aliases < MOST_ALIASES => {
                        self.adapter(target, aliases + 1)
                    }
                    Body::Alias(_) => {
                        self.note(
                            "too many aliases of aliases to know how to write it",
                            reference.span,
                        );
                        None
                    }
                    _ => None,
                };
            }
            _ => return None,
        };
        self.uses_wire = true;
        Some(adapter.to_owned())
    }

    /// The arguments of the serde attribute that make the type look as the contract says.
    pub(super) fn with(&mut self, ty: &Type) -> Option<String> {
        let adapter = self.adapted(ty)?;
        Some(format!("with = \"{adapter}\""))
    }

    /// What reads and writes the type as the contract says, if serde alone does not.
    pub(super) fn adapted(&mut self, ty: &Type) -> Option<String> {
        let adapter = self.adapter(ty, 0)?;
        Some(format!("wire::As::<{adapter}>"))
    }

    /// What a branch of a union is called.
    pub(super) fn branch_name(&self, ty: &Type) -> String {
        match self.types().resolve(ty) {
            Resolved::Definition(_, definition) => pascal(&definition.name.value),
            Resolved::Type(ty) => match ty {
                Type::List(_) => "List".to_owned(),
                Type::Map(_) => "Map".to_owned(),
                Type::Decimal { .. } => "Decimal".to_owned(),
                Type::Fixed(_) => "Fixed".to_owned(),
                Type::Enum(_) => "Symbol".to_owned(),
                Type::Opaque(_) => "Other".to_owned(),
                Type::Optional(inner) => self.branch_name(inner),
                other => pascal(&other.to_string()),
            },
        }
    }
}
