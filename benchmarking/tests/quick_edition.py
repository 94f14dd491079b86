"""Test support: the invented region's edition without its links, which take seconds to work out."""

from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from benchmarking.analysis.domain.catalogue import MEASURES, measured
from benchmarking.editions.domain.drawn_topics import drawn_topics
from benchmarking.editions.domain.edition_copies import own_document
from benchmarking.editions.domain.edition_document import edition_document
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.protected_figures import leaving_figures
from benchmarking.position.domain.position_parts import position_parts
from benchmarking.tests.demo_region import demo_frozen, demo_members
from reports.domain.ledger import EMPTY_LEDGER

NO_LINKS = {"method": "1", "asked": 33, "trap": {"pooled": None}, "hypotheses": {}}


def quick_source(councils: int = 26) -> EditionSource:
    frozen = demo_frozen()
    cases = frozen.cases[:councils]
    members = tuple(one for one in demo_members() if one.ons_code in {case.ons_code for case in cases})
    return EditionSource(frozen.week, cases, members, NO_LINKS)


def quick_populations(source: EditionSource) -> dict[str, list[float]]:
    draw = Random(7)
    return {case.ons_code: [draw.random() for _ in range(5)] for case in source.cases}


def quick_earlier(source: EditionSource, gone: int = 2) -> dict[str, dict[str, Fraction | None]]:
    """Return the round before, in which all but the last few took part and each figure was a little lower."""
    draw, found = Random(8), {}
    for case in source.cases[: len(source.cases) - gone]:
        values = measured(case)
        found[case.ons_code] = {
            key: None if values[key] is None else values[key] * Fraction(draw.randint(93, 98), 100) for key in MEASURES
        }
    return found


@cache
def quick_copies(councils: int = 26, *, is_alone: bool = False) -> dict[str, dict[str, Any]]:
    """Return each council's own document; ``is_alone``: without populations and an earlier round."""
    source = quick_source(councils)
    document = edition_document(
        source, leaving_figures(source, "1"), drawn_topics(source, Random(1).shuffle, EMPTY_LEDGER, {})
    )
    parts = position_parts(
        source, {} if is_alone else quick_earlier(source), {} if is_alone else quick_populations(source)
    )
    return {code: own_document(source, document, code) | {"position": parts[code]} for code in parts}
