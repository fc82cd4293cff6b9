"""The losses, one function a corpus kind. Each returns named sums already divided by the number of words."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from .example import ALL, IGNORE, Example
from .net import Batch, Net, pair_logits


def padded(rows: list[np.ndarray | None], width: int, fill: int, lengths: list[int] | None = None) -> Tensor:
    """Stack label rows into (batch, width); a missing row is all ``fill``."""
    out = np.full((len(rows), width), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        if row is not None:
            out[i, : len(row)] = row
    return torch.from_numpy(out)


def cross(logits: Tensor, target: Tensor, smooth: float = 0.0) -> Tensor:
    """Mean cross entropy over known targets; 0 when there are none."""
    known = target != IGNORE
    if not known.any():
        return logits.sum() * 0.0
    return F.cross_entropy(logits[known].float(), target[known], label_smoothing=smooth)


def syntax(net: Net, b: Batch, x: Tensor, items: list[Example]) -> dict[str, Tensor]:
    """UPOS, XPOS, features, lemma, arcs, labels and sentence ends."""
    width = b.words.shape[1]
    x = net.drop(x)
    out = {}
    for name in ("upos", "xpos", "feats", "lemma"):
        out[name] = cross(getattr(net, name)(x), padded([getattr(e, name) for e in items], width, IGNORE))
    out.update(arcs_and_labels(net, x, items, width))
    out["ends"] = ends(net, x, items, width)
    return out


def ends(net: Net, x: Tensor, items: list[Example], width: int) -> Tensor:
    """Last word of a sentence or not; the last word of a window is free (the run time ends a paragraph anyway)."""
    rows = []
    for e in items:
        row = None
        if e.sentence is not None:
            row = np.append((np.diff(e.sentence) != 0).astype(int), IGNORE)
        rows.append(row)
    target = padded(rows, width, IGNORE)
    known = target != IGNORE
    if not known.any():
        return x.sum() * 0.0
    return F.binary_cross_entropy_with_logits(net.ends(x).squeeze(-1)[known].float(), target[known].float())


def arcs_and_labels(net: Net, x: Tensor, items: list[Example], width: int) -> dict[str, Tensor]:
    """Heads among the words of the same sentence and the root; labels at the gold heads."""
    heads = padded([e.heads for e in items], width, IGNORE)
    rels = padded([e.rels for e in items], width, IGNORE)
    number = padded([e.sentence for e in items], width, -7)
    query, head = net.arcs(x)
    scores = query @ head.transpose(1, 2)
    scores = scores.masked_fill(number[:, :, None] != number[:, None, :], -1e4)
    scores = torch.cat([scores, (query @ net.root.to(query.dtype))[..., None]], -1)
    target = torch.where(heads == -1, width, heads)
    dep, hd = net.rels(x)
    hd = torch.cat([hd, net.rel_root.to(hd.dtype).expand(hd.shape[0], 1, -1)], 1)
    gold = target.clamp(min=0)[..., None].expand(-1, -1, hd.shape[-1])
    known = rels != IGNORE
    label = rel_scores(net, dep[known], hd.gather(1, gold)[known])
    return {
        "arcs": cross(scores, target),
        "rels": F.cross_entropy(label.float(), rels[known]) if known.any() else label.sum() * 0,
    }


def rel_scores(net: Net, dep: Tensor, head: Tensor) -> Tensor:
    """Bilinear label scores (arcs, labels) of projections (arcs, REL)."""
    one = torch.ones(dep.shape[0], 1, dtype=dep.dtype)
    d, h = torch.cat([dep, one], 1), torch.cat([head, one], 1)
    size, labels, _ = net.rel.shape
    middle = (d @ net.rel.to(dep.dtype).reshape(size, -1)).view(-1, labels, size)
    return (middle * h[:, None, :]).sum(-1)


def entities(net: Net, b: Batch, x: Tensor, items: list[Example]) -> dict[str, Tensor]:
    """Entity tags with sets of allowed tags."""
    rows = [i for i, e in enumerate(items) if e.entity is not None]
    if not rows:
        return {}
    allowed = padded([items[i].entity for i in rows], b.words.shape[1], ALL)
    loss = net.entity_crf.loss(net.entity(net.drop(x[rows])), allowed, b.words[rows])
    return {"entity": loss / b.words[rows].sum()}


def attribution(net: Net, b: Batch, x: Tensor, items: list[Example]) -> dict[str, Tensor]:
    """Tags of both layers and the links of source and content words to the first word of their cue."""
    width = b.words.shape[1]
    x = net.drop(x)
    out = {}
    queries, heads = net.links(x)
    for layer in range(2):
        rows = [i for i, e in enumerate(items) if e.attr is not None and (e.attr[layer] != ALL).any()]
        if not rows:
            continue
        allowed = padded([items[i].attr[layer] for i in rows], width, ALL)
        loss = net.attr_crf[layer].loss(net.attr[layer](x[rows]), allowed, b.words[rows])
        out[f"attr{layer}"] = loss / b.words[rows].sum()
        link = padded([items[i].link[layer] for i in rows], width, IGNORE)
        scores = queries[layer][rows] @ heads[rows].transpose(1, 2)
        scores = scores.masked_fill(b.words[rows][:, None, :] == 0, -1e4)
        out[f"link{layer}"] = cross(scores, link)
    return out


def averaging(spans: list[tuple[int, int]], width: int) -> Tensor:
    """Return (spans, width) weights that average the words of each span."""
    out = torch.zeros(len(spans), width)
    for i, (start, end) in enumerate(spans):
        out[i, start:end] = 1.0 / max(1, end - start)
    return out


def events(net: Net, b: Batch, x: Tensor, items: list[Example]) -> dict[str, Tensor]:
    """Mentions, triggers, the labels of triggers, roles and pairs."""
    width = b.words.shape[1]
    x = net.drop(x)
    total = b.words.sum()
    out = {
        "mention": net.mention_crf.loss(net.mention(x), padded([e.mention for e in items], width, ALL), b.words)
        / total,
        "trigger": net.trigger_crf.loss(net.trigger(x), padded([e.trigger for e in items], width, ALL), b.words)
        / total,
    }
    ev = net.events(x)
    vectors, labels, contexts, roles, role_targets, pairs, pair_masks = [], [], [], [], [], [], []
    for row, e in enumerate(items):
        if e.events:
            pool = averaging([(v.start, v.end) for v in e.events], width).to(x.dtype)
            vectors.append(pool @ ev["event"][row])
            labels.extend((v.type, v.status, v.mode) for v in e.events)
            contexts.extend(v.contexts for v in e.events)
            if e.spans:
                roles.append(role_scores(ev, row, pool, averaging(e.spans, width).to(x.dtype)).flatten(0, 1))
                role_targets.extend(role_rows(e))
        if e.pairs:
            a = averaging([(p[0], p[1]) for p in e.pairs], width).to(x.dtype)
            c = averaging([(p[2], p[3]) for p in e.pairs], width).to(x.dtype)
            pairs.append(pair_logits(net, ev, row, b.words[row], a, c))
            pair_masks.extend(p[4] for p in e.pairs)
    if vectors:
        out.update(event_labels(net, torch.cat(vectors), labels, contexts))
    if roles:
        target = torch.tensor(role_targets, dtype=torch.float32)
        out["roles"] = F.binary_cross_entropy_with_logits(torch.cat(roles).float(), target)
    if pairs:
        out["pairs"] = pair_loss(torch.cat(pairs), torch.tensor(pair_masks))
    return out


def marked_pairs(net: Net, b: Batch, x: Tensor, items: list[Example]) -> dict[str, Tensor]:
    """The pair head on windows with markers, one pair each."""
    width = b.words.shape[1]
    ev = net.events(net.drop(x))
    logits = []
    for row, e in enumerate(items):
        a, c = (averaging([span], width).to(x.dtype) for span in (e.pairs[0][:2], e.pairs[0][2:4]))
        logits.append(pair_logits(net, ev, row, b.words[row], a, c))
    return {"marked": pair_loss(torch.cat(logits), torch.tensor([e.pairs[0][4] for e in items]))}


def role_scores(ev: dict[str, Tensor], row: int, pool: Tensor, spans: Tensor) -> Tensor:
    """Return (events, spans, 2) logits: actor, recipient."""
    mention = spans @ ev["mention"][row]
    actor = (pool @ ev["actor"][row]) @ mention.T + pool @ ev["actor_bias"][row]
    recipient = (pool @ ev["recipient"][row]) @ mention.T + pool @ ev["recipient_bias"][row]
    return torch.stack([actor, recipient], -1)


def role_rows(e: Example) -> list[list[int]]:
    """Targets in the order of role_scores: events x spans rows of (is actor, is recipient)."""
    out = []
    for event in e.events:
        known = {(s, t): [a, r] for s, t, a, r in event.roles}
        out.extend(known.get(span, [0, 0]) for span in e.spans)
    return out


def event_labels(
    net: Net, v: Tensor, labels: list[tuple[int, int, int]], contexts: list[list[int]]
) -> dict[str, Tensor]:
    """Type, status, mode (IGNORE where none is given) and contexts of the triggers."""
    v = F.dropout(v, 0.2, net.training)
    types, statuses, modes = (torch.tensor(column) for column in zip(*labels, strict=True))
    many = torch.zeros(len(contexts), net.context.out_features)
    for i, row in enumerate(contexts):
        many[i, row] = 1.0
    return {
        "type": cross(net.etype(v), types, 0.03),
        "status": cross(net.status(v), statuses, 0.03),
        "mode": cross(net.mode(v), modes, 0.03),
        "context": F.binary_cross_entropy_with_logits(net.context(v).float(), many),
    }


def pair_loss(logits: Tensor, masks: Tensor, none_weight: float = 0.3) -> Tensor:
    """-log of the summed probability of the allowed types; "none" pairs count less, there are many of them."""
    types = logits.shape[-1]
    allowed = ((masks[:, None] >> torch.arange(types)) & 1).bool()
    log = torch.log_softmax(logits.float(), -1)
    each = -torch.logsumexp(log.masked_fill(~allowed, -1e4), -1)
    weight = torch.where(masks == 1 << (types - 1), none_weight, 1.0)
    return (each * weight).sum() / weight.sum()
