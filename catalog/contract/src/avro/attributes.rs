//! The attributes of one schema or field, as written.

use super::logical::LogicalType;
use super::problem::RemarkKind;
use super::types::{Kind, Primitive};
use crate::document::{Entry, Node};
use crate::span::{Span, Spanned};

/// A mapping, read as the attributes of a schema or of a field.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'n> {
    node: &'n Node,
    is_field: bool,
}

/// What the attributes say about the logical type.
pub(super) struct Logical {
    /// The attributes that say it.
    pub attributes: &'static [&'static str],
    /// The logical type, or why readers ignore it.
    pub read: Result<Option<LogicalType>, Ignored>,
}

/// Why a logical type is ignored.
pub(super) struct Ignored {
    pub kind: RemarkKind,
    pub span: Span,
    pub message: String,
}

impl<'n> Attributes<'n> {
    /// The attributes of a schema.
    pub fn new(node: &'n Node) -> Attributes<'n> {
        Attributes {
            node,
            is_field: false,
        }
    }

    /// The attributes of a field of a record.
    pub fn field(node: &'n Node) -> Attributes<'n> {
        Attributes {
            node,
            is_field: true,
        }
    }

    /// What has these attributes, for messages.
    pub fn what(self) -> &'static str {
        let word = self.text("type").map_or("", |word| word.value);
        match word {
            _ if self.is_field => "a field",
            "record" | "error" => "a record",
            "enum" => "an enum",
            "fixed" => "a fixed",
            "array" => "an array",
            "map" => "a map",
            _ => "a type",
        }
    }

    /// Where they stand.
    pub fn span(self) -> Span {
        self.node.span
    }

    /// The value of an attribute.
    pub fn get(self, attribute: &str) -> Option<&'n Node> {
        self.node.get(attribute)
    }

    /// The value of an attribute that is a string.
    pub fn text(self, attribute: &str) -> Option<Spanned<&'n str>> {
        let node = self.get(attribute)?;
        let text = match node.as_str() {
            Some(text) => text,
            // Bare in YAML, `type: null` means the type of that name.
            None if attribute == "type" && node.text() == Some("null") => "null",
            None => return None,
        };
        Some(Spanned::new(text, node.span))
    }

    /// The attributes other than these.
    pub fn beyond(self, known: &[&str]) -> impl Iterator<Item = &'n Entry> {
        self.node
            .entries_in_effect()
            .filter(move |entry| !known.contains(&&*entry.key))
    }

    /// The logical type of a type of this kind.
    pub fn logical_type(self, kind: &Kind) -> Logical {
        let Some(node) = self.get("logicalType") else {
            return Logical {
                attributes: &[],
                read: Ok(None),
            };
        };
        let ignored = |kind, message| {
            Err(Ignored {
                kind,
                span: node.span,
                message,
            })
        };
        let attributes: &[&str] = match node.as_str() {
            Some("decimal") => &["logicalType", "precision", "scale"],
            _ => &["logicalType"],
        };
        let read = match node.as_str().map(|name| (name, LogicalType::named(name))) {
            None => ignored(
                RemarkKind::IgnoredAttribute,
                format!(
                    "`logicalType` is ignored, because it is {} instead of a string",
                    node.kind()
                ),
            ),
            Some((name, None)) => ignored(
                RemarkKind::UnknownLogicalType,
                format!("Avro does not know the logical type `{name}`, so readers ignore it"),
            ),
            Some((name, Some(named))) => match self.well_formed(named, kind) {
                Ok(logical) => Ok(Some(logical)),
                Err(reason) => ignored(
                    RemarkKind::MalformedLogicalType,
                    format!("the logical type `{name}` is ignored: {reason}"),
                ),
            },
        };
        Logical { attributes, read }
    }

    fn well_formed(self, named: LogicalType, kind: &Kind) -> Result<LogicalType, String> {
        let logical = match named {
            LogicalType::Decimal { .. } => self.decimal()?,
            other => other,
        };
        match kind {
            Kind::Primitive(primitive) if logical.primitive() == Some(*primitive) => Ok(logical),
            Kind::Fixed(fixed) => logical.fits_fixed(fixed.size).map(|()| logical),
            _ => Err(format!(
                "it stands for {}, not for {}",
                logical.primitive().map_or("a fixed", Primitive::name),
                match kind {
                    Kind::Primitive(primitive) => primitive.name(),
                    _ => self.what(),
                }
            )),
        }
    }

    fn decimal(self) -> Result<LogicalType, String> {
        let whole = |attribute: &str| match self.get(attribute) {
            None => Ok(None),
            Some(node) => match node.as_number().and_then(|text| text.parse::<i32>().ok()) {
                Some(number) => Ok(u32::try_from(number).ok()),
                None => Err(format!(
                    "`{attribute}` must be a whole number, not {}",
                    node.kind()
                )),
            },
        };
        let precision = whole("precision")?.filter(|precision| *precision > 0);
        let precision = precision.ok_or("it needs a `precision` of at least 1")?;
        let scale = match self.get("scale") {
            None => 0,
            Some(_) => whole("scale")?.ok_or("its `scale` must not be negative")?,
        };
        if scale > precision {
            return Err(format!(
                "its scale {scale} exceeds its precision {precision}"
            ));
        }
        Ok(LogicalType::Decimal { precision, scale })
    }
}
