"""Scenarios side by side: what each comes to, and the inputs in which they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markets.fees.domain.result import ScenarioResult
from markets.fees.domain.term_list import terms
from spreadsheets.decimals import rounded

NOTHING = "–"
WAY = {"t": "travel minutes a visit", "w": "waiting minutes a visit", "d": "miles a visit"}


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the comparison: one text a scenario, a dash where it has none."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ComparedScenarios:
    """The ``different`` inputs, what is alike everywhere left out, and the ``outcome``, each beside the first's."""

    outcome: tuple[ComparedLine, ...]
    different: tuple[ComparedLine, ...]


def compared(results: Sequence[ScenarioResult], documents: Sequence[Mapping[str, Any]]) -> ComparedScenarios:
    """Return the comparison of scenarios with the documents that they were worked out from."""
    names = list(dict.fromkeys(zone.name for result in results for zone in result.zones))
    outcome = [_of_zone(name, results) for name in names]
    outcome += [_floor(name, results) for name in names]
    if any(result.budget is not None for result in results):
        budgets = _beside_the_first([one.budget for one in results], places=0)
        outcome.append(ComparedLine("More than today, £ a year", budgets))
    lines = (ComparedLine(label, values) for label, values in _inputs(names, documents))
    return ComparedScenarios(tuple(outcome), tuple(line for line in lines if len(set(line.values)) > 1))


def _of_zone(name: str, results: Sequence[ScenarioResult]) -> ComparedLine:
    rates = [{zone.name: zone.fee.rate for zone in result.zones}.get(name) for result in results]
    return ComparedLine(f"{name}: fair fee an hour", _beside_the_first(rates))


def _floor(name: str, results: Sequence[ScenarioResult]) -> ComparedLine:
    fees = [{zone.name: zone.fee_for_floor for zone in result.zones}.get(name) for result in results]
    return ComparedLine(f"{name}: fee that carries the living wage", _beside_the_first(fees))


def _inputs(names: Sequence[str], documents: Sequence[Mapping[str, Any]]) -> list[tuple[str, tuple[str, ...]]]:
    lines = [
        (f"{term.label}, {term.unit}", tuple(_typed(one.get(term.key, ""), term.is_share) for one in documents))
        for term in terms()
    ]
    lines.append(("The margin is a share of", tuple(str(one.get("margin_basis", "")) for one in documents)))
    for name in names:
        ways = [one.get("zones", {}).get(name, {}) for one in documents]
        lines += [(f"{name}: {words}", tuple(_typed(way.get(key, "")) for way in ways)) for key, words in WAY.items()]
    lengths = sorted({minutes for one in documents for minutes in one.get("mix", {})}, key=Decimal)
    for minutes in lengths:
        shares = tuple(_typed(one.get("mix", {}).get(minutes, ""), True) for one in documents)
        lines.append((f"Visits of {minutes} minutes, %", shares))
    return lines


def _typed(value: object, is_share: bool = False) -> str:
    text = str(value)
    if not text:
        return NOTHING
    number = rounded(Decimal(text) * (100 if is_share else 1), 4)
    return f"{number.normalize():f}"


def _beside_the_first(amounts: Sequence[Decimal | None], places: int = 2) -> tuple[str, ...]:
    """Return amounts in £, each but the first with how much more or less than the first it is."""
    if not amounts:
        return ()
    first, *others = amounts
    return (_pounds(first, places), *(_pounds(one, places) + _apart(one, first, places) for one in others))


def _pounds(amount: Decimal | None, places: int) -> str:
    if amount is None:
        return NOTHING
    shown = rounded(amount, places)
    return f"{'−' if shown < 0 else ''}£{abs(shown):,.{places}f}"


def _apart(amount: Decimal | None, first: Decimal | None, places: int) -> str:
    if amount is None or first is None:
        return ""
    apart = rounded(amount, places) - rounded(first, places)
    return f" ({'+' if apart > 0 else '−' if apart < 0 else '±'}£{abs(apart):,.{places}f})"
