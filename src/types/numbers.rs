//! Truth values and numbers.

use factum_contract::shape::Type;

use super::scalar;
use crate::avro::write;

scalar!(bool, Boolean, Type::Bool,
    write: |value, out| write::boolean(out, *value),
    read: |source| source.boolean());
scalar!(i32, Int, Type::Int,
    write: |value, out| write::int(out, *value),
    read: |source| source.int(),
    key: |value| value.to_string().into());
scalar!(i64, Long, Type::Long,
    write: |value, out| write::long(out, *value),
    read: |source| source.long(),
    key: |value| value.to_string().into());
scalar!(f32, Float, Type::Float,
    write: |value, out| write::float(out, *value),
    read: |source| source.float());
scalar!(f64, Double, Type::Double,
    write: |value, out| write::double(out, *value),
    read: |source| source.double());

macro_rules! narrow {
    ($ty:ident in $wide:ident: $kind:ident) => {
        scalar!($ty, $kind, Type::$kind,
            write: |value, out| write::$wide(out, (*value).into()),
            read: |source| {
                let value = source.$wide()?;
                $ty::try_from(value).map_err(|_| source.out_of_range(stringify!($ty)))
            },
            key: |value| value.to_string().into());
    };
}

narrow!(i8 in int: Int);
narrow!(i16 in int: Int);
narrow!(u16 in int: Int);
narrow!(u32 in long: Long);
