//! What each stage costs on generated catalogs, in CPU time against the parser alone: of YAML, and
//! of Rust.
//!
//! `cargo bench -p factum-benches` prints a table; sizes can be given: `-- 1000 10000`.

use std::time::{Duration, Instant};

use factum_benches::{catalog, crate_of_events};
use factum_catalog::InputFile;
use factum_rules::{Finding, Settings};

/// That of the command.
#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![1_000, 10_000, 100_000]
    } else {
        sizes
    };
    println!(
        "{:>8} {:>8}  {:<16} {:>9} {:>9} {:>8}",
        "events", "MB", "stage", "CPU ms", "wall ms", "× parser"
    );
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let settings = Settings::default();
    let lint =
        |files: &[InputFile]| factum_rules::lint(&factum_catalog::read(files.to_vec()), &settings);
    let files = catalog(size);
    let parser = time(|| parse_only(&files));
    let report = |stage: &str, spent| print(size, &files, stage, spent, parser);
    report("parse only", parser);
    report("read", time(|| factum_catalog::read(files.clone())));
    report("read + lint", time(|| lint(&files)));
    // Both trees are read, so this is to be compared with twice the parser.
    report(
        "read + breaking",
        time(|| compare(&files, &files, &settings)),
    );
    let changed = changed(&files);
    report(
        "… all changed",
        time(|| compare(&changed, &files, &settings)),
    );
    let sources = crate_of_events(size);
    let parser = time(|| parse_rust_only(&sources));
    let report = |stage: &str, spent| print(size, &sources, stage, spent, parser);
    report("Rust: parse only", parser);
    report("… read", time(|| factum_catalog::read(sources.clone())));
    report("… read + lint", time(|| lint(&sources)));
}

type Spent = (Duration, Duration);

fn print(size: usize, files: &[InputFile], stage: &str, (cpu, wall): Spent, parser: Spent) {
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    println!(
        "{size:>8} {:>8.2}  {stage:<16} {:>9.1} {:>9.1} {:>8.2}",
        bytes as f64 / 1e6,
        cpu.as_secs_f64() * 1e3,
        wall.as_secs_f64() * 1e3,
        cpu.as_secs_f64() / parser.0.as_secs_f64(),
    );
}

fn compare(new: &[InputFile], old: &[InputFile], settings: &Settings) -> Vec<Finding> {
    let catalog = factum_catalog::read(new.to_vec());
    let baseline = factum_catalog::read_baseline(old.to_vec(), &catalog);
    factum_rules::breaking(&catalog, &baseline.into(), settings)
}

/// The same catalog with one field more in every event.
fn changed(files: &[InputFile]) -> Vec<InputFile> {
    let more = |file: &InputFile| InputFile {
        path: file.path.clone(),
        text: file
            .text
            .replace(
                "      priority: int\n",
                "      priority: int\n      more: string?\n",
            )
            .into(),
    };
    files.iter().map(more).collect()
}

/// The YAML library's events, thrown away.
fn parse_only(files: &[InputFile]) -> usize {
    let events = |file: &InputFile| granit_parser::Parser::new_from_str(&file.text).count();
    files.iter().map(events).sum()
}

/// The syntax trees of whole files, thrown away.
fn parse_rust_only(files: &[InputFile]) -> usize {
    let items = |file: &InputFile| syn::parse_file(&file.text).map_or(0, |file| file.items.len());
    files.iter().map(items).sum()
}

/// The fastest of a few runs: CPU time of the whole process, and wall time.
fn time<T>(mut run: impl FnMut() -> T) -> Spent {
    (0..3)
        .map(|_| {
            let (cpu, wall) = (cpu_time(), Instant::now());
            let result = run();
            let spent = (cpu_time() - cpu, wall.elapsed());
            drop(result);
            spent
        })
        .min()
        .unwrap_or_default()
}

/// CPU time that all threads of this process have used so far.
fn cpu_time() -> Duration {
    let of = |path: std::path::PathBuf| -> u64 {
        let stat = std::fs::read_to_string(path.join("schedstat")).unwrap_or_default();
        stat.split_whitespace()
            .next()
            .and_then(|nanos| nanos.parse().ok())
            .unwrap_or(0)
    };
    let tasks = std::fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    Duration::from_nanos(tasks.map(|task| of(task.path())).sum())
}
