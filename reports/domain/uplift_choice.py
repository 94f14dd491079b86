"""Turn what an analyst chose for each line into the terms of an uplift, or say in words what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accounts.domain.refusal import Refusal
from costing.figure_words import day_in_words
from costing.form import Form, Line
from costing.formulas import COSTINGS
from costing.rates import NATIONAL_LIVING_WAGE, rates_at, window_for
from reports.domain.uplift_terms import (
    AFRESH,
    FROM_RATES,
    PAY,
    RETURNS,
    STAYS,
    WAGE,
    WAGE_WORDS,
    LineUplift,
    Uplift,
    plain_lines,
)
from reports.indices.domain.price_index import IndexValue, PriceIndex


@dataclass(frozen=True)
class UpliftChoice:
    """The date to uplift to, and by line the key of an index, WAGE or STAYS; ``others`` is for lines not named."""

    to: date
    lines: Mapping[str, str] = field(default_factory=dict)
    others: str = ""

    def of(self, form: Form, line: Line) -> str:
        """Return what is chosen for a line; blank if nothing is."""
        if line.key in RETURNS:
            return self.lines.get(line.key) or STAYS
        usual = WAGE if line.key in PAY[form.service] else self.others
        return self.lines.get(line.key) or usual


def chosen_uplift(form: Form, choice: UpliftChoice, since: date, indices: Mapping[str, PriceIndex]) -> Uplift | Refusal:
    """Return the terms; a refusal names the line and the date for which there is no figure."""
    rates = rates_at(choice.to, COSTINGS[form.service].rates)
    before = rates_at(since, COSTINGS[form.service].rates)
    if rates is None or before is None:
        return _no_rates(form, choice.to if rates is None else since)
    if choice.to == since:
        return Refusal("The date to uplift to is the price date of the exercise. Choose another date.")
    asked = [line for line in plain_lines(form) if line.key not in AFRESH]
    missing = [line.label for line in asked if not choice.of(form, line)]
    if missing:
        return Refusal(
            f"No index is chosen for {_listed(missing)}. Choose one for each, or say that it stays as it is."
        )
    lines: dict[str, LineUplift] = {}
    for line in asked:
        found = _line(line, choice.of(form, line), choice.to, since, indices, (before, rates))
        if isinstance(found, Refusal):
            return found
        lines[line.key] = found
    return Uplift(since, choice.to, rates, lines)


def _line(
    line: Line,
    chosen: str,
    to: date,
    since: date,
    indices: Mapping[str, PriceIndex],
    rates: tuple[Mapping[str, Decimal], Mapping[str, Decimal]],
) -> LineUplift | Refusal:
    if chosen == STAYS:
        return LineUplift("", since, Decimal(1), to, Decimal(1), "")
    if chosen == WAGE:
        wages = [found[NATIONAL_LIVING_WAGE] for found in rates]
        return LineUplift(WAGE_WORDS, since, wages[0], to, wages[1], FROM_RATES)
    index = indices.get(chosen)
    if index is None:
        return Refusal(f"The index chosen for {line.label} is not among your price indices any more. Choose another.")
    return _by_index(line, index, since, to)


def _by_index(line: Line, index: PriceIndex, since: date, to: date) -> LineUplift | Refusal:
    before, after = index.at(since), index.at(to)
    if before is None or after is None:
        day = day_in_words(since if before is None else to)
        return Refusal(
            f"{line.label}: the index {index.name} has no value on {day} or before. Add it to the index first."
        )
    if before.day == after.day:
        return Refusal(
            f"{line.label}: the index {index.name} has one value, of {day_in_words(before.day)}, for both "
            f"{day_in_words(since)} and {day_in_words(to)}, so it says nothing of what lies between. Add a later value."
        )
    if before.value <= 0 or after.value <= 0:
        return Refusal(f"{line.label}: the index {index.name} has a value that is not above 0.")
    return LineUplift(index.name, before.day, before.value, after.day, after.value, _sources(before, after))


def _sources(before: IndexValue, after: IndexValue) -> str:
    return before.source if before.source == after.source else f"{before.source}; {after.source}"


def _no_rates(form: Form, day: date) -> Refusal:
    window = window_for(COSTINGS[form.service].rates)
    return Refusal(
        f"There are no statutory rates for {day_in_words(day)}. The table of rates runs from "
        f"{day_in_words(window.first)} to {day_in_words(window.last)}."
    )


def _listed(names: list[str]) -> str:
    shown = names if len(names) <= 6 else [*names[:5], f"{len(names) - 5} more lines"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
