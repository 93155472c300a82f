//! Defaults in Avro's binary encoding.

use super::translate::{END, write_length, write_long};
use crate::avro::arena::Types;
use crate::avro::default::Fitting;
use crate::avro::types::{Field, Kind, Primitive, TypeId};
use crate::document::Node;

/// How many bytes a default may have; defaults within defaults can double with each level.
const MOST: usize = 1 << 20;

/// How deep defaults may nest; a record whose default holds itself never ends.
const DEEPEST: usize = 512;

/// The bytes of a field's default, or why there are none.
pub(super) fn of(types: &Types, field: &Field) -> Result<Box<[u8]>, String> {
    let Some(default) = &field.default else {
        return Err(format!(
            "the data has no field `{}`, and the schema to read with has no default for it",
            field.name
        ));
    };
    let mut encoding = Encoding {
        types,
        fitting: Fitting::new(types),
        out: Vec::new(),
        depth: 0,
    };
    match encoding.value(field.ty.id, default) {
        Some(()) => Ok(encoding.out.into()),
        None => Err(format!(
            "the default of the field `{}` has no encoding",
            field.name
        )),
    }
}

struct Encoding<'t> {
    types: &'t Types,
    fitting: Fitting<'t>,
    out: Vec<u8>,
    depth: usize,
}

impl Encoding<'_> {
    fn value(&mut self, id: TypeId, value: &Node) -> Option<()> {
        if self.out.len() > MOST || self.depth > DEEPEST {
            return None;
        }
        self.depth += 1;
        match &self.types.get(id).kind {
            Kind::Primitive(primitive) => self.primitive(*primitive, value)?,
            Kind::Fixed(fixed) => {
                let bytes = bytes(value)?;
                if bytes.len() != fixed.size as usize {
                    return None;
                }
                self.out.extend(bytes);
            }
            Kind::Enum(r#enum) => {
                let symbol = value.as_str()?;
                let mut symbols = r#enum.symbols.iter();
                let number = symbols.position(|own| &*own.value == symbol)?;
                write_length(number, &mut self.out);
            }
            Kind::Array(items) => {
                let values = value.as_list()?;
                self.block_start(values.len());
                for value in values {
                    self.value(items.id, value)?;
                }
                self.out.push(END);
            }
            Kind::Map(values) => {
                let entries = value.as_map()?;
                self.block_start(entries.len());
                for entry in entries {
                    self.bytes(entry.key.as_bytes());
                    self.value(values.id, &entry.value)?;
                }
                self.out.push(END);
            }
            Kind::Union(branches) => {
                let mut all = branches.iter();
                let branch = all.position(|branch| self.fitting.fits(branch.id, value))?;
                write_length(branch, &mut self.out);
                self.value(branches[branch].id, value)?;
            }
            Kind::Record(record) => {
                for field in &record.fields {
                    let part = value.get(&field.name).or(field.default.as_ref())?;
                    self.value(field.ty.id, part)?;
                }
            }
        }
        self.depth -= 1;
        Some(())
    }

    fn primitive(&mut self, primitive: Primitive, value: &Node) -> Option<()> {
        let number = || value.as_number().or(value.as_str());
        match primitive {
            Primitive::Null => {}
            Primitive::Boolean => self.out.push(u8::from(value.as_bool()?)),
            Primitive::Int | Primitive::Long => {
                write_long(value.as_number()?.parse().ok()?, &mut self.out);
            }
            Primitive::Float => {
                let number: f32 = number()?.parse().ok()?;
                self.out.extend(number.to_le_bytes());
            }
            Primitive::Double => {
                let number: f64 = number()?.parse().ok()?;
                self.out.extend(number.to_le_bytes());
            }
            Primitive::Bytes => self.bytes(&bytes(value)?),
            Primitive::String => self.bytes(value.as_str()?.as_bytes()),
        }
        Some(())
    }

    fn bytes(&mut self, bytes: &[u8]) {
        write_length(bytes.len(), &mut self.out);
        self.out.extend(bytes);
    }

    fn block_start(&mut self, count: usize) {
        if count > 0 {
            write_length(count, &mut self.out);
        }
    }
}

/// The bytes that the characters of a default stand for.
fn bytes(value: &Node) -> Option<Vec<u8>> {
    let chars = value.as_str()?.chars();
    chars.map(|c| u8::try_from(u32::from(c)).ok()).collect()
}
