"""The chapters of what people said: what good means, commissioners, providers, personalisation."""

from collections.abc import Iterable, Mapping

from benchmarking.editions.domain.said_words import SaidFinding, SaidQuote
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from reports.annexes.domain.blocks import Block, heading, points, words

COMMISSIONER = "commissioner"
BUYING = ("commissioning_quality", "commissioning_behaviour", "commissioning_workforce")
# The themes of a chapter that have a part of their own.
PROVIDER_PARTS = {
    "What makes the difference, and which kinds work well": ("promotes", "provider_models"),
    "An attractive career": ("attractive_career",),
    "Care homes and home care": ("care_homes",),
    "Those who leave": ("leaving",),
    "Those who work for private clients alone": ("private",),
}
PROVIDER_THEMES = tuple(theme for themes in PROVIDER_PARTS.values() for theme in themes)
HOW_MANY = (
    "Most are three quarters or more of those who were asked, many a half or more, some at least three, few one or two."
)
ELSEWHERE = (
    "What people said is missing in this copy, which is older than the editions that carry it: the whole report is "
    "with the office that held the interviews."
)
IN_CHAPTER_9 = "What was found on how care is bought, which both were asked, stands in chapter 9."
NOTHING = "Nothing was released of this: a finding or quote leaves once a second person has approved it."
OF_BOTH = "Both were asked this; who of them said it is not told."


def what_good_means(facts: RegionFacts) -> list[Block]:
    return [
        heading("3 What good means", 1),
        words(HOW_MANY),
        *_said(facts, facts.on("quality"), _quotes(facts, ("quality",))),
    ]


def commissioners_say(facts: RegionFacts) -> list[Block]:
    quotes = [one for one in _quotes(facts, (*BUYING, *PROVIDER_THEMES)) if _is_of_a_commissioner(one)]
    return [
        heading("9 Commissioners say", 1),
        words(f"How care is bought, and what that does to quality, providers and the workforce. {OF_BOTH}"),
        *_said(facts, facts.on(*BUYING), quotes),
    ]


def providers_say(facts: RegionFacts) -> list[Block]:
    """Return what providers say by part; the parts of which nothing is released are named at the end."""
    found, silent = [heading("10 Providers say", 1)], []
    if facts.on(*BUYING):
        found.append(words(IN_CHAPTER_9))
    for title, themes in {"On how care is bought": BUYING, **PROVIDER_PARTS}.items():
        findings = {} if themes == BUYING else facts.on(*themes)
        quotes = [one for one in _quotes(facts, themes) if not _is_of_a_commissioner(one)]
        if quotes or findings:
            found += [heading(title), *_said(facts, findings, quotes)]
        else:
            silent.append(title)
    if not facts.reads_words:
        return [*found, words(ELSEWHERE)]
    if silent:
        found.append(words(f"Nothing was released of: {'; '.join(silent)}."))
    return found


def personalisation(facts: RegionFacts) -> list[Block]:
    themes = ("personalisation",)
    return [heading("11 Personalisation", 1), *_said(facts, facts.on(*themes), _quotes(facts, themes))]


def _is_of_a_commissioner(quote: SaidQuote) -> bool:
    return COMMISSIONER in quote.description.casefold()


def _quotes(facts: RegionFacts, themes: Iterable[str]) -> list[SaidQuote]:
    return [one for one in facts.quotes if one.theme in set(themes)]


def _said(facts: RegionFacts, findings: Mapping[str, SaidFinding], quotes: Iterable[SaidQuote]) -> list[Block]:
    """Return findings and quotes as points, or the sentence that says what is missing."""
    lines = [f"{key}: {one.sentence.rstrip('.')}. {one.said_by}".strip() for key, one in findings.items()]
    lines += [f"“{one.text}” – {one.description}" for one in quotes]
    return points(lines) or [words(NOTHING if facts.reads_words else ELSEWHERE)]
