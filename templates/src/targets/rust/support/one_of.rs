/// Reads a value as one of a union's variants.
pub type Attempt<T> = fn(&serde_json::Value) -> Result<T, serde_json::Error>;

/// The first variant that loses nothing of the value, or else the one that loses the least.
pub fn one_of<'de, T, D>(deserializer: D, attempts: &[Attempt<T>]) -> Result<T, D::Error>
where
    T: serde::Serialize,
    D: serde::Deserializer<'de>,
{
    let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
    let mut best: Option<(usize, T)> = None;
    for attempt in attempts {
        let Ok(read) = attempt(&value) else {
            continue;
        };
        let kept = serde_json::to_value(&read).map_err(serde::de::Error::custom)?;
        let lost = lost(&value, &kept);
        if lost == 0 {
            return Ok(read);
        }
        if best.as_ref().is_none_or(|(least, _)| lost < *least) {
            best = Some((lost, read));
        }
    }
    match best {
        Some((_, read)) => Ok(read),
        None => Err(serde::de::Error::custom("no type of the union fits")),
    }
}

/// How many members of objects are in a value, and not in what was kept of it.
fn lost(value: &serde_json::Value, kept: &serde_json::Value) -> usize {
    use serde_json::Value::{Array, Null, Object};
    match (value, kept) {
        (Object(members), Object(kept)) => members
            .iter()
            .map(|(name, member)| match kept.get(name) {
                Some(kept) => lost(member, kept),
                None => usize::from(*member != Null),
            })
            .sum(),
        (Array(items), Array(kept)) => {
            let pairs = items.iter().zip(kept);
            pairs.map(|(item, kept)| lost(item, kept)).sum()
        }
        _ => 0,
    }
}
