//! Lists, and maps from text.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use factum_contract::shape::Type;

use crate::avro::{DecodeError, Source, Writer, Written, write};
use crate::payload::{Decode, Kind, Payload};
use crate::shapes::Shapes;

/// How much memory is reserved at once on the word of the bytes alone; a list that is truly longer
/// grows as its items arrive.
const MAX_RESERVED_BYTES: usize = 1 << 16;

fn reservation<T>(items: usize) -> usize {
    items.min(MAX_RESERVED_BYTES / size_of::<T>().max(1))
}

impl<T: Payload> Payload for Vec<T> {
    const KIND: Kind = T::KIND.within(Kind::Array);

    fn shape(shapes: &mut Shapes) -> Type {
        Type::List(Box::new(T::shape(shapes)))
    }

    #[inline]
    fn encode<'b>(&self, mut out: Writer<'b>) -> Written<'b> {
        if !self.is_empty() {
            out = write::length(out, self.len())?;
            let room = out.room();
            for (index, item) in self.iter().enumerate() {
                let written = item.encode(out);
                out = written.map_err(|full| full.within(index, self.len(), room))?;
            }
        }
        write::end_of_blocks(out)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    #[inline]
    fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
        let mut list = Vec::new();
        let mut items = source.open_items()?;
        loop {
            let count = source.block(&mut items)?;
            if count == 0 {
                break;
            }
            list.reserve(reservation::<T>(count));
            for _ in 0..count {
                list.push(source.item(&mut items)?);
            }
        }
        source.close_items(items)?;
        Ok(list)
    }
}

macro_rules! map {
    ($map:ident<K, V $(, $hasher:ident)?>, $($bound:tt)+) => {
        impl<K: AsRef<str>, V: Payload $(, $hasher)?> Payload for $map<K, V $(, $hasher)?> {
            const KIND: Kind = V::KIND.within(Kind::Map);

            fn shape(shapes: &mut Shapes) -> Type {
                Type::Map(Box::new(V::shape(shapes)))
            }

            #[inline]
            fn encode<'b>(&self, mut out: Writer<'b>) -> Written<'b> {
                if !self.is_empty() {
                    out = write::length(out, self.len())?;
                    let room = out.room();
                    for (index, (key, value)) in self.iter().enumerate() {
                        let key = write::string(out, key.as_ref());
                        let written = key.and_then(|out| value.encode(out));
                        out = written.map_err(|full| full.within(index, self.len(), room))?;
                    }
                }
                write::end_of_blocks(out)
            }
        }

        impl<'de, K, V: Decode<'de> $(, $hasher: BuildHasher + Default)?> Decode<'de>
            for $map<K, V $(, $hasher)?>
        where
            K: AsRef<str> + From<&'de str> + $($bound)+,
        {
            #[inline]
            fn decode<S: Source<'de>>(source: &mut S) -> Result<Self, DecodeError> {
                let mut map = Self::default();
                let mut items = source.open_items()?;
                loop {
                    let count = source.block(&mut items)?;
                    if count == 0 {
                        break;
                    }
                    for _ in 0..count {
                        let key = source.key()?;
                        map.insert(key.into(), source.item(&mut items)?);
                    }
                }
                source.close_items(items)?;
                Ok(map)
            }
        }
    };
}

map!(HashMap<K, V, H>, Eq + Hash);
map!(BTreeMap<K, V>, Ord);
