//! What registries let through of the changes of an enum's symbols.

use super::change::ChangeKind;
use super::names::is_same_but_case;
use super::{At, Walk};
use crate::avro::types::Enum;
use crate::span::Spanned;

type Symbol = Spanned<Box<str>>;

impl Walk<'_> {
    pub(super) fn compare_symbols(&mut self, at: At, now: &Enum, was: &Enum) {
        let mut removed: Vec<(usize, &Symbol)> = only_in(was, now);
        let mut added: Vec<(usize, &Symbol)> = only_in(now, was);
        self.pair(
            at,
            &mut removed,
            &mut added,
            ChangeKind::SymbolCaseChanged,
            |old, new| is_same_but_case(&old.1.value, &new.1.value),
        );
        // A symbol that takes another's number most likely means the same.
        self.pair(
            at,
            &mut removed,
            &mut added,
            ChangeKind::SymbolRenamed,
            |old, new| old.0 == new.0,
        );
        if let Some(default) = &now.default {
            for (_, symbol) in &removed {
                let message = format!(
                    "the symbol `{}` is gone; new readers take `{}` for it",
                    symbol.value, default.value
                );
                let sides = (
                    (&*symbol.value, symbol.span),
                    (&*default.value, default.span),
                );
                let kind = ChangeKind::SymbolRemovedBehindDefault;
                self.note(kind, at, sides.0, sides.1, message);
            }
        }
        if let Some(default) = &was.default {
            for (_, symbol) in &added {
                let message = format!(
                    "the symbol `{}` is new; old readers take `{}` for it",
                    symbol.value, default.value
                );
                let sides = (
                    (&*default.value, default.span),
                    (&*symbol.value, symbol.span),
                );
                let kind = ChangeKind::SymbolAddedBehindDefault;
                self.note(kind, at, sides.0, sides.1, message);
            }
        }
        self.compare_numbers(at, now, was);
        self.compare_defaults(at, now, was);
    }

    /// Notes the pairs that belong together, and takes them off both lists.
    fn pair(
        &mut self,
        at: At,
        removed: &mut Vec<(usize, &Symbol)>,
        added: &mut Vec<(usize, &Symbol)>,
        kind: ChangeKind,
        belong: impl Fn(&(usize, &Symbol), &(usize, &Symbol)) -> bool,
    ) {
        removed.retain(|old| {
            let Some(found) = added.iter().position(|new| belong(old, new)) else {
                return true;
            };
            let (_, new) = added.remove(found);
            let (_, old) = old;
            let message = format!(
                "the symbol `{}` seems to be called `{}` now; readers know them as two",
                old.value, new.value
            );
            self.note(
                kind,
                at,
                (&old.value, old.span),
                (&new.value, new.span),
                message,
            );
            false
        });
    }

    /// Notes the first symbol that has another number than before.
    fn compare_numbers(&mut self, at: At, now: &Enum, was: &Enum) {
        let numbers: std::collections::HashMap<&str, usize> = now
            .symbols
            .iter()
            .enumerate()
            .map(|(number, symbol)| (&*symbol.value, number))
            .collect();
        let mut known = was
            .symbols
            .iter()
            .enumerate()
            .filter_map(|(number, symbol)| {
                let new = *numbers.get(&*symbol.value)?;
                (new != number).then_some((number, new, symbol))
            });
        if let Some((number, new, symbol)) = known.next() {
            let message = format!(
                "the symbol `{}` had the number {number} and has {new}; who stores or sorts by \
                 numbers is misled",
                symbol.value
            );
            let (from, to) = (number.to_string(), new.to_string());
            let sides = ((&*from, symbol.span), (&*to, now.symbols[new].span));
            self.note(ChangeKind::SymbolsRenumbered, at, sides.0, sides.1, message);
        }
    }

    fn compare_defaults(&mut self, at: At, now: &Enum, was: &Enum) {
        if let (Some(old), Some(new)) = (&was.default, &now.default)
            && old.value != new.value
        {
            let message = format!(
                "readers took `{}` for an unknown symbol and take `{}` now",
                old.value, new.value
            );
            let sides = ((&*old.value, old.span), (&*new.value, new.span));
            self.note(
                ChangeKind::EnumDefaultChanged,
                at,
                sides.0,
                sides.1,
                message,
            );
        }
    }
}

/// The symbols that the one enum has and the other has not, with their numbers.
fn only_in<'e>(one: &'e Enum, other: &Enum) -> Vec<(usize, &'e Symbol)> {
    let known: std::collections::HashSet<&str> =
        other.symbols.iter().map(|symbol| &*symbol.value).collect();
    let symbols = one.symbols.iter().enumerate();
    symbols
        .filter(|(_, symbol)| !known.contains(&*symbol.value))
        .collect()
}
