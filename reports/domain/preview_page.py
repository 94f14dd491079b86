"""The preview of a release, laid out for the independent team: sections of rows, and what they come to in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from costing.figure_words import day_in_words
from costing.form import Form
from reports.domain.cell_places import CellPlace, in_its_unit, line_label, place_of
from reports.domain.exact_document import figure
from reports.domain.measures import CellKey
from reports.domain.outlook import MORE_OWNERS, Outlook
from reports.domain.policy import PROTECTED, Policy
from reports.domain.preview_cells import CARRIED, FRESH, HIDDEN
from reports.domain.protected_table import HidingReason
from reports.domain.release_words import REASONS

MOST = PROTECTED.max_difference_owners
FIXED = "The figures of these cells are then fixed: for good, and for everybody who reads them."


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A cell, its figures in words and blank where they are hidden.

    ``becomes`` says what becomes of it, ``waiting`` what two more owners would change.
    """

    label: str
    kind: str
    returns: int
    owners: int
    lower_quartile: str
    median: str
    upper_quartile: str
    state: str
    becomes: str
    waiting: str


@dataclass(frozen=True, slots=True)
class PreviewSection:
    """The rows of a column: of the whole market, or ``is_folded`` of one group or, ``is_further``, beside the lines."""

    key: str
    label: str
    is_folded: bool
    is_further: bool
    rows: tuple[PreviewRow, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """``says`` is the result in a sentence, ``waiting`` what two more owners would change in all."""

    says: str
    waiting: str
    sections: tuple[PreviewSection, ...]

    @property
    def has_folded(self) -> bool:
        return any(one.is_folded for one in self.sections)


def preview_page(form: Form, cells: Sequence[Mapping[str, Any]], numbers: Mapping[str, int]) -> PreviewPage | None:
    """Return the page of kept cells, None for a release of before they were; ``numbers`` are of releases by id."""
    if not cells:
        return None
    placed = groupby(cells, key=lambda one: place_of(key_in(one)))
    sections = (_section(form, place, list(found), numbers) for place, found in placed)
    return PreviewPage(_says(cells), _waiting_says(cells), tuple(sections))


def _section(
    form: Form, place: CellPlace, cells: Sequence[Mapping[str, Any]], numbers: Mapping[str, int]
) -> PreviewSection:
    rows = tuple(_row(form, one, numbers) for one in cells)
    return PreviewSection(place.slug, place.label(form), place.is_beside, place.is_further, rows)


def key_in(one: Mapping[str, Any]) -> CellKey:
    return CellKey(one["column"], one["line"], one["dimension"], one["group"])


def _row(form: Form, one: Mapping[str, Any], numbers: Mapping[str, int]) -> PreviewRow:
    return PreviewRow(
        label=line_label(form, one["line"]),
        kind=one["kind"],
        returns=one["returns"],
        owners=one["owners"],
        lower_quartile=in_its_unit(one["line"], figure(one["lower_quartile"])),
        median=in_its_unit(one["line"], figure(one["median"])),
        upper_quartile=in_its_unit(one["line"], figure(one["upper_quartile"])),
        state=one["state"],
        becomes=_becomes(one, numbers),
        waiting=_waiting(one),
    )


def _becomes(one: Mapping[str, Any], numbers: Mapping[str, int]) -> str:
    if one["state"] == HIDDEN:
        return f"Hidden, {one['reason']}: {REASONS[HidingReason(one['reason'])]}"
    if one["state"] == CARRIED:
        release = numbers.get(one["carried_from"])
        named = f"release {release}" if release else "another exercise"
        return f"Carried forward from {named}, of {_returns(one['n'])}{_times(one, 'had')}"
    words = f"Shown with fresh figures{_times(one, 'this is number')}"
    if not one["quartiles"]:
        return words
    return f"{words}; quartiles hidden, {one['quartiles']}: {REASONS[HidingReason(one['quartiles'])]}"


def _times(one: Mapping[str, Any], verb: str) -> str:
    """Return “ (fresh figures: this is number 2 of 3)”; blank where it is not counted."""
    if not one["fresh"]:
        return ""
    return f" (fresh figures: {verb} {one['fresh']} of {one['fresh_most']})"


def _waiting(one: Mapping[str, Any]) -> str:
    short = one["short"]
    return {
        Outlook.SHOWN: "Shown as well",
        Outlook.SHOWN_THEN: "Enough owners to be shown",
        Outlook.STILL_FEW: f"Still too few: {short} more owner{'s' * (short != 1)} needed",
        Outlook.QUARTILES_THEN: "Enough for quartiles, too",
        Outlook.QUARTILES_STILL_FEW: f"Shown; quartiles need {short} more",
        Outlook.CARRIED: f"The same figure until {MOST + 1} owners differ",
        Outlook.NOT_COUNTED: "Hangs on figures, not on counts",
    }[Outlook(one["outlook"])]


def _says(cells: Sequence[Mapping[str, Any]]) -> str:
    counts = Counter(one["state"] for one in cells)
    parts = (
        f"{counts[FRESH]} with fresh figures",
        f"{counts[CARRIED]} with figures carried forward from an earlier release",
        f"{counts[HIDDEN]} hidden",
    )
    nothing_new = " Nothing in it would be new." if counts[CARRIED] and not counts[FRESH] else ""
    return f"Of {len(cells)} cells: {', '.join(parts)}.{nothing_new}"


def _waiting_says(cells: Sequence[Mapping[str, Any]]) -> str:
    counts = Counter(one["outlook"] for one in cells)
    gained, quartiles = counts[Outlook.SHOWN_THEN.value], counts[Outlook.QUARTILES_THEN.value]
    return (
        f"Waiting for two more owners could show {gained} of the hidden cells, and quartiles in {quartiles} more. "
        f"This is counted only: {MORE_OWNERS} returns are added to each cell, each of an owner of its own, with a "
        "figure above zero (R1, R2, R7). What hangs on their figures cannot be known before they come."
    )


def _returns(number: int) -> str:
    return f"{number} return{'s' * (number != 1)}"


def warning_while_open(closes_on: date, today: date, policy: Policy) -> str:
    """Return the warning that a release is made before the exercise has closed; blank afterwards."""
    if closes_on < today:
        return ""
    kept, most = policy.fresh_figures_after_closing, _number(policy.fresh_figures)
    spare = f"{_number(kept)} {'is' if kept == 1 else 'are'} kept for a release after that day"
    return (
        f"The exercise closes on {day_in_words(closes_on)}. A release now uses up one of {most} fresh figures of each "
        f"cell that it shows anew; {spare}. Returns of up to {_number(policy.max_difference_owners)} owners that come "
        "later then change nothing in it."
    )


def _number(number: int) -> str:
    words = ("none", "one", "two", "three", "four", "five")
    return words[number] if number < len(words) else str(number)
