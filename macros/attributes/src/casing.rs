//! The case rules of serde's `rename_all`.

/// How names of Rust become names on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Casing {
    pub const NAMES: [&'static str; 8] = [
        "lowercase",
        "UPPERCASE",
        "PascalCase",
        "camelCase",
        "snake_case",
        "SCREAMING_SNAKE_CASE",
        "kebab-case",
        "SCREAMING-KEBAB-CASE",
    ];

    pub fn named(name: &str) -> Option<Casing> {
        Some(match name {
            "lowercase" => Casing::Lower,
            "UPPERCASE" => Casing::Upper,
            "PascalCase" => Casing::Pascal,
            "camelCase" => Casing::Camel,
            "snake_case" => Casing::Snake,
            "SCREAMING_SNAKE_CASE" => Casing::ScreamingSnake,
            "kebab-case" => Casing::Kebab,
            "SCREAMING-KEBAB-CASE" => Casing::ScreamingKebab,
            _ => return None,
        })
    }

    /// The name of a field, which is in snake case in Rust.
    pub fn of_field(self, field: &str) -> String {
        match self {
            Casing::Lower | Casing::Snake => field.to_owned(),
            Casing::Upper | Casing::ScreamingSnake => field.to_ascii_uppercase(),
            Casing::Pascal => pascal(field),
            Casing::Camel => first_lower(&pascal(field)),
            Casing::Kebab => field.replace('_', "-"),
            Casing::ScreamingKebab => field.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// The name of a variant, which is in Pascal case in Rust.
    pub fn of_variant(self, variant: &str) -> String {
        match self {
            Casing::Pascal => variant.to_owned(),
            Casing::Lower => variant.to_ascii_lowercase(),
            Casing::Upper => variant.to_ascii_uppercase(),
            Casing::Camel => first_lower(variant),
            Casing::Snake => snake(variant),
            Casing::ScreamingSnake => snake(variant).to_ascii_uppercase(),
            Casing::Kebab => snake(variant).replace('_', "-"),
            Casing::ScreamingKebab => snake(variant).to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn pascal(snake: &str) -> String {
    let mut name = String::new();
    for word in snake.split('_') {
        let mut chars = word.chars();
        name.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(chars.as_str());
    }
    name
}

fn first_lower(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

fn snake(pascal: &str) -> String {
    let mut name = String::new();
    for (index, c) in pascal.char_indices() {
        if index > 0 && c.is_uppercase() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}
