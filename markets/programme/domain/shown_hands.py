"""Who changes hands as a page, a print and a file show it: no count of 1 to 4 packages, nor one that would tell it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from costing.small_counts import FEWEST_COUNTED, shown_cells, shown_counts
from markets.programme.domain.changing_hands import CareSum, HandOver, HandsCounted
from markets.programme.domain.phases import ProgrammePhase
from spreadsheets.decimals import rounded

HIDDEN = "[c]"
HEADS = (
    "Packages", "Hours a week", "Change provider", "Their hours", "May stay", "Keep theirs by choice", "Direct payment",
)  # fmt: skip
ORDER = (HandOver.CHANGES, HandOver.STAYS, HandOver.KEEPS, HandOver.DIRECT_PAYMENT)


@dataclass(frozen=True, slots=True)
class PhaseHands:
    """A phase's cells, in the order of ``HEADS``; the last row is of all phases."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProviderHands:
    """What leaves a provider, and in which phases."""

    name: str
    packages: str
    hours: str
    phases: str


@dataclass(frozen=True, slots=True)
class ShownHandOver:
    phases: tuple[PhaseHands, ...]
    providers: tuple[ProviderHands, ...]
    says: str
    notes: tuple[str, ...]
    has_hidden: bool


def shown_hands(
    counted: HandsCounted, phases: Sequence[ProgrammePhase], names: Mapping[str, str], elsewhere: int
) -> ShownHandOver:
    cells = _shown_cells(counted)
    totals = shown_counts({key: sum(one.n for one in row.values()) for key, row in counted.by_phase.items()})
    rows = [PhaseHands(one.name, _phase_cells(counted.by_phase[one.key], cells[one.key], totals[one.key]))
            for one in phases]  # fmt: skip
    changing, all_of_it = _all_changing(counted), _all(counted)
    if len(phases) > 1:
        rows.append(PhaseHands("All phases", _total_cells(all_of_it, changing)))
    providers = _providers(counted, phases, names, changing)
    shown = [cell for row in rows for cell in row.cells] + [one.packages for one in providers]
    return ShownHandOver(
        tuple(rows), providers, _says(all_of_it, changing), tuple(_notes(counted, elsewhere)), HIDDEN in shown
    )


def _shown_cells(counted: HandsCounted) -> dict[str, dict[HandOver, int | None]]:
    """Return each phase's counts with those hidden that are small, or would follow from the sums beside them.

    What nobody does in any phase is 0 and says so; a phase without packages as well.
    """
    counts = {key: {kind: row[kind].n for kind in ORDER} for key, row in counted.by_phase.items()}
    found = shown_cells(counts)
    for kind in ORDER:
        if not any(row[kind] for row in counts.values()):
            for cells in found.values():
                cells[kind] = 0
    return found


def _phase_cells(
    row: Mapping[HandOver, CareSum], cells: Mapping[HandOver, int | None], total: int | None
) -> tuple[str, ...]:
    """Return a phase's cells; where its sum is hidden all of it is."""
    many = sum(one.n for one in row.values())
    if not many:
        return ("0",) * len(HEADS)
    if total is None:
        return (HIDDEN,) * len(HEADS)
    hours = sum((one.hours for one in row.values()), Fraction())
    shown = [_count(cells[kind]) for kind in ORDER]
    changing = HIDDEN if cells[HandOver.CHANGES] is None else hours_in_words(row[HandOver.CHANGES].hours)
    return f"{many:,}", hours_in_words(hours), shown[0], changing, *shown[1:]


def _total_cells(all_of_it: CareSum, changing: CareSum | None) -> tuple[str, ...]:
    if 0 < all_of_it.n < FEWEST_COUNTED:
        return (HIDDEN,) * len(HEADS)
    change = (f"{changing.n:,}", hours_in_words(changing.hours)) if changing else (HIDDEN, HIDDEN)
    return f"{all_of_it.n:,}", hours_in_words(all_of_it.hours), *change, "–", "–", "–"


def _all(counted: HandsCounted) -> CareSum:
    return _sum(counted, lambda _: True)


def _all_changing(counted: HandsCounted) -> CareSum | None:
    """Return what changes in all phases; None where it, or what is left of all, is of 1 to 4."""
    changing, rest = _sum(counted, HandOver.CHANGES.__eq__), _sum(counted, HandOver.CHANGES.__ne__)
    return None if any(0 < one.n < FEWEST_COUNTED for one in (changing, rest)) else changing


def _sum(counted: HandsCounted, is_meant: Callable[[HandOver], bool]) -> CareSum:
    there = [one for row in counted.by_phase.values() for kind, one in row.items() if is_meant(kind)]
    return CareSum(sum(one.n for one in there), sum((one.hours for one in there), Fraction()))


def _providers(
    counted: HandsCounted, phases: Sequence[ProgrammePhase], names: Mapping[str, str], changing: CareSum | None
) -> tuple[ProviderHands, ...]:
    """Return what leaves each provider, most first; were none hidden, a hidden sum of all would follow."""
    shown = shown_counts({ref: one.n for ref, one in counted.by_provider.items()})
    if changing is None and shown and None not in shown.values():
        shown[min(shown, key=lambda ref: counted.by_provider[ref].n)] = None
    ordered = sorted(counted.by_provider, key=lambda ref: (-(shown[ref] or 0), names.get(ref, ref).casefold()))
    return tuple(
        ProviderHands(
            names.get(ref, ref), _count(shown[ref]),
            HIDDEN if shown[ref] is None else hours_in_words(counted.by_provider[ref].hours),
            ", ".join(one.name for one in phases if one.key in counted.phases_of[ref]),
        )
        for ref in ordered
    )  # fmt: skip


def _says(all_of_it: CareSum, changing: CareSum | None) -> str:
    if not all_of_it.n:
        return "No package lies in a phase whose zones have providers named: name them zone by zone."
    if all_of_it.n < FEWEST_COUNTED or changing is None:
        return "How many change provider is not shown: it would tell of fewer than five."
    share = rounded(Decimal(100) * changing.n / all_of_it.n, 0)
    many = f"{changing.n:,} of {all_of_it.n:,} packages would change provider ({share} %)"
    return f"{many}, with {hours_in_words(changing.hours)} hours a week."


def _notes(counted: HandsCounted, elsewhere: int) -> list[str]:
    """Return in sentences what is in no count above."""
    told = (
        (counted.unnamed.n, "lie in zones for which no provider is named yet"),
        (counted.in_no_phase.n, "lie in zones that are in no phase"),
        (elsewhere, "lie in no zone of the plan by their name"),
    )
    return [f"{n if n >= FEWEST_COUNTED else 'Fewer than 5'} packages {words}." for n, words in told if n]


def _count(n: int | None) -> str:
    return HIDDEN if n is None else f"{n:,}"


def hours_in_words(hours: Fraction) -> str:
    return f"{rounded(Decimal(hours.numerator) / hours.denominator, 0):,}"
