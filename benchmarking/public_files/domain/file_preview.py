"""What a person looks at before a public file is kept: its totals, and what differs from what is there already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarking.public_files.domain.council_book import PlaceLevel
from benchmarking.public_files.domain.public_figures import FigureTotal, PublicFigureRead, PublicFileRead

MOST_SHOWN, MOST_NAMED = 50, 8
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StandingFigures:
    """What is kept already of the measures and periods of a file.

    ``standings`` are the standings by measure and period, ``values`` the newest value by measure, council, period and
    standing.
    """

    standings: Mapping[tuple[str, str], frozenset[str]]
    values: Mapping[tuple[str, str, str, str], Decimal | None]


NOTHING_STANDS = StandingFigures({}, {})


def preview_of(read: PublicFileRead, expected: Mapping[str, str], stands: StandingFigures = NOTHING_STANDS) -> Document:
    """Return the preview as plain JSON; ``expected`` are the councils that a file should name, by ONS code."""
    totals = [_total(one) for one in read.totals]
    return {
        "totals": totals,
        "notes": notes_on(read.figures, totals, expected, stands),
        "faults": list(read.faults[:MOST_SHOWN]),
        "fault_count": len(read.faults),
        "markers": list(read.markers[:MOST_SHOWN]),
        "marker_count": len(read.markers),
        "sheets": list(read.sheets[:30]),
        "periods": list(read.periods),
        "comparators": sorted({one.council for one in read.figures if one.level == PlaceLevel.COMPARATOR})[:30],
        "elsewhere": read.elsewhere,
        "figure_count": len(read.figures),
    }


def notes_on(
    figures: Sequence[PublicFigureRead],
    totals: Sequence[Document],
    expected: Mapping[str, str],
    stands: StandingFigures,
) -> list[str]:
    """Return what a person should know of a file, beside what is kept already; it changes as other files are kept."""
    return [
        *_missing_councils(figures, expected),
        *_changed_headings(totals, stands),
        *_other_values(figures, stands),
    ]


def _total(one: FigureTotal) -> Document:
    return {
        "measure": one.measure,
        "label": one.label,
        "unit": one.unit,
        "kind": one.kind,
        "period": one.period,
        "standing": one.standing,
        "heading": one.heading[:300],
        "councils": one.councils,
        "missing": one.missing,
        "total": f"{one.total:f}",
        "lowest": None if one.lowest is None else f"{one.lowest:f}",
        "highest": None if one.highest is None else f"{one.highest:f}",
    }


def _missing_councils(figures: Iterable[PublicFigureRead], expected: Mapping[str, str]) -> list[str]:
    named = {one.ons_code for one in figures if one.level == PlaceLevel.COUNCIL}
    missing = sorted(name for code, name in expected.items() if code not in named)
    if not missing:
        return []
    are, its = ("is", "Its figure stays") if len(missing) == 1 else ("are", "Their figures stay")
    return [
        f"{len(expected) - len(missing)} of {len(expected)} councils are in it; {_named(missing)} {are} not. {its} "
        "empty, not 0."
    ]


def _named(names: list[str]) -> str:
    shown = names[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        return f"{', '.join(shown)} and {len(names) - MOST_NAMED} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _changed_headings(totals: Sequence[Document], stands: StandingFigures) -> list[str]:
    said: dict[str, None] = {}
    for one in totals:
        period, standing = one["period"], one["standing"]
        others = stands.standings.get((one["measure"], period), frozenset()) - {standing}
        for other in sorted(others if standing else ()):
            beside = f"the {other} ones" if other else "those that said neither"
            said[
                f"The heading now reads “{_end_of(one['heading'])}”. We take it as {standing} figures of {period}; "
                f"{beside} stay beside it."
            ] = None
    return list(said)


def _end_of(heading: str) -> str:
    """Return the part of a heading that says how its figures stand."""
    if heading.endswith(")") and "(" in heading:
        return f"… {heading[heading.rindex('(') :]}"
    return heading if len(heading) <= 40 else f"{heading[:40]}…"


def _other_values(figures: Iterable[PublicFigureRead], stands: StandingFigures) -> list[str]:
    """Tell how many figures are other ones than an earlier file's of the same standing: both are kept."""
    changed: dict[str, int] = {}
    for one in figures:
        if one.key in stands.values and stands.values[one.key] != one.value:
            changed[one.period] = changed.get(one.period, 0) + 1
    return [
        f"{count:,} of the figures of {period} {'is' if count == 1 else 'are'} not as in an earlier file. This file’s "
        "count from now on; the earlier stay beside them."
        for period, count in sorted(changed.items())
    ]
