//! Names judged in a second on one core.

use factum_grammar::Grammar;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let corpus = include_str!("../tests/corpus/event-names.tsv");
    let names: Vec<&str> = corpus
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .collect();
    let grammar = Grammar::default();
    report("judge", &names, |name| {
        let _ = black_box(grammar.judge(black_box(name)));
    });
    report("judge, reason and suggestions", &names, |name| {
        let verdict = grammar.judge(black_box(name));
        drop(black_box((verdict.reason(), verdict.suggestions())));
    });
}

/// Runs `work` over all names for two seconds and prints the rate of the best pass.
fn report(what: &str, names: &[&str], work: impl Fn(&str)) {
    let started = Instant::now();
    let mut best = Duration::MAX;
    while started.elapsed() < Duration::from_secs(2) {
        let pass = Instant::now();
        names.iter().for_each(|name| work(name));
        best = best.min(pass.elapsed());
    }
    let rate = names.len() as f64 / best.as_secs_f64();
    println!("{what}: {rate:.0} names/s");
}
