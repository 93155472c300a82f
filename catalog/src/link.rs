//! Linking: what files say of each other, once all are read.

use std::collections::{HashMap, HashSet};

use factum_contract::message::{Identity, Version};
use factum_contract::shape::{Text, Type, TypeId};
use factum_contract::span::{Span, Spanned};

use crate::lookup::Lookup;
use crate::model::{Catalog, Source};
use crate::native::{BASES, meant_base};
use crate::problem::{Problem, ProblemKind};
use crate::reader::{for_each_body_type, for_each_message_type};

impl Catalog {
    /// Resolves every name, unites what events and services say of each other, and reports what
    /// is defined twice or nowhere.
    pub(crate) fn link(&mut self) {
        self.reindex();
        self.refuse_repeated_messages();
        self.refuse_repeated_types();
        self.resolve_types();
        self.unite_consumers();
        self.see_roles();
        let mut problems = Vec::new();
        self.check_mentions(&mut problems);
        // Definitions that were lost to a syntax error are no reason to call a name unknown.
        let broken = self
            .problems
            .iter()
            .any(|problem| problem.kind == ProblemKind::Syntax);
        if broken {
            problems.retain(|problem: &Problem| problem.replacement.is_some());
            self.problems.retain(|problem| {
                problem.kind != ProblemKind::UnknownType || problem.replacement.is_some()
            });
        }
        self.problems.extend(problems);
    }

    /// Bare schemas of one name in several files are not one message defined twice: each file may
    /// be the contract of another channel. Their reader tells when they differ. So may each message
    /// of an AsyncAPI document.
    fn refuse_repeated_messages(&mut self) {
        let mut first: HashMap<Identity, Span> = HashMap::with_capacity(self.messages.len());
        let mut repeated = Vec::new();
        for (index, message) in self.messages.iter().enumerate() {
            let source = self.source(message.span.file);
            if message.version == Version::Unstated || source.is_some_and(Source::repeats_names) {
                continue;
            }
            let identity = message.identity();
            if let Some(place) = first.get(&identity) {
                repeated.push(index);
                self.problems.push(
                    Problem::new(
                        ProblemKind::DuplicateDefinition,
                        message.name.span,
                        format!("`{identity}` is defined twice"),
                    )
                    .label("again here")
                    .help("keep one, or give the newer one a `version` of its own")
                    .about(identity.to_string())
                    .related(*place, "first here"),
                );
            } else {
                first.insert(identity, message.name.span);
            }
        }
        if !repeated.is_empty() {
            for index in repeated.into_iter().rev() {
                self.messages.remove(index);
            }
            self.reindex();
        }
    }

    fn refuse_repeated_types(&mut self) {
        type Key<'a> = (Option<&'a str>, &'a str, u32);
        let mut first: HashMap<Key<'_>, Span> = HashMap::with_capacity(self.types.len());
        for (_, definition) in self
            .types
            .iter()
            .filter(|(_, definition)| !definition.synthetic)
        {
            let key = (
                definition.namespace.as_deref(),
                &*definition.name.value,
                definition.version,
            );
            if let Some(place) = first.insert(key, definition.name.span) {
                self.problems.push(
                    Problem::new(
                        ProblemKind::DuplicateDefinition,
                        definition.name.span,
                        format!("the type `{}` is defined twice", definition.name.value),
                    )
                    .label("again here")
                    .help("keep one of the definitions")
                    .about(&*definition.name.value)
                    .related(place, "first here"),
                );
            }
        }
    }

    fn resolve_types(&mut self) {
        let mut problems = Vec::new();
        // The types are taken out while they are changed; looking names up needs the index only.
        let mut messages = std::mem::take(&mut self.messages);
        let mut resolver = Resolver {
            catalog: self,
            cache: HashMap::new(),
            problems: &mut problems,
        };
        for message in &mut messages {
            let namespace = message.namespace.clone();
            let owner = message.name.value.clone();
            for_each_message_type(message, &mut |ty| resolver.resolve(ty, &namespace, &owner));
        }
        let mut bodies: Vec<_> = Vec::with_capacity(resolver.catalog.types.len());
        for (id, definition) in resolver.catalog.types.iter() {
            let mut body = definition.body.clone();
            for_each_body_type(&mut body, &mut |ty| {
                resolver.resolve(ty, &definition.namespace, &definition.name.value);
            });
            bodies.push((id, body));
        }
        self.messages = messages;
        for (id, body) in bodies {
            if let Some(definition) = self.types.get_mut(id) {
                definition.body = body;
            }
        }
        self.problems.extend(problems);
    }

    /// A service's `consumes` and an event's `consumers` are united.
    fn unite_consumers(&mut self) {
        let mut consumers = Vec::new();
        let mut producers = Vec::new();
        for service in &self.services {
            let name = &service.name.value;
            for consumption in &service.consumes {
                let mention = &consumption.message;
                let found = self.find_message(&mention.name.value, mention.namespace.as_deref());
                if let Some(id) = found.id() {
                    consumers.push((id, Spanned::new(name.clone(), mention.name.span)));
                }
            }
            for mention in &service.produces {
                let found = self.find_message(&mention.name.value, mention.namespace.as_deref());
                if let Some(id) = found.id() {
                    producers.push((id, Spanned::new(name.clone(), mention.name.span)));
                }
            }
        }
        let unite = |list: &mut Vec<Spanned<Text>>, service: Spanned<Text>| {
            if !list.iter().any(|known| known.value == service.value) {
                list.push(service);
            }
        };
        for (id, service) in consumers {
            unite(&mut self.messages[id].consumers, service);
        }
        for (id, service) in producers {
            unite(&mut self.messages[id].producers, service);
        }
    }

    fn check_mentions(&self, problems: &mut Vec<Problem>) {
        self.check_replacements(problems);
        let mut check = |subject: &str, name: &Spanned<Text>, namespace: Option<&str>| {
            problems.extend(self.message_problem(subject, name, namespace));
        };
        for service in &self.services {
            for mention in service
                .consumes
                .iter()
                .map(|it| &it.message)
                .chain(&service.produces)
            {
                check(
                    &service.name.value,
                    &mention.name,
                    mention.namespace.as_deref(),
                );
            }
        }
        for flow in &self.flows {
            for (_, name) in flow.steps.iter().flat_map(|step| step.messages()) {
                check(&flow.name.value, name, flow.namespace.as_deref());
            }
        }
        for model in &self.read_models {
            for name in &model.from {
                check(&model.name.value, name, model.namespace.as_deref());
            }
        }
        self.check_services(problems);
        self.check_channels(problems);
    }

    fn check_replacements(&self, problems: &mut Vec<Problem>) {
        for (id, message) in self.messages.iter().enumerate() {
            let deprecated = message.deprecated.as_ref();
            let Some(name) = deprecated.and_then(|it| it.replaced_by.as_ref()) else {
                continue;
            };
            let (subject, namespace) = (&*message.name.value, message.namespace.as_deref());
            if self.find_message(&name.value, namespace).id() == Some(id) {
                let text = format!("`{}` cannot replace itself", name.value);
                problems.push(
                    Problem::new(ProblemKind::InvalidValue, name.span, text)
                        .help("name what to use instead, or leave `replaced_by` out")
                        .about(subject),
                );
            }
            problems.extend(self.message_problem(subject, name, namespace));
        }
    }

    fn message_problem(
        &self,
        subject: &str,
        name: &Spanned<Text>,
        namespace: Option<&str>,
    ) -> Option<Problem> {
        match self.find_message(&name.value, namespace) {
            Lookup::Found(_) => None,
            Lookup::Ambiguous(ids) => {
                let found = ids.iter().map(|id| &self.messages[*id]);
                let names = found
                    .clone()
                    .map(|message| format!("`{}`", message.identity()));
                let names = names.collect::<Vec<_>>().join(", ");
                let mut problem = Problem::new(
                    ProblemKind::AmbiguousReference,
                    name.span,
                    format!("`{}` may be any of {names}", name.value),
                )
                .help("write the full name")
                .about(subject);
                for message in found {
                    problem = problem.related(message.name.span, "one of them");
                }
                Some(problem)
            }
            Lookup::Missing => {
                let message = format!("no event, command or query is called `{}`", name.value);
                let (path, version) = name.value.split_once('@').unwrap_or((&name.value, ""));
                if !version.is_empty()
                    && let Some(id) = self.find_message(path, namespace).id()
                {
                    let exists = &self.messages[id];
                    return Some(
                        Problem::new(
                            ProblemKind::UnknownMessage,
                            name.span,
                            format!("`{path}` has no version {version}"),
                        )
                        .help(format!("its newest version is {}", exists.version))
                        .about(subject)
                        .related(exists.name.span, "defined here"),
                    );
                }
                let known = self.messages.iter().map(|message| &*message.name.value);
                Some(
                    Problem::new(ProblemKind::UnknownMessage, name.span, message)
                        .help("define it, or take the name out")
                        .about(subject)
                        .nearest(&name.value, known),
                )
            }
        }
    }

    /// Services need not be declared; once some are, every other name is a mistake.
    fn check_services(&self, problems: &mut Vec<Problem>) {
        if self.services.is_empty() {
            return;
        }
        // A reader that knows better what to do about it has reported it already.
        let mut reported: HashSet<Span> = self
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::UnknownService)
            .map(|problem| problem.span)
            .collect();
        // Services of an AsyncAPI document are no reason to look for those of another format.
        let format = |span: Span| self.source(span.file).map_or("", |source| source.format);
        let declaring: HashSet<&str> = self
            .services
            .iter()
            .map(|service| format(service.span))
            .collect();
        let mut check = |subject: &str, name: &Spanned<Text>| {
            if !declaring.contains(format(name.span)) {
                return;
            }
            if self.service(&name.value).is_none() && reported.insert(name.span) {
                let known = self.services.iter().map(|service| &*service.name.value);
                problems.push(
                    Problem::new(
                        ProblemKind::UnknownService,
                        name.span,
                        format!("no service is called `{}`", name.value),
                    )
                    .help(format!(
                        "declare it under `services:`: `{}: {{ owner: … }}`",
                        name.value
                    ))
                    .about(subject)
                    .nearest(&name.value, known),
                );
            }
        };
        for message in &self.messages {
            let services = message.producers.iter().chain(&message.consumers);
            for name in services.chain(&message.handler) {
                check(&message.name.value, name);
            }
        }
        for flow in &self.flows {
            let services = flow.steps.iter().filter_map(|step| step.service.as_ref());
            for name in services.chain(&flow.coordinator) {
                check(&flow.name.value, name);
            }
        }
        for model in &self.read_models {
            if let Some(name) = &model.service {
                check(&model.name.value, name);
            }
        }
    }

    fn check_channels(&self, problems: &mut Vec<Problem>) {
        if self.channels.is_empty() {
            return;
        }
        for message in &self.messages {
            for name in message.channels() {
                if self.channel(&name.value).is_some() {
                    continue;
                }
                let known = self.channels.iter().map(|channel| &*channel.name.value);
                problems.push(
                    Problem::new(
                        ProblemKind::UnknownChannel,
                        name.span,
                        format!("no channel is called `{}`", name.value),
                    )
                    .help(format!(
                        "declare it under `channels:`: `{}: {{ kind: log }}`",
                        name.value
                    ))
                    .about(&*message.name.value)
                    .nearest(&name.value, known),
                );
            }
        }
    }
}

/// Resolves references to types, remembering what a name means in a namespace.
struct Resolver<'a> {
    catalog: &'a Catalog,
    cache: HashMap<(Option<Text>, Text), Lookup<TypeId>>,
    problems: &'a mut Vec<Problem>,
}

impl Resolver<'_> {
    fn resolve(&mut self, ty: &mut Type, namespace: &Option<Text>, owner: &str) {
        ty.for_each_reference_mut(&mut |reference| {
            if reference.id.is_some() {
                return;
            }
            let key = (namespace.clone(), reference.name.clone());
            let lookup = self.cache.entry(key).or_insert_with(|| {
                self.catalog
                    .find_type(&reference.name, namespace.as_deref())
            });
            match lookup {
                Lookup::Found(id) => reference.id = Some(*id),
                Lookup::Ambiguous(ids) => {
                    let mut problem = Problem::new(
                        ProblemKind::AmbiguousReference,
                        reference.span,
                        format!("`{}` is defined in several namespaces", reference.name),
                    )
                    .help("write the full name")
                    .about(owner);
                    for definition in ids.iter().filter_map(|id| self.catalog.types.get(*id)) {
                        let namespace = definition.namespace.as_deref().unwrap_or_default();
                        let place = format!("`{namespace}.{}`", definition.name.value);
                        problem = problem.related(definition.name.span, place);
                    }
                    self.problems.push(problem);
                }
                Lookup::Missing => {
                    let problem = Problem::new(
                        ProblemKind::UnknownType,
                        reference.span,
                        format!("no type is called `{}`", reference.name),
                    )
                    .help("define it under `types:`")
                    .about(owner);
                    let known = self.catalog.types.iter().map(|(_, it)| &*it.name.value);
                    let problem = match meant_base(&reference.name) {
                        Some(base) => problem.suggest(base),
                        None => problem.nearest(&reference.name, known.chain(BASES)),
                    };
                    self.problems.push(problem);
                }
            }
        });
    }
}
