"""Who says so, to whom, through what, relayed by whom.

1. the model's spans and the rules on the tree find cues with their sources and contents;
2. findings with the same cue are merged;
3. characters, actors, medium and addressees are put to them;
4. free-standing quotations go to the speaker before them, relays told in the next sentence are attached back;
5. what lies within what becomes ``within`` and ``relay``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.attribution.chains import Placed, Placer, merge, relays_told_later, statements_of, without_echoes
from dragoman.attribution.lexicon import Lexicon
from dragoman.attribution.model_spans import find_in_spans
from dragoman.attribution.quotes import quoted_ranges
from dragoman.attribution.standing import standing_quotation
from dragoman.attribution.tree_cues import find_in_tree
from dragoman.record import Cast, Report, Sentence, Statement

__all__ = ["Lexicon", "find_statements", "quoted_ranges"]


def find_statements(
    report: Report, sentences: Sequence[Sentence], cast: Cast, lexicon: Lexicon
) -> tuple[Statement, ...]:
    """All statements of a report, in the order of their cues, with their chains."""
    quoted = quoted_ranges(report.text)
    placer = Placer(report, sentences, cast, lexicon)
    placed: list[Placed] = []
    for sentence in sentences:
        found = merge(find_in_spans(sentence, lexicon), find_in_tree(sentence, lexicon))
        if not found:
            standing = standing_quotation(sentence, quoted, placed)
            if standing is not None:
                placed.append(standing)
            continue
        for one in found:
            placed.extend(whole for whole in placer.place(one, placed[-1] if placed else None) if whole.pieces)
    placed = relays_told_later(without_echoes(placed), sentences, placer, lexicon)
    outermost = tuple(
        dict.fromkeys(
            agency for agency in (report.dateline.agency if report.dateline else None, *report.credit) if agency
        )
    )
    return statements_of(placed, report, quoted, outermost)
