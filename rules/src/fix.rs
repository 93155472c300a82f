//! Mending findings: their edits, put into the files.

use std::collections::BTreeMap;

use factum_catalog::Catalog;
use factum_catalog::contract::span::FileId;
use factum_message_rules::finding::{Change, Edit, Finding, Fix, Safety};

/// What [`apply`] made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The files that changed, with their new text.
    pub files: Vec<(FileId, String)>,
    /// How many findings were mended.
    pub applied: usize,
    /// How many could be mended, but not together with the others: linting the new texts again
    /// offers their fixes anew.
    pub postponed: usize,
}

/// The fix of a finding that may be applied, best first: a safe one, or with `include_unsafe` an
/// unsafe one. Suggested fixes are for a person to choose.
pub fn applicable(finding: &Finding, include_unsafe: bool) -> Option<&Fix> {
    let allowed = |fix: &&Fix| match fix.safety {
        Safety::Safe => true,
        Safety::Unsafe => include_unsafe,
        Safety::Suggested => false,
    };
    finding.fixes.iter().find(allowed)
}

/// Applies the fixes of `findings` to the texts of the catalog. The edits of a fix are made all or
/// none: where they would touch those of an earlier one, the fix is postponed. Everything that no
/// edit covers stays byte for byte.
pub fn apply(catalog: &Catalog, findings: &[Finding], include_unsafe: bool) -> Fixed {
    let mut accepted = Accepted::default();
    let mut fixed = Fixed::default();
    for finding in findings {
        let Some(Fix {
            change: Change::Edits(edits),
            ..
        }) = applicable(finding, include_unsafe)
        else {
            continue;
        };
        if accepted.accept(edits) {
            fixed.applied += 1;
        } else {
            fixed.postponed += 1;
        }
    }
    fixed.files = accepted.write(catalog);
    fixed
}

/// Edits that do not touch each other: by file, then by their first byte, up to which byte they
/// reach and what is written there.
#[derive(Default)]
struct Accepted {
    files: BTreeMap<FileId, BTreeMap<u32, (u32, String)>>,
}

impl Accepted {
    /// Takes all of these edits, or none. An edit that was taken before is taken again for free.
    fn accept(&mut self, edits: &[Edit]) -> bool {
        let mut edits: Vec<&Edit> = edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        edits.dedup();
        let apart = edits.windows(2).all(|pair| match pair {
            [a, b] => {
                a.span.file != b.span.file
                    || (a.span.end <= b.span.start && a.span.start < b.span.start)
            }
            _ => true,
        });
        if edits.is_empty() || !apart || !edits.iter().all(|edit| self.fits(edit)) {
            return false;
        }
        for edit in edits {
            self.files
                .entry(edit.span.file)
                .or_default()
                .insert(edit.span.start, (edit.span.end, edit.text.clone()));
        }
        true
    }

    fn fits(&self, edit: &Edit) -> bool {
        let Some(file) = self.files.get(&edit.span.file) else {
            return true;
        };
        let (start, end) = (edit.span.start, edit.span.end);
        match file.range(..end.max(start + 1)).next_back() {
            None => true,
            Some((&other, (other_end, text))) if other == start => {
                *other_end == end && *text == edit.text
            }
            Some((_, (other_end, _))) => *other_end <= start,
        }
    }

    fn write(self, catalog: &Catalog) -> Vec<(FileId, String)> {
        self.files
            .into_iter()
            .filter_map(|(file, edits)| {
                let source = catalog.source(file)?;
                rewrite(&source.text, &edits).map(|text| (file, text))
            })
            .collect()
    }
}

/// The text with these edits; `None` if one does not lie within it.
fn rewrite(text: &str, edits: &BTreeMap<u32, (u32, String)>) -> Option<String> {
    let mut rewritten = String::with_capacity(text.len());
    let mut kept = 0;
    for (&start, (end, with)) in edits {
        rewritten.push_str(text.get(kept..start as usize)?);
        rewritten.push_str(with);
        kept = *end as usize;
    }
    rewritten.push_str(text.get(kept..)?);
    Some(rewritten)
}
