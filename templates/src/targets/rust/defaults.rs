//! Defaults as Rust expressions.

use factum_catalog::contract::document::Node;
use factum_catalog::contract::emit::{Branches, instant, json_literal, to_json};
use factum_catalog::contract::shape::{Body, Enum, Resolved, Type};

use super::layout::quoted;
use super::module::{Writer, variants};

/// A default.
pub(super) struct DefaultValue {
    /// The expression.
    pub(super) text: String,
    /// Whether it is what `Default::default()` gives.
    pub(super) is_types_own: bool,
}

impl DefaultValue {
    fn new(text: impl Into<String>, is_types_own: bool) -> Option<DefaultValue> {
        Some(DefaultValue {
            text: text.into(),
            is_types_own,
        })
    }
}

impl Writer<'_> {
    /// The default that a literal of this type is, if Rust can say it; `written` is the type as it
    /// stands in the module.
    pub(super) fn default_value(
        &self,
        literal: &Node,
        ty: &Type,
        written: &str,
    ) -> Option<DefaultValue> {
        let types = self.types();
        let json = json_literal(literal, ty, types)?;
        if let Type::Optional(inner) = ty {
            if Branches::of(inner, types).nullable {
                return self.default_value(literal, inner, written);
            }
            let written = written.strip_prefix("Option<").unwrap_or(written);
            let inner = self.default_value(literal, inner, written.trim_end_matches('>'))?;
            return DefaultValue::new(format!("Some({})", inner.text), false);
        }
        let ty = match types.resolve(ty) {
            Resolved::Type(ty) => ty,
            Resolved::Definition(id, definition) => match &definition.body {
                Body::Enum(symbols) => {
                    let place = self.plan.types.get(&id)?;
                    let path = match place.module == self.name {
                        true => place.name.clone(),
                        false => format!("super::{}::{}", place.module, place.name),
                    };
                    return symbol(&path, symbols, json.text()?);
                }
                _ => return None,
            },
        };
        match self.plain(ty) {
            Type::Bool => DefaultValue::new(to_json(&json), json.as_bool() == Some(false)),
            Type::Int | Type::Long => {
                let text = to_json(&json);
                let is_zero = text == "0";
                DefaultValue::new(text, is_zero)
            }
            Type::Float | Type::Double => {
                let mut text = to_json(&json);
                if !text.contains(['.', 'e', 'E']) {
                    text.push_str(".0");
                }
                let is_zero = text == "0.0";
                DefaultValue::new(text, is_zero)
            }
            Type::Decimal { precision, scale } if self.is_exact(*precision) => {
                exact(json.text()?, *scale)
            }
            Type::Decimal { precision, .. } if *precision <= 28 => decimal(json.text()?),
            Type::String => {
                let text = json.text()?;
                DefaultValue::new(format!("{}.to_owned()", quoted(text)), text.is_empty())
            }
            Type::Uuid => {
                let digits = json.text()?.replace('-', "");
                let value = u128::from_str_radix(&digits, 16).ok()?;
                DefaultValue::new(format!("uuid::Uuid::from_u128({value:#034x})"), value == 0)
            }
            Type::Enum(symbols) => symbol(written, symbols, json.text()?),
            Type::Date => {
                let days = instant::days(json.text()?)?;
                let epoch = "time::OffsetDateTime::UNIX_EPOCH.date()";
                DefaultValue::new(format!("{epoch} + time::Duration::days({days})"), false)
            }
            Type::Time(_) => {
                let nanos = instant::nanos_of_day(json.text()?)?;
                let midnight = "time::Time::MIDNIGHT";
                DefaultValue::new(format!("{midnight} + {}", duration(nanos.into())?), false)
            }
            Type::Timestamp(_) => {
                let nanos = instant::nanos(json.text()?, false)?;
                let epoch = "time::OffsetDateTime::UNIX_EPOCH";
                DefaultValue::new(format!("{epoch} + {}", duration(nanos)?), false)
            }
            Type::List(_) if json.as_list()?.is_empty() => DefaultValue::new("Vec::new()", true),
            Type::Map(_) if json.as_map()?.is_empty() => {
                DefaultValue::new("Default::default()", true)
            }
            _ => None,
        }
    }
}

/// A `time::Duration` of so many nanoseconds.
fn duration(nanos: i128) -> Option<String> {
    let seconds = i64::try_from(nanos.div_euclid(1_000_000_000)).ok()?;
    let rest = nanos.rem_euclid(1_000_000_000);
    Some(format!("time::Duration::new({seconds}, {rest})"))
}

fn symbol(path: &str, symbols: &Enum, name: &str) -> Option<DefaultValue> {
    let position = symbols
        .symbols
        .iter()
        .position(|symbol| &*symbol.name.value == name)?;
    let variant = variants(symbols).into_iter().nth(position)?;
    DefaultValue::new(format!("{path}::{variant}"), false)
}

/// A decimal of factum's, which has so many digits after the point.
fn exact(text: &str, scale: u32) -> Option<DefaultValue> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let width = usize::try_from(scale).ok()?;
    let digits: i128 = format!("{whole}{fraction:0<width$}").parse().ok()?;
    let value = format!("factum::Decimal::from_unscaled({digits}).unwrap_or_default()");
    DefaultValue::new(value, digits == 0)
}

fn decimal(text: &str) -> Option<DefaultValue> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
    let scale = fraction.len();
    DefaultValue::new(
        format!("rust_decimal::Decimal::from_i128_with_scale({digits}, {scale})"),
        digits == 0,
    )
}
