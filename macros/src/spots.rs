//! Places in the model that stand for tokens of the type that is derived.

use factum_attributes::{Places, Spot};
use factum_contract::span::{FileId, Span};

/// How far apart two places are. A rule may point at a part of a name, so each place has room for
/// the parts of its text.
const STRIDE: u32 = 1 << 12;

/// The tokens that were given a place.
#[derive(Default)]
pub struct Spots {
    spots: Vec<Spot>,
}

impl Places for Spots {
    fn place(&mut self, spot: Spot, text: &str) -> Span {
        let index = u32::try_from(self.spots.len()).unwrap_or(u32::MAX);
        self.spots.push(spot);
        let start = index.saturating_mul(STRIDE) as usize;
        let end = start + text.len().min(STRIDE as usize - 1);
        Span::new(FileId::default(), start, end)
    }
}

impl Spots {
    /// The tokens at this place.
    pub fn at(&self, span: Span) -> Option<Spot> {
        self.spots.get((span.start / STRIDE) as usize).copied()
    }
}
