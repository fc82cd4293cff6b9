"""The status of an event: the model's, corrected by the scope of words and statements where the model is unsure."""

from __future__ import annotations

from dragoman.events.lexicon import Lexicon
from dragoman.record import Statement, Status, Tree, Trigger

# The model's "actual" yields to the scope of words and statements unless the model is surer than this.
SURE = 0.9


def status_of(
    tree: Tree, head: int, trigger: Trigger | None, statement: Statement | None, start: int, lexicon: Lexicon
) -> Status:
    """The status of the event at word ``head``, which begins at character ``start``.

    1. the model's status, if it is another than actual or the model is sure of it;
    2. words that hang on the trigger or stand above it: "not", "if", "will", "allegedly" (``data/events/words.tsv``);
    3. the stance of the innermost statement that holds the trigger in its content (``data/events/scope.tsv``).
    """
    statuses = trigger.statuses if trigger is not None else ()
    status, score = statuses[0] if statuses else ("actual", 0.0)
    if status == "actual" and score < SURE:
        status = _by_words(tree, head, lexicon) or _by_statement(statement, start, lexicon) or status
    return status  # type: ignore[return-value]  # labels of model and tables are checked against Status in tests


def _by_words(tree: Tree, head: int, lexicon: Lexicon) -> str | None:
    """The status that the nearest scope word gives: on the trigger's own clause first, then on the clause above."""
    if tree.negated(head):
        return "negated"
    for child in tree.kids(head):
        status = lexicon.scope_words.get((tree.lemma(child), tree.sentence.deprels[child].partition(":")[0]))
        if status is not None:
            return status
    if tree.rel(head, "xcomp", "ccomp"):
        above = tree.sentence.heads[head]
        return lexicon.scope_words.get((tree.lemma(above), "above"))
    return None


def _by_statement(statement: Statement | None, start: int, lexicon: Lexicon) -> str | None:
    if statement is None or statement.cue is None or statement.cue.start <= start < statement.cue.end:
        return None
    return lexicon.scope.get(statement.stance)
