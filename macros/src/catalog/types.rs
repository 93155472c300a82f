//! Types of the catalog's model as types of Rust.

use factum_attributes::{Body, Variant, VariantBody};
use factum_catalog::contract::emit::Branches;
use factum_catalog::contract::shape::{Resolved, TimeUnit, Type as Shape, TypeId};
use factum_catalog::contract::span::Span;
use factum_templates::targets::rust::{Scope, pascal};
use syn::{Type, parse_quote};

use super::declare::{Place, Writer, ident, number, symbols_of, wire_name};

/// The most digits of a decimal.
const MOST_DIGITS: u32 = 38;

impl Writer<'_> {
    /// The type as it is written in this module. `place` is the name for what has none of its own;
    /// `owner` is the type that holds the value, if one does.
    pub fn ty(&mut self, ty: &Shape, place: &Place, owner: Option<TypeId>, span: Span) -> Type {
        let types = self.types();
        let branches = Branches::of(ty, types);
        let depth = self.open.len();
        if branches.through.iter().any(|id| self.open.contains(id)) {
            // It holds itself without a record between, which travels as text.
            return parse_quote!(::std::string::String);
        }
        self.open.extend(&branches.through);
        let others = self.distinct(&branches, span);
        let plain = match (types.resolve(ty.required()), &others[..]) {
            (_, []) => {
                let message = "a list or map of nulls has no type in Rust: leave it out";
                self.problems.push((span, message.to_owned()));
                parse_quote!(::core::primitive::bool)
            }
            (_, [branch]) => self.plain(branch, place, owner, span),
            (Resolved::Definition(id, _), _) => self.named(id, owner),
            _ => {
                let name = self.free(place);
                let variants = self.variants(&others, place, owner, span);
                let body = Body::Union {
                    discriminator: None,
                    variants,
                };
                self.anonymous(&name, place, body)
            }
        };
        self.open.truncate(depth);
        match branches.nullable {
            true => parse_quote!(::core::option::Option<#plain>),
            false => plain,
        }
    }

    /// A type that is neither an option nor a union nor an alias. What Avro has as text is text.
    fn plain(&mut self, ty: &Shape, place: &Place, owner: Option<TypeId>, span: Span) -> Type {
        use TimeUnit::{Micros, Millis, Nanos};

        match ty {
            Shape::Bool => parse_quote!(::core::primitive::bool),
            Shape::Int | Shape::Time(Millis) => parse_quote!(::core::primitive::i32),
            Shape::Long
            | Shape::Timestamp(Millis | Nanos)
            | Shape::LocalTimestamp(Millis | Nanos) => parse_quote!(::core::primitive::i64),
            Shape::Float => parse_quote!(::core::primitive::f32),
            Shape::Double => parse_quote!(::core::primitive::f64),
            Shape::Bytes => parse_quote!(::std::vec::Vec<::core::primitive::u8>),
            Shape::Decimal { precision, scale } if *precision <= MOST_DIGITS => {
                let (precision, scale) = (number(*precision), number(*scale));
                parse_quote!(::factum::Decimal<#precision, #scale>)
            }
            Shape::Decimal { .. } => {
                let message = format!("a decimal has at most {MOST_DIGITS} digits in Rust");
                self.problems.push((span, message));
                parse_quote!(::factum::Decimal<38, 0>)
            }
            Shape::Uuid => parse_quote!(::factum::derived::uuid::Uuid),
            Shape::Date => parse_quote!(::factum::derived::time::Date),
            Shape::Time(Micros | Nanos) => parse_quote!(::factum::derived::time::Time),
            Shape::Timestamp(Micros) => parse_quote!(::factum::derived::time::OffsetDateTime),
            Shape::LocalTimestamp(Micros) => {
                parse_quote!(::factum::derived::time::PrimitiveDateTime)
            }
            Shape::Fixed(size) => {
                let size = number(*size);
                parse_quote!([::core::primitive::u8; #size])
            }
            Shape::Enum(symbols) => {
                let name = self.free(place);
                self.anonymous(&name, place, symbols_of(symbols))
            }
            Shape::List(inner) => {
                let items = self.ty(inner, place, None, span);
                parse_quote!(::std::vec::Vec<#items>)
            }
            Shape::Map(inner) => {
                let values = self.ty(inner, place, None, span);
                parse_quote!(::std::collections::BTreeMap<::std::string::String, #values>)
            }
            Shape::Named(reference) if let Some(id) = reference.id => self.named(id, owner),
            Shape::Null
            | Shape::String
            | Shape::Duration
            | Shape::Json
            | Shape::Opaque(_)
            | Shape::Named(_)
            | Shape::Optional(_)
            | Shape::Union(_) => parse_quote!(::std::string::String),
        }
    }

    fn named(&self, id: TypeId, owner: Option<TypeId>) -> Type {
        let Some(place) = self.plan.types.get(&id) else {
            return parse_quote!(::std::string::String);
        };
        let name = ident(&place.name);
        let path: Type = if place.module == self.module {
            parse_quote!(#name)
        } else {
            let module = ident(&place.module);
            parse_quote!(super::#module::#name)
        };
        let is_inside = |id| self.plan.boxed.contains(&id);
        match owner.is_some_and(is_inside) && is_inside(id) {
            true => parse_quote!(::std::boxed::Box<#path>),
            false => path,
        }
    }

    /// The branches of a union, none of which is null, without those that Avro cannot tell from an
    /// earlier one: they are not in its schema either.
    pub(super) fn distinct<'t>(&mut self, branches: &Branches<'t>, span: Span) -> Vec<&'t Shape> {
        let mut kinds = Vec::new();
        let mut distinct = Vec::new();
        for branch in &branches.others {
            let kind = branch.avro_kind();
            if kind.is_some() && kinds.contains(&kind) {
                let message = format!(
                    "Avro cannot tell `{}` from another branch: it is left out",
                    branch.ty
                );
                self.notes.push((span, message));
                continue;
            }
            kinds.push(kind);
            distinct.push(branch.ty);
        }
        distinct
    }

    /// The variants for the branches of a union.
    pub(super) fn variants(
        &mut self,
        branches: &[&Shape],
        place: &Place,
        owner: Option<TypeId>,
        span: Span,
    ) -> Vec<Variant> {
        let mut scope = Scope::new(&[]);
        let variants = branches.iter().map(|branch| {
            let name = scope.take(&self.branch_name(branch), "_");
            let ident = ident(&name);
            Variant {
                name: wire_name(&name, &ident),
                ident,
                doc: None,
                body: VariantBody::Newtype(Box::new(self.plain(branch, place, owner, span))),
            }
        });
        variants.collect()
    }

    /// What a branch of a union is called.
    fn branch_name(&self, ty: &Shape) -> String {
        match self.types().resolve(ty) {
            Resolved::Definition(_, definition) => pascal(&definition.name.value),
            Resolved::Type(Shape::List(_)) => "List".to_owned(),
            Resolved::Type(Shape::Map(_)) => "Map".to_owned(),
            Resolved::Type(Shape::Decimal { .. }) => "Decimal".to_owned(),
            Resolved::Type(Shape::Fixed(_)) => "Fixed".to_owned(),
            Resolved::Type(Shape::Enum(_)) => "Symbol".to_owned(),
            Resolved::Type(Shape::Opaque(_)) => "Other".to_owned(),
            Resolved::Type(other) => pascal(&other.to_string()),
        }
    }
}
