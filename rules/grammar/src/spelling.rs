//! British and American spelling, compared as equal.

use crate::words::{in_small_letters, replacements, split};

/// Endings and stems in which British spelling differs, with the American for it. The word must
/// end so; a following -d, -s, -r, -ing or -ation is taken along.
const BRITISH_ENDINGS: &str = "\
ise>ize ised>ized ises>izes ising>izing isation>ization yse>yze ysed>yzed ysing>yzing elled>eled \
elling>eling ogue>og ence>ense";

/// Words of `-our`, `-re` and the like, which no ending tells.
const BRITISH_WORDS: &str = "\
colour>color favour>favor honour>honor labour>labor behaviour>behavior neighbour>neighbor \
centre>center metre>meter litre>liter fulfilment>fulfillment enrolment>enrollment \
instalment>installment cheque>check grey>gray programme>program payed>paid";

/// The name in small letters, separators gone, American spelling.
pub(crate) fn fold(name: &str) -> String {
    split(name)
        .map(|word| american(&in_small_letters(word.text)))
        .collect()
}

fn american(word: &str) -> String {
    for (british, american) in replacements(BRITISH_WORDS) {
        if let Some(rest) = word.strip_prefix(british) {
            return format!("{american}{rest}");
        }
    }
    if let Some(rest) = word.strip_prefix("cancell") {
        // `cancellation` keeps both in American spelling too, so both fold the same.
        return format!("cancel{rest}");
    }
    if word.len() > 5 {
        for (british, american) in replacements(BRITISH_ENDINGS) {
            if let Some(stem) = word.strip_suffix(british) {
                return format!("{stem}{american}");
            }
        }
    }
    word.to_owned()
}
