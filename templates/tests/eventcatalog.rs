//! What the target `eventcatalog` makes, and that EventCatalog's own linter takes it.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod support;

use std::fs;
use std::process::Command;

use factum_templates::Generated;
use support::{catalog, every_real_catalog, generated, npm_package, shop, shown};

const TARGET: &str = "eventcatalog = { out = '.' }";

/// What a catalog may leave unsaid, or say on purpose.
const RULES: &str = "module.exports = { rules: {
    'best-practices/owner-required': 'off',
    'best-practices/summary-required': 'off',
    'versions/no-deprecated-references': 'off',
} };
";

fn linted(generated: &Generated) {
    let Some(linter) = npm_package("@eventcatalog/linter") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in generated.outputs.iter() {
        let file = folder.path().join(path.as_str());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
    }
    fs::write(folder.path().join(".eventcatalogrc.js"), RULES).unwrap();
    let output = Command::new("node")
        .arg(linter.join("dist/cli/index.js"))
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_page_for_each_message_service_channel_and_team() {
    let catalog = catalog(&[("a.yaml", include_str!("catalogs/small_shop.yaml"))]);
    let generated = generated(&catalog, TARGET);
    insta::assert_snapshot!(shown(&generated));
    linted(&generated);
}

#[test]
fn every_catalog_passes_the_linter() {
    linted(&generated(&shop(), TARGET));
    let tricky = catalog(&[("a.yaml", include_str!("catalogs/tricky.yaml"))]);
    linted(&generated(&tricky, TARGET));
    every_real_catalog(|_, catalog| {
        if !catalog.messages.is_empty() {
            linted(&generated(catalog, TARGET));
        }
    });
}
