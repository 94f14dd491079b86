"""The region in a page: at most ten sentences, each made by rule from a figure or a link that has left."""

from collections.abc import Iterator

from benchmarking.regionalreport.domain.figure_parts import in_unit, median_of, most_usual
from benchmarking.regionalreport.domain.region_facts import RegionFacts
from reports.annexes.domain.blocks import Block, heading, points, words

MOST, MOST_LINKS = 10, 3
PRICE = "Half of the councils pay less than about {}, half more"
GOOD = "In the median council {} of rated hours are with providers rated Good or Outstanding"
MARKET = (
    ("unsourced", "In the median council {} of hours wait for a provider"),
    ("uplift", "The median of the last uplifts is {}"),
    ("handed_back", "In the median council {} packages for 100 people were handed back in a year"),
)


def in_a_page(facts: RegionFacts) -> list[Block]:
    found = list(_sentences(facts))[:MOST]
    return [
        heading("1 In a page", 1),
        *points(found),
        words(
            "Every sentence above is made by rule from what has left: nobody has typed it. “Goes with” says that two "
            "things are found together among councils, and not that one makes the other."
        ),
    ]


def _sentences(facts: RegionFacts) -> Iterator[str]:
    document = facts.document
    yield f"{document['returned']} of {document['asked']} councils have returned for the week of {facts.week}."
    usual = most_usual(document, "commissioning_model")
    if usual:
        yield f"The most usual way to buy is “{usual[0]}”: {usual[1]} councils."
    yield from _median(facts, "price", PRICE)
    places = {name: median for name in ("inner", "outer") if (median := median_of(document, "price", name))}
    if places:
        said = " and ".join(f"{in_unit('price', median)} in {name} London" for name, median in places.items())
        yield f"The median price is {said}."
    yield from _median(facts, "good_share", GOOD)
    yield from _links(facts)
    for measure, sentence in MARKET:
        yield from _median(facts, measure, sentence)


def _links(facts: RegionFacts) -> Iterator[str]:
    """Yield the links that are said to be there, and how many of the rest may be or show no sign."""
    links = [one["sentence"] for one in facts.document["hypotheses"].values() if one.get("p") is not None]
    sure = [one for one in links if " goes with " in one]
    yield from (f"{one}." for one in sure[:MOST_LINKS])
    may = sum(1 for one in links if " may go with " in one)
    if links:
        yield (
            f"Of the {len(links)} hypotheses the round says “goes with” to {len(sure)}, “may go with” to {may} and "
            f"“no sign of a link” to {len(links) - len(sure) - may}."
        )


def _median(facts: RegionFacts, measure: str, sentence: str) -> Iterator[str]:
    median = median_of(facts.document, measure)
    if median is not None:
        yield sentence.format(in_unit(measure, median)) + "."
