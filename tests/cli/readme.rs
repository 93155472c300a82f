//! The README's commands, run as they stand there: what follows a command is what it prints, `...`
//! standing for any lines.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::{Run, Sandbox};

const README: &str = include_str!("../../README.md");

/// The code blocks of the README in one language, in order.
fn blocks(language: &str) -> Vec<&'static str> {
    let opening = format!("{language}\n");
    README
        .split("```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.strip_prefix(&*opening))
        .collect()
}

/// The commands of a block, each with what it prints.
fn commands(block: &'static str) -> Vec<(&'static str, &'static str)> {
    block
        .split("$ ")
        .skip(1)
        .map(|text| text.split_once('\n').unwrap_or((text, "")))
        .collect()
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn copy(from: &Path, sandbox: &Sandbox, to: &str) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{to}/{}", entry.file_name().to_string_lossy());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), sandbox, &name),
            false => sandbox.write(&name, fs::read(entry.path()).unwrap()),
        }
    }
}

fn git(sandbox: &Sandbox, arguments: &[&str]) {
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
    let mut command = std::process::Command::new("git");
    let output = command
        .args(who)
        .args(arguments)
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
}

/// A repository with the README's catalog and targets and the samples, in which the last commit
/// took a field away that billing reads.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new(&[]);
    copy(&repository().join("examples"), &sandbox, "examples");
    let catalog = blocks("yaml")[0];
    let consumed = catalog.replace("    key:", "    consumers: [billing]\n    key:")
        + "services:\n  orders: { owner: team-shop, publishes_via: outbox }\n  billing: { owner: team-money, consumes: { OrderPlaced: { dedup: event_id } } }\n";
    sandbox.write("events/orders.yaml", &consumed);
    let settings = "[catalog]\ninclude = [\"events/**\"]\n\n".to_owned()
        + blocks("toml").last().copied().unwrap_or_default();
    sandbox.write("factum.toml", settings);
    git(&sandbox, &["init", "--quiet"]);
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "-m", "first"]);
    assert_eq!(sandbox.run(&["generate"]).code, Some(0));
    sandbox.write(
        "events/orders.yaml",
        consumed.replace("      total: decimal(12,2)\n", ""),
    );
    assert_eq!(sandbox.run(&["generate"]).code, Some(0));
    git(&sandbox, &["add", "."]);
    git(&sandbox, &["commit", "--quiet", "-m", "second"]);
    sandbox
}

/// Runs a command of the README, if it is one of factum's.
fn run(sandbox: &Sandbox, command: &str) -> Option<Run> {
    let command = command
        .strip_prefix("factum ")
        .or_else(|| command.strip_prefix("cargo run --quiet --package factum-cli -- "))?;
    Some(sandbox.run(&command.split_whitespace().collect::<Vec<_>>()))
}

/// Whether lines are as expected, `...` standing for any number of them.
fn is_as_expected(expected: &[&str], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((&"...", rest)) => {
            (0..=printed.len()).any(|skipped| is_as_expected(rest, &printed[skipped..]))
        }
        Some((line, rest)) => printed
            .split_first()
            .is_some_and(|(first, printed)| first == line && is_as_expected(rest, printed)),
    }
}

#[test]
fn the_commands_of_the_readme_print_what_it_says() {
    let sandbox = sandbox();
    let mut ran = 0;
    for (command, expected) in blocks("console").into_iter().flat_map(commands) {
        let Some(run) = run(&sandbox, command) else {
            continue;
        };
        ran += 1;
        let printed = run.stdout + &run.stderr;
        let lines = |text: &'static str| text.trim_end().lines().collect::<Vec<_>>();
        let actual: Vec<_> = printed.trim_end().lines().collect();
        assert!(
            is_as_expected(&lines(expected), &actual),
            "$ {command}\nexpected:\n{expected}\nprinted:\n{printed}"
        );
    }
    assert!(ran >= 6, "only {ran} commands were found");
}

#[test]
fn the_test_command_of_the_readme_is_that_of_ci() {
    let ci = fs::read_to_string(repository().join(".ci/run")).unwrap();
    let commands = blocks("console").into_iter().flat_map(commands);
    let tests: Vec<_> = commands
        .filter(|(command, _)| command.starts_with("cargo test"))
        .collect();
    assert!(matches!(tests[..], [(command, _)] if ci.lines().any(|line| line == command)));
}
