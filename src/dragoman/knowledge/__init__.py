"""Knowledge: actors, offices, outlets, metonyms and peoples, looked up with a date.

    knowledge = Knowledge.load()                            # lazy; Knowledge.load(Path("mine")) overlays a folder
    knowledge.find_all(words, on)                             # [Match, ..]: names, adjectives, demonyms of a sentence
    knowledge.lookup(words, 3, on)                            # Match | None: the longest form beginning at word 3
    knowledge.entry("kim-jong-un", on)                        # Entry | None by id, as it is on the day
    knowledge.actor("Kim Jong-Un", on)                        # [Entry, ..] by id, form or surname
    knowledge.state_of("North Korean")                        # "PRK"
    knowledge.leader_by_surname("Kim", on, state="PRK")       # [Candidate, ..], in office on the day first
    knowledge.holder("foreign-minister", "CHN", on)           # Entry | None; also "leader", "head-of-state"
    knowledge.role("lawmakers")                               # Role(sectors=("LEG",), number="plural", ..)
    knowledge.role_at(["prime", "minister"], 0)               # RoleMatch: longest role or office noun
    knowledge.modifier("former")                              # Modifier(effect="former", sectors=("ELI",))
    knowledge.outlet_by_domain("kcna.kp")                     # Outlet; also outlet(id), agency_of("PRK")
    knowledge.members("org:nato", on)                         # [Membership, ..]; also memberships("USA", on)
    Identities.load(folder).canonical("org:is")               # which of the ids judged the same to show
    check(knowledge)                                          # [text, ..]: every fault of every table, by file and line

**Dates.** ``on`` is the report's day. Sectors and role of a person are those of the day (``ELI`` once out of office).
Forms that did not exist on the day ("Zaire" in 2020) are dropped only if another reading of the form did; else they
come with ``active=False``. ``on=None`` prefers what still exists.

**Ambiguity.** A match keeps all readings of a form with a prior and flags ("Georgia", "Congo", "Washington", "US").
Choosing by context is the resolver's business; so is whether "Beijing" acts or is a place (``Candidate.reading``).

**Tables** lie in ``data/knowledge/`` (TSV, one header row, ``source`` in each row). A user's folder may hold tables of
the same names and columns; their rows win. A broken table raises ``KnowledgeError`` with file, line and remedy.
"""

from dragoman.knowledge.check import check
from dragoman.knowledge.identities import Identities, Judgement, add_judgement
from dragoman.knowledge.knowledge import Knowledge
from dragoman.knowledge.records import (
    KINDS,
    Candidate,
    Entry,
    Match,
    Membership,
    Modifier,
    Outlet,
    Role,
    RoleMatch,
    Term,
)
from dragoman.knowledge.tables import COLUMNS, KnowledgeError

__all__ = [
    "COLUMNS",
    "KINDS",
    "Candidate",
    "Entry",
    "Identities",
    "Judgement",
    "Knowledge",
    "KnowledgeError",
    "Match",
    "Membership",
    "Modifier",
    "Outlet",
    "Role",
    "RoleMatch",
    "Term",
    "add_judgement",
    "check",
]
