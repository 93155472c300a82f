//! Required properties that a closed object cannot have: no object is valid then.

use std::ptr;

use factum_contract::document::Node;

use super::subschemas::subschemas;
use crate::problem::{Problem, ProblemKind};

/// The properties that a schema requires and refuses at once.
pub(super) fn refused(schema: &Node) -> Vec<Problem> {
    // Under `not` and `if`, to fit nothing may be the purpose.
    let conditions = subschemas(schema).into_iter().flat_map(|schema| {
        let conditions = ["not", "if"].into_iter().filter_map(|key| schema.get(key));
        conditions.flat_map(subschemas)
    });
    let conditions: Vec<&Node> = conditions.collect();
    let told = |schema: &&Node| {
        !conditions
            .iter()
            .any(|condition| ptr::eq(*condition, *schema))
    };
    let schemas = subschemas(schema).into_iter().filter(told);
    schemas.flat_map(in_object).collect()
}

fn in_object(schema: &Node) -> Vec<Problem> {
    let says_false = |key| schema.get(key).and_then(Node::as_bool) == Some(false);
    // Beside a reference, older drafts read nothing.
    let is_closed = says_false("additionalProperties")
        && schema.get("patternProperties").is_none()
        && schema.get("$ref").is_none();
    let required = schema.get("required").and_then(Node::as_list);
    let (true, Some(required)) = (is_closed, required) else {
        return Vec::new();
    };
    let described = schema.get("properties").and_then(Node::as_map);
    let described = described.unwrap_or_default().iter();
    let names: Vec<&str> = described.map(|entry| &*entry.key).collect();
    let refused = required.iter().filter_map(|node| {
        let name = node.as_str().filter(|name| !names.contains(name))?;
        Some(problem(name, node, &names, required))
    });
    refused.collect()
}

fn problem(name: &str, node: &Node, described: &[&str], required: &[Node]) -> Problem {
    let is_required = |name: &str| required.iter().any(|node| node.text() == Some(name));
    let optional = described.iter().copied().filter(|name| !is_required(name));
    let message = format!(
        "`{name}` is required and refused: `properties` lacks it, and `additionalProperties` is \
         false"
    );
    Problem::new(ProblemKind::InvalidSchema, node.span, message)
        .about(name)
        .help("describe it under `properties` in the same schema, or take it out of `required`")
        .nearest(name, optional)
}

#[cfg(test)]
mod tests {
    use factum_contract::document::parse_json;
    use factum_contract::span::FileId;

    use super::*;

    fn help(schema: &str) -> Vec<String> {
        let schema = parse_json(schema, FileId(0)).unwrap();
        let problems = refused(&schema).into_iter();
        problems.filter_map(|problem| problem.help).collect()
    }

    #[test]
    fn what_a_closed_object_lacks_cannot_be_required() {
        let car = |rest: &str| {
            format!(
                r#"{{"items": {{"required": ["carId", "relesedAt"], {rest},
                    "properties": {{"carId": {{}}, "releasedAt": {{}}}}}}}}"#
            )
        };
        let closed = r#""additionalProperties": false"#;
        assert_eq!(help(&car(closed)), ["did you mean `releasedAt`?"]);
        for open in [
            r#""additionalProperties": true"#,
            r##""$ref": "#/x", "additionalProperties": false"##,
            r#""patternProperties": {"At$": {}}, "additionalProperties": false"#,
        ] {
            assert_eq!(help(&car(open)), [""; 0], "{open}");
        }
        assert_eq!(help(&format!(r#"{{"not": {}}}"#, car(closed))), [""; 0]);
        let [other] = &help(r#"{"required": ["id"], "additionalProperties": false}"#)[..] else {
            panic!("one problem");
        };
        assert!(other.contains("under `properties`"), "{other}");
    }
}
