//! What a name carries around its words: namespace, `On`, `Event` and its like, version.

use crate::judge::acts_on;
use crate::lexicon::{Function, Traits};
use crate::nominal::is_joined;
use crate::token::Token;
use crate::words::words;
use crate::wrapper::{is_call, is_typed, without_wrapper};
use std::ops::Range;

/// What parts the segments of a name, whatever its casing.
pub(crate) const PARTS: [char; 6] = ['.', '/', ':', '#', ']', '\\'];

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
    /// Everything up to the last `.`, `/`, `:` or `]` (`com.acme.`, `orders/`, `[Cart] `), and the
    /// procedure before a hook within it (`OnPostLineOnBeforeInsertEntry`).
    Namespace,
    /// A leading `On`, as of a handler.
    On,
    /// A leading `After` or `Around`.
    After,
    /// `Event`, `DomainEvent`, `IntegrationEvent`, `Webhook`, and `AUDIT` of what was done.
    Event,
    /// `Notification`, `Message`, `Reply`, `Msg` in front, and `Response` where a message answers.
    Message,
    /// `Command` at either end, `CMD` in front, and `UseCase` behind a verb.
    Command,
    /// `Request` behind a verb.
    Request,
    /// `Query` behind a verb that asks.
    Query,
    /// `V2`, `v1beta1`, `_v2`.
    Version,
    /// The library of Rails that an event is of, which stands last: `render_template.action_view`.
    Library,
}

/// The affixes of one name, each at most once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Affixes<'n> {
    /// The namespace in front.
    pub namespace: Option<Affix<'n>>,
    /// `On`, `After`, `Around`, `Event`, `Msg` or `Command` in front of the first verb or noun.
    pub prefix: Option<Affix<'n>>,
    /// The wrapper behind the last one.
    pub suffix: Option<Affix<'n>>,
    /// The version at the end.
    pub version: Option<Affix<'n>>,
    /// The library behind everything else.
    pub library: Option<Affix<'n>>,
}

impl<'n> Affixes<'n> {
    /// The affixes present, in the order in which they stand in the name.
    pub fn iter(&self) -> impl Iterator<Item = Affix<'n>> + use<'n> {
        let (mut inner, mut outer) = (self.suffix, self.version);
        if self.is_version_wrapped() {
            (inner, outer) = (outer, inner);
        }
        [self.namespace, self.prefix, inner, outer, self.library]
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
    /// The same with the end of its namespace taken back, from the last segment that is a verb
    /// alone, and the last thing its object; none if there is no such segment.
    pub(crate) fn widened_to_verb(&self, name: &'n str, tokens: &[Token<'n>]) -> Option<Self> {
        // `Illuminate\Auth\Events\Lockout`: what is in front is where the type stands.
        let namespace =
            (self.affixes.namespace).filter(|namespace| !namespace.text.ends_with('\\'))?;
        let namespaced = tokens.get(..self.range.start)?;
        // `lease/create/response` answers an order.
        let last = (tokens.get(self.range.clone())?.last()).filter(|last| !last.is("response"))?;
        let parts = Separators::of(name, tokens);
        // `deploy:rollback`, `transcode.progress`
        let about_act = || is_joined(last.text) || last.is("progress");
        // `post-businessLines`
        let called = |verb: &Token<'n>| parts.hyphen && self.range.start == 1 && verb.is("post");
        // `mcpServers_list_tools`, but not `shopApp_wish_list_item`
        let asks = |verb: &Token<'n>| {
            let first = || {
                let before = name.get(..verb.start)?.strip_suffix('_')?;
                Some(!before.contains('_'))
            };
            parts.underscores && verb.is("list") && first() == Some(true)
        };
        // `VPC.CREATE.ADDRESS.GROUP`, `task.move.column`
        let orders = |verb: &Token<'n>| {
            verb.is_pure_base() && !(about_act() || verb.is("go"))
                || asks(verb)
                || acts_on(verb, last)
                || called(verb)
        };
        let start = namespaced.iter().rposition(orders)?;
        let (verb, next) = (tokens.get(start)?, tokens.get(start + 1)?);
        let begins = |start| Some(parts.part(name, tokens.get(start - 1)?, verb));
        let alone = parts.part(name, verb, next) && (start == 0 || begins(start)?);
        // `spend.expense.draft`: a whole system may be called by a verb.
        let acts = verb.is_any(words!("add create delete get patch remove update"))
            // `REGISTER.USER.DATA`
            || verb.is("register") && verb.shouts() && self.range.start > 1
            || verb.is_pure_base() && self.range.start == 1
            // `compile.for.target`
            || next.function == Function::Preposition
            || called(verb);
        let end = Some(verb.start).filter(|_| alone && (start > 0 || acts))?;
        let mut affixes = self.affixes;
        affixes.prefix = None;
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

    let all = without_library(name, tokens).unwrap_or(tokens);
    let library = tokens.get(all.len()..).unwrap_or_default();
    affixes.library = affix(AffixKind::Library, library);
    let unversioned = without_version(all);
    let version = all.get(unversioned.len()..).unwrap_or_default();
    affixes.version = affix(AffixKind::Version, version);

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
    // `OnPostSalesLineOnBeforeInsertShipmentLine`: the procedure within which it happens
    if let [on, rest @ ..] = kept.get(start..).unwrap_or_default()
        && on.is("on")
        && let Some(at) = rest.windows(3).position(|words| {
            let [on, when, _] = words else { return false };
            on.is("on") && is_typed(on) && when.is_any(words!("after before"))
        })
    {
        start += at + 1;
    }
    // `EVENT_TYPE_DELETE_USER`, `CommandTypeCompleteReview`: constants of an enum
    if let [kind, named, verb, .., last] = kept.get(start..).unwrap_or_default()
        && named.is("type")
        && kept.len() > start + 3
        && (kind.is_any(words!("action event message operation")) && verb.is_pure_base()
            || kind.is_any(words!("command decision"))
                && verb.is_early_base()
                && !(last.has(Traits::ATTRIBUTE) || last.is_pure_past()))
    {
        start += 2;
    }
    if let Some(first) = kept.get(start).filter(|_| start > 0) {
        let text = name.get(..first.start).unwrap_or_default();
        affixes.namespace = Some(Affix {
            kind: AffixKind::Namespace,
            text,
            start: 0,
            end: first.start,
        });
    }

    if let Some(kind) = kept.get(start..).and_then(prefix_kind) {
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

/// What the first of `words` says about a name, if it is no part of what the name says itself.
fn prefix_kind(words: &[Token<'_>]) -> Option<AffixKind> {
    match words {
        [on, next, ..] if on.is("on") && !is_on_compound(next) && !next.is("hold") => {
            Some(AffixKind::On)
        }
        [after, _, ..] if after.is_any(words!("after around")) => Some(AffixKind::After),
        // `MsgUpdateParams`, `EventCreateProject`
        [event, verb, _, ..] if event.is("evt") || event.is("event") && verb.is_pure_base() => {
            Some(AffixKind::Event)
        }
        [message, _, _, ..] if message.is("msg") => Some(AffixKind::Message),
        // `CMD_START_ENGINE`
        [command, verb, object, ..]
            if command.is("cmd") && verb.is_early_base() && !object.is_late_base() =>
        {
            Some(AffixKind::Command)
        }
        // `CommandCloseConsumer`
        [command, verb, .., last]
            if command.is("command")
                && is_typed(command)
                && (verb.is_pure_base() || verb.is_any(words!("close open")))
                && !last.has(Traits::FAILURE_NOUN | Traits::ATTRIBUTE)
                && !last.is_any(words!("list queue result status")) =>
        {
            Some(AffixKind::Command)
        }
        // `CommandPatientAdmit`
        [command, next, .., verb]
            if command.is("command")
                && !next.is_any(words!("bus center history line log queue"))
                && (verb.is_pure_base() || verb.is("update")) =>
        {
            Some(AffixKind::Command)
        }
        // `MsgUndelegate`
        [message, verb] if message.is("msg") && is_typed(message) && verb.is_pure_base() => {
            Some(AffixKind::Message)
        }
        _ => None,
    }
}

/// What makes one idea with a preceding `on`: `OnPremises`, `OnDemand`.
pub(crate) fn is_on_compound(token: &Token<'_>) -> bool {
    token.is_any(words!(
        "board call demand prem premise premises ramp behalf time site trial sale duty track chain"
    ))
}

/// Whether `in` and what follows it describe a thing: `in_app_purchase`.
pub(crate) fn is_in_compound(token: &Token<'_>) -> bool {
    token.is_any(words!("app flight line memory place"))
}

/// The tokens before the library of Rails that stands last: `render_template.action_view`.
fn without_library<'t, 'n>(name: &str, tokens: &'t [Token<'n>]) -> Option<&'t [Token<'n>]> {
    let (told, library) = match tokens {
        [told @ .., last] if last.is("railties") => (told, last),
        [told @ .., library, part]
            if library.is_any(words!("action active"))
                && part.is_any(words!(
                    "cable controller dispatch job mailbox mailer model record storage support text view"
                ))
                && library.gap_before(name, part) == "_" =>
        {
            (told, library)
        }
        _ => return None,
    };
    (told.last()?.gap_before(name, library) == ".").then_some(told)
}

fn without_version<'t, 'n>(tokens: &'t [Token<'n>]) -> &'t [Token<'n>] {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_version = |text: &str| text.strip_prefix(['v', 'V']).is_some_and(is_number);
    // `UpdateCountryAlpha2` tells of a code of ISO 3166.
    let is_coded = |kept: &[Token<'_>]| {
        kept.last()
            .is_some_and(|last| last.is_any(words!("code country language")))
    };
    let is_numbered = |text: &str| text.bytes().last().is_some_and(|b| b.is_ascii_digit());
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
        // `PurgeWorkflowBeta1`
        [kept @ .., last]
            if kept.len() > 1
                && !is_coded(kept)
                && is_numbered(last.text)
                && is_stage(last.text) =>
        {
            kept
        }
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

/// What parts the segments of a name: `.`, `/`, `:`, `#` and `__`, a dash between blanks behind a mere
/// thing (`Garden - Visit site`), and `_` or a lone `-` if its words are joined by capitals
/// (`Invoice_PaymentFailed`, `board-cardMoved`).
struct Separators {
    dash: bool,
    underscores: bool,
    double_underscores: bool,
    hyphen: bool,
}

impl Separators {
    fn of(name: &str, tokens: &[Token<'_>]) -> Self {
        let joined = are_joined(tokens);
        let first = tokens.first();
        let ordered = first.is_some_and(Token::is_early_base);
        let dashed = |pair: &[Token<'_>]| pair[0].gap_before(name, &pair[1]) == " - ";
        // `Added to Cart - Pump`: what stands behind only details it.
        let dash = tokens.windows(2).rposition(dashed).is_some_and(|at| {
            let (before, behind) = tokens.split_at(at + 1);
            let told = before
                .iter()
                .any(|token| token.forms.past || token.forms.ing && !token.has(Traits::ING_NOUN));
            let ordered = before.len() > 1 && ordered || before[0].is_pure_base();
            !(told || ordered || behind[0].function != Function::Other)
        });
        Self {
            dash,
            underscores: joined && are_parted_by_underscores(name, tokens),
            // `delete_products__code`: a part of the path that a function is named after.
            double_underscores: !ordered || !name.contains(char::is_lowercase),
            // `Move-VirtualMachine`, but `task-updateStatus`
            hyphen: joined
                && !first.is_some_and(|first| {
                    first.is_pure_base() || (ordered || first.is("new")) && is_typed(first)
                })
                && name.bytes().filter(|byte| *byte == b'-').count() == 1,
        }
    }

    /// Whether two neighbours are in segments of their own.
    fn part(&self, name: &str, before: &Token<'_>, after: &Token<'_>) -> bool {
        let gap = before.gap_before(name, after);
        gap.contains(PARTS)
            || self.dash && gap == " - "
            || self.double_underscores && gap == "__"
            || self.underscores && gap == "_"
            || self.hyphen && gap == "-"
    }
}

/// Whether capitals join some of the words.
fn are_joined(tokens: &[Token<'_>]) -> bool {
    let mut pairs = tokens.windows(2);
    pairs.any(|pair| pair[0].is_joined_to(&pair[1]))
}

/// Whether `_` parts segments behind whatever else does: `Invoice_PaymentFailed`.
fn are_parted_by_underscores(name: &str, tokens: &[Token<'_>]) -> bool {
    let gap = |pair: &[Token<'_>]| pair[0].gap_before(name, &pair[1]);
    // `fileManager.list_folders`
    let mut pairs = tokens.windows(2);
    let start = pairs.rposition(|pair| gap(pair).contains(PARTS));
    let last = &tokens[start.map_or(0, |at| at + 1)..];
    // `User_logged_out_of_WebApp`: one sentence
    let small = |pair: &[Token<'_>]| gap(pair) == "_" && !pair.iter().any(is_typed);
    let sentence = last.first().is_some_and(is_typed)
        && last.windows(2).any(small)
        && last.iter().any(Token::is_pure_past);
    // `OvenEvents.START_HEATING`: words in capitals are joined by it.
    let shouted = |pair: &[Token<'_>]| gap(pair) == "_" && pair.iter().all(Token::shouts);
    are_joined(last) && !sentence && !last.windows(2).last().is_some_and(shouted)
}

/// Whether what follows the word at `at` belongs to a fact that it, or the one before it, tells:
/// `rule.created.by.user`, but not `get.rules.created.by.user`.
fn follows_fact(tokens: &[Token<'_>], at: usize) -> bool {
    let leads_on = |joint: &usize| {
        let joins = |token: &Token<'_>| token.is_any(words!("by for from in into on to via with"));
        tokens.get(*joint).is_some_and(joins) && joint + 1 < tokens.len()
    };
    let Some(joint) = [at + 1, at].into_iter().find(leads_on) else {
        return false;
    };
    let Some((fact, before)) = tokens[..joint].split_last() else {
        return false;
    };
    let told = fact.is_pure_past() || fact.forms.past && tokens[joint].is("by");
    let ordered = |before: &Token<'_>| {
        let unsure = matches!(
            before.function,
            Function::Will | Function::Is | Function::Modal | Function::Not
        );
        let acts = before.is_pure_base() || before.has(Traits::LATE_VERB | Traits::QUERY);
        unsure || acts || before.is("before")
    };
    told && !before.iter().any(ordered)
}

/// The index of the first token of the last segment.
pub(crate) fn last_segment(name: &str, tokens: &[Token<'_>]) -> usize {
    if tokens.windows(2).all(|pair| pair[0].end == pair[1].start) {
        return 0;
    }
    let parts = Separators::of(name, tokens);
    let mut pairs = tokens.windows(2).enumerate();
    pairs
        .rfind(|(at, pair)| {
            // `OrderServices.store#Order`, but not `OrderServices#store`
            let calls = || pair[0].gap_before(name, &pair[1]) == "#" && is_call(&pair[0], &pair[1]);
            parts.part(name, &pair[0], &pair[1]) && !calls() && !follows_fact(tokens, *at)
        })
        .map_or(0, |(at, _)| at + 1)
}
