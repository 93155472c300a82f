//! Notes on what a format has no place for.

use factum_catalog::Catalog;
use factum_catalog::contract::emit::Note;
use factum_catalog::contract::message::Message;
use factum_catalog::contract::shape::Text;
use factum_catalog::contract::span::{Span, Spanned};

/// That something with a name is left out.
pub(crate) fn definition(name: &Spanned<Text>, what: &str) -> Note {
    Note::new(&*name.value, format!("{what} is not carried"), name.span)
}

/// That something about a message is left out.
pub(crate) fn of_message(message: &Message, what: &str, span: Span) -> Note {
    let text = format!("{what} is not carried");
    Note::new(message.identity().to_string(), text, span)
}

/// That processes and projections are left out.
pub(crate) fn flows_and_read_models(catalog: &Catalog) -> Vec<Note> {
    let flows = catalog.flows.iter();
    let flows = flows.map(|it| definition(&it.name, "the flow"));
    let models = catalog.read_models.iter();
    let models = models.map(|it| definition(&it.name, "the read model"));
    flows.chain(models).collect()
}
