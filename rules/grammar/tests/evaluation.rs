//! Judges every labelled name and fails when the figures fall.
//!
//! `corpus/event-names.tsv` is the development corpus, `corpus/own-names.tsv` a list written from
//! memory of many other systems, `corpus/fresh-names*.tsv` those that were gathered blind. Run with
//! `--nocapture` to see the confusion matrix, the figures of each source and, with
//! `FACTUM_ERRORS=1`, every error.

use factum_grammar::{Grammar, Label, words::split};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

struct Named {
    name: String,
    label: String,
    crud: bool,
    accepted: Vec<String>,
    source: String,
    /// A second label that is defensible too.
    alternative: String,
}

fn rows(file: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(file);
    let text = std::fs::read_to_string(path).expect("a corpus file");
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
    text.lines().skip(1).map(fields).collect()
}

fn corpus(file: &str) -> Vec<Named> {
    rows(file)
        .into_iter()
        .map(|row| {
            let field = |at: usize| row.get(at).cloned().unwrap_or_default();
            let accepted = field(3)
                .split('|')
                .filter(|name| !name.is_empty())
                .map(folded)
                .collect();
            Named {
                name: field(0),
                label: field(1),
                crud: field(2) == "true",
                accepted,
                source: field(4),
                alternative: field(5),
            }
        })
        .collect()
}

/// A name without case and separators, as suggestions are compared.
fn folded(name: &str) -> String {
    split(name).map(|word| word.text.to_lowercase()).collect()
}

#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
}

impl Tally {
    fn count(&mut self, right: bool) {
        self.all += 1;
        self.right += usize::from(right);
    }

    fn percent(&self) -> f64 {
        if self.all == 0 {
            100.0
        } else {
            100.0 * self.right as f64 / self.all as f64
        }
    }
}

#[derive(Default)]
struct Figures {
    past: Tally,
    label: Tally,
    label_or_alternative: Tally,
    command_recall: Tally,
    command_precision: Tally,
    suggestion: Tally,
    crud: Tally,
    sure_and_wrong: Tally,
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "past {:6.2}  label {:6.2} (or alternative {:6.2})  command recall {:6.2} precision {:6.2}  \
             suggestion {:6.2} ({})  crud {:6.2}  right when sure {:6.2} ({})",
            self.past.percent(),
            self.label.percent(),
            self.label_or_alternative.percent(),
            self.command_recall.percent(),
            self.command_precision.percent(),
            self.suggestion.percent(),
            self.suggestion.all,
            self.crud.percent(),
            self.sure_and_wrong.percent(),
            self.sure_and_wrong.all,
        )
    }
}

fn evaluate(file: &str) -> Figures {
    let grammar = Grammar::default();
    let show_errors = std::env::var_os("FACTUM_ERRORS").is_some();
    let only = std::env::var("FACTUM_SOURCE").ok();
    let hidden = std::env::var("FACTUM_HIDDEN").unwrap_or_default();
    let alternatives: HashMap<String, String> = rows("event-names-alt.tsv")
        .into_iter()
        .filter_map(|row| Some((row.first()?.clone(), row.get(1)?.clone())))
        .collect();
    let mut total = Figures::default();
    let mut by_source: BTreeMap<String, Figures> = BTreeMap::new();
    let mut confusion: BTreeMap<(String, Label), usize> = BTreeMap::new();
    for named in corpus(file) {
        if only.as_ref().is_some_and(|only| *only != named.source) {
            continue;
        }
        let show_errors = show_errors && !hidden.split(',').any(|source| source == named.source);
        let verdict = grammar.judge(&named.name);
        let label = verdict.label.as_str();
        let right = label == named.label;
        let alternative = named.alternative == label
            || alternatives
                .get(&named.name)
                .is_some_and(|other| other == label);
        *confusion
            .entry((named.label.clone(), verdict.label))
            .or_default() += 1;
        let suggested = verdict.suggestions();
        let acceptable = suggested
            .first()
            .is_some_and(|first| named.accepted.contains(&folded(first)));
        for figures in [
            &mut total,
            by_source.entry(named.source.clone()).or_default(),
        ] {
            figures
                .past
                .count((label == "past") == (named.label == "past"));
            figures.label.count(right);
            figures.label_or_alternative.count(right || alternative);
            if named.label == "command" {
                figures.command_recall.count(right);
            }
            if label == "command" {
                figures.command_precision.count(right || alternative);
            }
            if !named.accepted.is_empty() {
                figures.suggestion.count(acceptable);
            }
            figures.crud.count(verdict.crud == named.crud);
            if !verdict.is_doubtful() {
                figures.sure_and_wrong.count(right || alternative);
            }
        }
        if show_errors && !right {
            let mark = if alternative { "~" } else { "x" };
            println!(
                "{mark} {} is {}, judged {label} {:.2} ({}) [{}]",
                named.name,
                named.label,
                verdict.confidence,
                verdict.reason(),
                named.source
            );
        }
        if show_errors && !named.accepted.is_empty() && !acceptable {
            println!(
                "s {} [{}]: {:?}, not of {:?}",
                named.name, named.label, suggested, named.accepted
            );
        }
        if show_errors && right && verdict.crud != named.crud {
            println!("c {} crud {}", named.name, named.crud);
        }
    }
    for (source, figures) in &by_source {
        println!("{source:18} {:4}  {figures}", figures.label.all);
    }
    println!(
        "{:13}{}",
        "",
        Label::ALL.map(|label| format!("{label:>12}")).concat()
    );
    for label in Label::ALL {
        let count = |judged| {
            confusion
                .get(&(label.to_string(), judged))
                .copied()
                .unwrap_or_default()
        };
        println!(
            "{:13}{}",
            label.to_string(),
            Label::ALL
                .map(|judged| format!("{:12}", count(judged)))
                .concat()
        );
    }
    println!("{file}: {} names\n{total}", total.label.all);
    total
}

/// What the figures of a list may not fall below, in percent: past against not past, exact label,
/// commands found, found commands that are some, and first suggestion.
type Bounds = [f64; 5];

/// What the development corpus is held to.
const AIM: Bounds = [99.3, 96.0, 96.0, 98.0, 95.0];

/// The lists that were gathered blind, each held a little below what it has reached.
const BLIND: [(&str, Bounds); 121] = [
    ("fresh-names.tsv", [99.3, 98.0, 97.5, 98.5, 97.0]),
    ("fresh-names-2.tsv", [99.3, 97.5, 96.0, 98.5, 95.5]),
    ("fresh-names-3.tsv", [99.3, 97.5, 98.0, 99.0, 97.5]),
    ("fresh-names-4.tsv", [99.0, 96.0, 94.0, 98.5, 92.5]),
    ("fresh-names-5.tsv", [98.8, 96.5, 98.5, 98.0, 96.0]),
    ("fresh-names-6.tsv", [99.3, 95.0, 97.5, 95.0, 86.5]),
    ("fresh-names-7.tsv", [99.3, 98.5, 98.0, 99.0, 96.5]),
    ("fresh-names-8.tsv", [99.3, 98.5, 98.0, 99.0, 97.5]),
    ("fresh-names-9.tsv", [99.3, 97.0, 97.5, 98.0, 95.5]),
    ("fresh-names-10.tsv", [99.3, 97.5, 97.5, 98.5, 95.5]),
    ("fresh-names-11.tsv", [99.3, 97.5, 98.0, 98.0, 96.5]),
    ("fresh-names-12.tsv", [99.3, 98.5, 97.0, 99.0, 97.5]),
    ("fresh-names-13.tsv", [98.6, 96.0, 95.0, 98.0, 93.0]),
    ("fresh-names-14.tsv", [99.3, 98.0, 97.0, 99.0, 96.0]),
    ("fresh-names-15.tsv", [99.3, 97.0, 98.0, 98.0, 97.0]),
    ("fresh-names-16.tsv", [99.0, 96.5, 98.0, 97.5, 98.5]),
    ("fresh-names-17.tsv", [99.0, 97.0, 97.5, 97.5, 95.0]),
    ("fresh-names-18.tsv", [99.0, 96.5, 99.0, 97.5, 97.0]),
    ("fresh-names-19.tsv", [99.0, 98.0, 98.5, 99.0, 98.0]),
    ("fresh-names-20.tsv", [99.0, 96.5, 98.5, 98.5, 97.0]),
    ("fresh-names-21.tsv", [99.0, 95.5, 95.0, 98.0, 96.5]),
    ("fresh-names-22.tsv", [98.5, 97.0, 96.5, 99.0, 94.0]),
    ("fresh-names-23.tsv", [99.3, 97.0, 97.0, 98.0, 97.0]),
    ("fresh-names-24.tsv", [99.3, 93.5, 92.5, 95.5, 87.0]),
    ("fresh-names-25.tsv", [99.3, 94.5, 96.0, 96.0, 94.0]),
    ("fresh-names-26.tsv", [97.3, 93.5, 94.0, 96.0, 92.5]),
    ("fresh-names-27.tsv", [98.5, 96.5, 95.5, 97.5, 93.5]),
    ("fresh-names-28.tsv", [98.5, 97.0, 97.5, 98.5, 96.5]),
    ("fresh-names-29.tsv", [98.5, 96.0, 98.5, 96.5, 97.0]),
    ("fresh-names-30.tsv", [99.0, 97.0, 94.5, 98.0, 95.0]),
    ("fresh-names-31.tsv", [98.0, 97.0, 97.5, 96.0, 95.0]),
    ("fresh-names-32.tsv", [99.0, 97.0, 94.0, 98.0, 97.0]),
    ("fresh-names-33.tsv", [98.0, 95.0, 96.0, 98.0, 94.5]),
    ("fresh-names-34.tsv", [98.5, 95.5, 96.0, 96.0, 90.5]),
    ("fresh-names-35.tsv", [99.0, 98.0, 98.0, 98.0, 95.5]),
    ("fresh-names-36.tsv", [97.0, 93.5, 95.5, 96.0, 91.0]),
    ("fresh-names-37.tsv", [99.0, 96.0, 94.0, 97.5, 91.0]),
    ("fresh-names-38.tsv", [98.5, 94.5, 94.5, 96.0, 91.0]),
    ("fresh-names-39.tsv", [98.0, 95.5, 95.5, 97.0, 92.5]),
    ("fresh-names-40.tsv", [98.5, 97.0, 97.0, 98.5, 95.5]),
    ("fresh-names-41.tsv", [98.0, 96.0, 94.0, 98.0, 92.5]),
    ("fresh-names-42.tsv", [98.0, 97.5, 96.5, 98.0, 93.0]),
    ("fresh-names-43.tsv", [98.5, 92.0, 91.0, 97.0, 88.5]),
    ("fresh-names-44.tsv", [99.0, 97.5, 98.5, 99.0, 93.5]),
    ("fresh-names-45.tsv", [98.5, 97.0, 98.5, 97.0, 96.5]),
    ("fresh-names-46.tsv", [97.5, 96.0, 97.0, 98.5, 98.5]),
    ("fresh-names-47.tsv", [98.5, 95.5, 96.0, 98.0, 92.0]),
    ("fresh-names-48.tsv", [99.0, 97.5, 99.0, 96.5, 97.5]),
    ("fresh-names-49.tsv", [99.0, 96.0, 96.5, 98.0, 94.5]),
    ("fresh-names-50.tsv", [98.5, 96.0, 94.5, 97.5, 91.0]),
    ("fresh-names-51.tsv", [97.5, 92.0, 94.5, 97.0, 94.5]),
    ("fresh-names-52.tsv", [98.5, 96.5, 95.5, 98.0, 94.5]),
    ("fresh-names-53.tsv", [98.0, 97.0, 96.0, 98.0, 95.0]),
    ("fresh-names-54.tsv", [98.0, 93.0, 95.0, 93.0, 90.0]),
    ("fresh-names-55.tsv", [97.0, 95.5, 94.0, 98.5, 92.5]),
    ("fresh-names-56.tsv", [98.5, 97.0, 97.0, 98.5, 94.5]),
    ("fresh-names-57.tsv", [98.0, 96.5, 95.5, 97.0, 87.5]),
    ("fresh-names-58.tsv", [99.0, 94.0, 88.0, 98.0, 84.5]),
    ("fresh-names-59.tsv", [98.5, 91.5, 88.0, 97.0, 83.0]),
    ("fresh-names-60.tsv", [99.0, 96.5, 95.0, 99.0, 93.0]),
    ("fresh-names-61.tsv", [98.5, 95.0, 95.0, 97.5, 92.0]),
    ("fresh-names-62.tsv", [98.5, 95.5, 96.5, 99.0, 91.5]),
    ("fresh-names-63.tsv", [99.0, 96.5, 93.5, 98.5, 86.5]),
    ("fresh-names-64.tsv", [99.0, 97.0, 94.5, 98.5, 89.5]),
    ("fresh-names-65.tsv", [99.5, 98.0, 98.5, 99.5, 88.5]),
    ("fresh-names-66.tsv", [98.5, 94.0, 94.0, 98.0, 90.0]),
    ("fresh-names-67.tsv", [99.0, 96.0, 96.0, 98.5, 86.0]),
    ("fresh-names-68.tsv", [99.0, 97.0, 98.5, 98.0, 93.0]),
    ("fresh-names-69.tsv", [98.5, 95.5, 97.0, 98.0, 89.0]),
    ("fresh-names-70.tsv", [98.0, 93.0, 92.0, 97.0, 89.0]),
    ("fresh-names-71.tsv", [99.5, 97.5, 98.0, 97.5, 95.0]),
    ("fresh-names-72.tsv", [99.0, 96.0, 95.5, 99.5, 93.0]),
    ("fresh-names-73.tsv", [99.5, 97.0, 96.5, 98.5, 90.0]),
    ("fresh-names-74.tsv", [99.0, 95.5, 92.5, 99.0, 83.0]),
    ("fresh-names-75.tsv", [98.5, 95.5, 98.5, 96.0, 90.5]),
    ("fresh-names-76.tsv", [99.5, 94.5, 90.0, 98.5, 86.0]),
    ("fresh-names-77.tsv", [99.5, 95.0, 93.0, 99.0, 91.0]),
    ("fresh-names-78.tsv", [98.5, 93.5, 86.5, 99.0, 85.5]),
    ("fresh-names-79.tsv", [97.5, 95.0, 94.0, 99.0, 85.0]),
    ("fresh-names-80.tsv", [98.5, 91.5, 96.5, 93.0, 79.5]),
    ("fresh-names-81.tsv", [99.5, 96.5, 92.0, 99.0, 89.5]),
    ("fresh-names-82.tsv", [99.5, 97.5, 99.0, 99.5, 91.5]),
    ("fresh-names-83.tsv", [99.0, 96.5, 98.5, 97.0, 94.0]),
    ("fresh-names-84.tsv", [99.0, 95.5, 94.0, 99.0, 90.0]),
    ("fresh-names-85.tsv", [99.0, 97.5, 97.0, 99.5, 96.5]),
    ("fresh-names-86.tsv", [98.5, 95.0, 96.5, 97.0, 86.5]),
    ("fresh-names-87.tsv", [99.0, 97.5, 95.5, 99.5, 92.5]),
    ("fresh-names-88.tsv", [99.0, 96.0, 94.5, 97.5, 87.5]),
    ("fresh-names-89.tsv", [99.5, 97.5, 97.0, 99.5, 97.0]),
    ("fresh-names-90.tsv", [98.0, 94.5, 91.5, 99.0, 89.0]),
    ("fresh-names-91.tsv", [99.0, 97.0, 97.5, 99.0, 95.0]),
    ("fresh-names-92.tsv", [99.0, 94.5, 95.0, 99.5, 83.5]),
    ("fresh-names-93.tsv", [99.5, 97.5, 97.5, 99.0, 97.0]),
    ("fresh-names-94.tsv", [97.5, 95.0, 97.5, 99.0, 92.5]),
    ("fresh-names-95.tsv", [99.0, 96.5, 97.5, 99.0, 94.5]),
    ("fresh-names-96.tsv", [99.0, 94.0, 96.5, 98.5, 93.0]),
    ("fresh-names-97.tsv", [99.0, 97.0, 96.0, 99.5, 94.0]),
    ("fresh-names-98.tsv", [99.5, 96.0, 97.5, 99.0, 91.0]),
    ("fresh-names-99.tsv", [99.5, 97.5, 99.5, 99.5, 96.0]),
    ("fresh-names-100.tsv", [99.0, 97.5, 97.0, 99.0, 93.5]),
    ("fresh-names-101.tsv", [99.0, 97.0, 97.5, 99.5, 92.0]),
    ("fresh-names-102.tsv", [98.0, 94.0, 96.5, 95.5, 94.0]),
    ("fresh-names-103.tsv", [98.0, 94.5, 95.5, 97.0, 92.5]),
    ("fresh-names-104.tsv", [99.0, 94.0, 93.0, 94.0, 89.5]),
    ("fresh-names-105.tsv", [99.0, 94.0, 96.5, 95.5, 91.5]),
    ("fresh-names-106.tsv", [98.5, 95.0, 98.0, 97.5, 95.0]),
    ("fresh-names-107.tsv", [98.0, 93.0, 98.0, 93.0, 88.5]),
    ("fresh-names-108.tsv", [98.5, 96.0, 98.5, 96.0, 96.5]),
    ("fresh-names-109.tsv", [99.0, 93.0, 94.0, 93.5, 88.0]),
    ("fresh-names-110.tsv", [99.0, 96.0, 95.5, 99.0, 96.5]),
    ("fresh-names-111.tsv", [95.0, 92.0, 97.0, 98.5, 85.0]),
    ("fresh-names-112.tsv", [99.5, 93.0, 94.0, 94.0, 90.5]),
    ("fresh-names-113.tsv", [98.5, 94.0, 92.0, 97.0, 92.5]),
    ("fresh-names-114.tsv", [97.5, 93.0, 94.0, 91.5, 89.0]),
    ("fresh-names-115.tsv", [93.0, 89.0, 78.0, 96.5, 74.5]),
    ("fresh-names-116.tsv", [97.5, 95.5, 97.5, 91.5, 91.5]),
    ("fresh-names-117.tsv", [98.0, 97.5, 98.5, 99.5, 93.0]),
    ("fresh-names-118.tsv", [99.0, 96.0, 95.5, 97.0, 91.0]),
    ("fresh-names-119.tsv", [97.5, 94.0, 96.5, 95.0, 89.5]),
    ("fresh-names-120.tsv", [99.0, 94.5, 97.5, 94.0, 87.0]),
    ("fresh-names-121.tsv", [96.5, 93.5, 91.5, 97.5, 87.5]),
];

fn hold(file: &str, bounds: Bounds) {
    let figures = evaluate(file);
    let reached = [
        ("past against not past", &figures.past),
        ("exact label", &figures.label),
        ("commands found", &figures.command_recall),
        ("found commands", &figures.command_precision),
        ("first suggestion", &figures.suggestion),
    ];
    for ((what, figure), bound) in reached.into_iter().zip(bounds) {
        let percent = figure.percent();
        assert!(percent >= bound, "{file}: {what} {percent:.2} < {bound}");
    }
}

#[test]
fn the_corpus_is_judged_as_labelled() {
    hold("event-names.tsv", AIM);
}

#[test]
fn names_of_other_systems_are_judged_as_labelled() {
    let figures = evaluate("own-names.tsv");
    assert!(figures.past.percent() >= 99.3, "past against not past");
    assert!(figures.label.percent() >= 96.0, "exact label");
}

#[test]
fn names_gathered_blind_are_judged_as_labelled() {
    for (file, bounds) in BLIND {
        hold(file, bounds);
    }
}
