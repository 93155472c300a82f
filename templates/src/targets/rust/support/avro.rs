
/// How the types are written in Avro, by the crate `factum`.
pub mod avro {
    use std::collections::BTreeMap;
    use std::marker::PhantomData;

    use factum::derived::{
        Decode, DecodeError, Kind, Payload, Shapes, Source, Type, Writer, Written, write,
    };

    /// What a schema writes for a Rust type.
    pub trait Form<T> {
        const KIND: Kind;
        fn shape(shapes: &mut Shapes) -> Type;
        fn encode<'b>(value: &T, out: Writer<'b>) -> Written<'b>;
        fn decode<'de, S: Source<'de>>(source: &mut S) -> Result<T, DecodeError>;
    }

    /// A value in a form.
    pub struct In<T, F>(pub T, PhantomData<F>);

    impl<T, F: Form<T>> Payload for In<T, F> {
        const KIND: Kind = F::KIND;

        fn shape(shapes: &mut Shapes) -> Type {
            F::shape(shapes)
        }

        fn encode<'b>(&self, out: Writer<'b>) -> Written<'b> {
            F::encode(&self.0, out)
        }
    }

    impl<'de, T, F: Form<T>> Decode<'de> for In<T, F> {
        fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
            Ok(In(F::decode(source)?, PhantomData))
        }
    }

    /// The form that factum has for the type itself.
    pub struct Own;

    impl<T: Payload + for<'a> Decode<'a>> Form<T> for Own {
        const KIND: Kind = T::KIND;

        fn shape(shapes: &mut Shapes) -> Type {
            T::shape(shapes)
        }

        fn encode<'b>(value: &T, out: Writer<'b>) -> Written<'b> {
            value.encode(out)
        }

        fn decode<'de, S: Source<'de>>(source: &mut S) -> Result<T, DecodeError> {
            T::decode(source)
        }
    }

    /// A list with items of a form.
    pub struct Items<F>(PhantomData<F>);

    impl<T, F: Form<T>> Form<Vec<T>> for Items<F> {
        const KIND: Kind = Kind::Array;

        fn shape(shapes: &mut Shapes) -> Type {
            Type::List(Box::new(F::shape(shapes)))
        }

        fn encode<'b>(value: &Vec<T>, mut out: Writer<'b>) -> Written<'b> {
            if !value.is_empty() {
                out = write::length(out, value.len())?;
                for item in value {
                    out = F::encode(item, out)?;
                }
            }
            write::end_of_blocks(out)
        }

        fn decode<'de, S: Source<'de>>(source: &mut S) -> Result<Vec<T>, DecodeError> {
            let list = Vec::<In<T, F>>::decode(source)?;
            Ok(list.into_iter().map(|item| item.0).collect())
        }
    }

    /// A map with values of a form.
    pub struct Values<F>(PhantomData<F>);

    impl<T, F: Form<T>> Form<BTreeMap<String, T>> for Values<F> {
        const KIND: Kind = Kind::Map;

        fn shape(shapes: &mut Shapes) -> Type {
            Type::Map(Box::new(F::shape(shapes)))
        }

        fn encode<'b>(value: &BTreeMap<String, T>, mut out: Writer<'b>) -> Written<'b> {
            if !value.is_empty() {
                out = write::length(out, value.len())?;
                for (key, value) in value {
                    out = write::string(out, key)?;
                    out = F::encode(value, out)?;
                }
            }
            write::end_of_blocks(out)
        }

        fn decode<'de, S: Source<'de>>(source: &mut S) -> Result<BTreeMap<String, T>, DecodeError> {
            let map = BTreeMap::<String, In<T, F>>::decode(source)?;
            Ok(map.into_iter().map(|(key, value)| (key, value.0)).collect())
        }
    }

    /// A union of null and a form.
    pub type OrNull<F> = Nullable<F, 0>;

    /// A union of a form and null.
    pub type BeforeNull<F> = Nullable<F, 1>;

    /// A union of a form and null, which is its branch `NULL`.
    pub struct Nullable<F, const NULL: u32>(PhantomData<F>);

    impl<T, F: Form<T>, const NULL: u32> Form<Option<T>> for Nullable<F, NULL> {
        const KIND: Kind = Kind::Optional;

        fn shape(shapes: &mut Shapes) -> Type {
            Type::Optional(Box::new(F::shape(shapes)))
        }

        fn encode<'b>(value: &Option<T>, out: Writer<'b>) -> Written<'b> {
            match value {
                None => write::position(out, NULL),
                Some(value) => F::encode(value, write::position(out, 1 - NULL)?),
            }
        }

        fn decode<'de, S: Source<'de>>(source: &mut S) -> Result<Option<T>, DecodeError> {
            match source.branch()? {
                null if null == NULL => Ok(None),
                0 | 1 => Ok(Some(source.value::<In<T, F>>()?.0)),
                other => Err(source.no_such_position(other)),
            }
        }
    }

    /// A union whose last branch, after `N` others, is null.
    pub struct UnionBeforeNull<const N: u32>;

    impl<T: Payload + for<'a> Decode<'a>, const N: u32> Form<Option<T>> for UnionBeforeNull<N> {
        const KIND: Kind = Kind::Optional;

        fn shape(shapes: &mut Shapes) -> Type {
            Type::Optional(Box::new(T::shape(shapes)))
        }

        fn encode<'b>(value: &Option<T>, out: Writer<'b>) -> Written<'b> {
            match value {
                None => write::position(out, N),
                Some(value) => value.encode_branch(0, out),
            }
        }

        fn decode<'de, S: Source<'de>>(source: &mut S) -> Result<Option<T>, DecodeError> {
            match source.branch()? {
                null if null == N => Ok(None),
                branch => T::decode_branch(branch, source).map(Some),
            }
        }
    }

    /// Implements a form of a type: its kind, its shape, how it is written, and how it is read.
    macro_rules! form {
        ($form:ty: $ty:ty, $kind:ident, $shape:expr, |$value:ident, $out:ident| $write:expr, |$source:ident| $read:expr) => {
            impl Form<$ty> for $form {
                const KIND: Kind = Kind::$kind;

                fn shape(_: &mut Shapes) -> Type {
                    $shape
                }

                fn encode<'b>($value: &$ty, $out: Writer<'b>) -> Written<'b> {
                    $write
                }

                fn decode<'de, S: Source<'de>>($source: &mut S) -> Result<$ty, DecodeError> {
                    $read
                }
            }
        };
    }

    /// A record: its fields in the order of the schema, each with the form that it has there.
    macro_rules! record {
        ($name:ident as $wire:literal { $($field:ident as $key:literal: $ty:ty as $form:ty,)* }) => {
            impl ::factum::derived::Payload for $name {
                const KIND: ::factum::derived::Kind = ::factum::derived::Kind::Named;

                fn shape(shapes: &mut ::factum::derived::Shapes) -> ::factum::derived::Type {
                    shapes.record(
                        &wire::avro::about::<Self>($wire),
                        &[$(::factum::derived::FieldAbout::new(
                            $key,
                            <$form as wire::avro::Form<$ty>>::shape,
                        )),*],
                    )
                }

                fn encode<'b>(
                    &self,
                    out: ::factum::derived::Writer<'b>,
                ) -> ::factum::derived::Written<'b> {
                    $(let out = <$form as wire::avro::Form<$ty>>::encode(&self.$field, out)?;)*
                    ::core::result::Result::Ok(out)
                }
            }

            impl<'de> ::factum::derived::Decode<'de> for $name {
                fn decode<S: ::factum::derived::Source<'de>>(
                    source: &mut S,
                ) -> ::core::result::Result<Self, ::factum::derived::DecodeError> {
                    #[allow(unused_mut)]
                    let mut record = source.open_record()?;
                    let value = Self {
                        $($field: source.field::<wire::avro::In<$ty, $form>>(&mut record)?.0,)*
                    };
                    source.close_record(record)?;
                    ::core::result::Result::Ok(value)
                }
            }
        };
    }

    /// An enum: its symbols, each with its position in the schema.
    macro_rules! symbols {
        ($name:ident as $wire:literal { $($variant:ident as $symbol:literal = $position:literal,)* }) => {
            impl ::factum::derived::Payload for $name {
                const KIND: ::factum::derived::Kind = ::factum::derived::Kind::Named;

                fn shape(shapes: &mut ::factum::derived::Shapes) -> ::factum::derived::Type {
                    let symbols = &[$(($symbol, ::core::option::Option::None)),*];
                    let about = wire::avro::about::<Self>($wire);
                    shapes.symbols(&about, symbols, ::core::option::Option::None)
                }

                fn encode<'b>(
                    &self,
                    out: ::factum::derived::Writer<'b>,
                ) -> ::factum::derived::Written<'b> {
                    let position: u32 = match *self {
                        $(Self::$variant => $position,)*
                    };
                    ::factum::derived::write::position(out, position)
                }
            }

            impl<'de> ::factum::derived::Decode<'de> for $name {
                fn decode<S: ::factum::derived::Source<'de>>(
                    source: &mut S,
                ) -> ::core::result::Result<Self, ::factum::derived::DecodeError> {
                    match source.symbol()? {
                        $($position => ::core::result::Result::Ok(Self::$variant),)*
                        other => ::core::result::Result::Err(source.no_such_position(other)),
                    }
                }
            }
        };
    }

    /// A union: its branches but for null, each with its position among them.
    macro_rules! union {
        ($name:ident as $wire:literal { $($variant:ident: $ty:ty as $form:ty = $position:literal,)* }) => {
            impl ::factum::derived::Payload for $name {
                const KIND: ::factum::derived::Kind = ::factum::derived::Kind::Union;

                fn shape(shapes: &mut ::factum::derived::Shapes) -> ::factum::derived::Type {
                    shapes.union(
                        &wire::avro::about::<Self>($wire),
                        ::core::option::Option::None,
                        &[$(::factum::derived::Branch::Type(
                            <$form as wire::avro::Form<$ty>>::shape,
                        )),*],
                    )
                }

                fn encode<'b>(
                    &self,
                    out: ::factum::derived::Writer<'b>,
                ) -> ::factum::derived::Written<'b> {
                    ::factum::derived::Payload::encode_branch(self, 0, out)
                }

                fn encode_branch<'b>(
                    &self,
                    first: u32,
                    out: ::factum::derived::Writer<'b>,
                ) -> ::factum::derived::Written<'b> {
                    match self {
                        $(Self::$variant(value) => {
                            let out = ::factum::derived::write::position(out, first + $position)?;
                            <$form as wire::avro::Form<$ty>>::encode(value, out)
                        })*
                    }
                }
            }

            impl<'de> ::factum::derived::Decode<'de> for $name {
                fn decode<S: ::factum::derived::Source<'de>>(
                    source: &mut S,
                ) -> ::core::result::Result<Self, ::factum::derived::DecodeError> {
                    let branch = source.branch()?;
                    <Self as ::factum::derived::Decode<'de>>::decode_branch(branch, source)
                }

                fn decode_branch<S: ::factum::derived::Source<'de>>(
                    branch: u32,
                    source: &mut S,
                ) -> ::core::result::Result<Self, ::factum::derived::DecodeError> {
                    match branch {
                        $($position => {
                            let value = source.value::<wire::avro::In<$ty, $form>>()?;
                            ::core::result::Result::Ok(Self::$variant(value.0))
                        })*
                        other => ::core::result::Result::Err(source.no_such_position(other)),
                    }
                }
            }
        };
    }

    /// A struct around one value, which is written as that.
    macro_rules! around {
        ($name:ident: $ty:ty as $form:ty) => {
            impl ::factum::derived::Payload for $name {
                const KIND: ::factum::derived::Kind = <$form as wire::avro::Form<$ty>>::KIND;

                fn shape(shapes: &mut ::factum::derived::Shapes) -> ::factum::derived::Type {
                    <$form as wire::avro::Form<$ty>>::shape(shapes)
                }

                fn encode<'b>(
                    &self,
                    out: ::factum::derived::Writer<'b>,
                ) -> ::factum::derived::Written<'b> {
                    <$form as wire::avro::Form<$ty>>::encode(&self.0, out)
                }
            }

            impl<'de> ::factum::derived::Decode<'de> for $name {
                fn decode<S: ::factum::derived::Source<'de>>(
                    source: &mut S,
                ) -> ::core::result::Result<Self, ::factum::derived::DecodeError> {
                    <$form as wire::avro::Form<$ty>>::decode(source).map(Self)
                }
            }
        };
    }

    /// An event, with the schema in which it is written.
    macro_rules! event {
        ($name:ident {
            name: $wire:literal, namespace: $namespace:expr, version: $version:literal,
            ce_type: $ce_type:literal, subject: $subject:literal, key: $key:expr,
            schema: $schema:literal,
        }) => {
            impl ::factum::Event for $name {
                const NAME: &'static str = $wire;
                const NAMESPACE: ::core::option::Option<&'static str> = $namespace;
                const VERSION: u32 = $version;
                const TYPE: &'static str = $ce_type;
                const KEY: ::core::option::Option<&'static str> = $key;
                const SUBJECT: ::core::option::Option<&'static str> =
                    ::core::option::Option::Some($subject);

                fn avro_schema() -> ::factum::avro::Schema {
                    match ::factum::avro::parse_schema($schema) {
                        ::core::result::Result::Ok(schema) => schema,
                        ::core::result::Result::Err(_) => Self::contract().avro_schema(),
                    }
                }
            }
        };
    }

    pub(crate) use {around, event, record, symbols, union};

    /// What a type is called, as its namespace and its name.
    pub fn about<T>(full_name: &str) -> factum::derived::About<'_> {
        let (namespace, name) = match full_name.rsplit_once('.') {
            Some((namespace, name)) => (Some(namespace), name),
            None => (None, full_name),
        };
        factum::derived::About {
            rust_type: std::any::type_name::<T>(),
            name,
            namespace,
            version: 1,
            doc: None,
            was: &[],
            deprecated: None,
            arguments: &[],
        }
    }
