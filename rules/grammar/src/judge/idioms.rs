//! Pairs of words that belong together: verbs with their particles, and fixed nouns.

use crate::lexicon::Function;
use crate::token::Token;
use crate::words::{Pairs, words};

/// Particles, each with the verbs that take it.
static PHRASAL_VERBS: Pairs<64> = Pairs::of(
    "\
away: back break clear drive fade get give go keep lock move pass pull push put run sail send slip \
    stay step take throw tuck turn walk wash wipe
back: bounce bring buy call charge claw come cut date dial fail fall fight fire get give go hand \
    hit hold jump kick move pay play pull push put read report ring roll scale send set shift skip \
    snap step switch take talk trace track turn write
down: back boil break bring burn calm close come cool count cut drill fall get go hand hold knock \
    lay let lie lock log mark move narrow pass pay pin play power pull put ramp roll run scale \
    scroll settle shut sit slow spin stand step strip take talk tear throw tone track trade turn \
    wash water wear wind write
forward: bring carry come go jump move pull push put read roll skip step
in: break bring buy call cash check clock come cut dial drop fade fill get give go hand kick lock \
    log move opt phase pitch plug pull push scale sign slide step swap switch take trade tune type \
    zoom
off: block break bring call charge clear close come cool cut drop fall fend finish get give go \
    hand hold kick knock lay leave let log move pay peel play power pull push put rip rope round \
    seal see sell send set ship show shut sign sleep spin split start step stop strike switch take \
    tear tell top turn wash wear wipe work write
on: carry come get go hold log move pass pile power sign switch take turn
out: back bail black block blow book bottom break bring burn buy call carry cash check churn clean \
    clear clock close come cross cut dine drop eat edge fade fall fan figure fill filter find \
    fizzle flesh get give go grow hand hang hold kick knock lay leak leave let lock log look map \
    max miss move opt pass pay phase pick play point print pull push put reach read ride roll rule \
    run scale sell send set ship shut sign single sit sort spin start stay step strike swap switch \
    take tear throw time trade try turn wash wear wipe work write zone zoom
over: bring carry change come cross cut do fail get give go hand hold leave look move pass pay \
    pull push put read roll run skip start step switch take think turn win
through: break click come fall follow get go look pass pull push read run scan scroll see strike \
    swipe think walk work
up: back block blow boot break bring build buy call catch clean close come cover cut divide dress \
    drill dry eat end fill fire follow free get give go grow hang heat hold hook hurry keep level \
    lift light line lock look make mark match mess mix move open pack pay pick pile pop power prop \
    pull put ramp ring rise roll round run save scale scroll set settle show shut sign size slow \
    snap speak speed spin split spool stack stand start stay step swap sync take team tear tidy \
    tie time top trade train turn use wake wall warm wash wind wrap write",
);

words! {
    /// Who acts, and whom messages reach.
    static PERSONS = "\
admin agent applicant approver assignee author bidder borrower buyer candidate client coauthor collaborator \
colleague contractor courier customer dealer doctor driver employee expert freelancer guest \
instructor investor landlord learner lender member merchant nurse officer operator organizer \
owner participant partner passenger patient person physician player provider recipient renter \
resident reviewer rider seller sender shopper signer staff student subscriber supervisor \
supplier teacher tenant trader traveler tutor user vendor visitor volunteer worker";
}

/// Nouns that are verbs before some objects only, each with these.
static VERBS_BEFORE: Pairs<64> = Pairs::of(
    "\
arm: away home night vacation
audit: account user vendor
board: flight passenger train
break mine take: block
bridge: asset assets token tokens
change reset set update: block lock pin share snooze
claim: invitation reward win
decline grant request: access invitation invite leave
discount quote stock: product products
email mail: friend invoice newsletter receipt
empty: bin trash
file: appeal claim complaint dispute document grievance lawsuit motion patent petition return
fork: branch project repo
fund: account wallet
gain grab kill lose: focus
grade: assignment submission
ground: aircraft flight
honk: horn
host: challenge event game match meeting party session tournament webinar
like: comment post
link: account bank team wallet
lodge: appeal claim complaint
make: bet booking deposit donation move offer payment purchase repayment reservation transfer
name: playlist team video
open: url
order: beer breakfast burger coffee dinner drink drinks food lunch materials meal parts pizza \
    stock supplies taxi
plan: delivery maintenance production route trip visit
post: interest payment
price: basket order
prime: buffer cache engine pump
process: refund session
push: commit commits
quote: loan
rank: bids candidates
release: funds
resume: session
reverse: dispute
rollback: changes
run start stop trigger: broadcast export import scan sync transform
save: draft
scan: file
seat: guest guests party
stream: annotations changes entries events frames logs records results updates
take: course damage exam focus lesson photo picture quiz screenshot selfie snapshot survey
transfer: ownership
trip: alarm breaker incident switch
update: bookmark
writeoff: loan",
);

/// Second words that look like verbs, each with the first words that make a noun of the pair.
static COMPOUNDS: Pairs = Pairs::of(
    "\
agent: backup
alarm: fire
api: rest
balancer balancing: load
banking: open
bar: scroll search
beat: heart
bin: recycle
box: check drop list search
brain: split
break: ad coffee commercial line lunch page
bubble delta leader process: thought
call: roll
caller: queue
card: credit debit
case: test
center: call
check: background credit
click: ad banner button link menu mouse
clock put: shot
code: embed
comment: commit issue review
counter: restart
credit: store
cut: power price
data: seed test
debit: direct
depth flip rate: bit
desk: help
dir directory: work
drop: price
factor: load
fall: free night rain snow water
form: comment
group: merge
height: block
hit: cache page
injection: process
level: debug log zoom
limit: rate
link: deep magic payment port referral social
list: play wait watch wish
load: page
loan: flash
loss: stop
manager: lock overload queue
map: heat
mark: question water
member: queue
miss: cache
mode: debug warn
module: process
note: credit debit
notification: push
opt: double
order: limit purchase work
pad: launch touch
panel: welcome
penalty: queue
point: break check end
policy: restart retry
post: blog community facebook forum guest job social
privilege: process
push: tag
queue: call
register: cash
report: abuse
request: change feature friend join leave merge pull service signing special work
result results: search
rule: join push
run: check dry home test training trial
scan: barcode full port virus vulnerability
screen: load lock splash touch
set: change character daemon data distribution patch record repl replica result rule stateful \
    validator working
show: fashion slide trade
stack: call tech
start: cold head
suite: check
threshold: write
timer: wait
token: refresh
trace: stack
transfer: credit
view: card item list page screen
word: wake
zone: drop hit",
);

/// Whether `particle` belongs to `verb`: `check` and `out`.
pub(crate) fn is_particle_of(verb: &Token<'_>, particle: &Token<'_>) -> bool {
    let Some(lemma) = verb
        .lemma()
        .filter(|_| particle.function != Function::Other)
    else {
        return false;
    };
    PHRASAL_VERBS.has(particle.text, lemma)
}

/// Whether `object` is what one does `verb` to, so that a noun before it is the verb after all:
/// `file` and `claim`.
// Out of line, as many places ask.
#[inline(never)]
pub(super) fn is_object_of(verb: &Token<'_>, object: &Token<'_>) -> bool {
    let addresses = words!("email fine invoice mail message phone text");
    VERBS_BEFORE.has(verb.text, object.text) || verb.is_any(addresses) && is_person(object)
}

/// Whether a word names a person, who does what a participle behind it says: `CustomerReached…`.
pub(crate) fn is_person(token: &Token<'_>) -> bool {
    token.is_any(&PERSONS)
}

/// Whether two words are one noun although one of them looks like a verb: `record set`.
pub(crate) fn is_compound(first: &str, second: &str) -> bool {
    let several =
        words!("balancers calls cases limits lists maps notes orders requests rules tokens");
    let one = second.strip_suffix(['s', 'S']);
    COMPOUNDS.has(second, first)
        || one.is_some_and(|one| several.has(second) && COMPOUNDS.has(one, first))
}
