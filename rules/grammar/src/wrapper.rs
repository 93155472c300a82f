//! Words that wrap what a name says: `Event`, `Command`, `Request` and their like.

use crate::affix::{AffixKind, last_segment};
use crate::judge::{HANDLES_RESPONSES, MODIFIERS, is_compound, is_particle_of, is_person};
use crate::lexicon::{Function, Traits};
use crate::token::Token;
use crate::words::words;

/// The tokens of `name` without a wrapper at their end, and which it was.
pub(crate) fn without_wrapper<'t, 'n>(
    name: &str,
    tokens: &'t [Token<'n>],
) -> (&'t [Token<'n>], Option<AffixKind>) {
    let [all @ .., last] = tokens else {
        return (tokens, None);
    };
    // `UpdateVoiceCommandModel`
    let given = |before: &Token<'_>| before.is_any(words!("device error remote shell voice"));
    let commanded =
        || matches!(all, [_, .., before, inner] if inner.is("command") && !given(before));
    // `LoadFinishedEventArgs`
    if let [words @ .., event] = all
        && !words.is_empty()
        && event.is("event")
        && last.is("args")
    {
        return (words, Some(AffixKind::Event));
    }
    // `SNAPSHOT_DELETED_AUDIT`: what is written down has happened
    if let [first, .., done] = all
        && last.is("audit")
        && last.shouts()
        && done.is_any(words!(
            "added created deleted disabled enabled modified removed updated viewed"
        ))
        && !(first.is_pure_base() || first.has(Traits::QUERY))
        && (all.len() == 2 || !first.is_early_base())
    {
        return (all, Some(AffixKind::Event));
    }
    // `CloseAccountUseCase`
    if let [words @ .., named] = all
        && words.len() > 1
        && words.first().is_some_and(Token::is_early_base)
        && named.is("use")
        && last.is("case")
    {
        return (words, Some(AffixKind::Command));
    }
    // `CloseAccountCommandModel`
    if last.is_any(&SHAPES) && is_typed(last) && commanded() {
        let (words, kind) = without_wrapper(name, all);
        return (if kind.is_some() { words } else { tokens }, kind);
    }
    let word = wrapper_word(last);
    if is_action(name, all, last) {
        return (all, Some(AffixKind::Command));
    }
    if !is_wrapper(word) {
        return (tokens, None);
    }
    let segment = last_segment(name, tokens);
    // A wrapper that is a segment of its own wraps what is before it.
    let namespaced = segment > 0 && segment < all.len();
    let words = all.get(if namespaced { segment } else { 0 }..);
    // `BeforeReceiveErrorMessage`
    let words = match words.unwrap_or_default() {
        [before, order @ ..] if before.is("before") && order.len() > 1 => order,
        // `afterSaveMessage`
        [after, verb]
            if after.is("after")
                && !is_typed(after)
                && verb.is_early_base()
                && matches!(word, "message" | "notification") =>
        {
            return (tokens, None);
        }
        words => words,
    };
    let (Some(first), Some(before)) = (words.first(), words.last()) else {
        return (tokens, None);
    };
    let wrapped = Wrapped {
        words,
        first,
        before,
        last,
        namespaced,
    };
    let Some(kind) = wrapped.kind(word) else {
        return (tokens, None);
    };
    match all {
        [earlier @ .., qualifier]
            if !earlier.is_empty()
                && (kind == AffixKind::Event && is_qualifier(qualifier, earlier)
                    || word == "message" && wrapped.is_doubled()) =>
        {
            (earlier, Some(kind))
        }
        _ => (all, Some(kind)),
    }
}

/// Whether a name ends in `/action` behind an order: `Acme.Compute/machines/restart/action`.
fn is_action(name: &str, all: &[Token<'_>], last: &Token<'_>) -> bool {
    let parted = |before: &Token<'_>| before.gap_before(name, last) == "/";
    if !last.is("action") || !all.last().is_some_and(parted) {
        return false;
    }
    let start = last_segment(name, all);
    let orders = match all.get(start..).unwrap_or_default() {
        [verb] => verb.is_early_base(),
        // `powerOff`
        [verb, particle] if is_particle_of(verb, particle) => verb.forms.base,
        [verb, next, ..] => verb.is_joined_to(next) && verb.is_early_base(),
        [] => false,
    };
    start > 0 && orders
}

/// What stands before a word that may be a wrapper.
struct Wrapped<'t, 'n> {
    words: &'t [Token<'n>],
    first: &'t Token<'n>,
    /// The one right before the wrapper.
    before: &'t Token<'n>,
    /// The wrapper itself.
    last: &'t Token<'n>,
    /// Whether the wrapper is a segment of its own.
    namespaced: bool,
}

impl Wrapped<'_, '_> {
    /// The wrapper that `word` is here; none if it belongs to what the name says.
    fn kind(&self, word: &str) -> Option<AffixKind> {
        // `add_reaction_to_a_message`, `retryHookForMessage`
        let toward = !self.is_alone() && self.before.is_any(words!("about and for from of or to"));
        if toward || self.before.is_any(words!("a an the this your")) {
            return None;
        }
        // `SendCustomEvent`: no adjective is an object.
        let bare = self.words.len() == 2
            && (self.first.is_pure_base() || self.first.is("read") && !self.before.is("only"))
            && self.before.is_pure_adjective()
            && !self.before.is_any(words!("complete ready"));
        if bare && word != "request" {
            return None;
        }
        let short = !self.last.is(word);
        let (kind, wraps) = match word {
            // `CancelEvt`, but not `PublishEvt`
            "event" => {
                let dealt = words!("dispatch handle process publish send store");
                let wraps = short && !self.first.is_any(dealt);
                (AffixKind::Event, wraps || !self.takes_event())
            }
            "webhook" => (
                AffixKind::Event,
                !self.first.is_early_base() && !self.first.is_pure_past(),
            ),
            "notification" => (AffixKind::Message, !self.takes_message(false)),
            // `agent_reply`
            "reply"
                if is_person(self.before)
                    && !(is_typed(self.first) && self.first.is_early_base()) =>
            {
                return None;
            }
            "message" | "reply" => (AffixKind::Message, !self.takes_message(true)),
            "response" if short => (AffixKind::Message, self.acts_or_acted()),
            "response" => (AffixKind::Message, self.is_answered()),
            "command" => (AffixKind::Command, !self.takes_command()),
            "query" => (AffixKind::Query, self.asks()),
            "request" if short => (AffixKind::Request, self.acts_or_acted()),
            "request" => (AffixKind::Request, self.is_requested()),
            _ => return None,
        };
        wraps.then_some(kind)
    }

    fn is_alone(&self) -> bool {
        self.words.len() == 1
    }

    fn is_call(&self) -> bool {
        is_call(self.first, self.last)
    }

    /// `onWillReceiveMessage`
    fn is_to_come(&self) -> bool {
        (self.words.iter()).any(|token| token.function == Function::Will)
    }

    /// `ClearStateCommandMessage`, `AssignPresenterReqMsg`
    fn is_doubled(&self) -> bool {
        !self.is_alone() && self.before.is_any(words!("cmd command evt pub req"))
    }

    /// `CreateEvent`, `SendDelayedEvent`, but not `DeployCompletedEvent`.
    fn takes_event(&self) -> bool {
        let told_of = words!("completed failed finished received requested sent started succeeded");
        let described = self.before.is_pure_past();
        let pure = self.first.is_pure_base();
        let deals = self.first.is_any(&DEALS_WITH_EVENTS);
        // `RestartQueuedEvent`, but not `SendQueuedEvent`
        let queued = !deals && self.before.is_any(words!("queued triggered"));
        let ended = self.before.is_any(told_of) || queued;
        let emits =
            self.first.is_any(words!("capture emit fire raise track")) && (pure || !described);
        match self.words {
            [_] => deals || emits || self.is_call(),
            [_, kind] => {
                emits
                    || pure && described && !ended
                    || deals && kind.is("cloud")
                    || self.calls(ended)
            }
            _ => emits || self.calls(ended),
        }
    }

    /// Whether a name in camel case is a call that an event is given to: `logErrorEvent`,
    /// `saveOrderEvent`, but not `bidRetractedEvent` or `queueStatusEvent`.
    fn calls(&self, ended: bool) -> bool {
        if !self.is_call() {
            return false;
        }
        let failed = self.before.has(Traits::FAILURE_NOUN);
        let handles = self
            .first
            .is_any(words!("handle log process replay reprocess retry track"))
            && (self.words.len() > 2 || failed)
            || failed && self.first.is_any(words!("record report save store"));
        let told = self.before.forms.past || self.before.forms.ing;
        let deals = self.first.is_any(&DEALS_WITH_EVENTS) || self.first.has(Traits::LATE_VERB);
        let acts = self.first.is_pure_base() || deals && !told;
        handles || acts && !(ended || failed)
    }

    /// Whether a message is the object of a verb, or went one way or became something: `SendMessage`,
    /// `incomingMessage`, `sent_message`, but not `ScrollMessage`, nor one that tells how an attempt ended.
    /// What is `told` is no mere notification.
    fn takes_message(&self, told: bool) -> bool {
        if told && self.is_doubled() {
            return false;
        }
        let first = self.first;
        // `AddInventoryMsg`
        let abbreviated = self.last.is("msg") && is_typed(first) && !passes_on(first);
        // `guest_delete_message`
        let deals = |verb: &Token<'_>| verb.is_pure_base() && verb.is_any(&DEALS_WITH_MESSAGES);
        // `CreateInvoiceFailedNotification`, but not `SendInvoicePaidNotification`
        let ended = words!("completed failed finished rejected started succeeded");
        let tried = self.before.is_any(ended) && first.is_any(&TRIED);
        // `PostTitleChangedNotification`
        let befell = !told && self.before.is_pure_past() && first.is_any(words!("post quote"));
        if self.words.len() > 2 && (tried || befell) {
            return false;
        }
        let read = || {
            let sorts = words!("direct email new private text voice");
            is_in_talk(self.before) || self.before.is_any(sorts)
        };
        // `NewChatMessage`, `bbp_new_reply`, but a `NewOrderMessage` tells of an order.
        let new = || self.words.iter().any(|token| token.is("new")) && read();
        // `DisbandFleetMessage`, but `DecodeLoginMessage` and `InjectUserMessage`
        let of_order =
            || told && is_typed(first) && !(first.is_any(&DEALS_WITH_MESSAGES) || read());
        let came = || {
            let went = first.is_any(words!("inbound incoming outbound outgoing"));
            went && !self.before.forms.past && (self.is_alone() || !is_typed(first))
                || first.is("sent") && !is_typed(first)
                || new()
        };
        if !self.is_alone() {
            return told && came()
                || first.is_pure_base() && !(abbreviated || of_order())
                || first.is_any(&DEALS_WITH_MESSAGES)
                || matches!(self.words, [.., to, verb] if to.is("to") && verb.forms.base)
                || matches!(self.words, [before, verb] if before.is("before") && verb.is_early_base()
                    || before.is("on") && verb.is_any(&DEALS_WITH_MESSAGES))
                || self.is_to_come()
                || told && first.is_any(words!("receiving sending"))
                || told && first.is("check") && !is_typed(first)
                || told && !is_typed(self.last) && is_in_talk(first) && deals(self.before)
                || first.is_any(&MODIFIERS) && self.words.get(1).is_some_and(deals)
                || passes_on(self.before);
        }
        let became = first.is_pure_past();
        // `logMessage` is a call, and what shouts is no type.
        let typed = told && is_typed(first);
        // `opened_notification`
        let handled = first.is_any(words!("clicked dismissed opened tapped"));
        told && (came() || became)
            || handled
            || passes_on(first)
            || first.is_early_base() && (!typed || first.is_any(&DEALS_WITH_MESSAGES))
            || first.is_any(words!("acknowledge check drop nack park quarantine"))
    }

    /// `SYNC_REQ`: nobody writes an object short, so that it wraps whatever acts or acted.
    fn acts_or_acted(&self) -> bool {
        let acts = self.first.is_late_base() && !self.first.has(Traits::QUERY);
        acts || self.before.is_pure_past()
    }

    /// `OrderApprovedResponse`, `WriteCoilsResponse`
    fn is_answered(&self) -> bool {
        let done = self.before.is_pure_past();
        let ordered = is_typed(self.first)
            && self.first.is_pure_base()
            && !self.first.has(Traits::QUERY)
            && !self.first.is_any(&HANDLES_RESPONSES)
            && !self.first.is_any(words!("create delete generate validate verify"))
            // `RoomCreateResponse`
            || is_typed(self.first) && self.words.len() == 2 && self.before.is_any(words!("create delete"));
        !self.is_alone() && (done || ordered)
    }

    /// `runShellCommand`
    fn takes_command(&self) -> bool {
        let runs = self.first.is_any(words!("exec execute invoke run"));
        self.namespaced && self.first.is_early_base()
            || self.is_to_come()
            || runs && (self.is_call() || self.is_alone() && !is_typed(self.first))
            || self.first.is("send") && self.is_alone()
            // `SendDeviceCommand`
            || self.first.is_any(words!("issue send"))
                && self.before.is_any(words!("device remote shell voice"))
    }

    /// `FindOrdersQuery`, `ValidateOrderQuery`, but not `DeleteSavedQuery`.
    fn asks(&self) -> bool {
        let orders = (self.first.is_pure_base() || self.first.is("read"))
            && !self.first.is_any(&DEALS_WITH_QUERIES);
        (self.words.iter()).any(|token| token.has(Traits::QUERY))
            || !self.is_alone() && is_typed(self.first) && orders
    }

    /// `CreateOrderRequest`, but not `ApproveLeaveRequest`.
    fn is_requested(&self) -> bool {
        let (first, before) = (self.first, self.before);
        let act = self.words.len() == 2
            && first.is_early_base()
            && before.is_late_base()
            && !before.is_pure_base();
        let alone = self.is_alone() && !(is_typed(first) && first.is_pure_base());
        // `WillCreateFilesRequest`, but not `BuyerWillRequest`.
        if self.is_to_come() {
            return before.function != Function::Will;
        }
        !alone
            && !self.is_call()
            && (first.is_pure_base() || before.is_pure_base() || is_order(self.words, before))
            && !first.is_any(&DEALS_WITH_REQUESTS)
            && !is_compound(before.text, self.last.text)
            && !act
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
        && (verb.lemma())
            .is_some_and(|lemma| words!("deliver forward publish receive send").has(lemma))
}

/// Whether a word is written as the first of a type's name: `Order`, but not `order` or `ORDER`.
pub(crate) fn is_typed(word: &Token<'_>) -> bool {
    word.text.starts_with(char::is_uppercase) && word.text.chars().any(char::is_lowercase)
}

words! {
    /// Verbs whose object an event may be: `CreateEvent`.
    static DEALS_WITH_EVENTS = "\
add announce attend cancel create delete dispatch get handle process publish receive \
record register remove replay send store subscribe trigger update";
}

words! {
    /// Verbs whose object a message may be: `PinMessage`.
    static DEALS_WITH_MESSAGES = "\
archive broadcast cancel compose consume copy create decode decrypt delay delete deliver \
dequeue dispatch edit encode enqueue encrypt flag forward get handle list log mark moderate modify pause pin \
post peek pop process produce publish quote react read recall receive redeliver reject remove resend resume retry \
schedule search send show star submit trigger unpin unsend update";
}

words! {
    /// Verbs for what is tried, of whose outcome a message may tell.
    static TRIED = "\
add apply approve assign change create deploy download export import provision refund register reject \
release reserve restore retry submit transfer upload verify";
}

words! {
    /// Verbs whose object a query may be: `DeleteSavedQuery`.
    pub(crate) static DEALS_WITH_QUERIES = "\
add analyze cache cancel create delete execute explain optimize parse prepare put remove run \
save start stop submit update";
}

/// Whether a word names a person or where persons talk, so that messages are among what is dealt with.
fn is_in_talk(token: &Token<'_>) -> bool {
    is_person(token) || token.is_any(words!("bot channel chat conversation room thread"))
}

/// Whether a word may be no part of what a name says.
fn is_wrapper(word: &str) -> bool {
    matches!(
        word,
        "event"
            | "notification"
            | "message"
            | "reply"
            | "response"
            | "command"
            | "query"
            | "request"
            | "webhook"
    )
}

words! {
    /// What holds the data of a command.
    static SHAPES = "args body data dto input model params payload";
}

words! {
    /// Words that with `Event` behind them are one wrapper.
    static EVENT_QUALIFIERS = "audit business domain integration webhook";
}

/// Whether `word` behind `earlier` makes one wrapper with the `Event` behind it; `Pre` and `Post` do
/// behind a verb (`UserUpdatePreEvent`).
fn is_qualifier(word: &Token<'_>, earlier: &[Token<'_>]) -> bool {
    let verb = || {
        let last = earlier.last();
        last.is_some_and(|verb| verb.is_late_base() || verb.forms.past)
    };
    // `CreateTopicPreEvent`, but a `CreateBlogPostEvent` is about a post.
    let ordered = earlier.first().is_some_and(Token::is_pure_base);
    let hook = word.is("pre") && (ordered || verb()) || word.is("post") && !ordered && verb();
    let noted = word.is("notification") && earlier.len() > 1 && !ordered;
    // `renewed_cloud_event`, but a `CreateCloudEvent` is to create one.
    let dealt = matches!(earlier, [verb] if verb.is_any(&DEALS_WITH_EVENTS));
    // `ReferralSystemEvent`, but not `LockSystemEvent`
    let acts = matches!(earlier, [verb] if verb.forms.base || verb.forms.ing);
    word.is_any(&EVENT_QUALIFIERS)
        || word.is_any(words!("internal system")) && !acts
        || noted
        || hook
        || word.is("cloud") && !dealt
}

/// The word that a token is, written out if it is one of the short forms of a wrapper.
fn wrapper_word<'n>(last: &Token<'n>) -> &'n str {
    match last.word {
        "" if last.is_any(words!("eto evt")) => "event",
        "" if last.is("cmd") => "command",
        "" if last.is("msg") => "message",
        "" if last.is("notif") => "notification",
        "" if last.is("req") => "request",
        "" if last.is_any(words!("resp rsp")) => "response",
        word => word,
    }
}

words! {
    /// Verbs whose object a request may be: `AcceptJoinRequest`.
    pub(crate) static DEALS_WITH_REQUESTS = "\
accept approve authorize cancel confirm decline deny dismiss handle process reject resend retry \
revoke send submit withdraw";
}
