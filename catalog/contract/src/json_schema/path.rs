//! Paths into a schema, as the registry writes them, and the properties that they lead to.

/// A path that goes on.
pub(super) fn join(path: &str, below: &str) -> String {
    match (path, below) {
        ("", only) | (only, "") => only.to_owned(),
        _ => format!("{path}/{below}"),
    }
}

/// A sentence with the property that it is about, if the path leads to one.
pub(super) fn of_property(path: &str, sentence: &str) -> String {
    match &*property(path) {
        "" => sentence.to_owned(),
        property => format!("`{property}`: {sentence}"),
    }
}

/// The properties on the way, as in `order.lines[].price`; keywords of the last one are left out.
fn property(path: &str) -> String {
    let mut place = String::new();
    let mut steps = path.split('/').peekable();
    while let Some(step) = steps.next() {
        match step {
            "properties" | "required" | "dependencies" => {
                let name = steps.next().unwrap_or_default();
                if !place.is_empty() && !name.is_empty() {
                    place.push('.');
                }
                place.push_str(name);
            }
            "items" | "additionalItems" => {
                steps.next_if(|index| index.parse::<usize>().is_ok());
                place.push_str("[]");
            }
            "additionalProperties" if steps.peek().is_some() => place.push_str("{}"),
            _ => {}
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_by_its_properties() {
        for (path, expected) in [
            ("", "is it"),
            ("additionalProperties", "is it"),
            ("properties/properties/maxLength", "`properties`: is it"),
            (
                "properties/order/allOf/0/properties/lines/items/properties/price",
                "`order.lines[].price`: is it",
            ),
            (
                "properties/rates/additionalProperties/pattern",
                "`rates{}`: is it",
            ),
            ("properties/pair/items/1/required/id", "`pair[].id`: is it"),
        ] {
            assert_eq!(of_property(path, "is it"), expected);
        }
    }
}
