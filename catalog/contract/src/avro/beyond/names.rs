//! How alike two names are.

/// The likeness of two names whose words are all in the other: `postType` and `type`.
const CONTAINED: f64 = 0.8;

/// Whether two names differ only in letter case and separators.
pub(super) fn is_same_but_case(one: &str, other: &str) -> bool {
    one != other && words(one).concat() == words(other).concat()
}

/// How alike two names are, from 0 to 1, by their words or by their letters.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let contains = |one: &[String], other: &[String]| {
        !other.is_empty() && other.iter().all(|word| one.contains(word))
    };
    if contains(&one, &other) || contains(&other, &one) {
        return CONTAINED;
    }
    strsim::normalized_damerau_levenshtein(&one.concat(), &other.concat())
}

/// The words of a name, in lower case: `customer_name` and `customerName` have two.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        if c == '_' || (was_lower && c.is_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c != '_') {
            word.extend(c.to_lowercase());
        }
        was_lower = !c.is_uppercase();
    }
    words.retain(|word| !word.is_empty());
    words
}
