"""What the look-ups give back: frozen records, light to build, safe to share between threads."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """One actor (or place that stands for one) as it is known for the day that was asked for.

    ``id`` never changes: ``CHN`` (state), ``CHN-GOV`` (its government), ``xi-jinping`` (person), ``org:nato``,
    ``outlet:kcna``, ``people:uyghurs``, ``region:xinjiang``, ``capital:PRK:pyongyang``, ``seat:kremlin``.
    ``kind`` is one of the values of ``KINDS``. ``state`` is the state's code in ``states.tsv`` (ISO 3166-1 alpha-3 if
    it has one). ``sectors`` are PLOVER codes, most important first, as they hold **on that day**: a person who has
    left every office has ``ELI``. ``role`` is the office held on that day. ``body`` is the organisation that the office
    belongs to where it is not the state's. ``stands_for`` is set for capitals and seats: the id of the government,
    army, parliament … that the name may mean.
    """

    id: str
    name: str
    kind: str
    state: str | None
    sectors: tuple[str, ...]
    role: str | None = None
    wikidata: str | None = None
    source: str = ""
    body: str | None = None
    stands_for: str | None = None


class Candidate(msgspec.Struct, frozen=True):
    """One thing that a form may mean.

    ``form`` says what the form is for it: name, official, short, abbreviation, adjective, demonym, demonym_plural,
    poss ("the North"), alias. ``prior`` is the chance of this reading without context (0 to 1, not normalised).
    ``flags`` warn of other readings that no table holds: ``word`` (also a common word), ``person`` (also a first or
    family name), ``region``, ``place``, ``river``, ``language``, ``people``, ``company``, ``ambiguous``.
    ``reading`` is set for capitals and seats: ``government`` (always means the power), ``place``, or ``ambiguous``.
    ``active`` is False where form or actor did not exist on the day asked for ("Zaire" in a text of 2020).
    """

    entry: Entry
    form: str
    prior: float
    flags: tuple[str, ...] = ()
    reading: str | None = None
    active: bool = True


class Match(msgspec.Struct, frozen=True):
    """The longest form found at a place: words[start:end], best candidate first; never empty.

    ``partial`` is True where the form covers only a piece of its first or last word ("US" in "US-led", "American" in
    "anti-American"). A leading "the" is left out of the range.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Candidate, ...]
    partial: bool = False

    @property
    def best(self) -> Candidate:
        """The candidate with the highest prior among those that existed on the day."""
        return self.candidates[0]


class Role(msgspec.Struct, frozen=True):
    """A noun for people by what they are or do: "lawmakers", "troops", "foreign minister", "state media".

    ``kind`` is person, group, body or thing; ``number`` singular or plural, as found. ``office`` is the normalised
    office ("foreign-minister", "president") where the noun names one, else None; ``level`` then is head-of-state,
    head-of-government, minister, deputy, senior or other.
    """

    noun: str
    kind: str
    number: str
    sectors: tuple[str, ...]
    office: str | None = None
    level: str | None = None
    source: str = ""


class RoleMatch(msgspec.Struct, frozen=True):
    """The longest role or office noun found at a place: words[start:end]."""

    start: int
    end: int
    role: Role


class Modifier(msgspec.Struct, frozen=True):
    """A word before a role noun that changes it: ``effect`` is former, opposition, acting, deputy, designate, rebel …

    ``sectors`` replace the noun's sectors; empty means that they stay.
    """

    form: str
    effect: str
    sectors: tuple[str, ...]


class Term(msgspec.Struct, frozen=True):
    """One term of office. ``start``/``end`` are ISO prefixes (2012, 2012-11, 2012-11-15), None = open or unknown.

    ``rank`` is state (head of state), government (head of government), both, leader (holds the power without either
    post), minister, deputy or other.
    """

    person: str
    name: str
    state: str | None
    body: str | None
    office: str
    rank: str
    sectors: tuple[str, ...]
    start: str | None
    end: str | None
    source: str


class Membership(msgspec.Struct, frozen=True):
    """A state's membership of an organisation."""

    organisation: str
    state: str
    status: str
    start: str | None
    end: str | None


class Outlet(msgspec.Struct, frozen=True):
    """A wire, state agency, broadcaster, newspaper or site.

    ``control`` is state (the state decides the content), public (state-funded, editorially independent), captured
    (private or mixed, under the state's thumb), independent, or None if unknown; ``control_year`` the year of that
    judgement.
    """

    id: str
    name: str
    kind: str
    state: str | None
    owner: str | None
    control: str | None
    control_year: str | None
    domains: tuple[str, ...]
    source: str


KINDS = frozenset(
    {
        "state", "territory", "government", "person", "organisation", "igo", "ngo", "agency", "armed group", "party",
        "outlet", "ministry", "army", "police", "intelligence", "court", "parliament", "people", "faith", "company",
        "union", "region", "world region", "coalition", "capital", "seat",
    }
)  # fmt: skip
