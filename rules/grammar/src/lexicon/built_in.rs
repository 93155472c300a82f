//! The built-in word list, which finds a word by one comparison.

use super::{Entry, Traits};

/// A line with how many places for records there are for each length of word, shortest first, and
/// one with every set of traits. Then two lines for each length: the shift of each bin, and the
/// places. A word's letters tell its bin, and with the bin's shift its place, which it shares with
/// no other. There stands the word and the number of its set. `lexicon/build.py` derives the file.
static WORDS: &str = include_str!("../../lexicon/words.txt");

/// How many characters the number of a place has, and a shift.
const PLACE_CHARACTERS: usize = 2;
/// How many characters a set of traits has.
const SET_CHARACTERS: usize = 4;
/// How many characters the number of a set has.
const NUMBER_CHARACTERS: usize = 1;
/// The number that says: add that of the record of the word with [`MARK`] behind it.
const MORE: u32 = 93;
const MARK: u8 = b'{';
/// How many places share a shift.
const PLACES_A_BIN: usize = 4;
/// Mixes the letters of a word: 2^64 over the golden ratio, made odd.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
/// No word of the list is longer, and nothing longer is looked up.
pub(crate) const LONGEST_WORD: usize = 16;

/// Looks up a word in small letters.
pub(super) fn find(word: &[u8]) -> Option<Entry<'static>> {
    let marked = word.ends_with(&[MARK]);
    built_in(letters_of(word), word.len()).filter(|_| !marked)
}

/// Looks up the `length` letters of a word, as [`letters_of`] packs them.
///
/// What stands in `letters` behind them does not count.
pub(super) fn built_in(letters: u128, length: usize) -> Option<Entry<'static>> {
    let letters = letters & BLOCKS.get(length)?.whole;
    let at = place_of(letters, length)?;
    let mut number = number_at(at + length)?;
    if number == MORE {
        let marked = letters | u128::from(MARK) << (8 * length);
        number += number_at(place_of(marked, length + 1)? + length + 1)?;
    }
    let set = SETS + number as usize * SET_CHARACTERS;
    Some(Entry {
        word: WORDS.get(at..at + length)?,
        traits: Traits::from_bits(decode(WORDS.as_bytes().get(set..set + SET_CHARACTERS)?)),
    })
}

/// Where in `WORDS` the record of a word is.
fn place_of(letters: u128, length: usize) -> Option<usize> {
    let block = BLOCKS.get(length).filter(|block| block.bins > 0)?;
    let words = WORDS.as_bytes();
    let hashed = (letters as u64 ^ (letters >> 64) as u64).wrapping_mul(MIX);
    let bin = block.shifts as usize + scaled(hashed, block.bins) * PLACE_CHARACTERS;
    let shift = decode(words.get(bin..bin + PLACE_CHARACTERS)?);
    let place = scaled((hashed ^ u64::from(shift)).wrapping_mul(MIX), block.places);
    let at = block.records as usize + place * (length + NUMBER_CHARACTERS);
    let record = words.get(at..)?.first_chunk()?;
    (u128::from_le_bytes(*record) & block.whole == letters).then_some(at)
}

/// The upper half of a number brought below `size`.
fn scaled(number: u64, size: u32) -> usize {
    (((number >> 32) * u64::from(size)) >> 32) as usize
}

/// The number of a set, counted from `!` up so that one character mostly will do.
fn number_at(at: usize) -> Option<u32> {
    let character = WORDS.as_bytes().get(at)?;
    Some(u32::from(character.wrapping_sub(b'!')))
}

/// The number that characters of six bits each stand for, counted from `0` up.
const fn decode(characters: &[u8]) -> u32 {
    let (mut number, mut at) = (0, 0);
    while at < characters.len() {
        number = number << 6 | (characters[at] - b'0') as u32;
        at += 1;
    }
    number
}

/// The letters of a word as a number, the first lowest; of one that is too long, those it starts with.
fn letters_of(word: &[u8]) -> u128 {
    let mut letters = [0; LONGEST_WORD];
    letters
        .iter_mut()
        .zip(word)
        .for_each(|(letter, byte)| *letter = *byte);
    u128::from_le_bytes(letters)
}

/// Where in `WORDS` the words of one length are.
#[derive(Clone, Copy)]
struct Block {
    /// The bits of its words' letters.
    whole: u128,
    bins: u32,
    places: u32,
    /// The offset of its bins' shifts.
    shifts: u32,
    /// The offset of its records.
    records: u32,
}

/// The blocks of `WORDS`, by the length of their words.
static BLOCKS: [Block; LONGEST_WORD + 1] = {
    let mut blocks = [Block {
        whole: 0,
        bins: 0,
        places: 0,
        shifts: 0,
        records: 0,
    }; LONGEST_WORD + 1];
    let words = WORDS.as_bytes();
    let mut at = SETS;
    while words[at] != b'\n' {
        at += 1;
    }
    let mut length = 1;
    while length <= LONGEST_WORD {
        let (_, counts) = words.split_at((length - 1) * PLACE_CHARACTERS);
        let places = decode(counts.split_at(PLACE_CHARACTERS).0) as usize;
        let bins = places / PLACES_A_BIN + 1;
        let shifts = at + 1;
        let records = shifts + bins * PLACE_CHARACTERS + 1;
        blocks[length] = Block {
            whole: u128::MAX >> (8 * (LONGEST_WORD - length)),
            bins: bins as u32,
            places: places as u32,
            shifts: shifts as u32,
            records: records as u32,
        };
        at = records + places * (length + NUMBER_CHARACTERS);
        assert!(words[at] == b'\n', "words.txt is not as build.py writes it");
        length += 1;
    }
    assert!(
        at + 1 == words.len(),
        "words.txt is not as build.py writes it"
    );
    blocks
};

/// The offset of the sets of traits in `WORDS`.
const SETS: usize = LONGEST_WORD * PLACE_CHARACTERS + 1;
