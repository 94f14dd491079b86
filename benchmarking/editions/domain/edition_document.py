"""All that leaves with an edition, as one document; what each recipient reads of it is cut out of it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from benchmarking.analysis.domain.catalogue import BOTH, LEAVING, PRACTICE, PRICES, RoundMeasure
from benchmarking.analysis.domain.council_case import CouncilCase
from benchmarking.analysis.domain.practice_answers import PRACTICE_KEYS
from benchmarking.editions.domain.drawn_topics import DrawnTopics
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.named_members import may_leave, unnamed_in
from benchmarking.editions.domain.practice_counts import practice_counts, upper_third_counts
from benchmarking.editions.domain.protected_figures import LeavingFigures
from benchmarking.editions.domain.said_words import SAID, SaidWords, words_part
from benchmarking.editions.domain.thirds_table import thirds_table
from benchmarking.rounds.domain.councils import as_decimal
from reports.datasheets.domain.bands import Third
from spreadsheets.decimals import rounded

# The blocks of named rows: what a council pays, how it buys, and what it shows only where it shows both.
NAMED = {"prices": PRICES, "practice": PRACTICE, "both": BOTH}
NOTHING_SAID = SaidWords()
# The links of two figures, which are also shown as thirds against thirds.
CROSSED = {
    "H1": ("price", "good_share"),
    "H4": ("price", "handed_back"),
    "H5": ("price", "unsourced"),
    "H6": ("short_visits", "good_share"),
}


def edition_document(
    source: EditionSource, figures: LeavingFigures, topics: DrawnTopics, said: SaidWords = NOTHING_SAID
) -> dict[str, Any]:
    return {
        "method": source.analysis["method"],
        "week": source.week.isoformat(),
        "asked": source.analysis["asked"],
        "returned": len(source.cases),
        "figures": figures.shown,
        "hypotheses": leaving_links(source),
        "pooled": source.analysis["trap"]["pooled"],
        "thirds": _crossed(source, source.thirds),
        "practice": practice_counts(source),
        "upper": _uppers(source, source.thirds),
        "sheets": [{"measure": one.measure, "rows": [row.value for row in one.rows]} for one in topics.sheets],
        "withheld": topics.withheld,
        "named": {block: _named(source, block) for block in NAMED},
        SAID: words_part(said),
    }


def leaving_links(source: EditionSource) -> dict[str, Any]:
    """Return the links as the analysis has them; none where one to four of its councils are unnamed."""
    among = {case.ons_code for case in source.cases}
    found: dict[str, Any] = source.analysis["hypotheses"]
    return found if may_leave(unnamed_in(source.members, BOTH, among)) else {}


def _crossed(source: EditionSource, thirds: Mapping[str, Mapping[str, Third] | None]) -> dict[str, Any]:
    found = {}
    for key, (first, second) in CROSSED.items():
        one, other = thirds[first], thirds[second]
        if key in leaving_links(source) and one and other:
            table = thirds_table(one, other)
            found[key] = None if table is None else [list(row) for row in table]
    return found


def _uppers(source: EditionSource, thirds: Mapping[str, Mapping[str, Third] | None]) -> dict[str, Any]:
    uppers = {
        key: [code for code, third in found.items() if third == Third.UPPER] for key, found in thirds.items() if found
    }
    counted = {key: upper_third_counts(source, upper) for key, upper in uppers.items()}
    return {key: counts for key, counts in counted.items() if counts}


def _named(source: EditionSource, block: str) -> dict[str, Any]:
    """Return the rows of those who show a block by name, by ONS code."""
    named = {one.ons_code: one.council for one in source.members if one.shows(NAMED[block])}
    measures = [one for one in LEAVING if one.blocks == NAMED[block]]
    return {
        case.ons_code: {"council": named[case.ons_code]} | _row(source, case, block, measures)
        for case in source.cases
        if case.ons_code in named
    }


def _row(source: EditionSource, case: CouncilCase, block: str, measures: list[RoundMeasure]) -> dict[str, Any]:
    values = source.values[case.ons_code]
    row: dict[str, Any] = {"figures": {one.key: shown_figure(values[one.key], one.places) for one in measures}}
    if block == "practice":
        row["answers"] = {key: case.choice(key) for key in PRACTICE_KEYS}
    return row


def shown_figure(value: Fraction | None, places: int) -> str | None:
    return None if value is None else format(rounded(Decimal(as_decimal(value)), places), "f")
