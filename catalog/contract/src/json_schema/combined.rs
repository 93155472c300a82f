//! Comparing `allOf`, `anyOf` and `oneOf`.

use super::kind::Kind;
use super::matching::maximum_matching;
use super::model::{Combined, Criterion, NodeKind};
use super::pair::PairComparison;

impl PairComparison<'_, '_> {
    /// If only one of the two nodes is a combination, one of its members may be enough to fit the
    /// other node. Tells whether that is so, with the differences.
    pub(super) fn member_decides(&mut self) -> bool {
        let (members, original_is_combined, first_wins) =
            match (&self.original.kind, &self.update.kind) {
                (NodeKind::Combined(_), NodeKind::Combined(_)) => return false,
                (NodeKind::Combined(original), _) => {
                    let all = original.criterion == Criterion::All;
                    (
                        &original.members,
                        true,
                        all.then_some(Kind::PRODUCT_TYPE_NARROWED),
                    )
                }
                (_, NodeKind::Combined(update)) => {
                    let sum = update.criterion != Criterion::All;
                    (
                        &update.members,
                        false,
                        sum.then_some(Kind::SUM_TYPE_EXTENDED),
                    )
                }
                _ => return false,
            };
        let only_one = members.len() == 1;
        if !only_one && first_wins.is_none() {
            return false;
        }
        for member in members {
            let outcome = if original_is_combined {
                let member = self.original_place(*member);
                self.ask(member, self.pair.update)
            } else {
                let member = self.update_place(*member);
                self.ask(self.pair.original, member)
            };
            if self.is_compatible(outcome) {
                self.include("", outcome);
                if let Some(kind) = first_wins.filter(|_| !only_one) {
                    self.add(kind);
                }
                return true;
            }
        }
        false
    }

    pub(super) fn combinations(&mut self, original: &Combined, update: &Combined) {
        if original.criterion != update.criterion {
            let one_each = original.members.len() == 1 && update.members.len() == 1;
            let extended = update.criterion == Criterion::Any
                || one_each
                || original.members.len() == 1 && update.criterion == Criterion::One
                || update.members.len() == 1 && original.criterion == Criterion::All;
            if !extended {
                self.add(Kind::COMBINED_TYPE_CHANGED);
                return;
            }
            self.add(Kind::COMBINED_TYPE_EXTENDED);
        }
        let (old, new) = (&original.distinct, &update.distinct);
        if old.len() < new.len() {
            self.add(match update.criterion {
                Criterion::All => Kind::PRODUCT_TYPE_EXTENDED,
                _ => Kind::SUM_TYPE_EXTENDED,
            });
        } else if old.len() > new.len() {
            self.add(match original.criterion {
                Criterion::All => Kind::PRODUCT_TYPE_NARROWED,
                _ => Kind::SUM_TYPE_NARROWED,
            });
        }
        let mut edges = Vec::with_capacity(old.len());
        for member in old {
            let member = self.original_place(*member);
            let fitting = new.iter().enumerate().filter_map(|(index, candidate)| {
                let candidate = self.update_place(*candidate);
                let outcome = self.ask(member, candidate);
                self.is_compatible(outcome).then_some(index)
            });
            edges.push(fitting.collect());
        }
        let matching = maximum_matching(&edges, new.len());
        let matched = matching.iter().flatten().count();
        for (index, partner) in matching.into_iter().enumerate() {
            if let Some(partner) = partner {
                let path = format!("{}/{index}", original.criterion.keyword());
                let member = self.original_place(old[index]);
                let candidate = self.update_place(new[partner]);
                self.descend(&path, member, candidate);
            }
        }
        if matched < old.len().min(new.len()) {
            self.add(Kind::COMBINED_TYPE_SUBSCHEMAS_CHANGED);
        }
    }
}
