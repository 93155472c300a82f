//! The environments of `factum.toml`: what the placeholders of a channel's address stand for.

use std::collections::BTreeMap;

use factum_catalog::Catalog;

use crate::failure::{Failure, Result};

/// The values of placeholders, by environment: `[env.prod]`.
pub type Environments = BTreeMap<String, BTreeMap<String, String>>;

/// Refuses a catalog in which an address has a placeholder without a value in some environment.
/// `{env}` is the name of the environment itself. Without environments, nothing is known of
/// placeholders.
pub fn check(catalog: &Catalog, environments: &Environments) -> Result<()> {
    for (environment, values) in environments {
        for channel in &catalog.channels {
            let Some(address) = &channel.address else {
                continue;
            };
            let missing = placeholders(&address.value)
                .find(|name| *name != "env" && !values.contains_key(*name));
            if let Some(name) = missing {
                return Err(Failure::with_help(
                    format!(
                        "the channel `{}` has the address `{}`, and `[env.{environment}]` has no \
                         `{name}`",
                        channel.name.value, address.value
                    ),
                    format!("add `{name} = \"…\"` to it"),
                ));
            }
        }
    }
    Ok(())
}

/// What stands between braces.
fn placeholders(address: &str) -> impl Iterator<Item = &str> {
    let after_brace = address.split('{').skip(1);
    after_brace.filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
