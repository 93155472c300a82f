//! The reference page in the repository is the one that the rules make.

#[test]
fn docs_rules_md_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md");
    let page = factum_rules::reference::markdown();
    if std::env::var_os("FACTUM_UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        written.replace("\r\n", "\n") == page,
        "docs/rules.md is stale: FACTUM_UPDATE=1 cargo test -p factum-rules --test reference"
    );
}
