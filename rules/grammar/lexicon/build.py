#!/usr/bin/env python3
"""Derives words.txt from the NIH SPECIALIST lexicon and the hand lists beside this file.

Run `python3 build.py`; it needs pip and the network. See README.md for the source and the format.
"""

import collections
import gzip
import io
import itertools
import pathlib
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).parent
SOURCE = "lemminflect==0.2.3"

# Bit numbers; `Traits` in ../src/lexicon/traits.rs gives each its meaning.
BITS = {
    name: 1 << bit
    for bit, name in enumerate(
        """verb noun adjective adverb doubles doubles-british irregular past-form late-verb early-verb
        query event-noun failure-noun ing-noun reporting adjectival function attribute""".split()
    )
}
# The closed classes that rules tell apart: above the bits, the number of one in `Function`.
CLASSES = "determiner preposition particle negation copula having past-auxiliary being will modal".split()
for number, name in enumerate(CLASSES, 1):
    BITS[name] = BITS["function"] | number << 18
FORM_OF_SPEECH = {"verb": "verb", "noun": "noun", "adj": "adjective", "adv": "adverb"}

# Endings that tell an English noun, adjective or adverb without a lexicon (`derived` in
# ../src/lexicon/traits.rs): words that are nothing else need not be stored.
NOUN_ENDINGS = (
    "tion sion ment ness ity ism ist ship ology ography graphy ance ence ancy ency hood age er or ure itis osis oma"
).split()
ADJECTIVE_ENDINGS = "able ible al ic ous ive ful less ary ory oid like".split()
PREFIXES = "re un de dis pre auto over mis out co sub under".split()
# Those that `prefixes` in ../src/inflect.rs takes from a verb.
ALL_PREFIXES = {*PREFIXES, *"cross counter down fore geo inter multi super up".split()}
PARTICLES = "away back down in off on out over up".split()
LONGEST = 16
# Longer nouns are left out, as a word that the list lacks is taken for a noun. Adjectives, nouns that are
# verbs too, and nouns that are taken for something else without the list may be longer, and what
# is both of the last two some more.
LONGEST_NOUN = 3
LONGEST_OTHER = 8
LONGEST_MISREAD_VERB = 10
# The ending gives a verb away, though not its -ing form.
LONGEST_IN_IZE = 10
# The number that says: add the number of the record of the word with `{` behind it.
MORE = 93
# How many places for records share a shift: fewer are easier to part, more make a smaller list of shifts.
PLACES_A_BIN = 4
# Mixes the letters of a word: 2^64 over the golden ratio, made odd.
MIX, WHOLE = 0x9E3779B97F4A7C15, 2**64 - 1
# Of the words that are nouns and adverbs, those that names use as adverbs too; `item` and `id` are none.
NOUN_ADVERBS = {
    *"aside back backstage east fast forward hard home incognito left live now once outdoors".split(),
    *"overtime piggyback quick right together today tomorrow tonight twice upstairs west yesterday".split(),
}


def source_entries():
    """(word, part of speech, inflected forms) for every entry of the source lexicon."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, SOURCE]
        subprocess.run(pip, check=True)
        (wheel,) = pathlib.Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            packed = archive.read("lemminflect/resources/infl_lu.csv.gz")
    with gzip.open(io.BytesIO(packed), "rt", encoding="utf-8") as lines:
        for line in lines:
            word, part, *forms = line.rstrip("\n").split(",")
            if part in FORM_OF_SPEECH:
                yield word, part, forms


def text_of(file):
    """What a hand list says, without its comments."""
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return "\n".join(line.split("#")[0].strip() for line in lines)


def hand_sections():
    """(section, word) for every word of hand.txt."""
    section = None
    for line in text_of("hand.txt").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        else:
            for word in line.split():
                yield section, word


def irregular_verbs():
    for line in text_of("irregular.txt").splitlines():
        if line:
            base, past, participle = line.split()
            yield base, past.split("/") + participle.split("/")


def is_regular(word, past):
    """Whether a past form is the word with -ed, its end adapted: `copied`, not `misled`."""
    return past.endswith("ed") and past.startswith(word[:-1])


def doubling(word, past_forms):
    """Whether the last consonant doubles before -ed: always, in British spelling only, or never.

    Where the source has both, only -l and -p really part the two; `focussed` is neither's first choice.
    """
    doubled, single = word + word[-1] + "ed", word + "ed"
    if doubled not in past_forms:
        return 0
    if single not in past_forms:
        return BITS["doubles"]
    return BITS["doubles-british"] if word[-1] in "lp" else 0


def doubling_by_analogy(word, words, irregular):
    """The inflection of a verb that the source lacks: its stem's, or that of its last syllable."""
    for prefix in PREFIXES:
        stem = word.removeprefix(prefix)
        if stem != word and stem in irregular:
            return BITS["irregular"]
        if stem != word and words.get(stem, 0) & BITS["verb"]:
            return words[stem] & (BITS["doubles"] | BITS["doubles-british"])
    for at in range(3, len(word) - 2):
        if words.get(word[at:], 0) & BITS["verb"] and words.get(word[:at], 0):
            return words[word[at:]] & BITS["doubles"]
    vowels = [letter for letter in word if letter in "aeiouy"]
    closed = len(vowels) == 1 and word[-2:-1] in "aeiou" and word[-1] not in "aeiouwxy"
    return BITS["doubles"] if closed else 0


def is_misread(word, words):
    """Whether a noun that the list lacks is taken for a form of a verb, or for an adjective."""
    known = lambda part, name: words.get(part, 0) & BITS[name]
    acts = lambda part: known(part, "query") or known(part, "verb") and not known(part, "noun")
    parts = [(word[:at], word[at:]) for at in range(2, len(word) - 2)]
    return (
        word.endswith((*ADJECTIVE_ENDINGS, "ly", "ed", "ise", "ize", "ify"))
        # `recourse`
        or any(start in ALL_PREFIXES and known(end, "verb") for start, end in parts)
        # `bracelet`, `showroom`
        or any(start in words and known(end, "past-form") for start, end in parts)
        or any(acts(start) and end in words for start, end in parts)
        # `closeout`
        or any(known(start, "verb") and end in PARTICLES for start, end in parts)
        # `proceeds`, `envelope`
        or known(word[:-1], "verb") and word[-1] in "se"
    )


def is_long(word, traits, words):
    """Whether names can do without a word, since it is long and a noun, an adjective or a verb in -ize."""
    inflects = BITS["verb"] | BITS["doubles"] | BITS["doubles-british"]
    is_noun, is_verb = traits & BITS["noun"], traits & BITS["verb"]
    if traits == BITS["verb"]:
        return word.endswith(("ise", "ize")) and len(word) > LONGEST_IN_IZE
    if is_verb and not is_noun or traits & ~(BITS["noun"] | BITS["adjective"] | inflects):
        return False
    misread = is_noun and is_misread(word, words)
    if is_verb and misread:
        return len(word) > LONGEST_MISREAD_VERB
    return len(word) > (LONGEST_OTHER if is_verb or misread or traits & BITS["adjective"] else LONGEST_NOUN)


def is_derived(word, traits):
    nouns = len(word) > 5 and word.endswith(tuple(NOUN_ENDINGS))
    adjectives = len(word) > 5 and word.endswith(tuple(ADJECTIVE_ENDINGS))
    adverbs = len(word) > 4 and word.endswith("ly")
    if traits == BITS["noun"]:
        return nouns
    if traits == BITS["adjective"]:
        return adjectives and not nouns
    return traits == BITS["adverb"] and adverbs


def lexicon():
    words = {}

    def add(word, trait):
        if word.isascii() and word.isalpha() and word.islower() and 1 <= len(word) <= LONGEST:
            words[word] = words.get(word, 0) | trait

    hand = list(hand_sections())
    by_hand = {word for _, word in hand}
    hand_verbs = {word for section, word in hand if section == "verb"}
    irregular = dict(irregular_verbs())
    entries = list(source_entries())
    verbs = {word for word, part, _ in entries if part == "verb"} | hand_verbs
    for word, part, forms in entries:
        participle = part == "adj" and word.endswith(("ed", "ing")) and not word.startswith("un")
        if participle or (part == "verb" and word in ("wrought", "fee", "fell", "google")):
            continue
        if part == "adj" and word in irregular:
            continue
        add(word, BITS[FORM_OF_SPEECH[part]])
        if part == "verb" and word not in irregular:
            past = forms[0].split("/")
            add(word, doubling(word, past) if is_regular(word, past[0]) else BITS["irregular"])
    listed = {word for section, word in hand if section not in ("adjective", "function", *CLASSES)}
    for section, word in hand:
        if section == "adjective" and word not in listed:
            words.pop(word, None)
        add(word, BITS[section])
        if section == "adjectival":
            add(word, BITS["adjective"])
        if section in ("late-verb", "early-verb", "query", "reporting"):
            add(word, BITS["verb"])
    # In order, as one verb may double by analogy with another.
    for word in sorted(hand_verbs - {word for word, part, _ in entries if part == "verb"} - irregular.keys()):
        add(word, doubling_by_analogy(word, words, irregular))
    for word in words.keys() - NOUN_ADVERBS:
        if words[word] & BITS["noun"]:
            words[word] &= ~BITS["adverb"]
    for base, forms in irregular.items():
        add(base, BITS["verb"] | BITS["irregular"])
        for form in forms:
            add(form, BITS["past-form"])
    obscure = set(text_of("obscure.txt").split())
    needless = lambda word, traits: word in obscure or is_derived(word, traits) or is_long(word, traits, words)
    return {word: traits for word, traits in words.items() if word in by_hand or not needless(word, traits)}


def encode(number, characters):
    """Characters of six bits each, from `0` (48) up, the highest first."""
    return "".join(chr(48 + (number >> 6 * place & 63)) for place in reversed(range(characters)))


def hashed(word):
    letters = int.from_bytes(word.encode("ascii"), "little")
    return (letters ^ letters >> 64) * MIX & WHOLE


def scaled(number, size):
    """The upper half of 64 bits brought below `size`."""
    return (number >> 32) * size >> 32


def place_of(word, shift, places):
    """The place of a word whose bin has a shift; `place_of` in ../src/lexicon/built_in.rs finds it again."""
    return scaled((hashed(word) ^ shift) * MIX & WHOLE, places)


def placed(words, places):
    """The shift of each bin and the word of each place, or nothing if these are too few.

    Shifts are chosen so that no two words come to the same place; the largest bins choose first.
    """
    bins = [[] for _ in range(places // PLACES_A_BIN + 1)]
    for word in words:
        bins[scaled(hashed(word), len(bins))].append(word)
    shifts, taken = [0] * len(bins), {}
    for at in sorted(range(len(bins)), key=lambda at: -len(bins[at])):
        for shift in range(64**2):
            found = {place_of(word, shift, places): word for word in bins[at]}
            if len(found) == len(bins[at]) and not found.keys() & taken.keys():
                break
        else:
            return None
        shifts[at] = shift
        taken |= found
    return shifts, taken


def block(records):
    """The records of one length: how many places they take, the shift of each bin, and the records in their places."""
    sizes = itertools.count(len(records) + 1, len(records) // 200 + 1)
    places, (shifts, taken) = next((size, found) for size in sizes if (found := placed(sorted(records), size)))
    free = " " * (len(next(iter(records))) + 1)
    listed = (taken[place] + records[taken[place]] if place in taken else free for place in range(places))
    return encode(places, 2), "".join(encode(shift, 2) for shift in shifts), "".join(listed)


def main():
    words = lexicon()
    count = collections.Counter(words.values())
    # The commonest first: their numbers are low.
    sets = sorted(count, key=lambda traits: (-count[traits], traits))
    assert len(sets) <= 2 * MORE
    number = {traits: at for at, traits in enumerate(sets)}
    of_length = [{} for _ in range(LONGEST)]
    for word, traits in words.items():
        if number[traits] >= MORE:
            of_length[len(word)][word + "{"] = chr(33 + number[traits] - MORE)
        of_length[len(word) - 1][word] = chr(33 + min(number[traits], MORE))
    counts, *blocks = zip(*map(block, of_length))
    lines = ["".join(counts), "".join(encode(traits, 4) for traits in sets)]
    for shifts, records in zip(*blocks):
        lines += [shifts, records]
    (HERE / "words.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    print(f"{len(words)} words")


main()
