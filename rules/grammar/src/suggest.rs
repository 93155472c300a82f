//! The name that a name should have had: the fact that its verb would leave behind.

use crate::affix::{AffixKind, DEALS_WITH_REQUESTS, is_on_compound};
use crate::inflect::{Token, past_participle, past_tense};
use crate::judge::{Because, Reading, is_compound, is_deverbal, is_particle_of};
use crate::lexicon::{Function, Lexicon, Traits};
use crate::verdict::{Label, Verdict};
use crate::words::Style;
use crate::{Spelling, nominal};

/// Past-tense names for the verdict's name, best first.
pub(crate) fn suggestions(verdict: &Verdict<'_>) -> Vec<String> {
    if verdict.because == Because::LanguageUnknown {
        return Vec::new();
    }
    let reading = Reading::of(verdict.grammar, verdict.name);
    let mut names = Vec::new();
    for phrase in phrases(&reading) {
        let writer = Writer {
            lexicon: &verdict.grammar.lexicon,
            spelling: verdict.grammar.spelling,
            name: verdict.name,
            reading: &reading,
            phrase,
        };
        let Some(words) = writer.fact() else { continue };
        names.push(writer.spell(&words, false));
        if writer.has_wrapper() {
            names.push(writer.spell(&words, true));
        }
    }
    names.retain(|name| name != verdict.name);
    names
}

/// `rest` with its first letter capital or small as in `model`.
pub(crate) fn with_first_letter_like(rest: &str, model: &str) -> String {
    let mut letters = rest.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let acronym = letters.clone().next().is_some_and(char::is_uppercase);
    if model.starts_with(char::is_lowercase) && !acronym {
        first.to_lowercase().chain(letters).collect()
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
    let ordered = || {
        let judgment = reading.judgment;
        let verb = whole.get(judgment.head?)?;
        let (last, order) = whole.split_last()?;
        let object = order.get(judgment.head? + 1..)?;
        let requests = match object {
            [] => return None,
            [kind] if kind.forms.base && verb.is_any(&DEALS_WITH_REQUESTS) => true,
            [.., kind] => is_compound(kind.text, last.text),
        };
        let bare = reading.core.affixes.suffix.is_none();
        let ordered = judgment.label == Label::Command && bare && last.is("request");
        ordered.then_some((order, requests))
    };
    match ordered() {
        Some((order, false)) => vec![order, whole],
        Some((order, true)) => vec![whole, order],
        None => vec![whole],
    }
}

impl Writer<'_, '_> {
    fn phrase(&self) -> &[Token<'_>] {
        self.phrase
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
            (Label::Nominal, _) => self.noun_as_fact(),
            (
                Label::Command,
                Because::ImperativeFirst | Because::ImperativeAlone | Because::ImperativeWithin,
            ) => self.object_first(judgment.head?),
            (Label::Command, _) => self.in_place(judgment.head?),
            (Label::Present, Because::ThirdPerson) => self.in_place(judgment.head?),
            (Label::Present, _) => None,
            (Label::Progressive, Because::BeingDone) => self.after_auxiliary(judgment.head?),
            (Label::Progressive, _) if judgment.head? == end => self.in_place(end),
            (Label::Progressive, _) => self.object_first(judgment.head?),
            (Label::Future, _) => self
                .after_auxiliary(judgment.head?)
                .or_else(|| self.upcoming_noun()),
        }
    }

    /// The past of the verb at `at` with its particle, and the place behind them.
    fn past_verb(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let token = self.phrase().get(at)?;
        let base = match token.lemma() {
            Some(lemma) => lemma.to_owned(),
            None if token.forms.base => token.text.to_lowercase(),
            None if token.forms.past => return Some((vec![token.text.to_owned()], at + 1)),
            None => return None,
        };
        if token.forms.past && !token.forms.base {
            let mut words = vec![token.text.to_owned()];
            let particle = self
                .phrase()
                .get(at + 1)
                .filter(|next| is_particle_of(token, next));
            words.extend(particle.map(|particle| particle.text.to_owned()));
            let next = at + words.len();
            return Some((words, next));
        }
        if token.forms.third {
            return Some((vec![past_tense(self.lexicon, &base, self.spelling)], at + 1));
        }
        let mut words = nominal::past_of_joined(self.lexicon, &base, self.spelling)
            .unwrap_or_else(|| vec![past_participle(self.lexicon, &base, self.spelling)]);
        let mut next = at + 1;
        if let Some(particle) = self
            .phrase()
            .get(next)
            .filter(|next| is_particle_of(token, next))
            && words.len() == 1
        {
            words.push(particle.text.to_lowercase());
            next += 1;
        }
        Some((words, next))
    }

    /// The phrase with the verb put into the past where it stands.
    fn in_place(&self, at: usize) -> Option<Vec<String>> {
        let (mut past, next) = self.past_verb(at)?;
        // `run` in its place would change nothing.
        if let [verb, ..] = past.as_mut_slice()
            && self.phrase().get(at).is_some_and(|token| token.is(verb))
        {
            *verb = past_tense(self.lexicon, verb, self.spelling);
        }
        // `UserIsTyping`: the auxiliary goes.
        let auxiliary = at.checked_sub(1).filter(|at| {
            self.phrase()
                .get(*at)
                .is_some_and(|token| token.function == Function::Is)
        });
        let mut words = self.written(0, auxiliary.unwrap_or(at));
        words.extend(past);
        words.extend(self.written(next, self.phrase().len()));
        Some(words)
    }

    /// The object before the verb: `AddItemToCart` to `ItemAddedToCart`.
    fn object_first(&self, at: usize) -> Option<Vec<String>> {
        let (past, next) = self.past_verb(at)?;
        let end = self.phrase().len();
        let rest = self.phrase().get(next..)?;
        let object = next + object_length(rest, self.phrase().get(at));
        if rest.first().is_some_and(|next| next.is_any(&["or", "and"])) {
            return None;
        }
        // `RESURRECT_REQUEST`: what has happened is that someone asked.
        if let ([request], Some(verb)) = (rest, self.phrase().get(at))
            && at == 0
            && request.is("request")
            && verb.is_pure_base()
            && !verb.is_any(&DEALS_WITH_REQUESTS)
        {
            return Some(vec![verb.text.to_owned(), "requested".to_owned()]);
        }
        let named = |token: &Token<'_>| token.has(Traits::NOUN) || token.unknown;
        let when = |token: &Token<'_>| {
            token.traits == Traits::ADVERB || token.is_any(&["again", "now", "once"])
        };
        if !rest.is_empty() && (at > 0 && !rest.iter().any(named) || rest.iter().all(when)) {
            return self.in_place(at);
        }
        // `RunInTerminal`: nothing stands before the verb in its past either.
        if at == 0 && object == next && past.len() == 1 {
            return self.in_place(at);
        }
        // `TurnLightOff`
        if let (Some(verb), [object @ .., particle]) = (self.phrase().get(at), rest)
            && at == 0
            && !object.is_empty()
            && past.len() == 1
            && is_particle_of(verb, particle)
        {
            let mut words = self.written(next, end - 1);
            words.extend(past);
            words.push(particle.text.to_owned());
            return Some(words);
        }
        // `BecomeMonarch`: a predicate stays behind its verb.
        if let Some(verb) = self.phrase().get(at)
            && verb.is("become")
        {
            let mut words = self.written(0, at);
            words.push(past_tense(self.lexicon, "become", self.spelling));
            words.extend(self.written(at + 1, end));
            return Some(words);
        }
        let modifier = at
            .checked_sub(1)
            .and_then(|before| self.phrase().get(before));
        let keeps_subject = self.reading.judgment.because == Because::ImperativeWithin
            || self.reading.judgment.label == Label::Progressive
            || modifier.is_some_and(|token| token.unknown);
        let mut words = Vec::new();
        if keeps_subject {
            words.extend(self.written(0, at));
        }
        words.extend(self.written(next, object));
        if !keeps_subject {
            words.extend(modifier.map(|token| token.text.to_owned()));
        }
        words.extend(past);
        words.extend(self.written(object, end));
        (!words.is_empty()).then_some(words)
    }

    /// `SSLWillExpire`, `onWillSave`, `OrderIsBeingDelivered`: the auxiliary goes.
    fn after_auxiliary(&self, head: usize) -> Option<Vec<String>> {
        let is_auxiliary = |token: &Token<'_>| {
            matches!(
                token.function,
                Function::Will | Function::Is | Function::Being
            ) || token.is_any(&["about", "before", "pre", "to", "upcoming"])
        };
        let auxiliary = self.phrase().iter().position(is_auxiliary)?;
        let mut words = self.written(0, auxiliary);
        if words.is_empty() {
            // `BeforeOrderSave`: the subject stands behind the auxiliary.
            words = self.written(auxiliary + 1, head);
            words.retain(|word| !["be", "to"].contains(&word.to_lowercase().as_str()));
        }
        self.phrase()
            .get(head)
            .filter(|head| head.forms.base || head.forms.past)?;
        let (mut past, next) = self.past_verb(head)?;
        let end = self.phrase().len();
        // `PanelWillTakeFocus`: who did it is named, and what to.
        if let ([verb], Some(lemma)) = (past.as_mut_slice(), self.phrase().get(head)?.lemma())
            && !words.is_empty()
            && self
                .phrase()
                .get(next)
                .is_some_and(|next| next.function == Function::Other)
        {
            *verb = past_tense(self.lexicon, lemma, self.spelling);
        }
        let object = if words.is_empty() {
            next + object_length(self.phrase().get(next..)?, None)
        } else {
            next
        };
        words.extend(self.written(next, object));
        words.extend(past);
        words.extend(self.written(object, end));
        Some(words)
    }

    /// `FailedToReadMessage` to `MessageReadFailed`.
    fn failed_attempt(&self) -> Option<Vec<String>> {
        let [failed, to, verb, ..] = self.phrase() else {
            return None;
        };
        if !(failed.is("failed") && to.is("to") && verb.forms.base) {
            return None;
        }
        let mut words = self.written(3, self.phrase().len());
        words.extend([verb.text.to_owned(), failed.text.to_owned()]);
        Some(words)
    }

    /// `upcoming_deactivation` to `deactivated`, `BeforeFileProcessing` to `FileProcessed`.
    fn upcoming_noun(&self) -> Option<Vec<String>> {
        let mut words = self.noun_at_as_fact(self.phrase().len())?;
        words.retain(|word| !TO_COME.iter().any(|known| word.eq_ignore_ascii_case(known)));
        (!words.is_empty()).then_some(words)
    }

    /// `role_creation` to `role_created`, `LoginFailure` to `LoginFailed`; if the last word makes no
    /// fact, the one before a preposition may (`ContentTransferFromLocal`).
    fn noun_as_fact(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        if let [successful, action] = phrase
            && successful.is("successful")
            && !action.forms.base
            && nominal::is_made_from_verb(self.lexicon, &action.text.to_lowercase())
        {
            return Some(vec![action.text.to_owned(), "succeeded".to_owned()]);
        }
        // `SuccessfulMountVolume`
        if let [successful, verb, _, ..] = phrase
            && successful.is("successful")
            && verb.forms.base
        {
            let (past, _) = self.past_verb(1)?;
            let mut words = self.written(2, phrase.len());
            words.extend(past);
            return Some(words);
        }
        if let [new, thing, rest @ ..] = phrase
            && new.is("new")
            && (rest.is_empty() && thing.has(Traits::NOUN)
                || self.wrapper() == Some(AffixKind::Command))
        {
            let mut words = self.written(1, phrase.len());
            words.push("created".to_owned());
            return Some(words);
        }
        let preposition = phrase
            .iter()
            .enumerate()
            .find(|(_, token)| token.function == Function::Preposition);
        match preposition {
            Some((at, token)) if token.is_any(&["of", "for"]) => self.noun_at_as_fact(at),
            // `TransferInProgress` tells how things stand.
            Some((at, token)) if token.is_any(&["in", "on"]) && at + 2 == phrase.len() => None,
            _ => self
                .noun_at_as_fact(phrase.len())
                .or_else(|| self.noun_at_as_fact(preposition?.0)),
        }
    }

    /// [`Self::noun_as_fact`] for the noun that ends before `end`.
    fn noun_at_as_fact(&self, end: usize) -> Option<Vec<String>> {
        let (last, before) = self.phrase().get(..end)?.split_last()?;
        let mut kept = before.len();
        // `InTransit`, `NoShow`: no verb stands behind these.
        let is_noun = |token: &Token<'_>| {
            token.function == Function::Preposition && !token.is("before")
                || token.is_any(&["no", "non"])
        };
        if before.last().is_some_and(is_noun) {
            return None;
        }
        let word = &last.text.to_lowercase();
        let past = match word.as_str() {
            "success" | "successful" | "successfully" => vec!["succeeded".to_owned()],
            "failure" | "unsuccessful" => vec!["failed".to_owned()],
            "complete" => vec!["completed".to_owned()],
            "error" if before.last().is_some_and(names_action) => vec!["failed".to_owned()],
            _ if last.forms.base => {
                let action = last.has(Traits::EARLY_VERB | Traits::LATE_VERB)
                    && !last.has(Traits::ATTRIBUTE)
                    && !last.is_any(&KEPT_THINGS);
                nominal::past_of_joined(self.lexicon, word, self.spelling)
                    .or_else(|| {
                        action.then(|| vec![past_participle(self.lexicon, word, self.spelling)])
                    })
                    .or_else(|| nominal::past_of_noun(self.lexicon, word, self.spelling))?
            }
            _ => nominal::past_of_joined(self.lexicon, word, self.spelling)
                .or_else(|| nominal::past_of_noun(self.lexicon, word, self.spelling))
                .or_else(|| {
                    let verb = last
                        .lemma()
                        .filter(|_| last.forms.ing && !before.is_empty())?;
                    Some(vec![past_participle(self.lexicon, verb, self.spelling)])
                })?,
        };
        // What merely qualifies the occurrence goes with it: nothing is left to have happened.
        let adjective = before
            .last()
            .is_some_and(|token| token.has(Traits::ADJECTIVE) && !token.has(Traits::NOUN))
            && !before
                .last()
                .is_some_and(|token| token.forms.base || token.is_any(&TO_COME));
        if adjective && before.len() == 1 {
            self.reading.core.affixes.namespace?;
            kept = 0;
        }
        if before.last().is_some_and(|token| token.is("the")) {
            kept -= 1;
        }
        let mut words = self.written(0, kept);
        words.extend(past);
        words.extend(self.written(end, self.phrase().len()));
        Some(words)
    }

    /// The words from `from` to `to` as written, without articles at their head.
    fn written(&self, from: usize, to: usize) -> Vec<String> {
        let words = self.phrase().get(from..to).unwrap_or_default().iter();
        let article = |token: &&Token<'_>| token.is_any(&["a", "an", "the", "your", "my", "our"]);
        words
            .skip_while(article)
            .map(|token| token.text.to_owned())
            .collect()
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
                words.insert(0, prefix.text);
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
            name.push_str(namespace.text);
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
        name
    }
}

/// Whether a word names an action that can fail: `login`, `registration`.
fn names_action(token: &Token<'_>) -> bool {
    token.is_early_base() || is_deverbal(token)
}

/// Nouns, verbs too, for things that are kept and not done.
const KEPT_THINGS: [&str; 10] = [
    "balance", "book", "flag", "list", "post", "record", "snapshot", "store", "value", "version",
];

/// Words that put a noun before the fact.
const TO_COME: [&str; 3] = ["before", "pre", "upcoming"];

/// Verbs whose object is who hears `of` something.
const TELLS: [&str; 6] = ["advise", "inform", "notify", "remind", "tell", "warn"];

/// How many words of what follows a verb are its object; the rest (`ToCart`) stays behind it.
fn object_length(rest: &[Token<'_>], verb: Option<&Token<'_>>) -> usize {
    let tells = verb.is_some_and(|verb| verb.is_any(&TELLS));
    let puts = verb.is_some_and(|verb| verb.is_any(&["place", "put"]));
    let premises = |at: usize| {
        rest.get(at + 1)
            .is_some_and(|next| is_on_compound(next) || at > 0 && next.is("hold") && !puts)
    };
    rest.iter()
        .enumerate()
        .position(|(at, token)| {
            (token.function == Function::Preposition || token.is("about"))
                && (tells || !token.is("of"))
                && !(token.is("on") && premises(at))
        })
        .unwrap_or(rest.len())
}
