//! Real catalogs of other people, if they are at hand: no event is lost, no reference is falsely
//! reported. The numbers are those of the catalogs' own notes, or explained here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use factum_catalog::problem::ProblemKind;
use factum_catalog::{Catalog, discover};

fn shared() -> PathBuf {
    std::env::var_os("FACTUM_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    )
}

/// All files of a folder that any format may be written in; none if it is absent.
fn read(name: &str) -> Option<Catalog> {
    let folder = shared().join("catalogs").join(name).join("data");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return None;
    }
    let (paths, unknown) = discover::find(&[folder], &Arc::default());
    let (files, unread) = discover::read(&paths);
    assert!(unknown.is_empty() && unread.is_empty());
    Some(factum_catalog::read(files))
}

#[test]
fn no_event_is_lost() {
    let expected = [
        // 64 that are used, and 3 that are defined only.
        ("asyncapi-2.6", 67),
        // As above, and 4 of `social-media`, each defined once and used in several documents.
        ("asyncapi-3.1", 71),
        // 119 without GitHub, whose document has 16.
        ("ballerina-triggers", 135),
        ("eventcatalog-asyncapi-template", 14),
        // One event in two modes, and the two Avro forms of the envelope.
        ("cloudevents-drafts", 4),
        // Every version of 12 events.
        ("eiffel-dev", 110),
        ("equinix-cloudevents", 20),
        // The payloads of 4 applications, 4 general ones, and the envelope as an AsyncAPI message.
        ("redhat-insights", 9),
        // Every version of 17 events.
        ("wikimedia-dev", 26),
    ];
    for (name, events) in expected {
        if let Some(catalog) = read(name) {
            assert_eq!(catalog.messages.len(), events, "{name}");
        }
    }
}

#[test]
fn only_references_that_lead_nowhere_are_reported() {
    for name in [
        "asyncapi-2.6",
        "asyncapi-3.1",
        "ballerina-triggers",
        "eventcatalog-asyncapi-template",
        "cloudevents-drafts",
        "eiffel-dev",
        "equinix-cloudevents",
        "redhat-insights",
        "wikimedia-dev",
    ] {
        let Some(catalog) = read(name) else { continue };
        let reported: Vec<_> = catalog
            .problems
            .iter()
            .filter(|it| {
                matches!(
                    it.kind,
                    ProblemKind::UnresolvedReference | ProblemKind::RemoteReference
                )
            })
            .map(|it| (catalog.text(it.span), it.replacement.as_deref()))
            .collect();
        let known: &[(&str, Option<&str>)] = match name {
            // The definitions stand one level too high in the file.
            "equinix-cloudevents" => &[
                ("#/definitions/User", Some("#/User")),
                ("#/definitions/Role", Some("#/Role")),
                ("#/definitions/ResourceScope", Some("#/ResourceScope")),
            ],
            _ => &[],
        };
        assert_eq!(reported, known, "{name}");
    }
}

/// The same examples in both versions of AsyncAPI.
#[test]
fn versions_2_and_3_of_a_document_are_the_same_catalog() {
    let (Some(older), Some(newer)) = (read("asyncapi-2.6"), read("asyncapi-3.1")) else {
        return;
    };
    let wiring = |catalog: &Catalog| {
        let mut wiring: Vec<_> = catalog
            .messages
            .iter()
            .filter_map(|it| {
                let path = catalog.source(it.span.file)?.path.rsplit('/').next()?;
                let path = path.replace("-asyncapi", "");
                let channel = it.channel.as_ref()?.value.clone();
                let names = |list: &[factum_catalog::contract::span::Spanned<Box<str>>]| {
                    list.iter().map(|it| it.value.clone()).collect::<Vec<_>>()
                };
                // What is nameless in one version may have a key in the other.
                let is_named = it.says.channels && path.contains("streetlights")
                    || path.contains("slack")
                    || path.contains("simple")
                    || path.contains("correlation");
                is_named.then(|| {
                    let (producers, consumers) = (names(&it.producers), names(&it.consumers));
                    (path, it.name.value.clone(), channel, producers, consumers)
                })
            })
            .collect();
        wiring.sort();
        wiring
    };
    assert_eq!(wiring(&older), wiring(&newer));
}
