pub use time::format_description::well_known::Rfc3339;

/// A calendar date: `2026-11-21`.
pub struct IsoDate;
/// A time of day without a zone: `09:30:00.5`.
pub struct IsoTime;
/// A date and a time of day without a zone: `2026-11-21T09:30:00.5`.
pub struct IsoDateTime;

macro_rules! in_format {
    ($form:ty, $value:ty, $write:tt, $read:tt) => {
        impl serde_with::SerializeAs<$value> for $form {
            fn serialize_as<S: serde::Serializer>(
                value: &$value,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                let format = time::macros::format_description!(version = 2, $write);
                let text = value.format(format).map_err(serde::ser::Error::custom)?;
                serializer.serialize_str(&text)
            }
        }

        impl<'de> serde_with::DeserializeAs<'de, $value> for $form {
            fn deserialize_as<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<$value, D::Error> {
                let text = <Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                let format = time::macros::format_description!(version = 2, $read);
                <$value>::parse(&text, format).map_err(serde::de::Error::custom)
            }
        }
    };
}

in_format!(
    IsoDate,
    time::Date,
    "[year]-[month]-[day]",
    "[year]-[month]-[day]"
);
in_format!(
    IsoTime,
    time::Time,
    "[hour]:[minute]:[second].[subsecond]",
    "[hour]:[minute]:[second][optional [.[subsecond]]]"
);
in_format!(
    IsoDateTime,
    time::PrimitiveDateTime,
    "[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond]",
    "[year]-[month]-[day]T[hour]:[minute]:[second][optional [.[subsecond]]]"
);
