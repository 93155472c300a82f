//! The numbers of fields for Protobuf.

use std::collections::HashMap;

use factum_contract::shape::Field;

use crate::problem::{Problem, ProblemKind};

/// Reports each number that an earlier field of the same record has.
pub(crate) fn refuse_repeated(fields: &[Field], owner: &str, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<u32, &Field> = HashMap::new();
    for field in fields {
        let Some(number) = &field.number else {
            continue;
        };
        let first = *seen.entry(number.value).or_insert(field);
        if let (Some(taken), false) = (&first.number, std::ptr::eq(first, field)) {
            let message = format!(
                "`{}` and `{}` have the same number",
                first.name.value, field.name.value
            );
            problems.push(
                Problem::new(ProblemKind::DuplicateDefinition, number.span, message)
                    .help("give it one that no field here has or had: Protobuf knows fields by it")
                    .related(taken.span, "first here")
                    .about(format!("{owner}.{}", field.name.value)),
            );
        }
    }
}
