//! The parameters of a channel against its address: what one has, the other has too (AsyncAPI 2 and
//! 3, Parameters Object).

use factum_contract::document::Node;
use factum_contract::shape::Text;
use factum_contract::span::{Span, Spanned};

use super::reading::Reading;
use crate::problem::{Problem, ProblemKind};

/// Reports the parameters that only the address or only the channel has.
pub(super) fn check<'a>(address: &Spanned<Text>, channel: &'a Node, reading: &mut Reading<'a, '_>) {
    let parameters = channel.get("parameters");
    if parameters.is_some_and(|parameters| reading.follow(parameters).is_none()) {
        return;
    }
    let described = reading.entries(channel, &["parameters"]);
    let used = names(&address.value);
    for name in &used {
        if described.iter().all(|entry| &*entry.key != *name) {
            let span = place(name, address.span, reading);
            reading.problems.push(
                Problem::new(
                    ProblemKind::InvalidValue,
                    span,
                    format!("the parameter `{name}` of the address is not described"),
                )
                .help(format!("add `{name}` to the channel's `parameters`"))
                .about(*name),
            );
        }
    }
    for entry in described {
        if !used.contains(&&*entry.key) {
            reading.problems.push(
                Problem::new(
                    ProblemKind::InvalidValue,
                    entry.key_span,
                    format!("the channel's address has no parameter `{}`", entry.key),
                )
                .help(format!(
                    "write `{{{}}}` in the address, or take it out",
                    entry.key
                ))
                .about(&*entry.key)
                .related(address.span, "the address is here"),
            );
        }
    }
}

/// The names in braces in an address, each once.
fn names(address: &str) -> Vec<&str> {
    let is_right = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut names = Vec::new();
    for part in address.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !name.is_empty()
            && name.chars().all(is_right)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// Where a parameter stands in an address as it is written.
fn place(name: &str, address: Span, reading: &Reading<'_, '_>) -> Span {
    let text = reading.library.text(address.file);
    let written = text.get(address.range()).unwrap_or_default();
    let parameter = format!("{{{name}}}");
    written.find(&parameter).map_or(address, |start| {
        address.slice(start, start + parameter.len())
    })
}
