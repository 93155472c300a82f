//! The name that a name should have had: the fact that its verb would leave behind.

mod nouns;
mod objects;
mod outcomes;
mod states;
mod verbs;

use self::verbs::{HAS_POSTS, is_auxiliary};
use crate::Spelling;
use crate::affix::AffixKind;
use crate::judge::{
    Because, HANDLES_RESPONSES, HOOKED_ACTS, Reading, is_compound, is_particle_of, is_person,
};
use crate::lexicon::{Function, Lexicon, Traits};
use crate::token::Token;
use crate::verdict::{Label, Verdict};
use crate::words::{Style, in_small_letters, separator_of, words};
use crate::wrapper::{DEALS_WITH_REQUESTS, is_call, is_typed};
use std::ops::Range;

/// Past-tense names for the verdict's name, best first.
pub(crate) fn suggestions(verdict: &Verdict<'_>) -> Vec<String> {
    if verdict.because == Because::LanguageUnknown {
        return Vec::new();
    }
    let reading = Reading::of(verdict.grammar, verdict.name);
    let mut names = Vec::from_iter(thing_first(verdict.name, &reading));
    for phrase in phrases(&reading) {
        let writer = Writer {
            lexicon: &verdict.grammar.lexicon,
            spelling: verdict.grammar.spelling,
            name: verdict.name,
            reading: &reading,
            phrase,
        };
        let Some(mut words) = writer.fact() else {
            continue;
        };
        // `order_save_after`: a fact has no hooks around it.
        let hook = |word: &mut String| words!("after before").has(word);
        if writer.wrapper() != Some(AffixKind::Command) {
            words.pop_if(hook);
        }
        names.push(writer.spell(&words, false));
        if writer.has_wrapper() {
            names.push(writer.spell(&words, true));
        }
    }
    if names.is_empty() {
        names = before_delay(verdict).unwrap_or_default();
    }
    names.retain(|name| name != verdict.name);
    names
}

/// Those of a reminder, when its name ends in how long before the fact it comes:
/// `visit.reminder.24h`.
fn before_delay(verdict: &Verdict<'_>) -> Option<Vec<String>> {
    let letters = verdict.name.bytes().rev();
    let length = letters.take_while(u8::is_ascii_alphanumeric).count();
    let (reminder, delay) = verdict.name.split_at(verdict.name.len() - length);
    let reminder = reminder.get(..reminder.len().checked_sub(1)?)?;
    let [number @ .., b'd' | b'h' | b'm' | b'w'] = delay.as_bytes() else {
        return None;
    };
    let counted = !number.is_empty() && number.iter().all(u8::is_ascii_digit);
    if !counted || !reminder.ends_with("reminder") {
        return None;
    }
    let mut names = suggestions(&verdict.grammar.judge(reminder));
    let behind = verdict.name.get(reminder.len()..)?;
    names.iter_mut().for_each(|name| name.push_str(behind));
    Some(names)
}

/// The name with the segment that tells the past behind the thing that it happened to:
/// `avi:jira:created:issue` to `avi:jira:issue:created`.
fn thing_first(name: &str, reading: &Reading<'_>) -> Option<String> {
    let judgment = reading.judgment;
    let detailed = judgment.label == Label::Past && judgment.head.is_none();
    let past = reading.head().filter(|_| detailed)?;
    let (what, thing) = (reading.phrase().first()?, reading.phrase().last()?);
    let rest = name.get(past.end..)?.strip_prefix(':')?;
    let is_thing = !thing.is_pure_adjective() && what.function == Function::Other;
    let before = name.get(..past.start)?;
    let whole = rest.ends_with(char::is_alphanumeric);
    (is_thing && whole && before.ends_with(':')).then(|| format!("{before}{rest}:{}", past.text))
}

/// `rest` with its first letter capital or small as in `model`.
pub(crate) fn with_first_letter_like(rest: &str, model: &str) -> String {
    let mut letters = rest.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let acronym = letters.clone().next().is_some_and(char::is_uppercase);
    if model.starts_with(char::is_lowercase) && !acronym {
        let (first, rest) = rest.split_at(first.len_utf8());
        in_small_letters(first) + rest
    } else {
        rest.to_owned()
    }
}

struct Writer<'v, 'n> {
    lexicon: &'v Lexicon,
    spelling: Spelling,
    name: &'n str,
    reading: &'v Reading<'n>,
    /// The words that the fact is made from.
    phrase: &'v [Token<'n>],
}

/// The phrases that a name may be read as, likeliest first: what is ordered with or without a
/// `Request` behind it (`FinishJobRequest`, `AcceptJoinRequest`).
fn phrases<'v, 'n>(reading: &'v Reading<'n>) -> Vec<&'v [Token<'n>]> {
    let whole = reading.phrase();
    // `SendWelcomeEmailJob`: who does it is no part of what has happened.
    let worked = || {
        let (last, order) = whole.split_last()?;
        let judgment = reading.judgment;
        let (first, named) = (whole.first()?, order.get(judgment.head? + 1..)?.last()?);
        // `ChargeCardActivity`: a step of a workflow
        let step = last.is("activity");
        let worker = is_typed(first)
            && last.is_any(words!("action activity job procedure worker"))
            && reading.core.affixes.suffix.is_none()
            && named.function == Function::Other
            && !named.is_pure_adjective();
        let done = first.is_early_base() && judgment.label == Label::Command;
        let whole_first = if step {
            let kept = order.len() == 2 && first.is_any(&KEEPS_ACTIVITY);
            kept || first.is_any(&DEALS_WITH_ACTIVITY)
                || is_person(named)
                || named.is_any(&IS_ACTIVE)
        } else if last.is("procedure") {
            first.is_any(&DEALS_WITH_ACTIVITY) || named.forms.past || named.has(Traits::ADJECTIVE)
        } else {
            last.is("action") || !first.is_any(&DONE_BY_JOBS)
        };
        (worker && done).then_some((order, whole_first))
    };
    // `FileWriteAction`: what kind of thing does it is no part of what has happened.
    let acted = || {
        let (last, order) = whole.split_last()?;
        let judgment = reading.judgment;
        let verb_behind = judgment.head? > 0 && judgment.head? + 2 == whole.len();
        let before = order.last()?;
        // `PluginPerformAction`
        let performs = before.is_any(words!("execute perform take trigger"));
        let acts = last.is("mutation") && order.len() > 1
            || last.is_any(words!("action operation")) && verb_behind && !performs;
        // `RetryFailedMutation`, `AdminApproveAction`
        let kind = order.len() == 2 && (before.is_pure_adjective() || before.is_pure_past());
        let dealt = kind || is_person(whole.first()?);
        let done = is_typed(last) && judgment.label == Label::Command && !dealt;
        (acts && done).then_some((order, false))
    };
    // `CloseAccountResponse`: what answers is no part of what has happened.
    let answered = || {
        let (last, order) = whole.split_last()?;
        let verb = order.first()?;
        let closes = !is_call(verb, last) && order.len() > 1 && reading.judgment.head == Some(0);
        let asked = order.last()?;
        let form = asked.is_any(words!("form poll questionnaire quiz survey"));
        let handled = verb.is("verify") || verb.is_any(&HANDLES_RESPONSES);
        let kept = form || handled || asked.is_pure_adjective();
        let response = closes && last.is("response") || order.len() > 1 && last.is("rsp");
        let answers = response && reading.judgment.label == Label::Command;
        (answers && !kept).then_some((order, false))
    };
    // `LoanRefundPre`: a fact has no hooks around it.
    let hooked = || {
        // `pre_password_change`
        if let [pre, hooked @ ..] = whole
            && let [first, .., act] = hooked
            && reading.judgment.label == Label::Nominal
        {
            let sale = words!("approval check heat order roll sale");
            let ended = act.has(Traits::FAILURE_NOUN) || act.is("request");
            if pre.is("pre") && !(first.is_any(sale) || ended)
                || pre.is("post") && act.is_any(&HOOKED_ACTS)
            {
                return Some((hooked, false));
            }
        }
        let (last, hooked) = whole.split_last()?;
        let posted = hooked.last().is_some_and(|of| of.is_any(&HAS_POSTS));
        let around = hooked.len() > 1 && (last.is("pre") || last.is("post") && !posted);
        let nominal = reading.judgment.label == Label::Nominal;
        (around && nominal).then_some((hooked, false))
    };
    let ordered = || {
        let judgment = reading.judgment;
        let (last, order) = whole.split_last()?;
        let object = order.get(judgment.head? + 1..)?;
        let requests = match object {
            [] => return None,
            // `UpdateOrderFromRequest`
            [_, .., from] if from.function == Function::Preposition => return None,
            [kind] if kind.is_late_base() => true,
            [.., kind] if kind.is_pure_past() || kind.is_pure_adjective() => true,
            [.., kind] => {
                let first = whole.first()?;
                let answered = first.text.starts_with(char::is_lowercase)
                    && first.is_any(&DEALS_WITH_REQUESTS);
                answered || is_call(first, last) || is_compound(kind.text, last.text)
            }
        };
        let bare = reading.core.affixes.suffix.is_none();
        let ordered = judgment.label == Label::Command && bare && last.is("request");
        ordered.then_some((order, requests))
    };
    let part = ordered().or_else(worked).or_else(acted);
    match part.or_else(answered).or_else(hooked) {
        Some((order, false)) => vec![order, whole],
        Some((order, true)) => vec![whole, order],
        None => vec![whole],
    }
}

words! {
    /// Verbs whose object an activity is, whatever its kind.
    static DEALS_WITH_ACTIVITY = "analyze log monitor plan record report schedule simulate track watch";
}

words! {
    /// Verbs whose object an activity of one kind may well be.
    static KEEPS_ACTIVITY = "\
add archive complete create delete import publish remove submit sync update";
}

words! {
    /// What has an activity of its own.
    static IS_ACTIVE = "account browser login network project session team";
}

words! {
    /// What jobs and workers do, rather than what is done to them: `ImportInvoicesJob`.
    static DONE_BY_JOBS = "\
aggregate announce attach backfill backup ban bootstrap bust cache calculate charge classify \
clean cleanup collect compile compress compute connect consume convert crawl deliver deregister \
detect distribute email emit enrich evaluate expire extract fetch finalize flush generate groom \
identify import index migrate notify populate provision prune purge reap rebuild recalculate \
reconcile redownload refetch refill refresh reindex reprocess resave resize reverify rotate \
route scrape send sweep sync synchronize transcode transform trim uncache warm";
}

impl Writer<'_, '_> {
    fn phrase(&self) -> &[Token<'_>] {
        self.phrase
    }

    /// The same for some of its words.
    fn of(&self, words: Range<usize>) -> Option<Self> {
        let phrase = self.phrase.get(words)?;
        Some(Self { phrase, ..*self })
    }

    /// The words of the fact, or nothing where no fact is at hand.
    fn fact(&self) -> Option<Vec<String>> {
        let judgment = self.reading.judgment;
        let end = self.phrase().len().checked_sub(1)?;
        match (judgment.label, judgment.because) {
            (Label::Past, Because::LeadingParticiple | Because::LeadingBound) => {
                self.object_first(judgment.head?)
            }
            (Label::Past, _) => self.failed_attempt(),
            (Label::Query, _) => None,
            // `api.error.create_user`
            (Label::Nominal, Because::OrderFailed) => {
                let mut words = self.written(0, end + 1);
                words.push("failed".to_owned());
                Some(words)
            }
            (Label::Nominal, _) => self.noun_as_fact(),
            (
                Label::Command,
                Because::ImperativeFirst | Because::ImperativeAlone | Because::ImperativeWithin,
            ) => {
                // `Success Change Email`
                let told = self.phrase().first()?.is("success");
                if told && judgment.head? == 1 {
                    return self.of(1..end + 1)?.object_first(0);
                }
                let mut words = self.object_first(judgment.head?)?;
                // `SetReadyCommand`: as it is, it would be an order still.
                let said = |(word, token): (&String, &Token<'_>)| token.is(word);
                let same = end > 0 && words.iter().zip(self.phrase()).all(said);
                // `SetEnabled`
                if same && end == 1 && self.phrase()[1].is_pure_past() {
                    words.reverse();
                    return Some(words);
                }
                (!same).then_some(words)
            }
            (Label::Command, _) => self.in_place(judgment.head?),
            // `CertificateExpiresSoon`, `CertificateExpiresTooSoon`
            (Label::Present, Because::ThirdPerson) if self.phrase().last()?.is("soon") => {
                let how = |token: &Token<'_>| !token.is_any(words!("really soon too very"));
                let end = self.phrase().iter().rposition(how)? + 1;
                self.of(0..end)?.in_place(judgment.head?)
            }
            (Label::Present, Because::ThirdPerson) => self.in_place(judgment.head?),
            // `UserHasNoCodesLeft`
            (Label::Present, Because::PresentAuxiliary)
                if judgment.head? > 0 && self.phrase().get(judgment.head?)?.is("has") =>
            {
                self.with(judgment.head?, "had")
            }
            // `OfferDoesNotHavePrice`
            (Label::Present, Because::PresentAuxiliary)
                if self.phrase().get(judgment.head?)?.is("does") =>
            {
                self.with(judgment.head?, "did")
            }
            // `CargoIsClaimed`
            (Label::Present, _) => {
                let head = judgment.head?;
                let denied = self.phrase().get(head + 1)?.function == Function::Not;
                let past = head + 1 + usize::from(denied);
                let is = self.phrase().get(head)?.function == Function::Is;
                let done = self.phrase().get(past)?;
                // `ServerIsShutDown`
                let phrasal = (self.phrase().get(past + 1))
                    .is_some_and(|particle| done.forms.past && is_particle_of(done, particle));
                // `DoorIsOpen`
                let told = is && (done.is_pure_past() || phrasal || done.is("open"));
                told.then(|| self.after_auxiliary(past))?
            }
            (Label::Progressive, Because::BeingDone) => self.after_auxiliary(judgment.head?),
            (Label::Progressive, _) if judgment.head? == end => self.in_place(end),
            // `DiskIsFillingUp`
            (Label::Progressive, _)
                if (judgment.head?.checked_sub(1))
                    .is_some_and(|at| self.phrase()[at].function == Function::Is) =>
            {
                self.in_place(judgment.head?)
            }
            // `AuctionEndingSoon`, `LicenseWillExpireTomorrow`
            (Label::Progressive | Label::Future, _)
                if end > judgment.head?
                    && self.phrase().last()?.is_any(words!("soon tomorrow")) =>
            {
                self.of(0..end)?.fact()
            }
            (Label::Progressive, _) => self.object_first(judgment.head?),
            (Label::Future, _) if self.is_before_fact() => Some(self.written(1, end + 1)),
            (Label::Future, _) => {
                let head = judgment.head?;
                let mut leading = self.phrase().iter().take(head + 1);
                if head == 0 || leading.any(is_auxiliary) {
                    self.after_auxiliary(head)
                        .or_else(|| self.upcoming_noun())
                        .or_else(|| self.object_first(head))
                } else if head == end {
                    // `order_item_save_before`
                    self.in_place(end)
                } else {
                    // `cart_update_items_before`
                    self.object_first(head)
                }
            }
        }
    }

    /// `BeforeCallEndedForEveryone`: what is still to come is told as a fact already.
    fn is_before_fact(&self) -> bool {
        let [before, first, rest @ ..] = self.phrase() else {
            return false;
        };
        let told = rest.iter().rposition(Token::is_pure_past);
        let ends = |at: usize| {
            let next = rest.get(at + 1);
            next.is_none_or(|next| next.function == Function::Preposition)
        };
        let is = rest.iter().any(|token| token.function == Function::Is);
        let orders = |last: &Token<'_>| last.is_late_base() || last.is_any(words!("at by"));
        let ordered = is || rest.last().is_some_and(orders);
        before.is("before") && !ordered && told.is_some_and(|at| ends(at) || !first.is_early_base())
    }

    /// The whole name, with `word` in place of the one at `at`.
    fn with(&self, at: usize, word: &str) -> Option<Vec<String>> {
        let mut words = self.written(0, self.phrase().len());
        *words.get_mut(at)? = word.to_owned();
        Some(words)
    }

    /// The words from `from` to `to` as written, without articles at their head.
    fn written(&self, from: usize, to: usize) -> Vec<String> {
        let words = self.phrase().get(from..to).unwrap_or_default().iter();
        let article = |token: &Token<'_>| token.is_any(words!("a an the your my our"));
        // `MySqlUser`
        let product = |next: &Token<'_>| next.is("sql");
        let skipped = words.clone().take_while(|token| article(token)).count();
        let named = words.clone().nth(skipped).is_some_and(product);
        let words = words.skip(if named { 0 } else { skipped });
        // `delete_nodePool`, `delete.line-item`: what is joined more closely stays one.
        let separator = separator_of(self.name, self.phrase()).unwrap_or_default();
        let mut written: Vec<String> = Vec::new();
        let mut last: Option<&Token<'_>> = None;
        for token in words {
            let gap = last.map(|last| last.gap_before(self.name, token));
            let joins = |gap: &&str| matches!(*gap, "" | " " | "/" | ":" | "." | "-" | "_");
            let closer = gap.filter(|gap| !separator.is_empty() && *gap != separator && joins(gap));
            match written.last_mut().zip(closer) {
                Some((word, gap)) => word.extend([gap, token.text]),
                None => written.push(token.text.to_owned()),
            }
            last = Some(token);
        }
        written
    }

    /// Adds the words from `from` to `to` as written.
    #[inline(never)]
    fn write(&self, words: &mut Vec<String>, from: usize, to: usize) {
        words.append(&mut self.written(from, to));
    }

    fn wrapper(&self) -> Option<AffixKind> {
        self.reading.core.affixes.suffix.map(|suffix| suffix.kind)
    }

    /// Whether the name wears a wrapper that may stay on an event.
    fn has_wrapper(&self) -> bool {
        matches!(self.wrapper(), Some(AffixKind::Event | AffixKind::Message))
            || self.reading.core.affixes.prefix.is_some()
    }

    /// The words in the name's own casing, namespace and version kept.
    fn spell(&self, words: &[String], wrapped: bool) -> String {
        let affixes = self.reading.core.affixes;
        let tokens = self.phrase();
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        let inner_version = affixes
            .version
            .filter(|_| wrapped && affixes.is_version_wrapped());
        words.extend(inner_version.map(|version| version.text));
        if wrapped {
            if let Some(prefix) = affixes.prefix {
                let within = |token: &&Token<'_>| prefix.range().contains(&token.start);
                let prefix = self.reading.tokens.iter().filter(within);
                let mut prefixed: Vec<&str> = prefix.map(|token| token.text).collect();
                prefixed.append(&mut words);
                words = prefixed;
            }
            let kind = self.wrapper();
            if let Some(suffix) = affixes.suffix
                && matches!(kind, Some(AffixKind::Event | AffixKind::Message))
            {
                words.push(suffix.text);
            }
        }
        let style = Style::of(self.name, affixes.prefix.map(|p| p.start), tokens);
        let mut name = String::new();
        if let Some(namespace) = affixes.namespace {
            // `window:before:load`: what has happened is no longer to come.
            let separates = |c: char| !c.is_alphanumeric();
            let ahead = self.reading.judgment.label == Label::Future;
            let hook = |part: &&str| {
                ahead
                    && part
                        .trim_end_matches(separates)
                        .eq_ignore_ascii_case("before")
            };
            let parts = namespace.text.split_inclusive(separates);
            name.extend(parts.filter(|part| !hook(part)));
        }
        name.push_str(&style.join(words));
        if let Some(version) = affixes.version.filter(|_| inner_version.is_none()) {
            let before = self.name.get(..version.start).unwrap_or_default();
            name.push_str(
                &before[before
                    .trim_end_matches(|c: char| !c.is_alphanumeric())
                    .len()..],
            );
            name.push_str(version.text);
        }
        if let Some(library) = affixes.library {
            name.push('.');
            name.push_str(library.text);
        }
        name
    }
}
