//! Names as words: splitting any casing, telling which casing a name has, and changing it.
//!
//! ```
//! use factum_grammar::words::{split, Case, recase};
//!
//! let words: Vec<&str> = split("OAuthTokenRevokedV2").map(|word| word.text).collect();
//! assert_eq!(words, ["OAuth", "Token", "Revoked", "V2"]);
//! assert_eq!(Case::of("orderPlaced"), Case::Camel);
//! assert_eq!(recase("orderPlaced", Case::ScreamingSnake), "ORDER_PLACED");
//! ```

mod case;
mod eight;
mod list;
mod pairs;
mod split;

pub use case::{Case, recase};
pub(crate) use case::{Style, in_small_letters, separator_of};
pub(crate) use eight::{Eight, HIGH};
pub(crate) use list::{Words, place_in, replacements, shape_of, width_for, words};
pub(crate) use pairs::Pairs;
pub(crate) use split::split_with;
pub use split::{Split, Word, split};
