"""The network: one encoder, word vectors, and the heads. Every head is linear in word-level projections.

That is what lets the run time do all pairwise work (arcs, links, roles, pairs) in numpy from one output per word.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.language.features import SPECIAL

from .crf import CRF
from .encoder import LAYERS, WIDTH, Encoder
from .labels import ATTRIBUTION_TAGS, ENTITY_TAGS, MENTION_TAGS, STATUSES, TRIGGER_TAGS, TYPES
from .sources import Vocabulary

ARC, REL, LINK, ROLE, EVENT, PAIR = 256, 64, 96, 96, 256, 128


@dataclass
class Batch:
    """Tensors of one batch. Pieces: ids, mask, marks (batch, pieces). Words: first, last, words (batch, words)."""

    ids: Tensor
    mask: Tensor
    marks: Tensor
    first: Tensor
    last: Tensor
    bank: Tensor
    words: Tensor


class Mix(nn.Module):
    """Learnt average of the layers' states."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.linspace(-2, 2, LAYERS + 1))

    def forward(self, states: list[Tensor]) -> Tensor:
        """Average (batch, words, width) tensors."""
        w = torch.softmax(self.weights, 0)
        total = states[0] * w[0]
        for i in range(1, len(states)):
            total = total + states[i] * w[i]
        return total


class Net(nn.Module):
    """All heads; sizes come from the vocabulary."""

    def __init__(self, vocab: Vocabulary, dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.mix_syntax, self.mix_sense = Mix(), Mix()
        self.marks = nn.Embedding(SPECIAL + 1, WIDTH)
        self.case_syntax, self.case_sense = nn.Embedding(SPECIAL + 1, WIDTH), nn.Embedding(SPECIAL + 1, WIDTH)
        nn.init.zeros_(self.marks.weight)
        self.bank = nn.Embedding(3, WIDTH)
        self.norm_syntax, self.norm_sense = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        for table in (self.case_syntax, self.case_sense, self.bank):
            nn.init.normal_(table.weight, std=0.02)
        self.upos = nn.Linear(WIDTH, len(vocab.upos))
        self.xpos = nn.Linear(WIDTH, len(vocab.xpos))
        self.feats = nn.Linear(WIDTH, len(vocab.feats))
        self.lemma = nn.Linear(WIDTH, len(vocab.lemma))
        self.ends = nn.Linear(WIDTH, 1)
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.rel_root = nn.Parameter(torch.zeros(REL))
        self.rel = nn.Parameter(torch.zeros(REL + 1, len(vocab.rels), REL + 1))
        self.entity, self.entity_crf = nn.Linear(WIDTH, len(ENTITY_TAGS)), CRF(ENTITY_TAGS)
        self.attr = nn.ModuleList(nn.Linear(WIDTH, len(ATTRIBUTION_TAGS)) for _ in range(2))
        self.attr_crf = nn.ModuleList(CRF(ATTRIBUTION_TAGS) for _ in range(2))
        self.link_dep, self.link_head = nn.Linear(WIDTH, LINK), nn.Linear(WIDTH, LINK)
        self.link = nn.ModuleList(nn.Linear(LINK, LINK) for _ in range(2))
        self.mention, self.mention_crf = nn.Linear(WIDTH, len(MENTION_TAGS)), CRF(MENTION_TAGS)
        self.trigger, self.trigger_crf = nn.Linear(WIDTH, len(TRIGGER_TAGS)), CRF(TRIGGER_TAGS)
        self.event = nn.Linear(WIDTH, EVENT)
        self.etype, self.status = nn.Linear(EVENT, len(TYPES)), nn.Linear(EVENT, len(STATUSES))
        self.mode = nn.Linear(EVENT, max(1, len(vocab.modes)))
        self.context = nn.Linear(EVENT, max(1, len(vocab.contexts)))
        self.role_trigger, self.role_mention = nn.Linear(WIDTH, ROLE), nn.Linear(WIDTH, ROLE)
        self.role = nn.ModuleList(nn.Linear(ROLE, ROLE) for _ in range(2))
        self.role_bias = nn.ModuleList(nn.Linear(ROLE, 1) for _ in range(2))
        self.pair_span = nn.Linear(WIDTH, PAIR)
        self.pair_scale = nn.Parameter(torch.tensor([0.3, 0.3, 0.3]))
        self.pair_hidden = nn.Linear(EVENT + 3 * PAIR, EVENT)
        self.pair_out = nn.Linear(EVENT, len(TYPES) + 1)
        self.dropout = dropout

    def vectors(self, b: Batch) -> tuple[Tensor, Tensor]:
        """Return the word vectors for syntax and for sense, (batch, words, width)."""
        states = self.encoder(b.ids, b.mask, self.marks(b.marks))
        first = b.first[..., None].expand(-1, -1, WIDTH)
        last = b.last[..., None].expand(-1, -1, WIDTH)
        at_words = [0.5 * (s.gather(1, first) + s.gather(1, last)) for s in states]
        marks = b.marks.gather(1, b.first)
        syntax = self.mix_syntax(at_words) + self.case_syntax(marks) + self.bank(b.bank)[:, None]
        sense = self.mix_sense(at_words) + self.case_sense(marks)
        return self.norm_syntax(syntax), self.norm_sense(sense)

    def drop(self, x: Tensor) -> Tensor:
        """Dropout over whole channels of a word sequence (batch, words, width)."""
        if not self.training:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.dropout
        return x * keep / (1 - self.dropout)

    def arcs(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return queries and heads (batch, words, ARC): score(i <- j) = query[i] . head[j]."""
        query = self.arc(self.drop(F.gelu(self.arc_dep(x))))
        return query, self.drop(F.gelu(self.arc_head(x)))

    def rels(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return the label projections of dependents and heads (batch, words, REL)."""
        return self.drop(F.gelu(self.rel_dep(x))), self.drop(F.gelu(self.rel_head(x)))

    def links(self, x: Tensor) -> tuple[list[Tensor], Tensor]:
        """Return queries of both layers and heads (batch, words, LINK)."""
        dep = self.drop(F.gelu(self.link_dep(x)))
        return [m(dep) for m in self.link], self.drop(F.gelu(self.link_head(x)))

    def events(self, x: Tensor) -> dict[str, Tensor]:
        """Return the word-level projections of the event heads."""
        trigger = self.drop(F.gelu(self.role_trigger(x)))
        return {
            "event": F.gelu(self.event(x)),
            "actor": self.role[0](trigger),
            "actor_bias": self.role_bias[0](trigger),
            "recipient": self.role[1](trigger),
            "recipient_bias": self.role_bias[1](trigger),
            "mention": self.drop(F.gelu(self.role_mention(x))),
            "pair": F.gelu(self.pair_span(x)),
            "trigger": self.trigger(x),
        }


def pair_logits(net: Net, ev: dict[str, Tensor], row: int, inside: Tensor, a: Tensor, b: Tensor) -> Tensor:
    """Score pairs of spans of one sentence.

    inside (words) 1 for the words of the sentence; a, b (pairs, words) averaging weights of the spans. Each pair
    attends to the words by "a is its actor, b its recipient, it is a trigger" and reads the event vector there; returns
    (pairs, types + 1).
    """
    mention = ev["mention"][row]
    first = (a @ mention) @ ev["actor"][row].T + ev["actor_bias"][row].T
    second = (b @ mention) @ ev["recipient"][row].T + ev["recipient_bias"][row].T
    t = ev["trigger"][row].float()
    salience = torch.logsumexp(t[:, 1:], -1) - t[:, 0]
    scale = net.pair_scale
    attention = first * scale[0] + second * scale[1] + salience * scale[2]
    attention = torch.softmax(attention.masked_fill(inside[None] == 0, -1e4).float(), -1)
    pa, pb = a @ ev["pair"][row], b @ ev["pair"][row]
    seen = attention @ ev["event"][row]
    hidden = F.gelu(net.pair_hidden(torch.cat([seen, pa, pb, pa * pb], -1)))
    if net.training:
        hidden = F.dropout(hidden, 0.2)
    return net.pair_out(hidden)
