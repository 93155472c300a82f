//! The test that holds an event to the contract that was published.

use factum_attributes::{Declaration, Registry};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::about;

/// The test, if a registry is named by the type, or by the settings for all types.
pub fn implement(declaration: &Declaration, is_for_all: bool) -> TokenStream {
    let folder = match &declaration.attributes.registry {
        Some(Registry::Folder(folder)) => Some(about::text(folder)),
        Some(Registry::OfSettings) => None,
        None if is_for_all => None,
        None => return TokenStream::new(),
    };
    let folder = about::option(folder);
    let ident = &declaration.ident;
    let lifetime = declaration
        .generics
        .lifetimes()
        .next()
        .map(|_| quote!(<'_>));
    let test = format_ident!("{ident}_agrees_with_what_was_published");
    let start = ident.span().unwrap();
    let (file, line, column) = (start.file(), start.line(), start.column());
    quote! {
        #[test]
        #[allow(non_snake_case)]
        fn #test() {
            ::factum::derived::hold_to_registry::<#ident #lifetime>(&::factum::derived::Lock {
                package: ::core::env!("CARGO_MANIFEST_DIR"),
                folder: #folder,
                file: #file,
                line: #line,
                column: #column,
            });
        }
    }
}
