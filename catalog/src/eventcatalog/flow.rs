//! Flows: graphs of nodes, each of which names one thing.

use std::collections::HashMap;

use factum_contract::document::Node;
use factum_contract::message::Intent;
use factum_contract::shape::Text;
use factum_contract::span::Spanned;

use super::place::Kind;
use super::resource::{Family, Resource, id_of, list};
use super::wiring::{Wiring, written};
use crate::model::{Flow, Step};
use crate::problem::{Problem, ProblemKind};

/// Reads a flow. A service is one step with the events and commands right before and after it;
/// messages that are next to no service are steps of their own.
pub(super) fn flow(resource: &Resource<'_>, wiring: &mut Wiring<'_>) -> Flow {
    let nodes = list(resource.root, "steps");
    let named = nodes
        .iter()
        .map(|node| wiring.named(node, &resource.id.value))
        .collect();
    let graph = Graph::new(nodes, named);
    for lost in &graph.lost {
        let id = lost.text().unwrap_or_default();
        let known = nodes.iter().filter_map(|node| node.get("id")?.text());
        wiring.certain.push(
            Problem::new(
                ProblemKind::UnresolvedReference,
                lost.span,
                format!("no step of this flow has the id `{id}`"),
            )
            .label("this leads nowhere")
            .help("add the step, or take the pointer out")
            .about(&*resource.id.value)
            .nearest(id, known),
        );
    }
    Flow {
        name: resource.name(),
        namespace: None,
        doc: resource.doc(),
        style: None,
        coordinator: None,
        steps: (0..nodes.len())
            .flat_map(|index| graph.steps(index))
            .collect(),
        span: resource.root.span,
    }
}

/// What a node names, if the model has it.
enum Named {
    Message(Spanned<Text>, Intent),
    Service(Spanned<Text>),
    Nothing,
}

impl Wiring<'_> {
    /// What a node of a flow names.
    fn named(&mut self, node: &Node, subject: &str) -> Named {
        let pointer = |key: &str| node.get(key).filter(|pointer| !pointer.is_null());
        if let Some(pointer) = pointer("message") {
            let found = self.mentioned(pointer, subject);
            let message = found.last().and_then(|id| self.messages.list.get(*id));
            return message.map_or(Named::Nothing, |message| {
                let name = Spanned::new(written(message), id_of(pointer).span);
                Named::Message(name, message.intent)
            });
        }
        if let Some(pointer) = pointer("service").or_else(|| pointer("agent")) {
            let found = self.find(Family::Service, pointer, subject);
            return found.last().map_or(Named::Nothing, |service| {
                let name = self.resources[*service].name().value;
                Named::Service(Spanned::new(name, id_of(pointer).span))
            });
        }
        for (key, kind) in [
            ("flow", Kind::Flow),
            ("container", Kind::Container),
            ("dataProduct", Kind::DataProduct),
        ] {
            if let Some(pointer) = pointer(key) {
                self.find(Family::Other(kind), pointer, subject);
            }
        }
        Named::Nothing
    }
}

/// The nodes of a flow and what leads from one to another.
struct Graph<'a> {
    nodes: &'a [Node],
    named: Vec<Named>,
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    /// What is said to come next and is no node.
    lost: Vec<&'a Node>,
}

impl<'a> Graph<'a> {
    fn new(nodes: &'a [Node], named: Vec<Named>) -> Graph<'a> {
        let ids = nodes.iter().enumerate();
        let by_id: HashMap<&str, usize> = ids
            .filter_map(|(index, node)| Some((node.get("id")?.text()?, index)))
            .collect();
        let mut before = vec![Vec::new(); nodes.len()];
        let mut after = vec![Vec::new(); nodes.len()];
        let mut lost = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let single = node.get("next_step").filter(|next| !next.is_null());
            for next in single.into_iter().chain(list(node, "next_steps")) {
                match id_of(next).text().map(|id| by_id.get(id)) {
                    Some(Some(&next)) => {
                        before[next].push(index);
                        after[index].push(next);
                    }
                    Some(None) => lost.push(id_of(next)),
                    None => {}
                }
            }
        }
        Graph {
            nodes,
            named,
            before,
            after,
            lost,
        }
    }

    /// The steps that a node is.
    fn steps(&self, index: usize) -> Vec<Step> {
        match &self.named[index] {
            Named::Service(service) => self.steps_of_service(index, service),
            Named::Message(name, intent) if !self.is_beside_service(index, *intent) => {
                let name = Some(name.clone());
                let (when, does) = match intent {
                    Intent::Event => (name, None),
                    _ => (None, name),
                };
                vec![Step {
                    when,
                    does,
                    ..self.empty(index)
                }]
            }
            _ => Vec::new(),
        }
    }

    fn steps_of_service(&self, index: usize, service: &Spanned<Text>) -> Vec<Step> {
        let when = self.messages(&self.before[index], |intent| intent == Intent::Event);
        let does = self.messages(&self.before[index], |intent| intent != Intent::Event);
        let then = self.messages(&self.after[index], |intent| intent == Intent::Event);
        let most = when.len().max(does.len()).max(then.len()).max(1);
        (0..most)
            .map(|turn| Step {
                when: when.get(turn).cloned(),
                service: Some(service.clone()),
                does: does.get(turn).cloned(),
                then: then.get(turn).cloned(),
                ..self.empty(index)
            })
            .collect()
    }

    /// Whether a message is told with the service that it leads to or comes from.
    fn is_beside_service(&self, index: usize, intent: Intent) -> bool {
        let is_service = |near: &usize| matches!(self.named[*near], Named::Service(_));
        self.after[index].iter().any(is_service)
            || (intent == Intent::Event && self.before[index].iter().any(is_service))
    }

    fn messages(&self, nodes: &[usize], is_wanted: impl Fn(Intent) -> bool) -> Vec<Spanned<Text>> {
        let messages = nodes.iter().filter_map(|node| match &self.named[*node] {
            Named::Message(name, intent) if is_wanted(*intent) => Some(name.clone()),
            _ => None,
        });
        messages.collect()
    }

    fn empty(&self, index: usize) -> Step {
        Step {
            when: None,
            service: None,
            does: None,
            then: None,
            fails: None,
            compensate: None,
            timeout: None,
            span: self.nodes[index].span,
        }
    }
}
