//! What a package says: a namespace, and by custom a version in its last step.

use factum_contract::message::Version;

/// The parts of `acme.orders.v1`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Package<'p> {
    /// What stands before the version; `None` for nothing.
    pub(super) namespace: Option<&'p str>,
    /// The version, and its step as written.
    pub(super) version: Option<(Version, &'p str)>,
    package: &'p str,
}

impl<'p> Package<'p> {
    /// Takes a package apart.
    pub(super) fn of(package: &'p str) -> Package<'p> {
        let (before, last) = package.rsplit_once('.').unwrap_or(("", package));
        let (namespace, version) = match version(last) {
            Some(version) => (before, Some((version, last))),
            None => (package, None),
        };
        Package {
            namespace: Some(namespace).filter(|namespace| !namespace.is_empty()),
            version,
            package,
        }
    }

    /// All of the package; `None` for none.
    pub(super) fn whole(&self) -> Option<&'p str> {
        Some(self.package).filter(|package| !package.is_empty())
    }
}

/// The version that a step of a package or a folder is: `v2` is a major version, and what goes on,
/// as `v1beta1` does, is one of its own.
pub(super) fn version(step: &str) -> Option<Version> {
    let after = step.strip_prefix('v')?;
    let end = after.find(|c: char| !c.is_ascii_digit());
    let (digits, rest) = after.split_at(end.unwrap_or(after.len()));
    let major: u32 = digits.parse().ok()?;
    let is_version = |rest: &str| {
        let rest = rest.strip_prefix('p').map_or(rest, |rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit())
        });
        let stage = ["alpha", "beta", "test", "main"];
        stage.iter().any(|stage| rest.starts_with(stage))
    };
    match rest {
        "" if major > 0 => Some(Version::Major(major)),
        rest if is_version(rest) => Some(Version::Foreign(step.into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_of_a_package_may_be_its_version() {
        for (package, namespace, version) in [
            ("acme.orders.v2", "acme.orders", "2"),
            ("acme.orders.v1beta1", "acme.orders", "v1beta1"),
            ("acme.orders.v1p1alpha", "acme.orders", "v1p1alpha"),
            ("acme.video", "acme.video", ""),
            ("v1", "", "1"),
            ("v0", "v0", ""),
            ("", "", ""),
        ] {
            let read = Package::of(package);
            assert_eq!(read.namespace.unwrap_or_default(), namespace, "{package}");
            let read = read.version.map(|(version, _)| version.to_string());
            assert_eq!(read.unwrap_or_default(), version, "{package}");
        }
    }
}
