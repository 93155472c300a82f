//! What a name carries around its words: namespace, `On`, `Event` and its like, version.

use crate::judge::is_compound;
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::words::{WordList, words};
use std::ops::Range;

/// A part of a name that says nothing of what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affix<'n> {
    /// Which it is.
    pub kind: AffixKind,
    /// It, as written: `DomainEvent`, `V2`, `com.acme.`.
    pub text: &'n str,
    /// Where it starts in the name, in bytes.
    pub start: usize,
    /// Where it ends, in bytes, exclusive.
    pub end: usize,
}

impl Affix<'_> {
    /// The bytes of the name that the affix takes up.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The kinds of affix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AffixKind {
    /// Everything up to the last `.`, `/` or `:` (`com.acme.`, `orders/`).
    Namespace,
    /// A leading `On`, as of a handler.
    On,
    /// A leading `After`.
    After,
    /// `Event`, `DomainEvent`, `IntegrationEvent`.
    Event,
    /// `Notification`, `Message`, `Reply`, and `Response` behind a verb.
    Message,
    /// `Command`.
    Command,
    /// `Request` behind a verb.
    Request,
    /// `Query` behind a verb that asks.
    Query,
    /// `V2`, `v1beta1`, `_v2`.
    Version,
}

/// The affixes of one name, each at most once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Affixes<'n> {
    /// The namespace in front.
    pub namespace: Option<Affix<'n>>,
    /// `On` or `After` in front of the first verb or noun.
    pub prefix: Option<Affix<'n>>,
    /// The wrapper behind the last one.
    pub suffix: Option<Affix<'n>>,
    /// The version at the end.
    pub version: Option<Affix<'n>>,
}

impl<'n> Affixes<'n> {
    /// The affixes present, in the order in which they stand in the name.
    pub fn iter(&self) -> impl Iterator<Item = Affix<'n>> + use<'n> {
        let (mut inner, mut outer) = (self.suffix, self.version);
        if self.is_version_wrapped() {
            (inner, outer) = (outer, inner);
        }
        [self.namespace, self.prefix, inner, outer]
            .into_iter()
            .flatten()
    }
}

impl Affixes<'_> {
    /// Whether the version stands before the wrapper: `OrderCreatedV2Event`.
    pub(crate) fn is_version_wrapped(&self) -> bool {
        self.version
            .zip(self.suffix)
            .is_some_and(|(version, suffix)| version.start < suffix.start)
    }
}

/// The tokens that remain to be judged, and what was set aside to get at them.
pub(crate) struct Core<'n> {
    pub(crate) range: Range<usize>,
    pub(crate) affixes: Affixes<'n>,
}

impl<'n> Core<'n> {
    /// The same with the end of its namespace taken back, from the last segment that is a verb and
    /// nothing else; none if there is no such segment.
    pub(crate) fn widened_to_verb(&self, name: &'n str, tokens: &[Token<'n>]) -> Option<Self> {
        let namespace = self.affixes.namespace?;
        let namespaced = tokens.get(..self.range.start)?;
        let start = namespaced.iter().rposition(Token::is_pure_base)?;
        let alone = last_segment(name, namespaced.get(..=start)?) == start
            && last_segment(name, tokens.get(..start + 2)?) == start + 1;
        // `spend.expense.draft`: a whole system may be called by a verb.
        let acts = tokens
            .get(start)
            .is_some_and(|verb| verb.is_any(words!("add create delete get remove update")));
        let end = tokens
            .get(start)
            .filter(|_| alone && (start > 0 || acts || self.range.start == 1))?
            .start;
        let mut affixes = self.affixes;
        affixes.namespace = (end > 0).then_some(Affix {
            end,
            text: name.get(..end)?,
            ..namespace
        });
        Some(Self {
            range: start..self.range.end,
            affixes,
        })
    }
}

/// Sets the affixes of a name aside. At least one token always remains, if there was any.
pub(crate) fn set_aside<'n>(name: &'n str, tokens: &[Token<'n>]) -> Core<'n> {
    let mut affixes = Affixes::default();
    let affix = |kind, tokens: &[Token<'n>]| {
        let (start, end) = (tokens.first()?.start, tokens.last()?.end);
        Some(Affix {
            kind,
            text: name.get(start..end)?,
            start,
            end,
        })
    };

    let unversioned = without_version(tokens);
    affixes.version = affix(
        AffixKind::Version,
        tokens.get(unversioned.len()..).unwrap_or_default(),
    );

    let (kept, kind) = without_wrapper(name, unversioned);
    affixes.suffix = kind.and_then(|kind| affix(kind, unversioned.get(kept.len()..)?));
    // `OrderCreatedV2Event`
    let kept = match (kind, affixes.version) {
        (Some(_), None) => {
            let bare = without_version(kept);
            let version = kept.get(bare.len()..).unwrap_or_default();
            affixes.version = affix(AffixKind::Version, version);
            bare
        }
        _ => kept,
    };

    let mut start = last_segment(name, kept);
    if let Some(first) = kept.get(start).filter(|_| start > 0) {
        let text = name.get(..first.start).unwrap_or_default();
        affixes.namespace = Some(Affix {
            kind: AffixKind::Namespace,
            text,
            start: 0,
            end: first.start,
        });
    }

    let kind = match kept.get(start..) {
        Some([first, second, ..])
            if first.is("on") && !is_on_compound(second) && !second.is("hold") =>
        {
            Some(AffixKind::On)
        }
        Some([first, _, ..]) if first.is("after") => Some(AffixKind::After),
        // `MsgUpdateParams`, `EventMintCredits`
        Some([first, verb, _, ..])
            if first.is_any(words!("evt msg")) || first.is("event") && verb.is_pure_base() =>
        {
            Some(AffixKind::Event)
        }
        _ => None,
    };
    if let Some(kind) = kind {
        let first = start;
        start += 1;
        // `onAfterPublish`
        if kept.len() > start + 1 && kept.get(start).is_some_and(|next| next.is("after")) {
            start += 1;
        }
        affixes.prefix = affix(kind, kept.get(first..start).unwrap_or_default());
    }
    Core {
        range: start..kept.len(),
        affixes,
    }
}

/// What makes one idea with a preceding `on`: `OnPremises`, `OnDemand`.
pub(crate) fn is_on_compound(token: &Token<'_>) -> bool {
    token.is_any(words!(
        "board call demand premise premises behalf time site trial sale duty track chain"
    ))
}

fn without_version<'t, 'n>(tokens: &'t [Token<'n>]) -> &'t [Token<'n>] {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_version = |text: &str| text.strip_prefix(['v', 'V']).is_some_and(is_number);
    let is_stage = |text: &str| {
        let stage = text.trim_end_matches(|c: char| c.is_ascii_digit());
        ["alpha", "beta"]
            .iter()
            .any(|known| stage.eq_ignore_ascii_case(known))
    };
    match tokens {
        [kept @ .., version, stage]
            if !kept.is_empty() && is_version(version.text) && is_stage(stage.text) =>
        {
            kept
        }
        [kept @ .., last] if !kept.is_empty() && is_version(last.text) => kept,
        [kept @ .., last] if !kept.is_empty() && is_number(last.text) => {
            match without_version(kept) {
                [earlier @ .., version]
                    if !earlier.is_empty() && version.text.eq_ignore_ascii_case("version") =>
                {
                    earlier
                }
                earlier => earlier,
            }
        }
        _ => tokens,
    }
}

/// The tokens of `name` without a wrapper at their end, and which it was.
fn without_wrapper<'t, 'n>(
    name: &str,
    tokens: &'t [Token<'n>],
) -> (&'t [Token<'n>], Option<AffixKind>) {
    let [kept @ .., last] = tokens else {
        return (tokens, None);
    };
    let all = kept;
    let word = wrapper_word(last);
    if !WRAPPERS.has(word) {
        return (tokens, None);
    }
    let segment = last_segment(name, tokens);
    // A wrapper that is a segment of its own wraps what is before it.
    let namespaced = segment > 0 && segment < kept.len();
    let kept = kept
        .get(if namespaced { segment } else { 0 }..)
        .unwrap_or_default();
    let Some(first) = kept.first() else {
        return (tokens, None);
    };
    let before = kept.last().unwrap_or(first);
    // `add_reaction_to_a_message`, `retryHookForMessage`
    let toward = kept.len() > 1 && before.is_any(words!("about for from of to"));
    if toward || before.is_any(words!("a an the this your")) {
        return (tokens, None);
    }
    // `SendMessage`, `CreateEvent`: the wrapper is the verb's object.
    let is_object = kept.len() == 1 && first.is_any(&DEALS_WITH_EVENTS)
        || first.is_any(words!("capture emit fire raise track"));
    // `SendDelayedEvent`, but `DeployCompletedEvent`
    let told_of = before.is_any(words!(
        "completed failed finished received requested sent started succeeded"
    ));
    let is_object = is_object
        || kept.len() == 2
            && first.is_pure_base()
            && before.forms.past
            && !before.forms.base
            && !told_of;
    // `ClearStateCommandMessage`
    let commands = word == "message" && kept.len() > 1 && before.is("command");
    let told = word == "message" || word == "reply";
    // `incomingMessage`
    let moves = kept.len() == 1 && first.is_any(words!("inbound incoming outbound outgoing"));
    if told && moves {
        return (tokens, None);
    }
    let orders = kept.len() > 1 && (first.is_pure_base() || first.is_any(&DEALS_WITH_MESSAGES))
        || kept.iter().any(|token| token.function == Function::Will)
        || matches!(kept, [.., to, verb] if to.is("to") && verb.forms.base);
    let kind = match word {
        "event" if !is_object && !is_call(first, last) => AffixKind::Event,
        "notification" | "message" | "reply"
            if commands
                || !(orders
                    || passes_on(before)
                    || kept.len() == 1 && takes_message(first, told)) =>
        {
            AffixKind::Message
        }
        // `runShellCommand`
        // `OrderApprovedResponse`, `WriteCoilsResponse`
        "response"
            if kept.len() > 1
                && (before.forms.past && !before.forms.base
                    || is_typed(first)
                        && first.is_pure_base()
                        && !first.is_any(words!("collect generate parse validate verify"))
                        && !first.is_any(&DEALS_WITH_MESSAGES)
                        && !first.has(Traits::QUERY)) =>
        {
            AffixKind::Message
        }
        "command"
            if !(namespaced && first.is_early_base()
                || kept.iter().any(|token| token.function == Function::Will)
                || (is_call(first, last) || kept.len() == 1 && !is_typed(first))
                    && first.is_any(words!("exec execute invoke run"))) =>
        {
            AffixKind::Command
        }
        "query"
            if kept.iter().any(|token| token.has(Traits::QUERY))
                || kept.len() > 1
                    && is_typed(first)
                    && (first.is_pure_base() || first.is("read")) =>
        {
            AffixKind::Query
        }
        "request"
            if (kept.len() > 1 || is_typed(first) && first.is_pure_base())
                && !is_call(first, last)
                && (first.is_pure_base() || before.is_pure_base() || is_order(kept, before))
                && !first.is_any(&DEALS_WITH_REQUESTS)
                && !is_compound(before.text, last.text)
                && !(kept.len() == 2
                    && first.is_early_base()
                    && before.is_late_base()
                    && !before.is_pure_base()) =>
        {
            AffixKind::Request
        }
        _ => return (tokens, None),
    };
    match all {
        [earlier @ .., qualifier]
            if !earlier.is_empty()
                && (kind == AffixKind::Event && is_qualifier(qualifier, earlier)
                    || kind == AffixKind::Message && commands && qualifier.is("command")) =>
        {
            (earlier, Some(kind))
        }
        _ => (all, Some(kind)),
    }
}

/// Whether a name that starts with `first` and ends with `last` is in camel case, as functions are:
/// `createApprovalRequest` creates a request, `CreateOrderRequest` asks for an order.
pub(crate) fn is_call(first: &Token<'_>, last: &Token<'_>) -> bool {
    first.is_early_base()
        && first.text.starts_with(char::is_lowercase)
        && last.text.starts_with(char::is_uppercase)
}

/// Whether `before` is an order given to the noun in front of it: `OffsetCommitRequest`.
fn is_order(kept: &[Token<'_>], before: &Token<'_>) -> bool {
    let first = kept.first().is_some_and(Token::is_early_base);
    before.is_late_base() && !first
}

/// Whether the object of a verb is a message: `chat_bot_send_reply`, `AgentSendsMessage`.
fn passes_on(verb: &Token<'_>) -> bool {
    (verb.forms.base || verb.forms.third)
        && verb.lemma().is_some_and(|lemma| {
            ["deliver", "forward", "publish", "receive", "send"].contains(&lemma)
        })
}

/// Whether the one word before a message is the verb whose object it is, or says what became of it:
/// `SendMessage`, `sent_message`, but not `ScrollMessage`.
fn takes_message(verb: &Token<'_>, told: bool) -> bool {
    let said = told && verb.forms.past && !verb.forms.base;
    // `logMessage` is a call, and what shouts is no type.
    let typed = told && is_typed(verb);
    said || verb.is_early_base() && (!typed || verb.is_any(&DEALS_WITH_MESSAGES))
}

/// Whether a word is written as the first of a type's name: `Order`, but not `order` or `ORDER`.
fn is_typed(word: &Token<'_>) -> bool {
    word.text.starts_with(char::is_uppercase) && word.text.chars().any(char::is_lowercase)
}

/// Verbs whose object an event may be: `CreateEvent`.
static DEALS_WITH_EVENTS: WordList = WordList::of(
    "add announce attend cancel create delete dispatch emit fire get handle process publish raise record receive register \
remove replay send store subscribe trigger update",
);

/// Verbs whose object a message may be: `PinMessage`.
static DEALS_WITH_MESSAGES: WordList = WordList::of(
    "archive broadcast cancel compose consume copy create deliver delete dispatch edit flag forward get handle list log mark moderate \
modify pause pin post process produce publish quote react read recall receive reject remove resend resume schedule search send star \
submit trigger unpin unsend update",
);

/// Words that may be no part of what a name says.
static WRAPPERS: WordList =
    WordList::of("event notification message reply response command query request");

/// Words that with `Event` behind them are one wrapper.
static EVENT_QUALIFIERS: WordList = WordList::of("audit business domain integration webhook");

/// Whether `word` behind `earlier` makes one wrapper with the `Event` behind it; `Pre` and `Post` do
/// behind a verb (`UserUpdatePreEvent`).
fn is_qualifier(word: &Token<'_>, earlier: &[Token<'_>]) -> bool {
    let verb = || {
        earlier
            .last()
            .is_some_and(|verb| verb.is_late_base() || verb.forms.past)
    };
    let noted = word.is("notification")
        && earlier.len() > 1
        && !earlier.first().is_some_and(Token::is_pure_base);
    word.is_any(&EVENT_QUALIFIERS) || noted || word.is_any(words!("pre post")) && verb()
}

/// The word that a token is, written out if it is one of the short forms of a wrapper.
fn wrapper_word<'n>(last: &Token<'n>) -> &'n str {
    match last.word {
        "" if last.is("evt") => "event",
        "" if last.is("cmd") => "command",
        "" if last.is("msg") => "message",
        word => word,
    }
}

/// Verbs whose object a request may be: `AcceptJoinRequest`.
pub(crate) static DEALS_WITH_REQUESTS: WordList = WordList::of(
    "\
accept approve authorize cancel confirm decline deny dismiss handle process reject resend retry revoke send \
submit withdraw",
);

/// The index of the first token behind the last `.`, `/` or `:`, or behind the last `_` of a name
/// whose words are joined by capitals (`Invoice_PaymentFailed`).
fn last_segment(name: &str, tokens: &[Token<'_>]) -> usize {
    let gap = |pair: &[Token<'_>]| name.get(pair[0].end..pair[1].start).unwrap_or_default();
    let by_capitals = name.contains('_')
        && tokens.windows(2).any(|pair| {
            gap(pair).is_empty()
                && pair[0].text.ends_with(char::is_lowercase)
                && pair[1].text.starts_with(char::is_uppercase)
        });
    let parts = |gap: &str| gap.contains(['.', '/', ':']) || by_capitals && gap == "_";
    tokens
        .windows(2)
        .rposition(|pair| parts(gap(pair)))
        .map_or(0, |at| at + 1)
}
