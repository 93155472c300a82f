//! Files that were read while a macro was expanded.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;

/// Code for which the compiler notes that it depends on a file, so that cargo runs it again when
/// the file changes: a macro cannot say so on stable Rust.
pub fn tracked(file: &Path) -> TokenStream {
    let path = file.display().to_string();
    quote!(
        const _: &[u8] = ::core::include_bytes!(#path);
    )
}
