//! What each target costs on a generated catalog of 10,000 events: rendering it, and finding the
//! files on disk as they should be. Everything runs on one thread, so the time is CPU time.
#![allow(clippy::unwrap_used, reason = "a bench may")]

use std::sync::LazyLock;

use factum_catalog::Catalog;
use factum_templates::{Generated, Settings, check, generate, write};

const EVENTS: usize = 10_000;
const TARGETS: [&str; 4] = ["rust", "avro", "json-schema", "cloudevents"];

static CATALOG: LazyLock<Catalog> =
    LazyLock::new(|| factum_catalog::read(factum_benches::catalog(EVENTS)));

fn main() {
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build_global()
        .unwrap();
    LazyLock::force(&CATALOG);
    divan::main();
}

fn render_with(target: &str) -> Generated {
    let settings: Settings = toml::from_str(&format!("{target} = {{ out = 'out' }}")).unwrap();
    let targets = settings.targets(".".as_ref()).unwrap();
    generate(&CATALOG, &targets).unwrap()
}

#[divan::bench(args = TARGETS, sample_count = 5)]
fn render(target: &str) -> Generated {
    render_with(target)
}

/// Reading the files that [`check_only`] reads, and nothing else.
#[divan::bench(args = TARGETS, sample_count = 5)]
fn read_files(bencher: divan::Bencher<'_, '_>, target: &str) {
    let root = tempfile::tempdir().unwrap();
    let generated = render_with(target);
    write(root.path(), &generated.outputs, false).unwrap();
    bencher.bench_local(|| {
        let read = |(path, _): (&factum_templates::OutputPath, &[u8])| {
            std::fs::read(root.path().join(path.as_str()))
                .unwrap()
                .len()
        };
        generated.outputs.iter().map(read).sum::<usize>()
    });
}

#[divan::bench(args = TARGETS, sample_count = 5)]
fn check_only(bencher: divan::Bencher<'_, '_>, target: &str) {
    let root = tempfile::tempdir().unwrap();
    let generated = render_with(target);
    write(root.path(), &generated.outputs, false).unwrap();
    bencher.bench_local(|| check(root.path(), &generated.outputs).unwrap().is_fresh());
}
