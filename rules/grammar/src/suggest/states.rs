//! What must have happened for things to stand as a name says: `EngineOn`, `NewInvoice`.

use super::Writer;
use crate::affix::AffixKind;
use crate::judge::{is_deverbal, is_occurrence, is_plural};
use crate::lexicon::Traits;
use crate::token::Token;
use crate::words::words;

impl Writer<'_, '_> {
    /// `lease_reminder` to `lease_reminder_sent`.
    pub(super) fn reminder(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        if !phrase.last()?.is("reminder") {
            return None;
        }
        let of_thing = match phrase {
            [.., thing, _] => {
                thing.may_be_noun() && !(thing.forms.past || thing.has(Traits::ADJECTIVE))
            }
            _ => self.reading.core.affixes.namespace.is_some(),
        };
        let asked = matches!(
            self.wrapper(),
            Some(AffixKind::Command | AffixKind::Request)
        );
        if !of_thing || asked {
            return None;
        }
        let mut words = self.written(0, phrase.len());
        words.push("sent".to_owned());
        Some(words)
    }

    /// `incomingMessage` to `messageReceived`, `outgoing_chat_message` to `chat_message_sent`.
    pub(super) fn arrival(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        let [way, .., thing] = phrase else {
            return None;
        };
        let arrival = match way {
            _ if way.is_any(words!("incoming inbound")) => "received",
            _ if !way.is_any(words!("outgoing outbound")) => return None,
            _ if thing.is("call") => "placed",
            _ => "sent",
        };
        if !(thing.is_any(&ARRIVES) || thing.is_any(words!("call payment"))) {
            return None;
        }
        let mut words = self.written(1, phrase.len());
        words.push(arrival.to_owned());
        Some(words)
    }

    /// `video_new` to `video_created`, `NewInvoice` to `InvoiceCreated`.
    pub(super) fn novelty(&self) -> Option<Vec<String>> {
        let phrase = self.phrase();
        let named = phrase.len() > 1 || self.reading.core.affixes.namespace.is_some();
        let mut words = match phrase {
            [.., new] if new.is("new") && named => self.written(0, phrase.len() - 1),
            [new, thing, rest @ ..]
                if new.is("new")
                    && (rest.is_empty() && thing.may_be_noun()
                        || rest
                            .last()
                            .is_some_and(|last| is_mere_thing(last) || is_asked(thing, last))
                        || self.name.starts_with("New-")
                        || self.wrapper() == Some(AffixKind::Command)) =>
            {
                self.written(1, phrase.len())
            }
            // `woocommerce_new_customer_note`
            [brand, new, ..] if brand.unknown && new.is("new") => {
                let mut words = self.of(1..phrase.len())?.novelty()?;
                words.insert(0, brand.text.to_owned());
                return Some(words);
            }
            // `auction_new_bid`
            [owner @ .., new, thing]
                if new.is("new")
                    && (thing.is_any(&RECORDED) || thing.is_any(&MADE_ANEW))
                    && owner.last().is_some_and(Token::may_be_noun) =>
            {
                let mut words = self.written(0, owner.len());
                self.write(&mut words, owner.len() + 1, phrase.len());
                words
            }
            _ => return None,
        };
        // `NEW_SMS`
        let arrives = self
            .phrase()
            .last()
            .is_some_and(|thing| thing.is_any(&ARRIVES));
        words.push(if arrives { "received" } else { "created" }.to_owned());
        Some(words)
    }

    /// `TerminationEffective` to `TerminationTookEffect`, `worker_offline` to `worker_went_offline`,
    /// `PlayerDead` to `PlayerDied`.
    pub(super) fn taking_effect(&self) -> Option<Vec<String>> {
        let (state, what) = self.phrase().split_last()?;
        let told: &[&str] = match state {
            _ if state.is("effective") => &["took", "effect"],
            _ if state.is("offline") => &["went", "offline"],
            _ if state.is("online") => &["came", "online"],
            _ if state.is("dead") && what.last()?.is_any(&MORTAL) => &["died"],
            _ => return None,
        };
        let kept = words!("cost date drug mode state status still time");
        let named = match what.last() {
            _ if self.wrapper() == Some(AffixKind::Command) => false,
            Some(what) if what.is_any(kept) || what.has(Traits::ADVERB | Traits::ING_NOUN) => false,
            Some(what) if is_plural(what) || is_deverbal(what) && !state.is("effective") => false,
            Some(what) => {
                what.may_be_noun()
                    && (state.is_any(words!("dead effective")) || !what.is_early_base())
            }
            None => self.reading.core.affixes.namespace.is_some(),
        };
        let mut words = self.written(0, what.len());
        words.extend(told.iter().map(|word| (*word).to_owned()));
        named.then_some(words)
    }

    /// `EngineOn` to `EngineTurnedOn`, `FirstQuartile` to `FirstQuartileReached`.
    pub(super) fn switching(&self) -> Option<Vec<String>> {
        let (last, what) = self.phrase().split_last()?;
        let (core, all) = (&self.reading.core, &self.reading.tokens);
        let switched = || {
            // `kitchen.lamp.on`
            let thing = what
                .last()
                .or_else(|| all.get(core.range.start.checked_sub(1)?))?;
            thing.is_any(&SWITCHED).then_some(["turned", last.text])
        };
        let reached = || {
            let ordinal = words!("ad first second third fourth video");
            let part = last.is("midpoint") || what.last()?.is_any(ordinal);
            part.then_some([last.text, "reached"])
        };
        let told = match last {
            _ if last.is_any(words!("midpoint quartile")) => reached()?,
            _ if last.is_any(words!("off on")) => switched()?,
            _ => return None,
        };
        let mut words = self.written(0, what.len());
        words.extend(told.map(str::to_owned));
        Some(words)
    }
}

/// A noun for what neither does nor happens, or for what is left of it: `NewShippingAddress`,
/// `NewTimeEntry`.
fn is_mere_thing(token: &Token<'_>) -> bool {
    let happens = Traits::LATE_VERB | Traits::EARLY_VERB | Traits::EVENT_NOUN | Traits::ATTRIBUTE;
    token.is_any(&RECORDED) || token.may_be_noun() && !token.has(happens) && !is_occurrence(token)
}

/// Whether a request is a thing that someone opens: `NewPullRequest`.
fn is_asked(what: &Token<'_>, request: &Token<'_>) -> bool {
    request.is("request") && what.is_any(words!("change feature merge pull service"))
}

words! {
    /// What is new because someone made it, whatever it belongs to.
    static MADE_ANEW = "bid booking invoice lead order task ticket topic";
}

words! {
    /// What is written down and stays.
    static RECORDED =
        "comment entry label message note post reminder reply review scope section tag variation";
}

words! {
    /// What reaches those who did not make it.
    static ARRIVES = "email fax mail message sms";
}

words! {
    /// What dies when it is dead.
    static MORTAL = "\
battery broker creature enemy entity hero host member monster node peer player process satellite \
server worker";
}

words! {
    /// What is turned on and off.
    static SWITCHED = "\
alarm camera charger device display engine fan heater horn ignition lamp led light lights machine \
motor motors power pump relay screen sensor service sharing tv valve";
}
