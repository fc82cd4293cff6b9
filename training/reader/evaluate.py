"""Quick dev scores during training (gold words, greedy heads); the benches of ``dragoman bench`` are the real ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from dragoman.language.decode import viterbi

from . import sources
from .batches import batched, collate
from .conllu import UDSentence
from .crf import CRF
from .example import ALL, Example
from .lemma import apply
from .net import Batch, Net


def run_batches(net: Net, examples: list[Example]) -> Iterator[tuple[list[Example], Batch, torch.Tensor, torch.Tensor]]:
    """Yield examples with their word vectors."""
    for items in batched(examples, random.Random(0), 4000):
        b = collate(items)
        syntax, sense = net.vectors(b)
        yield items, b, syntax, sense


def score_syntax(net: Net, data: Any, sentences: list[UDSentence], bank: int) -> dict[str, float]:
    """UPOS, features, lemma, UAS, LAS (universal labels) on single sentences; sentence ends on paragraphs."""
    examples = [sources.ud_example([s], data.lookup, bank) for s in sentences]
    for e, s in zip(examples, sentences, strict=True):
        e.spans = [(0, 0)]
        e.sent = s  # type: ignore[attr-defined]
    n = np.zeros(6)
    v = data.vocab
    for items, _, x, _ in run_batches(net, data.encoding.fill(examples)):
        upos, feats, lemma = (getattr(net, k)(x).argmax(-1).numpy() for k in ("upos", "feats", "lemma"))
        query, head = net.arcs(x)
        dep, hd = net.rels(x)
        for i, e in enumerate(items):
            s = e.sent  # type: ignore[attr-defined]
            k = len(e)
            scores = torch.cat(
                [query[i, :k] @ head[i, :k].T, (query[i, :k] @ net.root.to(query.dtype))[:, None]], 1
            ).float()
            heads = scores.argmax(1)
            table = torch.cat([hd[i, :k], net.rel_root.to(hd.dtype)[None]])
            rel = losses_rel(net, dep[i, :k], table[heads]).argmax(-1).tolist()
            for w in range(k):
                right = int(heads[w]) == (s.heads[w] if s.heads[w] >= 0 else k)
                same = v.rels[rel[w]].split(":")[0] == s.deprels[w].split(":")[0]
                key = f"{s.words[w].lower()}\t{v.upos[upos[i, w]]}"
                guess = data.lemmas.get(key) or apply(s.words[w], v.lemma[lemma[i, w]])
                n += [
                    1,
                    v.upos[upos[i, w]] == s.upos[w],
                    v.feats[feats[i, w]] == s.feats[w],
                    guess == s.lemmas[w],
                    right,
                    right and same,
                ]
    names = ("upos", "feats", "lemma", "uas", "las")
    out = {k: float(n[j + 1] / n[0]) for j, k in enumerate(names)}
    out["ends"] = score_ends(net, data, sentences, bank)
    return out


def losses_rel(net: Net, dep: torch.Tensor, head: torch.Tensor) -> torch.Tensor:
    """Label scores, as in training."""
    from .losses import rel_scores

    return rel_scores(net, dep, head)


def score_ends(net: Net, data: Any, sentences: list[UDSentence], bank: int) -> float:
    """F1 of sentence ends inside paragraphs (the last word of a paragraph counts as given)."""
    examples = [
        sources.ud_example(group[at : at + 8], data.lookup, bank)
        for group in sources.paragraphs(sentences)
        for at in range(0, len(group), 8)
    ]
    hit = guess = gold = 0
    for items, _, x, _ in run_batches(net, data.encoding.fill(examples)):
        ends = (net.ends(x).squeeze(-1).float() > 0).numpy()
        for i, e in enumerate(items):
            want = np.append(np.diff(e.sentence) != 0, True)
            have = ends[i, : len(e)].copy()
            have[-1] = True
            hit, guess, gold = hit + int((want & have).sum()), guess + int(have.sum()), gold + int(want.sum())
    return 2 * hit / max(1, guess + gold)


def tags_of(net: torch.nn.Module, crf: CRF, x: torch.Tensor, b: Batch) -> np.ndarray:
    """Best tags of a batch."""
    lengths = b.words.sum(1).numpy()
    return viterbi(net(x).float().numpy(), lengths, crf.scores().detach().float().numpy(), crf.start.numpy())


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """BIO tags to spans."""
    out: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            out.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-") and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1, out[-1][2])
    return out


def from_mask(row: np.ndarray, tags: tuple[str, ...]) -> list[str]:
    """Read the single allowed tag of each word."""
    return [tags[int(v).bit_length() - 1] for v in row]


def f1(hit: float, guess: float, gold: float) -> float:
    """F1 of counts."""
    return 2 * hit / max(1.0, guess + gold)


def score_attribution(net: Net, examples: list[Example]) -> dict[str, float]:
    """Exact span F1 of source, cue and content, outer layer; accuracy of the links of gold words."""
    counts = {name: [0, 0, 0] for name in ("source", "cue", "content")}
    right = total = 0
    for items, b, _, x in run_batches(net, examples):
        crf = net.attr_crf[0]
        tags = tags_of(net.attr[0], crf, x, b)
        queries, heads = net.links(x)
        scores = (queries[0] @ heads.transpose(1, 2)).float().masked_fill(b.words[:, None, :] == 0, -1e4)
        best = scores.argmax(-1).numpy()
        for i, e in enumerate(items):
            gold = set(spans_of(from_mask(e.attr[0], crf.tags)))
            have = set(spans_of([crf.tags[t] for t in tags[i, : len(e)]]))
            for name, c in counts.items():
                g, h = {s for s in gold if s[2] == name}, {s for s in have if s[2] == name}
                c[0], c[1], c[2] = c[0] + len(g & h), c[1] + len(h), c[2] + len(g)
            known = e.link[0] >= 0
            right += int((best[i, : len(e)][known] == e.link[0][known]).sum())
            total += int(known.sum())
    return {f"attr_{k}": f1(*v) for k, v in counts.items()} | {"attr_link": right / max(1, total)}


__all__ = ["ALL", "score_attribution", "score_syntax"]


def score_events(net: Net, examples: list[Example]) -> dict[str, float]:
    """Dev scores of the event heads: spans exact; types, statuses and roles at gold triggers; pairs with gold spans."""
    from .losses import averaging, role_rows, role_scores
    from .net import pair_logits

    spans = {"mention": [0, 0, 0], "trigger": [0, 0, 0], "inner": [0, 0, 0]}
    right = {"type": [0, 0], "status": [0, 0], "mode": [0, 0], "pair": [0, 0]}
    roles = np.zeros(3)
    for items, b, _, x in run_batches(net, examples):
        ev = net.events(x)
        crfs = {
            "mention": (net.mention, net.mention_crf),
            "trigger": (net.trigger, net.trigger_crf),
            "inner": (net.attr[1], net.attr_crf[1]),
        }
        tags = {k: tags_of(h, c, x, b) for k, (h, c) in crfs.items()}
        for i, e in enumerate(items):
            for k, c in spans.items():
                names = crfs[k][1].tags
                gold = set(spans_of(from_mask(e.attr[1] if k == "inner" else getattr(e, k), names)))
                have = set(spans_of([names[t] for t in tags[k][i, : len(e)]]))
                c[0], c[1], c[2] = c[0] + len(gold & have), c[1] + len(have), c[2] + len(gold)
            width = b.words.shape[1]
            if e.events:
                pool = averaging([(v.start, v.end) for v in e.events], width).to(x.dtype)
                v = pool @ ev["event"][i]
                for k in ("type", "status", "mode"):
                    guess = getattr(net, "etype" if k == "type" else k)(v).argmax(-1).tolist()
                    right[k][0] += sum(g == getattr(t, k) for g, t in zip(guess, e.events, strict=True))
                    right[k][1] += len(guess)
                if e.spans:
                    logits = (
                        role_scores(ev, i, pool, averaging(e.spans, width).to(x.dtype)).flatten(0, 1).float().numpy()
                        > 0
                    )
                    want = np.array(role_rows(e)) > 0
                    roles += [(logits & want).sum(), logits.sum(), want.sum()]
            true = [p for p in e.pairs if p[4] < 1 << 16]
            if true:
                a = averaging([(p[0], p[1]) for p in true], width).to(x.dtype)
                c = averaging([(p[2], p[3]) for p in true], width).to(x.dtype)
                guess = pair_logits(net, ev, i, b.words[i], a, c)[:, :16].argmax(-1).tolist()
                right["pair"][0] += sum((p[4] >> g) & 1 for p, g in zip(true, guess, strict=True))
                right["pair"][1] += len(true)
    out = {f"ev_{k}": f1(*c) for k, c in spans.items()}
    return out | {f"ev_{k}": a / max(1, n) for k, (a, n) in right.items()} | {"ev_roles": f1(*roles)}
