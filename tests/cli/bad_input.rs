//! Files that nobody wrote on purpose: each gets a right result or a clear error, and none a panic.

use crate::sandbox::{Run, Sandbox};

const EVENT: &str = "events:\n  OrderPlaced: { fields: { order_id: uuid } }\n";

/// The run of `lint` over one file, which ends as a command should.
fn lint(text: impl AsRef<[u8]>) -> Run {
    let sandbox = Sandbox::new(&[]);
    sandbox.write("events.yaml", text);
    let run = sandbox.run(&["lint", "--preset", "minimal", "events.yaml"]);
    assert!(matches!(run.code, Some(0..=2)), "{run}");
    run
}

#[test]
fn how_a_file_is_encoded_does_not_change_what_it_says() {
    let plain = lint(EVENT);
    assert_eq!(plain.code, Some(0), "{plain}");
    for text in [
        format!("\u{feff}{EVENT}"),
        EVENT.replace('\n', "\r\n"),
        format!("\u{feff}{}", EVENT.replace('\n', "\r\n")),
    ] {
        assert_eq!(lint(&text).stdout, plain.stdout, "{text:?}");
    }
}

#[test]
fn what_is_no_catalog_is_said_with_its_place() {
    let empty = lint("");
    assert_eq!(empty.code, Some(2), "{empty}");
    assert!(empty.stderr.contains("events.yaml"), "{empty}");

    let latin = lint(b"events:\n  Caf\xe9Opened: {}\n");
    assert_eq!(latin.code, Some(2), "{latin}");
    assert!(latin.stderr.contains("UTF-8"), "{latin}");

    let tabs = lint("events:\n\tOrderPlaced: {}\n");
    assert_eq!(tabs.code, Some(1), "{tabs}");
    assert!(tabs.stdout.contains("events.yaml:2"), "{tabs}");
}

#[test]
fn depth_and_repetition_are_bounded() {
    const LEVELS: usize = 100_000;
    let flow = format!(
        "events: {{ OrderPlaced: {{ fields: {}{} }} }}\n",
        "[".repeat(LEVELS),
        "]".repeat(LEVELS)
    );
    let types = format!(
        "events: {{ OrderPlaced: {{ fields: {{ a: \"{}int{}\" }} }} }}\n",
        "[".repeat(LEVELS),
        "]".repeat(LEVELS)
    );
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        bomb.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            [&*before; 10].join(", ")
        ));
    }
    bomb.push_str("events: { OrderPlaced: { examples: *a11 } }\n");
    for text in [flow, types, bomb] {
        let run = lint(&text);
        assert_eq!(run.code, Some(1), "{run}");
        assert!(run.stdout.contains("events.yaml:"), "{run}");
        assert!(run.stdout.len() < 10_000, "{} bytes", run.stdout.len());
    }
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends() {
    let sandbox = Sandbox::new(&[("catalog/events.yaml", EVENT)]);
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(to, sandbox.path().join(at)).unwrap();
    };
    link("..", "catalog/loop");
    link("self.yaml", "catalog/self.yaml");
    let run = sandbox.run(&["list"]);
    assert!(matches!(run.code, Some(0 | 2)), "{run}");
    let named = sandbox.run(&["lint", "catalog/self.yaml"]);
    assert_eq!(named.code, Some(2), "{named}");
    assert!(named.stderr.contains("self.yaml"), "{named}");
}

/// What closes comments, strings and templates in the languages that are generated.
const HOSTILE: &str = r###"
namespace: com.acme
events:
  OrderPlaced:
    doc: "ends */ a comment, \"# a raw string, ``` a block, {{ a template }} and {% a tag %} \\u202e /** //! \" */"
    fields:
      type: { type: string, doc: "\"##; panic!() */ {{ 1 }}" }
      self: string
      fn: "string?"
      async: int
      crate: "enum(Self, fn, type)"
"###;

#[test]
fn hostile_texts_and_keywords_are_generated_as_data() {
    let sandbox = Sandbox::new(&[
        ("events.yaml", HOSTILE),
        (
            "factum.toml",
            "[generate.rust]\nout = 'rust'\n[generate.avro]\nout = 'avro'\n\
             [generate.json-schema]\nout = 'json'\n",
        ),
    ]);
    let run = sandbox.run(&["generate"]);
    assert_eq!(run.code, Some(0), "{run}");
    let again = sandbox.run(&["generate", "--check"]);
    assert_eq!(again.code, Some(0), "{again}");
    let mut seen = 0;
    for file in files(sandbox.path()) {
        let text = std::fs::read_to_string(&file).unwrap();
        match file.extension().and_then(|it| it.to_str()) {
            Some("avsc" | "json") => {
                serde_json::from_str::<serde_json::Value>(&text).unwrap();
                seen += 1;
            }
            Some("rs") => {
                assert!(!text.contains("pub type:"), "{text}");
                seen += 1;
            }
            _ => {}
        }
    }
    assert!(seen >= 3, "{run}");
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

#[test]
fn names_that_collide_in_code_stay_apart_or_are_refused() {
    let sandbox = Sandbox::new(&[
        (
            "events.yaml",
            "events:\n  OrderPlaced: { fields: { orderId: uuid, order_id: uuid } }\n",
        ),
        ("factum.toml", "[generate.rust]\nout = 'rust'\n"),
    ]);
    let run = sandbox.run(&["generate"]);
    match run.code {
        Some(0) => {
            let code: String = files(&sandbox.path().join("rust"))
                .iter()
                .map(|file| std::fs::read_to_string(file).unwrap())
                .collect();
            assert_eq!(code.matches("pub order_id:").count(), 1, "{code}");
        }
        _ => {
            assert!(run.stderr.contains("order_id"), "{run}");
            assert!(!sandbox.path().join("rust").exists());
        }
    }
}

#[test]
fn nothing_is_written_outside_the_project() {
    let sandbox = Sandbox::new(&[("project/events.yaml", EVENT)]);
    for out in ["..", "../elsewhere", "/tmp/elsewhere", "a/../../b"] {
        sandbox.write(
            "project/factum.toml",
            format!("[generate.avro]\nout = '{out}'\n"),
        );
        let run = sandbox.run(&["generate", "project"]);
        assert_eq!(run.code, Some(2), "{out}: {run}");
        assert!(run.stderr.contains(out), "{out}: {run}");
    }
    assert_eq!(std::fs::read_dir(sandbox.path()).unwrap().count(), 1);
}
