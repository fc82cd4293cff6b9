"""Thirteen self-written reports on China and North Korea that contradict one another, built by hand."""

from tests.store.building import E, R, S, T, build

MESSAGE = (
    "Chinese leader Xi Jinping told North Korea's Kim Jong Un in a message that Beijing will bring cooperation to a"
    " new stage, KCNA reported on Sunday. The two countries marked the 60th anniversary of the defence treaty that"
    " China and North Korea signed in 1961. Kim Jong Un wrote that hostile forces had become more desperate in their"
    " obstruction. China is expected to send grain to North Korea this autumn after the floods, traders in Dandong said."
)


def reports() -> list:
    """The readings, in the order of publication."""
    message = {
        "events": [
            E("xi-jinping", "CONSULT", "kim-jong-un", "message", day="2021-07-11"),
            E("CHN", "AID", "PRK", "send grain", status="expected"),
        ],
        "statements": [
            S("xi-jinping", "Beijing will bring cooperation to a new stage", "promises", ("outlet:kcna",), "message"),
            S("kim-jong-un", "hostile forces had become more desperate in their obstruction", relay=("outlet:kcna",)),
        ],
        "ties": [T("alliance", ("CHN", "PRK"), "signed", "defence treaty", effective="1961-07-11", since="1961")],
    }
    return [build(one) for one in (
        R(MESSAGE, "2021-07-11", "KCNA Watch", "https://kcna.example/1", "outlet:kcna", **message),
        R(MESSAGE, "2021-07-12", "The Courier", "https://courier.example/xi", "outlet:reuters", **message),
        R(MESSAGE + " The Courier has more.", "2021-07-12", "Morning Post", "https://post.example/xi", **message),
        R(
            "North Korean troops fired at a Chinese patrol near Sinuiju on 3 August 2021, killing four, it was said.",
            "2021-08-04", "The Harbour Times", "https://harbour.example/a",
            events=[E("PRK", "ASSAULT", "CHN", "fired", day="2021-08-03", place=("Sinuiju", "PRK"), killed=4)],
        ),
        R(
            "Six died when North Korean troops fired at a Chinese patrol near Sinuiju on Tuesday, a trader said.",
            "2021-08-05", "Inland Daily", "https://inland.example/a",
            events=[E("PRK", "ASSAULT", "CHN", "fired", "alleged", "2021-08-03", place=("Sinuiju", "PRK"), killed=6)],
        ),
        R(
            "KCNA denied that North Korean troops had fired at a Chinese patrol near Sinuiju; it was a fabrication.",
            "2021-08-06", "KCNA Watch", "https://kcna.example/2", "outlet:kcna",
            statements=[S("outlet:kcna", "North Korean troops had fired at a Chinese patrol near Sinuiju", "denies")],
            events=[E("PRK", "ASSAULT", "CHN", "fired", "denied", "2021-08-03", place=("Sinuiju", "PRK"), by=0)],
        ),
        R(
            "China sent 40,000 tonnes of grain to North Korea by rail, customs figures showed.",
            "2021-10-20", "The Courier", "https://courier.example/grain",
            events=[E("CHN", "AID", "PRK", "sent", day="2021-10-18")],
        ),
        R(
            "China said it had sent no grain to North Korea this year.",
            "2021-10-22", "Xinhua", "https://xinhua.example/1", "outlet:xinhua",
            statements=[S("CHN", "it had sent no grain to North Korea this year", "denies")],
            events=[E("CHN", "AID", "PRK", "sent", "denied", "2021-10-18", by=0)],
        ),
        R(
            "China suspended rail trade with North Korea on 5 January 2022 over the epidemic.",
            "2022-01-05", "Morning Post", "https://post.example/rail",
            events=[E("CHN", "SANCTION", "PRK", "suspended", day="2022-01-05")],
            ties=[T("trade", ("CHN", "PRK"), "suspended", "rail trade", effective="2022-01-05")],
        ),
        R(
            "China and North Korea resumed rail trade on 16 January 2022, South Korean officials said.",
            "2022-01-17", "The Harbour Times", "https://harbour.example/b",
            events=[E("CHN", "COOPERATE", "PRK", "resumed", day="2022-01-16", mutual=True)],
            ties=[T("trade", ("CHN", "PRK"), "renewed", "rail trade", effective="2022-01-16")],
        ),
        R(
            "China and North Korea have renewed their treaty for another twenty years, a Chinese spokesman said.",
            "2021-07-13", "Xinhua", "https://xinhua.example/2", "outlet:xinhua",
            events=[E("CHN", "AGREE", "PRK", "renewed", mutual=True)],
            ties=[T("alliance", ("CHN", "PRK"), "renewed", "treaty", effective="2021-07-11", until="2041-07-11")],
        ),
        R(
            "North Korea threatened China with the closure of the border, a newspaper in Seoul claimed.",
            "2022-02-01", "Inland Daily", "https://inland.example/b",
            events=[E("PRK", "THREATEN", "CHN", "threatened", "alleged")],
        ),
        R(
            "China condemned North Korea's launch of a rocket on 2 March 2022.",
            "2022-03-02", "The Courier", "https://courier.example/rocket",
            events=[E("CHN", "ACCUSE", "PRK", "condemned", day="2022-03-02")],
        ),
    )]  # fmt: skip
