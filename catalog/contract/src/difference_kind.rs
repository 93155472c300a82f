//! The vocabulary of a registry: each kind of difference with its verdict and a sentence.

/// Defines `Kind`: one variant for each `NAME verdict "sentence",`, named as the registry names it.
/// The verdict is a value of the type given first.
macro_rules! difference_kinds {
    ($verdict:ty; $($kind:ident $allowed:tt $sentence:literal,)*) => {
        /// A kind of difference, named as the registry names it.
        #[allow(non_camel_case_types, reason = "the registry's own words")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind { $($kind,)* }

        impl Kind {
            pub(super) fn name(self) -> &'static str {
                match self { $(Kind::$kind => stringify!($kind),)* }
            }

            /// What differs, for people.
            pub(super) fn sentence(self) -> &'static str {
                match self { $(Kind::$kind => $sentence,)* }
            }

            /// Whether the registry lets it pass.
            pub(super) fn verdict(self) -> $verdict {
                match self { $(Kind::$kind => $allowed,)* }
            }
        }
    };
}

pub(crate) use difference_kinds;
