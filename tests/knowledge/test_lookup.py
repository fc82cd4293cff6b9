"""The look-ups, each with the day it is asked for."""

from datetime import date

import pytest

SUMMER = date(2021, 7, 11)


def found(knowledge, text, on=SUMMER):
    return [(match.text, match.best.entry.id) for match in knowledge.find_all(text.split(), on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea 's Kim Jong-Un told Xi Jinping", ["PRK", "kim-jong-un", "xi-jinping"]),
        ("Kim Jong Un", ["kim-jong-un"]),
        ("Kim Jong - un", ["kim-jong-un"]),
        ("the US-led coalition", ["USA"]),
        ("it told us that", []),
        ("who said so", []),
        ("the WHO said so", ["org:who"]),
        ("Nato and the EU", ["org:nato", "org:eu"]),
        ("the North Korean leader", ["PRK"]),
        ("the North 's official news agency", ["outlet:kcna"]),
        ("the North denied it", ["PRK"]),
        ("The Korean Central News Agency ( KCNA )", ["outlet:kcna", "outlet:kcna"]),
        ("Uyghurs in Xinjiang", ["people:uyghurs", "region:xinjiang"]),
        ("Miguel Diaz-Canel of Cuba", ["miguel-diaz-canel", "CUB"]),
        ("an anti-American mood", ["USA"]),
        ("Iran's Islamic Revolutionary Guard Corps", ["IRN", "org:irgc"]),
        ("al-Qaida and Al Qaeda", ["org:al-qaeda", "org:al-qaeda"]),
        ("Gangwon Province in South Korea", ["region:gangwon", "KOR"]),
        ("Turks and Turkey", ["TUR", "TUR"]),
        ("a Briton , two Poles", ["GBR", "POL"]),
    ],
)
def test_find_all(knowledge, text, expected):
    assert [actor for _, actor in found(knowledge, text)] == expected


def test_ranges_leave_the_article_out_and_mark_parts_of_words(knowledge):
    north, led = knowledge.find_all(["the", "North", "and", "a", "US-led", "force"], SUMMER)
    assert (north.start, north.end, north.text, north.partial) == (1, 2, "North", False)
    assert (led.start, led.end, led.text, led.partial) == (4, 5, "US", True)


def test_lookup_starts_at_the_word_asked_for(knowledge):
    words = ["the", "President", "of", "South", "Korea"]
    assert knowledge.lookup(words, 3, SUMMER).end == 5
    assert knowledge.lookup(words, 1, SUMMER) is None


@pytest.mark.parametrize(
    ("form", "year", "state"),
    [("Russia", 1975, "SUN"), ("Russia", 2021, "RUS"), ("Serbia", 2000, "SCG"), ("Serbia", 2010, "SRB"),
     ("Yugoslavia", 1980, "YUG"), ("Yugoslavia", 1999, "SCG"), ("West German", 1970, "DEU"), ("Zaire", 1980, "COD"),
     ("Burma", 2021, "MMR"), ("Ivorian", 2021, "CIV"), ("Nigerien", 2021, "NER"), ("Nigerian", 2021, "NGA"),
     ("Congolese", 2021, "COD"), ("Dominican", 2021, "DOM"), ("Georgia", 2021, "GEO")],
)  # fmt: skip
def test_state_of(knowledge, form, year, state):
    assert knowledge.state_of(form, date(year, 6, 1)) == state


def test_ambiguous_forms_keep_their_readings(knowledge):
    (georgia,) = knowledge.find_all(["Georgia"], SUMMER)
    assert {candidate.entry.id for candidate in georgia.candidates} == {"GEO", "region:georgia-us"}
    (congo,) = knowledge.find_all(["Congo"], SUMMER)
    assert [candidate.entry.id for candidate in congo.candidates] == ["COD", "COG"]
    (us,) = knowledge.find_all(["US"], SUMMER)
    assert "word" in us.best.flags or us.best.form == "adjective"


def test_gone_forms_are_found_and_marked(knowledge):
    (zaire,) = knowledge.find_all(["Zaire"], SUMMER)
    assert not zaire.best.active
    assert knowledge.find_all(["Zaire"], date(1985, 1, 1))[0].best.active


def test_capitals_and_seats_are_metonyms(knowledge):
    (beijing,) = knowledge.find_all(["Beijing"], SUMMER)
    assert (beijing.best.entry.stands_for, beijing.best.reading) == ("CHN-GOV", "ambiguous")
    (kremlin,) = knowledge.find_all(["Kremlin"], SUMMER)
    assert (kremlin.best.entry.stands_for, kremlin.best.reading) == ("RUS-GOV", "government")
    assert knowledge.find_all(["Kremlin"], date(1970, 1, 1))[0].best.entry.stands_for == "SUN-GOV"
    (pentagon,) = knowledge.find_all(["Pentagon"], SUMMER)
    assert knowledge.entry(pentagon.best.entry.stands_for).sectors == ("GOV", "MIL")
    (brussels,) = knowledge.find_all(["Brussels"], SUMMER)
    assert {candidate.entry.stands_for for candidate in brussels.candidates} == {"BEL-GOV", "org:eu", "org:nato"}
    assert knowledge.entry("CHN-GOV").sectors == ("GOV",)


@pytest.mark.parametrize(
    ("office", "place", "day", "person"),
    [
        ("president", "USA", date(2021, 7, 11), "joe-biden"),
        ("president", "USA", date(2017, 1, 19), "barack-obama"),
        ("president", "USA", date(2025, 6, 1), "donald-trump"),
        ("leader", "PRK", date(2021, 7, 11), "kim-jong-un"),
        ("leader", "PRK", date(2010, 1, 1), "kim-jong-il"),
        ("leader", "SUN", date(1962, 10, 22), "nikita-khrushchev"),
        ("supreme-leader", "IRN", date(2021, 7, 11), "ali-khamenei"),
        ("president", "IRN", date(2021, 9, 1), "ebrahim-raisi"),
        ("prime-minister", "GBR", date(1982, 5, 1), "margaret-thatcher"),
        ("monarch", "GBR", date(1982, 5, 1), "elizabeth-ii"),
        ("head-of-state", "DEU", date(2022, 5, 1), "frank-walter-steinmeier"),
        ("head-of-government", "DEU", date(2022, 5, 1), "olaf-scholz"),
        ("head-of-government", "FRA", date(1985, 5, 1), "laurent-fabius"),
        ("foreign-minister", "CHN", date(2021, 7, 11), "wang-yi"),
        ("foreign-minister", "CHN", date(2023, 3, 1), "qin-gang"),
        ("foreign-minister", "USA", date(1972, 1, 1), "william-rogers"),
        ("secretary-general", "org:un", date(1999, 1, 1), "kofi-annan"),
        ("secretary-general", "org:nato", date(2025, 1, 1), "mark-rutte"),
        ("pope", "VAT", date(2026, 1, 1), "pope-leo-xiv"),
    ],
)
def test_the_same_title_means_another_person_in_another_year(knowledge, office, place, day, person):
    assert knowledge.holder(office, place, day).id == person


def test_sectors_and_role_of_a_person_are_those_of_the_day(knowledge):
    before, in_office, after = (knowledge.entry("barack-obama", date(year, 6, 1)) for year in (2008, 2012, 2021))
    assert (before.sectors, before.role) == ((), None)
    assert (in_office.sectors, in_office.role) == (("GOV",), "president")
    assert (after.sectors, after.role) == (("ELI",), None)
    assert knowledge.entry("ismail-haniyeh", date(2020, 1, 1)).sectors[0] == "REB"


def test_standing_of_an_organisation_changes(knowledge):
    years = {1999: ("GOV",), 2010: ("REB",), 2022: ("GOV",)}
    assert {year: knowledge.entry("org:taliban", date(year, 1, 1)).sectors for year in years} == years
    assert knowledge.entry("org:anc", date(1980, 1, 1)).sectors == ("OPP", "PTY")
    assert knowledge.entry("org:anc", date(2000, 1, 1)).sectors == ("PTY", "GOV")


def test_surname_means_who_is_in_office(knowledge):
    def first(surname, year, state=None):
        return knowledge.leader_by_surname(surname, date(year, 7, 1), state)[0].entry.id

    assert first("Kim", 2021, "PRK") == "kim-jong-un"
    assert first("Kim", 2000, "KOR") == "kim-dae-jung"
    assert first("Bush", 1990) == "george-h-w-bush"
    assert first("Bush", 2005) == "george-w-bush"
    assert first("Zelensky", 2022) == first("Zelenskyy", 2022) == "volodymyr-zelenskyy"
    assert first("Sisi", 2020) == first("el-Sissi", 2020) == "abdel-fattah-el-sisi"
    assert knowledge.leader_by_surname("Nobody") == []


def test_actor_by_id_form_or_surname(knowledge):
    assert knowledge.actor("org:nato")[0].name == "NATO"
    assert knowledge.actor("Britain", SUMMER)[0].id == "GBR"
    assert knowledge.actor("Merkel", SUMMER)[0].role == "chancellor"
    assert knowledge.actor("Nothing At All") == []


@pytest.mark.parametrize(
    ("noun", "number", "sector"),
    [("lawmakers", "plural", "LEG"), ("troops", "plural", "MIL"), ("warplanes", "plural", "MIL"),
     ("rebels", "plural", "REB"), ("gunmen", "plural", "UAF"), ("protesters", "plural", "CVL"),
     ("judges", "plural", "JUD"), ("police", "plural", "COP"), ("state media", "plural", "JRN"),
     ("refugee", "singular", "REF"), ("companies", "plural", "BUS"), ("trade union", "singular", "LAB"),
     ("students", "plural", "EDU"), ("doctors", "plural", "MED"), ("Foreign Minister", "singular", "GOV"),
     ("vice-president", "singular", "GOV"), ("drug cartel", "singular", "CRM"), ("spies", "plural", "SPY")],
)  # fmt: skip
def test_role(knowledge, noun, number, sector):
    role = knowledge.role(noun)
    assert (role.number, role.sectors[0]) == (number, sector)


def test_role_at_takes_the_longest_noun(knowledge):
    match = knowledge.role_at(["two", "deputy", "foreign", "ministers", "said"], 1)
    assert (match.start, match.end, match.role.office) == (1, 4, "deputy-foreign-minister")
    assert knowledge.role_at(["table"], 0) is None
    assert knowledge.office("secretary of state").office == "foreign-minister"
    assert knowledge.office("troops") is None


def test_modifiers(knowledge):
    assert knowledge.modifier("former").sectors == ("ELI",)
    assert knowledge.modifier("ex").effect == "former"
    assert knowledge.modifier("opposition").sectors == ("OPP",)
    assert knowledge.modifier("acting").sectors == ()
    assert knowledge.modifier("green") is None


def test_memberships_have_dates(knowledge):
    def members(organisation, year):
        return {member.state for member in knowledge.members(organisation, date(year, 6, 1))}

    assert len(members("org:nato", 1980)) == 15
    assert len(members("org:nato", 2025)) == 32
    assert "GBR" in members("org:eu", 2019)
    assert len(members("org:eu", 2025)) == 27
    assert members("org:unsc", 1960) == {"USA", "GBR", "FRA", "TWN", "SUN"}
    assert members("org:unsc", 2000) == {"USA", "GBR", "FRA", "CHN", "RUS"}
    assert "org:nato" in {member.organisation for member in knowledge.memberships("TUR", SUMMER)}


def test_outlets(knowledge):
    kcna = knowledge.outlet_by_domain("www.kcna.kp")
    assert (kcna.id, kcna.kind, kcna.state, kcna.control) == ("outlet:kcna", "state agency", "PRK", "state")
    assert knowledge.agency_of("PRK") == kcna
    assert knowledge.outlet("outlet:reuters").kind == "wire"
    assert knowledge.outlet_by_domain("uk.reuters.com").id == "outlet:reuters"
    assert knowledge.outlet_by_domain("example.org") is None
    assert sum(1 for outlet in knowledge.outlets() if outlet.kind in {"wire", "state agency"}) > 150


def test_partial_states_count_for_their_sovereign(knowledge):
    abkhazia = knowledge.entry("X-ABK")
    assert (abkhazia.state, abkhazia.sectors) == ("GEO", ("PRE",))
    assert knowledge.sovereign("GRL") == "DNK"
    assert knowledge.sovereign("FRA") == "FRA"
    assert knowledge.adjective("CHN") == "Chinese"


def test_unknown_ids_give_nothing(knowledge):
    assert knowledge.entry("nobody-at-all") is None
    assert knowledge.entry("org:none") is None
    assert knowledge.entry("moon:full") is None
