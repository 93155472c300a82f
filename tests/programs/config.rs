//! The derives take their settings from `factum.toml`.

use crate::program::Program;

const EVENT: &str = r#"
/// The basket was handed over to another customer.
#[derive(factum::Event)]
#[event(namespace = "com.acme", key = basket_id)]
pub struct BasketRehomed {
    pub basket_id: String,
    pub rehomed_at: String,
}
"#;

#[test]
fn rules_are_as_the_file_says_and_a_changed_file_counts() {
    let program = Program::new("configured");
    program.write(
        "src/main.rs",
        "#![allow(unused)]\nmod legacy;\nfn main() {}",
    );
    program.write("src/legacy.rs", EVENT);
    program.write("factum.toml", "[rules]\nno-producer = 'warning'\n");
    let told = program.cargo("check");
    assert!(told.succeeded, "{}", told.stderr);
    assert!(told.stderr.contains("::time_in_string`: `rehomed_at`"));

    program.write("factum.toml", "[rules]\ntime-in-string = 'error'\n");
    let told = program.cargo("check");
    assert!(!told.succeeded);
    assert!(told.stderr.contains("error: `rehomed_at` is a time"));

    program.write(
        "factum.toml",
        "[rules]\ntime-in-string = 'error'\n\n\
         [[path]]\npaths = ['src/legacy.rs']\nrules = { time-in-string = 'off' }\n",
    );
    let told = program.cargo("check");
    assert!(told.succeeded && told.stderr.is_empty(), "{}", told.stderr);

    program.write("factum.toml", "[rules]\ntime-in-strnig = 'error'\n");
    let told = program.cargo("check");
    assert!(!told.succeeded);
    let mistake = "error: factum.toml:2:1: there is no rule `time-in-strnig`";
    assert!(told.stderr.contains(mistake), "{}", told.stderr);
    assert!(told.stderr.contains("did you mean `time-in-string`?"));
}

#[test]
fn names_are_judged_with_the_words_of_the_house() {
    let program = Program::new("worded");
    program.write(
        "src/main.rs",
        "#![allow(unused)]\nmod legacy;\nfn main() {}",
    );
    let event = EVENT.replace("BasketRehomed", "DunnOrder");
    program.write("src/legacy.rs", &event);
    let rules = "[rules]\ntime-in-string = 'off'\n";
    let words = format!("{rules}[names]\nverbs = ['dunn']\n");
    program.write("factum.toml", &words);
    let told = program.cargo("check");
    assert!(!told.succeeded);
    let proposed = "error: `DunnOrder` orders someone to act";
    assert!(told.stderr.contains(proposed), "{}", told.stderr);

    let unjudged = format!("{rules}[names]\nlanguage = 'none'\n");
    program.write("factum.toml", &unjudged);
    let told = program.cargo("check");
    assert!(told.succeeded && told.stderr.is_empty(), "{}", told.stderr);
}
