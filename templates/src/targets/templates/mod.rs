//! Templates of the user's own, in [minijinja](https://docs.rs/minijinja)'s dialect of Jinja.
//!
//! A template is rendered once, or once for each thing of a kind; its output path may then hold
//! expressions too. What it sees is described in [`context`]. Undefined names are errors; a block
//! tag alone on a line leaves no line behind. A template cannot include others.

pub mod context;

use std::path::Path;

use factum_catalog::Catalog;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use rayon::prelude::*;
use serde::Deserialize;

use crate::output::OutputPath;
use crate::target::{GenerateError, Generated, Target};

/// `[[generate.templates]]`
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// The template's file, relative to `factum.toml`.
    pub template: String,
    /// The output's path, relative to `factum.toml`: `docs/{{ event.name }}.md`.
    pub out: String,
    /// For each of what it is rendered; once for the whole catalog, unless stated.
    #[serde(default)]
    pub each: Option<Each>,
}

/// What a template is rendered for, and what the variable is called that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Each {
    /// `event`
    Event,
    /// `command`
    Command,
    /// `query`
    Query,
    /// `type`
    Type,
    /// `service`
    Service,
    /// `channel`
    Channel,
    /// `flow`
    Flow,
    /// `read_model`
    ReadModel,
}

impl Each {
    /// The variable, and the list of the context that it goes through.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Each::Event => ("event", "events"),
            Each::Command => ("command", "commands"),
            Each::Query => ("query", "queries"),
            Each::Type => ("type", "types"),
            Each::Service => ("service", "services"),
            Each::Channel => ("channel", "channels"),
            Each::Flow => ("flow", "flows"),
            Each::ReadModel => ("read_model", "read_models"),
        }
    }
}

/// The target.
pub struct Templates {
    environment: Environment<'static>,
    options: Vec<Options>,
}

const NAME: &str = "templates";

/// How many instructions one output may take: a thousand for each of a hundred thousand events, but
/// no endless loop.
const FUEL: u64 = 100_000_000;

/// The name of the template that the `index`th output path is.
fn path_template(index: usize) -> String {
    format!("factum.toml, `out` of template {}", index + 1)
}

impl Templates {
    /// Reads and parses the templates.
    ///
    /// # Errors
    /// If a file cannot be read, or is no template.
    pub fn read(options: &[Options], root: &Path) -> Result<Templates, GenerateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build();
        environment.set_syntax(syntax.map_err(|error| failure(&error))?);
        for (index, options) in options.iter().enumerate() {
            let unreadable = |source| GenerateError::Unreadable {
                path: options.template.clone(),
                source,
            };
            let text = std::fs::read_to_string(root.join(&options.template)).map_err(unreadable)?;
            for (name, text) in [
                (options.template.clone(), text),
                (path_template(index), options.out.clone()),
            ] {
                environment
                    .add_template_owned(name, text)
                    .map_err(|error| failure(&error))?;
            }
        }
        Ok(Templates {
            environment,
            options: options.to_vec(),
        })
    }

    /// The path and the text of one output.
    fn render(
        &self,
        index: usize,
        options: &Options,
        context: &Value,
    ) -> Result<(OutputPath, String), GenerateError> {
        let render = |name: &str| {
            let template = self.environment.get_template(name);
            template
                .and_then(|template| template.render(context))
                .map_err(|error| failure(&error))
        };
        let path = OutputPath::new(&render(&path_template(index))?).map_err(|source| {
            GenerateError::Path {
                target: NAME,
                source,
            }
        })?;
        Ok((path, render(&options.template)?))
    }
}

impl Target for Templates {
    fn name(&self) -> &'static str {
        NAME
    }

    fn generate(&self, catalog: &Catalog) -> Result<Generated, GenerateError> {
        let mut generated = Generated::default();
        let context = Value::from(Serde(context::Context::of(catalog)));
        for (index, options) in self.options.iter().enumerate() {
            let contexts: Vec<Value> = match options.each {
                None => vec![minijinja::context! { catalog => context.clone() }],
                Some(each) => {
                    let (variable, list) = each.names();
                    let all = context.get_attr(list).map_err(|error| failure(&error))?;
                    let all = all.try_iter().map_err(|error| failure(&error))?;
                    all.map(|one| {
                        let pairs = [("catalog", context.clone()), (variable, one)];
                        Value::from_pairs(pairs)
                    })
                    .collect()
                }
            };
            let outputs: Vec<(OutputPath, String)> = contexts
                .par_iter()
                .map(|context| self.render(index, options, context))
                .collect::<Result<_, _>>()?;
            for (path, text) in outputs {
                generated.outputs.add(path, NAME, text)?;
            }
        }
        Ok(generated)
    }
}

/// The error of the innermost template, with its place.
fn failure(error: &minijinja::Error) -> GenerateError {
    let name = error.name().unwrap_or("template");
    let place = match error.line() {
        Some(line) => format!("{name}:{line}"),
        None => name.to_owned(),
    };
    let mut message = error.kind().to_string();
    if let Some(detail) = error.detail() {
        message.push_str(": ");
        message.push_str(detail);
    }
    GenerateError::Template { place, message }
}
