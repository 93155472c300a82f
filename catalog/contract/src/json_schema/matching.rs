//! Pairs up the members of two combinations of schemas.

/// A largest set of pairs such that nobody is in two of them. `edges[left]` lists who `left` may
/// be paired with, below `rights`. Answers the partner of each left one.
///
/// Augments along shortest paths. One on the right from which a search failed can never be part
/// of a later success, so that it is not looked at again.
pub(super) fn maximum_matching(edges: &[Vec<usize>], rights: usize) -> Vec<Option<usize>> {
    let mut partner_of_left: Vec<Option<usize>> = vec![None; edges.len()];
    let mut partner_of_right: Vec<Option<usize>> = vec![None; rights];
    let mut exhausted = vec![false; rights];
    for start in 0..edges.len() {
        // The left one from which each right one was reached.
        let mut reached_from: Vec<Option<usize>> = vec![None; rights];
        let mut visited = Vec::new();
        let mut queue = std::collections::VecDeque::from([start]);
        let mut end = None;
        'search: while let Some(left) = queue.pop_front() {
            for &right in &edges[left] {
                if reached_from[right].is_some() || exhausted[right] {
                    continue;
                }
                reached_from[right] = Some(left);
                visited.push(right);
                match partner_of_right[right] {
                    Some(next) => queue.push_back(next),
                    None => {
                        end = Some(right);
                        break 'search;
                    }
                }
            }
        }
        let Some(end) = end else {
            for right in visited {
                exhausted[right] = true;
            }
            continue;
        };
        let mut right = end;
        while let Some(left) = reached_from[right] {
            partner_of_right[right] = Some(left);
            let previous = partner_of_left[left].replace(right);
            match previous {
                Some(previous) if left != start => right = previous,
                _ => break,
            }
        }
    }
    partner_of_left
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The size of the largest matching, by trying every choice.
    fn by_trying(edges: &[Vec<usize>], taken: u32) -> usize {
        let Some((first, others)) = edges.split_first() else {
            return 0;
        };
        let free = first.iter().filter(|right| taken & (1 << **right) == 0);
        let paired = free.map(|right| 1 + by_trying(others, taken | (1 << right)));
        paired.max().unwrap_or(0).max(by_trying(others, taken))
    }

    proptest! {
        #[test]
        fn a_matching_is_valid_and_the_largest(
            edges in prop::collection::vec(prop::collection::vec(0usize..6, 0..5), 0..7)
        ) {
            let matching = maximum_matching(&edges, 6);
            let mut seen = std::collections::HashSet::new();
            for (left, right) in matching.iter().enumerate() {
                if let Some(right) = right {
                    prop_assert!(edges[left].contains(right));
                    prop_assert!(seen.insert(*right));
                }
            }
            prop_assert_eq!(seen.len(), by_trying(&edges, 0));
        }
    }
}
