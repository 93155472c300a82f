//! From tokens to bytes of the file.

use factum_attributes::{Places, Spot, Written};
use factum_contract::shape::{Type as Shape, TypeId, TypeRef};
use factum_contract::span::{FileId, Span};
use proc_macro2::{LexError, TokenStream};

/// A file whose tokens are read.
pub(super) struct Source<'t> {
    pub(super) text: &'t str,
    pub(super) file: FileId,
    /// Where the tokens begin: behind a byte order mark and a `#!` line.
    base: usize,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str, file: FileId) -> Source<'t> {
        let without_mark = text.trim_start_matches('\u{feff}');
        let mut base = text.len() - without_mark.len();
        let is_attribute = |rest: &str| rest.trim_start().starts_with('[');
        if without_mark
            .strip_prefix("#!")
            .is_some_and(|rest| !is_attribute(rest))
        {
            base += without_mark.find('\n').unwrap_or(without_mark.len());
        }
        Source { text, file, base }
    }

    pub(super) fn tokens(&self) -> Result<TokenStream, LexError> {
        self.text.get(self.base..).unwrap_or_default().parse()
    }

    /// Whether a comment may speak to factum.
    pub(super) fn speaks(&self) -> bool {
        self.text.contains(super::comments::SPEAKS)
    }

    /// The bytes of one token.
    pub(super) fn span(&self, span: proc_macro2::Span) -> Span {
        let range = span.byte_range();
        let end = (self.base + range.end).min(self.text.len());
        Span::new(self.file, (self.base + range.start).min(end), end)
    }

    /// The bytes from the first to the last token.
    pub(super) fn spot(&self, spot: Spot) -> Span {
        self.span(spot.start).to(self.span(spot.end))
    }

    pub(super) fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// Places in a file, and the types that are written there.
pub(super) struct Bytes<'s> {
    pub(super) source: &'s Source<'s>,
    pub(super) written: Vec<Written>,
}

impl Places for Bytes<'_> {
    /// Within quotes and the slashes of a comment the text itself is meant, as a rule may point at
    /// a part of it.
    fn place(&mut self, spot: Spot, text: &str) -> Span {
        let whole = self.source.spot(spot);
        let found = match text {
            "" => None,
            text => self.source.slice(whole).find(text),
        };
        found.map_or(whole, |at| whole.slice(at, at + text.len()))
    }

    fn shape(&mut self, ty: &syn::Type, span: Span) -> Shape {
        let number = u32::try_from(self.written.len()).unwrap_or(u32::MAX);
        self.written.push(Written::of(ty));
        Shape::Named(TypeRef {
            name: "".into(),
            span,
            id: Some(TypeId(number)),
        })
    }
}
