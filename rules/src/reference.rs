//! The reference page of the rules, made from the rules.

use std::fmt::Write;

use factum_message_rules::rule::{About, Category, files};

/// The page as Markdown: a table of all rules, then each with its reason and its examples.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Rules\n\n\
         <!-- Made from the rules themselves: FACTUM_UPDATE=1 cargo test -p factum-rules --test \
         reference -->\n\n\
         A rule runs if its preset is chosen (`standard` unless configured; each preset contains \
         the ones before it: `minimal`, `standard`, `strict`) or if `factum.toml` gives it a level. \
         `factum explain RULE` shows what stands here.\n\n\
         To allow one place, write `# factum: allow(rule-id) the reason` at the end of its line, \
         or on a line of its own above the entry; `allow-file` covers the file.\n",
    );
    for category in Category::ALL {
        let rules: Vec<&About> = of(category).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(
            page,
            "\n## {}\n\n{}\n\n| rule | severity | preset | finds |\n| --- | --- | --- | --- |\n",
            title(category),
            category.what()
        );
        for about in rules {
            let _ = writeln!(
                page,
                "| [`{id}`](#{id}) | {} | {} | {} |",
                about.severity,
                about.preset.as_str(),
                about.what,
                id = about.id,
            );
        }
    }
    page.push_str("\n## Every rule\n");
    for about in crate::rules() {
        page.push('\n');
        page.push_str(&entry(about));
    }
    page
}

/// What the page says of one rule.
fn entry(about: &About) -> String {
    let mut entry = format!(
        "### {}\n\n{}. {}\n\nCategory {}, severity {}, preset {}.\n",
        about.id,
        about.what,
        about.why,
        about.category.as_str(),
        about.severity,
        about.preset.as_str()
    );
    let examples = [("Bad", about.bad), ("Good", about.good)];
    for (title, example) in examples
        .into_iter()
        .filter(|(_, example)| !example.is_empty())
    {
        let _ = write!(entry, "\n{title}:\n");
        for (path, text) in files(example) {
            let language = if path.ends_with(".yaml") {
                "yaml"
            } else {
                "json"
            };
            let _ = write!(entry, "\n```{language}\n{}\n```\n", text.trim_end());
        }
    }
    entry
}

fn of(category: Category) -> impl Iterator<Item = &'static About> {
    crate::rules().filter(move |about| about.category == category)
}

fn title(category: Category) -> String {
    let word = category.as_str();
    word[..1].to_uppercase() + &word[1..]
}
