"""Linear-chain CRF with sets of allowed tags: the loss is -log P(any path that the labels allow)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

NEVER = -1e4


def forbidden(tags: tuple[str, ...]) -> Tensor:
    """Return (tags, tags) penalties: ``I-x`` may only follow ``B-x`` or ``I-x``."""
    bad = torch.zeros(len(tags), len(tags))
    for i, before in enumerate(tags):
        for j, after in enumerate(tags):
            if after.startswith("I-") and before[2:] != after[2:]:
                bad[i, j] = NEVER
    return bad


class CRF(nn.Module):
    """Transition scores of one tag set; ``start`` forbids a lone ``I-``."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        self.tags = tags
        self.transition = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.register_buffer("bad", forbidden(tags), persistent=False)
        self.register_buffer(
            "start", torch.tensor([NEVER if t.startswith("I-") else 0.0 for t in tags]), persistent=False
        )

    def scores(self) -> Tensor:
        """Transition matrix with the forbidden moves closed."""
        return self.transition + self.bad

    def loss(self, emissions: Tensor, allowed: Tensor, words: Tensor) -> Tensor:
        """Return the summed loss of a batch.

        emissions (batch, words, tags); allowed (batch, words) bit masks; words (batch, words) 1 for words, else 0.
        """
        tags = emissions.shape[-1]
        shift = torch.arange(tags, device=emissions.device)
        closed = ((allowed[..., None] >> shift) & 1) == 0
        e = emissions.float()
        both = torch.cat([e, e.masked_fill(closed, NEVER)])
        keep = torch.cat([words, words]).bool()
        table = self.scores().float()[None]
        alpha = both[:, 0] + self.start
        for i in range(1, both.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + table, dim=1) + both[:, i]
            alpha = torch.where(keep[:, i, None], new, alpha)
        total = torch.logsumexp(alpha, dim=-1)
        n = emissions.shape[0]
        return (total[:n] - total[n:]).clamp(max=1000.0).sum()
