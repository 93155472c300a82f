//! Messages that hold themselves, over others or at once.

use super::model::{Field, FieldType, Files, Label};

/// Marks the fields on circles: those that lead into the strongly connected component that their
/// message is in (Tarjan's algorithm, on a stack of our own).
pub(super) fn mark(files: &mut Files) {
    let targets: Vec<Vec<usize>> = files
        .messages
        .iter()
        .map(|message| message.fields.values().filter_map(single).collect())
        .collect();
    let components = components(&targets);
    for (index, message) in files.messages.iter_mut().enumerate() {
        for field in message.fields.values_mut() {
            let target = single(field);
            field.is_circular =
                target.is_some_and(|target| components.get(target) == components.get(index));
        }
    }
}

/// The message that a field holds one of.
fn single(field: &Field) -> Option<usize> {
    match &field.field_type {
        FieldType::Message(reference) if field.label != Some(Label::Repeated) => reference.target,
        _ => None,
    }
}

/// The number of the component that each node is in.
fn components(targets: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let mut components = vec![NONE; targets.len()];
    let mut order = vec![NONE; targets.len()];
    let mut lowest = vec![NONE; targets.len()];
    let mut visited = 0;
    let mut open = Vec::new();
    for start in 0..targets.len() {
        if order[start] != NONE {
            continue;
        }
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                order[node] = visited;
                lowest[node] = visited;
                visited += 1;
                open.push(node);
            }
            if let Some(target) = targets[node].get(next).copied() {
                path.push((node, next + 1));
                if order[target] == NONE {
                    path.push((target, 0));
                } else if components[target] == NONE {
                    lowest[node] = lowest[node].min(order[target]);
                }
                continue;
            }
            if let Some((around, _)) = path.last() {
                lowest[*around] = lowest[*around].min(lowest[node]);
            }
            if lowest[node] == order[node] {
                while let Some(member) = open.pop() {
                    components[member] = node;
                    if member == node {
                        break;
                    }
                }
            }
        }
    }
    components
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_that_lead_to_each_other_are_one_component() {
        let found = components(&[vec![1], vec![2, 3], vec![0], vec![4], vec![], vec![5]]);
        assert_eq!(found[0], found[1]);
        assert_eq!(found[0], found[2]);
        assert!(found[3] != found[0] && found[3] != found[4]);
    }
}
