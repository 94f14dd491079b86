"""The pictures of an edition's copy, of what its document holds: each recipient's has more or less of it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from benchmarking.pictures.domain.council_pictures import NamedFigure, dot_strip, indicated_and_paid
from benchmarking.pictures.domain.forest_chart import LinkMark
from benchmarking.pictures.domain.group_pictures import group_ranges, links, price_by_length, thirds_by_thirds
from benchmarking.pictures.domain.round_picture import RoundPicture
from benchmarking.pictures.domain.slope_chart import SlopeValue
from benchmarking.pictures.domain.thirds_table import THIRDS
from benchmarking.pictures.domain.unit_ranges import UnitMarks
from benchmarking.rounds.domain.round_terms import link_name

ALL, MODELS = "all", {"framework": "Framework", "dps": "DPS", "lead_or_patch": "Lead contract or patch"}
LENGTHS = (15, 30, 45, 60)
HUNDRED = Decimal(100)
Document = Mapping[str, Any]


def edition_pictures(document: Document) -> list[RoundPicture]:
    """Return the pictures of a copy; those by name only where the copy has names."""
    return [*_groups(document), *_links(document), *_named(document)]


def _groups(document: Document) -> Iterator[RoundPicture]:
    names = {ALL: "All councils", **MODELS}
    note = "A model and a pay floor that nearly always meet cannot be told apart."
    if document["figures"].get("price"):
        lines = [_marks(document, "price", name, words) for name, words in names.items()]
        yield group_ranges("models", "Average price by model, £ per contact hour", lines, notes=(note,))
    lengths = {minutes: [_marks(document, f"price_{minutes}", ALL, "All councils")] for minutes in LENGTHS}
    if any(lines[0].median is not None for lines in lengths.values()):
        yield price_by_length(lengths)


def _marks(document: Document, measure: str, group: str, label: str) -> UnitMarks:
    cell = document["figures"].get(measure, {}).get(group) or {}
    middle, low, high = (_decimal(cell.get(end)) for end in ("median", "lower_quartile", "upper_quartile"))
    return UnitMarks(label, middle, low, high, cell.get("n"))


def _links(document: Document) -> Iterator[RoundPicture]:
    found = document["hypotheses"]
    if found:
        rows = [(_mark(key, one), _p(one), one["sentence"]) for key, one in found.items()]
        yield links(rows, document["returned"])
    table = document["thirds"].get("H1")
    if table:
        counts = {
            (one, other): table[row][column] for row, one in enumerate(THIRDS) for column, other in enumerate(THIRDS)
        }
        yield thirds_by_thirds("price", "hours rated Good or Outstanding", counts)


def _mark(key: str, one: Mapping[str, Any]) -> LinkMark:
    label = f"{key}: {link_name(key)}"
    if one.get("tau_b") is None:
        return LinkMark(label, "by group, no interval" if one.get("h") else "too few councils")
    middle, ends = float(one["tau_b"]), one.get("bca")
    if not ends:
        return LinkMark(label, _short(middle), middle)
    low, high = (float(end) for end in ends)
    return LinkMark(label, f"{_short(middle)} ({_short(low)} to {_short(high)})", middle, (low, high))


def _short(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _p(one: Mapping[str, Any]) -> str:
    return "–" if one.get("holm") is None else f"{float(one['holm']):.3f}"


def _named(document: Document) -> Iterator[RoundPicture]:
    """Yield the pictures of councils by name, which none but those who are named themselves have."""
    rows = document.get("named", {}).get("prices")
    if not rows:
        return
    figures = [NamedFigure(row["council"], _decimal(row["figures"].get("price"))) for row in rows.values()]
    yield dot_strip("strip", "Average price by name, £ per contact hour", figures)
    values = [value for row in rows.values() if (value := _slope(row)) is not None]
    yield indicated_and_paid(values)


def _slope(row: Mapping[str, Any]) -> SlopeValue | None:
    """Return what was indicated, to the penny or two: a row has the price, and how many per cent of it that is."""
    price, share = (_decimal(row["figures"].get(key)) for key in ("price", "price_to_indicative"))
    if price is None or not share:
        return None
    return SlopeValue(row["council"], price / share * HUNDRED, price)


def _decimal(text: Any) -> Decimal | None:
    return None if text is None else Decimal(text)
