//! Schemas: types in an arena, and how to build them.

use std::collections::HashMap;
use std::sync::Arc;

use super::logical::LogicalType;
use super::name::Name;
use super::types::{Enum, Field, Fixed, Kind, Naming, Primitive, Record, Type, TypeId, TypeRef};
use crate::span::{Span, Spanned};

/// An Avro schema: one type, and the arena in which it and all that it refers to live.
///
/// Cloning is cheap. Schemas parsed together share their arena.
#[derive(Clone, Debug)]
pub struct Schema {
    types: Arc<Types>,
    root: TypeRef,
}

impl Schema {
    /// The schema of `root`, a type of `types`.
    pub fn new(types: impl Into<Arc<Types>>, root: impl Into<TypeRef>) -> Schema {
        Schema {
            types: types.into(),
            root: root.into(),
        }
    }

    /// The schema of another type of the same arena.
    #[must_use]
    pub fn of(&self, root: impl Into<TypeRef>) -> Schema {
        Schema::new(Arc::clone(&self.types), root)
    }

    /// The arena.
    pub fn types(&self) -> &Types {
        &self.types
    }

    /// The type that the schema describes, and where it is used.
    pub fn root(&self) -> TypeRef {
        self.root
    }

    /// The type that the schema describes.
    pub fn root_type(&self) -> &Type {
        self.types.get(self.root.id)
    }

    /// The schema of one of its types.
    pub fn part(&self, part: impl Into<TypeRef>) -> Schema {
        Schema::new(Arc::clone(&self.types), part)
    }

    /// The full name, if the schema is of a named type.
    pub fn name(&self) -> Option<&Name> {
        self.root_type().name()
    }
}

/// An arena of types, and the builder of schemas in code.
///
/// ```
/// use factum_contract::avro::{Field, Name, Primitive, Schema, Types};
///
/// let mut types = Types::new();
/// let text = types.primitive(Primitive::String);
/// let order = types.record(Name::new("Order", Some("com.acme")), vec![Field::new("id", text)]);
/// let schema = Schema::new(types, order);
/// assert_eq!(
///     schema.to_json(),
///     r#"{"type":"record","name":"Order","namespace":"com.acme","fields":[{"name":"id","type":"string"}]}"#
/// );
/// ```
#[derive(Clone, Debug, Default)]
pub struct Types {
    types: Vec<Type>,
    primitives: [Option<TypeId>; Primitive::ALL.len()],
    names: HashMap<Name, TypeId>,
}

impl Types {
    /// An empty arena.
    pub fn new() -> Types {
        Types::default()
    }

    /// The type of this id. An id of another arena gives an arbitrary type or panics.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// The type of this id, unless it stands for a name whose definition is not known.
    pub(super) fn find(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.0 as usize)
    }

    /// The type of this id, to be completed.
    pub(super) fn get_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id.0 as usize]
    }

    /// The first type defined under this full name.
    pub fn named(&self, name: &Name) -> Option<TypeId> {
        self.names.get(name).copied()
    }

    /// How many types there are.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Whether there is no type.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// All ids, in the order in which the types were added.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        self.ids_in(0..self.types.len())
    }

    /// The ids of the types added as the `range`th.
    pub(super) fn ids_in(
        &self,
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = TypeId> + use<> {
        let end = u32::try_from(range.end).unwrap_or(u32::MAX);
        let start = u32::try_from(range.start).unwrap_or(u32::MAX);
        (start..end).map(TypeId)
    }

    /// Adds a type. Of two definitions of a name, [`Types::named`] finds the first.
    pub fn add(&mut self, ty: Type) -> TypeId {
        let id = TypeId(u32::try_from(self.types.len()).unwrap_or(u32::MAX));
        if let Some(name) = ty.name() {
            self.names.entry(name.clone()).or_insert(id);
        }
        self.types.push(ty);
        id
    }

    /// The plain primitive, one type for all its uses.
    pub fn primitive(&mut self, primitive: Primitive) -> TypeId {
        if let Some(id) = self.primitives[primitive as usize] {
            return id;
        }
        let id = self.add(Type::new(Kind::Primitive(primitive)));
        self.primitives[primitive as usize] = Some(id);
        id
    }

    /// A primitive that stands for a logical type.
    pub fn logical(&mut self, primitive: Primitive, logical: LogicalType) -> TypeId {
        let mut ty = Type::new(Kind::Primitive(primitive));
        ty.logical = Some(logical);
        self.add(ty)
    }

    /// An array.
    pub fn array(&mut self, items: impl Into<TypeRef>) -> TypeId {
        self.add(Type::new(Kind::Array(items.into())))
    }

    /// A map.
    pub fn map(&mut self, values: impl Into<TypeRef>) -> TypeId {
        self.add(Type::new(Kind::Map(values.into())))
    }

    /// A union.
    pub fn union<R: Into<TypeRef>>(&mut self, branches: impl IntoIterator<Item = R>) -> TypeId {
        let branches = branches.into_iter().map(Into::into).collect();
        self.add(Type::new(Kind::Union(branches)))
    }

    /// A record. For one that contains itself, add it without fields and give it the fields with
    /// [`Types::set_fields`].
    pub fn record(&mut self, name: Name, fields: Vec<Field>) -> TypeId {
        self.add(Type::new(Kind::Record(Box::new(Record {
            naming: Naming::new(name),
            fields,
            is_error: false,
        }))))
    }

    /// Gives a record its fields; does nothing if `id` is no record.
    pub fn set_fields(&mut self, id: TypeId, fields: Vec<Field>) {
        if let Kind::Record(record) = &mut self.get_mut(id).kind {
            record.fields = fields;
        }
    }

    /// An enum, with the symbol that readers take for an unknown one.
    pub fn r#enum<S: Into<Box<str>>>(
        &mut self,
        name: Name,
        symbols: impl IntoIterator<Item = S>,
        default: Option<&str>,
    ) -> TypeId {
        let unplaced = |symbol: Box<str>| Spanned::new(symbol, Span::default());
        self.add(Type::new(Kind::Enum(Box::new(Enum {
            naming: Naming::new(name),
            symbols: symbols.into_iter().map(|s| unplaced(s.into())).collect(),
            default: default.map(|symbol| unplaced(symbol.into())),
        }))))
    }

    /// A fixed of `size` bytes.
    pub fn fixed(&mut self, name: Name, size: u32) -> TypeId {
        self.add(Type::new(Kind::Fixed(Box::new(Fixed {
            naming: Naming::new(name),
            size,
            size_span: Span::default(),
        }))))
    }

    /// Name, aliases and documentation of a named type, to be completed. The name must stay.
    pub fn naming_mut(&mut self, id: TypeId) -> Option<&mut Naming> {
        match &mut self.get_mut(id).kind {
            Kind::Record(record) => Some(&mut record.naming),
            Kind::Enum(r#enum) => Some(&mut r#enum.naming),
            Kind::Fixed(fixed) => Some(&mut fixed.naming),
            _ => None,
        }
    }
}
