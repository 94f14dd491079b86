"""What each recipient reads of an edition: you see by name what you show by name."""

from collections.abc import Collection, Mapping
from typing import Any

from benchmarking.analysis.domain.catalogue import MEASURES
from benchmarking.editions.domain.edition_document import NAMED, shown_figure
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.said_words import SAID
from benchmarking.rounds.domain.consent import ConsentBlock

EVERYTHING = frozenset({ConsentBlock.PRICES, ConsentBlock.PRACTICE})
# What everybody reads alike: figures over councils, links, counts. Sheets are for anyone's datasheet alone,
# and what people said is for members alone.
SHARED = ("method", "week", "asked", "returned", "figures", "hypotheses", "pooled", "thirds", "practice")


def public_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what anyone reads: no name, and of each measure a sheet in thirds."""
    return {key: document[key] for key in (*SHARED, "sheets", "withheld")}


def members_document(document: Mapping[str, Any], agreed: Collection[ConsentBlock]) -> dict[str, Any]:
    """Return what a member reads that shows these blocks by name; the regional lead reads as if it showed all."""
    named = {block: rows for block, rows in document["named"].items() if NAMED[block] <= set(agreed)}
    return {key: document[key] for key in (*SHARED, SAID)} | {"named": named}


def own_document(source: EditionSource, document: Mapping[str, Any], ons_code: str) -> dict[str, Any]:
    """Return a council's own page: its figures exactly, its third of how many, and what leaves of all."""
    case = next(one for one in source.cases if one.ons_code == ons_code)
    values, figures = source.values[ons_code], source.figures[ons_code]
    return {key: document[key] for key in (*SHARED, SAID)} | {
        "council": case.council,
        "groups": {"model": figures.model, "place": figures.place, "pay_floor": figures.pay_floor,
                   "sub_region": figures.sub_region},
        "own": {key: shown_figure(values[key], one.places) for key, one in MEASURES.items()},
        "thirds_of": _thirds_of(source, ons_code),
        "upper": document["upper"],
    }  # fmt: skip


def _thirds_of(source: EditionSource, ons_code: str) -> dict[str, dict[str, Any]]:
    """Return by measure the council's third, and of how many councils."""
    return {
        key: {"third": thirds[ons_code].value, "of": len(thirds)}
        for key, thirds in source.thirds.items()
        if thirds and ons_code in thirds
    }
