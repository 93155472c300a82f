//! The comments that silence rules, carried to what they stand above.

use std::collections::BTreeMap;

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::span::Span;
use factum_catalog::model::Suppression;

/// Suppressions that wait for what they cover to be written.
pub(super) struct Comments<'a> {
    /// By where what they cover starts.
    waiting: BTreeMap<(u32, u32), Vec<&'a Suppression>>,
    /// Those that cover a whole file, which has no counterpart.
    of_files: Vec<&'a Suppression>,
}

impl<'a> Comments<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Comments<'a> {
        let mut comments = Comments {
            waiting: BTreeMap::new(),
            of_files: Vec::new(),
        };
        for suppression in &catalog.suppressions {
            let covers = suppression.covers;
            let length = catalog.source(covers.file).map(|source| source.text.len());
            if covers.start == 0 && length == Some(covers.range().len()) {
                comments.of_files.push(suppression);
            } else {
                let place = (covers.file.0, covers.start);
                comments.waiting.entry(place).or_default().push(suppression);
            }
        }
        comments
    }

    /// The comments for a definition whose name stands here. What is written first takes them, so
    /// a message before its fields.
    pub(super) fn take(&mut self, name: Span) -> Vec<String> {
        let places = (name.file.0, 0)..=(name.file.0, name.start);
        let Some((&place, found)) = self.waiting.range(places).next_back() else {
            return Vec::new();
        };
        if !found
            .iter()
            .all(|suppression| suppression.covers.contains(name))
        {
            return Vec::new();
        }
        let taken = self.waiting.remove(&place).unwrap_or_default();
        taken.into_iter().map(comment).collect()
    }

    /// What is left when all is written.
    pub(super) fn lost(self) -> impl Iterator<Item = Note> {
        let left = self.waiting.into_values().flatten();
        self.of_files.into_iter().chain(left).map(|suppression| {
            Note::new(
                format!("# {}", comment(suppression)),
                "the comment is not carried",
                suppression.span,
            )
        })
    }
}

fn comment(suppression: &Suppression) -> String {
    let rules: Vec<&str> = suppression.rules.iter().map(|rule| &*rule.value).collect();
    let comment = format!("factum: allow({}) {}", rules.join(", "), suppression.reason);
    comment.trim_end().to_owned()
}
