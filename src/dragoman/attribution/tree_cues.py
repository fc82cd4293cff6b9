"""Statements read off the dependency tree: verbs, nouns and phrases that introduce what somebody says.

The model's spans are one layer deep; a statement within a statement ("KCNA noted how, in his message, Xi said …") and
the parts of a cue (medium, addressee) come from here. Each rule looks at one construction.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.attribution.found import Found, WordRange
from dragoman.attribution.lexicon import Cue, Lexicon
from dragoman.record import Sentence, Tree

# Rules on the tree are right less often than spans on which model and tree agree; measured on our own readings.
TREE_CONFIDENCE = 0.7
_OPEN_COMPLEMENT = frozenset({"promise", "threaten", "ask", "decline", "wish", "predict"})


def find_in_tree(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """All statements that the rules see in a sentence, in the order of their cues."""
    if not sentence.heads:
        return
    tree = Tree(sentence)
    for word in range(len(tree)):
        found = _at(tree, word, lexicon)
        if found is not None:
            yield found
            yield from _citing(tree, word, found, lexicon)


def _citing(tree: Tree, verb: int, found: Found, lexicon: Lexicon) -> Iterator[Found]:
    """The statement of whom a cue cites, relayed by the cue's source: "TASS reported, citing the ministry"."""
    cites = cited(tree, verb, lexicon) if tree.sentence.upos[verb] == "VERB" and found.source_head is not None else None
    if cites is not None:
        yield msgspec.structs.replace(
            found, source=_phrase(tree, cites), source_head=cites, relay_head=found.source_head, sure_source=False
        )


def _at(tree: Tree, word: int, lexicon: Lexicon) -> Found | None:
    pos = tree.sentence.upos[word]
    lemma = tree.lemma(word)
    if pos == "VERB" and (cue := lexicon.verb(lemma)):
        return _verb(tree, word, cue, lexicon)
    if pos == "NOUN" and (cue := lexicon.noun(lemma)):
        return _noun(tree, word, cue)
    if pos == "ADV" and (cue := lexicon.adverb(tree.sentence.words[word].lower())):
        return _adverb(tree, word, cue)
    if lemma == "accord" and tree.sentence.words[word].lower() == "according":
        return _according(tree, word)
    return None


def _verb(tree: Tree, verb: int, cue: Cue, lexicon: Lexicon) -> Found | None:
    """Such as "X said that …", "…, X said", "X vowed to …", "Y was quoted by Z as saying …"."""
    content = _content(tree, verb, cue)
    if content is None:
        return None
    source, relay = _speaker(tree, verb, lexicon)
    if source is None and cue.kind not in {"say", "report", "allege"}:
        return None
    medium, to = manner(tree, verb, lexicon)
    stance = cue.stance
    if tree.negated(verb):
        stance = "declines" if cue.kind in {"promise", "ask"} else "denies"
    return Found(
        sentence=tree.sentence.index,
        source=_phrase(tree, source),
        source_head=source,
        cue=_cue_range(tree, verb),
        cue_head=verb,
        contents=content,
        kind=cue.kind,
        stance=stance,
        medium=medium,
        addressees=tuple(to),
        origin="tree",
        confidence=TREE_CONFIDENCE,
        relay_head=relay if relay is not None else carrier(tree, verb, lexicon),
        sure_source=source is not None and source in tree.kids(verb, "nsubj") and not tree.passive(verb),
    )


def _content(tree: Tree, verb: int, cue: Cue) -> tuple[WordRange, ...] | None:
    """The word ranges of what is said; None if the verb introduces nothing."""
    clause = tree.kid(verb, "ccomp")
    if clause is None and cue.kind in _OPEN_COMPLEMENT:
        clause = tree.kid(verb, "xcomp")
    if clause is not None:
        return _pieces(tree, tree.subtree(clause), strip=clause)
    if tree.rel(verb, "parataxis") and tree.kid(verb, "obj") is None:
        above = tree.sentence.heads[verb]
        return _pieces(tree, tree.subtree(above) - tree.subtree(verb), strip=None)
    below = tree.kid(verb, "parataxis")
    if below is not None and cue.kind in {"say", "write", "report"}:
        return _pieces(tree, tree.subtree(below), strip=below)
    return None


def _pieces(tree: Tree, words: set[int], *, strip: int | None) -> tuple[WordRange, ...]:
    """Contiguous runs of words, without a leading "that" and without runs of punctuation only."""
    if strip is not None:
        marks = {mark for mark in tree.kids(strip, "mark") if tree.lemma(mark) in {"that", "how", "as"}}
        words = words - marks
    runs: list[WordRange] = []
    for word in sorted(words):
        if runs and runs[-1][1] == word:
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    trimmed = [_trim(tree, run) for run in _bridge(tree, runs)]
    return tuple(run for run in trimmed if run is not None)


def _bridge(tree: Tree, runs: list[WordRange]) -> list[WordRange]:
    """Join runs that only punctuation parts."""
    joined: list[WordRange] = []
    for first, last in runs:
        gap = range(joined[-1][1], first) if joined else range(0)
        if joined and all(tree.sentence.upos[word] == "PUNCT" for word in gap):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _trim(tree: Tree, run: WordRange) -> WordRange | None:
    first, last = run
    upos = tree.sentence.upos
    while first < last and upos[first] in {"PUNCT", "CCONJ"}:
        first += 1
    while last > first and upos[last - 1] == "PUNCT":
        last -= 1
    return (first, last) if last > first else None


def _speaker(tree: Tree, verb: int, lexicon: Lexicon) -> tuple[int | None, int | None]:
    """The head words of who says it and of who passes it on in the same clause."""
    above = tree.sentence.heads[verb]
    quoting = _quoting(tree, verb, lexicon)
    if quoting is not None:
        return quoted_speaker(tree, quoting)
    if tree.passive(verb):
        return tree.agent(verb), None
    subject = tree.subject(verb)
    if subject is None and tree.rel(verb, "acl") and above >= 0:
        subject = above
    if subject is not None and tree.sentence.upos[subject] in {"PRON", "DET"} and _relative(tree, verb, subject):
        subject = above
    return subject, None


def _quoting(tree: Tree, verb: int, lexicon: Lexicon) -> int | None:
    """The verb of quoting above "as saying"; parsers hang the participle on the verb or on who is quoted."""
    if not any(tree.lemma(mark) == "as" for mark in tree.kids(verb, "mark")):
        return None
    for above in list(tree.ancestors(verb))[:2]:
        cue = lexicon.verb(tree.lemma(above)) if tree.sentence.upos[above] == "VERB" else None
        if cue is not None and cue.kind == "quote":
            return above
    return None


def quoted_speaker(tree: Tree, verb: int) -> tuple[int | None, int | None]:
    """Who is quoted and who quotes: "KCNA was quoted by Yonhap", "Yonhap quoted KCNA"."""
    if tree.passive(verb):
        return tree.kid(verb, "nsubj"), tree.agent(verb)
    return tree.kid(verb, "obj"), tree.kid(verb, "nsubj")


def cited(tree: Tree, verb: int, lexicon: Lexicon) -> int | None:
    """Whom a cue cites: "TASS reported, citing the ministry"."""
    for child in tree.kids(verb, "advcl", "xcomp", "parataxis", "conj"):
        cue = lexicon.verb(tree.lemma(child)) if tree.sentence.upos[child] == "VERB" else None
        gerund = tree.sentence.words[child].lower().endswith("ing")
        if cue is not None and cue.kind == "quote" and gerund:
            return tree.kid(child, "obj")
    return None


def _relative(tree: Tree, verb: int, subject: int) -> bool:
    """Whether the subject is the pronoun of a relative clause on its antecedent."""
    return tree.rel(verb, "acl") and tree.lemma(subject) in {"who", "which", "that"}


def _phrase(tree: Tree, head: int | None) -> WordRange | None:
    """The noun phrase round a head, without relative clauses, appositions and a leading article."""
    if head is None:
        return None
    words = {head}
    for child in tree.kids(head):
        if not tree.rel(child, "acl", "appos", "punct", "case", "cc", "conj", "parataxis", "cop", "nsubj"):
            words |= tree.subtree(child)
    first, last = tree.extent(words)
    if last - first > 1 and tree.lemma(first) in {"the", "a"}:
        first += 1
    return first, last


def _cue_range(tree: Tree, verb: int) -> WordRange:
    """The cue with its particle ("called on", "pointed out")."""
    particle = tree.kid(verb, "compound:prt")
    return (verb, particle + 1) if particle is not None and particle == verb + 1 else (verb, verb + 1)


def carrier(tree: Tree, verb: int, lexicon: Lexicon) -> int | None:
    """The head word of who passes on the medium: "said in a statement carried by TASS"."""
    for nominal in _manners(tree, verb, lexicon):
        if _medium_of(tree, nominal, lexicon) is None:
            continue
        for clause in tree.kids(nominal, "acl"):
            cue = lexicon.verb(tree.lemma(clause))
            if cue is not None and cue.kind == "report":
                return tree.agent(clause)
    return None


def manner(tree: Tree, verb: int, lexicon: Lexicon) -> tuple[str | None, list[int]]:
    """The medium of a cue and the head words of those addressed.

    "in his message to Kim, Xi said": message, Kim. "told Xi": Kim's addressee is the object; "told reporters" too.
    """
    medium: str | None = None
    to = list(tree.kids(verb, "iobj"))
    if tree.kid(verb, "ccomp") is not None or tree.kid(verb, "xcomp") is not None:
        to += tree.kids(verb, "obj")
    for nominal in _manners(tree, verb, lexicon):
        named = _medium_of(tree, nominal, lexicon)
        if named and tree.preposition(nominal) in {"in", "by", "via", "on", "at", "during", "through", "over"}:
            medium = medium or named
            to += [child for child in tree.kids(nominal, "nmod") if tree.preposition(child) == "to"]
        elif tree.preposition(nominal) == "to" and tree.sentence.upos[nominal] in {"PROPN", "PRON", "NOUN"}:
            to.append(nominal)
    spoken_to = [word for word in to if _medium_of(tree, word, lexicon)]
    if medium is None and spoken_to:
        # "told a press conference": the occasion stands where the addressee would
        medium = _medium_of(tree, spoken_to[0], lexicon)
    return medium, to


def _manners(tree: Tree, verb: int, lexicon: Lexicon) -> list[int]:
    """The nominals that tell the manner of a cue.

    "noted how, in his message, Xi said": parsers hang the message on "noted", but what stands between a cue and the
    subject of the cue in its clause belongs to the inner one.
    """
    own = [word for word in tree.kids(verb, "obl", "nmod") if not _of_inner(tree, verb, word, lexicon)]
    above = tree.sentence.heads[verb]
    if above >= 0 and tree.rel(verb, "ccomp"):
        own += [word for word in tree.kids(above, "obl") if _of_inner(tree, above, word, lexicon)]
    return own


def _of_inner(tree: Tree, verb: int, nominal: int, lexicon: Lexicon) -> bool:
    inner = tree.kid(verb, "ccomp")
    if inner is None or lexicon.verb(tree.lemma(inner)) is None:
        return False
    subject = tree.kid(inner, "nsubj")
    return subject is not None and verb < nominal < subject


def _medium_of(tree: Tree, nominal: int, lexicon: Lexicon) -> str | None:
    return lexicon.medium(tree.sentence.words[nominal]) or lexicon.medium(tree.lemma(nominal))


def _noun(tree: Tree, noun: int, cue: Cue) -> Found | None:
    """Such as "the claim that …", "his vow to …", "the Kremlin's denial that …"."""
    clause = tree.kid(noun, "acl", "ccomp")
    if clause is None or tree.kid(clause, "mark") is None:
        return None
    holder = tree.kid(noun, "nmod:poss")
    if holder is None:
        holder = next((n for n in tree.kids(noun, "nmod") if tree.preposition(n) in {"of", "by", "from"}), None)
    if holder is None:
        return None
    return Found(
        sentence=tree.sentence.index,
        source=_phrase(tree, holder),
        source_head=holder,
        cue=(noun, noun + 1),
        cue_head=noun,
        contents=_pieces(tree, tree.subtree(clause), strip=clause),
        kind=cue.kind,
        stance=cue.stance,
        medium=None,
        addressees=(),
        origin="tree",
        confidence=TREE_CONFIDENCE - 0.1,
    )


def _adverb(tree: Tree, adverb: int, cue: Cue) -> Found | None:
    """Such as "reportedly": somebody says so, nobody is named."""
    above = tree.sentence.heads[adverb]
    if above < 0 or tree.sentence.upos[above] not in {"VERB", "AUX"}:
        return None
    return Found(
        sentence=tree.sentence.index,
        source=None,
        source_head=None,
        cue=(adverb, adverb + 1),
        cue_head=adverb,
        contents=_pieces(tree, tree.subtree(above) - {adverb}, strip=above),
        kind=cue.kind,
        stance=cue.stance,
        medium=None,
        addressees=(),
        origin="tree",
        confidence=TREE_CONFIDENCE - 0.1,
    )


def _according(tree: Tree, word: int) -> Found | None:
    """Such as "according to X": the rest of the clause is what X says."""
    holder = next(
        (above for above in tree.ancestors(word) if tree.sentence.upos[above] in {"NOUN", "PROPN", "PRON"}), None
    )
    if holder is None or tree.sentence.heads[holder] < 0:
        return None
    above = tree.sentence.heads[holder]
    cue_last = word + 2 if tree.sentence.words[word + 1 : word + 2] == ("to",) else word + 1
    return Found(
        sentence=tree.sentence.index,
        source=_phrase(tree, holder),
        source_head=holder,
        cue=(word, cue_last),
        cue_head=word,
        contents=_pieces(tree, tree.subtree(above) - tree.subtree(holder), strip=None),
        kind="say",
        stance="asserts",
        medium=None,
        addressees=(),
        origin="tree",
        confidence=TREE_CONFIDENCE,
    )
