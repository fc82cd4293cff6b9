"""The event heads at run time: what a trigger means, who takes part, and what holds between two given spans."""

from collections.abc import Sequence

import numpy as np

from dragoman.language.decode import Array
from dragoman.language.network import Network, Rows
from dragoman.language.spans import Found
from dragoman.record.sentence import Trigger

BEST = 3
LIKELY = 0.5  # modes, contexts and roles above it are given
Range = tuple[int, int]


class EventHeads:
    """The weights of the event heads, applied in numpy to one trigger or one pair of spans at a time."""

    def __init__(self, network: Network) -> None:
        self._w = network.weights
        self._types = network.labels["type"]
        self._statuses = network.labels["status"]
        self._modes = network.labels["mode"]
        self._contexts = network.labels["context"]

    def trigger(self, rows: Rows, found: Found, shift: int, head: int, mentions: Sequence[Range]) -> Trigger:
        """Label one trigger.

        ``shift`` is the window index of the sentence's first word, ``mentions`` are ranges in the window; the result
        counts from the sentence.
        """
        vector = rows.event[found.start : found.end].mean(axis=0)
        types = self._best(self._linear("type", vector), self._types)
        actors, recipients = self._roles(rows, found, mentions)
        return Trigger(
            start=found.start - shift,
            end=found.end - shift,
            head=head,
            score=found.score,
            types=types,
            modes=self._mode(vector, types[0][0]),
            contexts=self._context(vector),
            statuses=self._best(self._linear("status", vector), self._statuses),
            actors=actors,
            recipients=recipients,
        )

    def pair(self, rows: Rows, inside: Range, a: Range, b: Range) -> tuple[tuple[str, float], ...]:
        """Return (type, probability), best first, of what ``a`` does to ``b``; ranges of words of the window.

        The pair attends to the words of the sentence ``inside`` by how well ``a`` fits as their actor, ``b`` as their
        recipient and they as triggers, and reads the event there; "none" takes what is left of the probability.
        """
        logits = self.pair_logits(rows, inside, a, b)
        shares = _softmax(logits)
        order = np.argsort(-shares[: len(self._types)], kind="stable")
        return tuple((self._types[i], round(float(shares[i]), 4)) for i in order)

    def pair_logits(self, rows: Rows, inside: Range, a: Range, b: Range) -> Array:
        """Return the scores of every type and "none" (last)."""
        words = slice(*inside)
        first = rows.actor[words] @ rows.mention[slice(*a)].mean(axis=0) + rows.actor_bias[words]
        second = rows.recipient[words] @ rows.mention[slice(*b)].mean(axis=0) + rows.recipient_bias[words]
        tags = rows.tags["trigger"][words]
        salience = np.logaddexp.reduce(tags[:, 1:], axis=1) - tags[:, 0]
        scale = self._w["pair_scale"]
        attention = _softmax(first * scale[0] + second * scale[1] + salience * scale[2])
        pa, pb = rows.pair[slice(*a)].mean(axis=0), rows.pair[slice(*b)].mean(axis=0)
        seen = attention @ rows.event[words]
        return self._linear("pair_out", _gelu(self._linear("pair_hidden", np.concatenate([seen, pa, pb, pa * pb]))))

    def _linear(self, name: str, vector: Array) -> Array:
        result: Array = self._w[f"{name}_weight"] @ vector + self._w[f"{name}_bias"]
        return result

    @staticmethod
    def _best(logits: Array, names: Sequence[str]) -> tuple[tuple[str, float], ...]:
        shares = _softmax(logits)
        order = np.argsort(-shares, kind="stable")[:BEST]
        return tuple((names[i], round(float(shares[i]), 4)) for i in order)

    def _mode(self, vector: Array, kind: str) -> tuple[tuple[str, float], ...]:
        """Modes of the best type that beat "no mode"."""
        if not self._modes:
            return ()
        logits = self._linear("mode", vector)
        choices = [0, *(i for i, name in enumerate(self._modes) if name.startswith(f"{kind}/"))]
        shares = _softmax(logits[choices])
        ranked = sorted(
            ((float(p), self._modes[i].partition("/")[2]) for p, i in zip(shares, choices, strict=True)), reverse=True
        )
        return tuple((name, round(p, 4)) for p, name in ranked if name and p >= LIKELY)

    def _context(self, vector: Array) -> tuple[tuple[str, float], ...]:
        if not self._contexts:
            return ()
        shares = _sigmoid(self._linear("context", vector))
        order = np.argsort(-shares, kind="stable")
        return tuple((self._contexts[i], round(float(shares[i]), 4)) for i in order if shares[i] >= LIKELY)

    @staticmethod
    def _roles(rows: Rows, found: Found, mentions: Sequence[Range]) -> tuple[tuple[tuple[int, float], ...], ...]:
        """Mentions that act and mentions that are acted on, best first."""
        if not mentions:
            return (), ()
        spans = np.stack([rows.mention[s:e].mean(axis=0) for s, e in mentions])
        where = slice(found.start, found.end)
        actor = spans @ rows.actor[where].mean(axis=0) + rows.actor_bias[where].mean()
        recipient = spans @ rows.recipient[where].mean(axis=0) + rows.recipient_bias[where].mean()
        return _likely(_sigmoid(actor)), _likely(_sigmoid(recipient))


def _likely(shares: Array) -> tuple[tuple[int, float], ...]:
    order = np.argsort(-shares, kind="stable")
    return tuple((int(i), round(float(shares[i]), 4)) for i in order if shares[i] >= LIKELY)


def _softmax(scores: Array) -> Array:
    shifted: Array = np.exp(scores - scores.max())
    shifted /= shifted.sum()
    return shifted


def _sigmoid(scores: Array) -> Array:
    result: Array = np.exp(-np.logaddexp(np.float32(0.0), -scores))
    return result


def _gelu(x: Array) -> Array:
    """Return x * Phi(x) by Abramowitz and Stegun 7.1.26 (error below 2e-7): numpy has no erf."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1.0 - series * np.exp(-z * z))
    result: Array = (0.5 * x * (1.0 + erf)).astype(np.float32)
    return result
