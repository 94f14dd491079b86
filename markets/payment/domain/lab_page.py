"""A payment lab's document in words: the answer first, each rule with its neutral rate and reason to stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from costing.strip_chart import StripChart, StripValue, strip_chart
from markets.payment.domain.lab_result import LabLevel, LabLine, lines_of_json
from markets.payment.domain.lab_words import (
    HOUR,
    NOTHING,
    WEEK,
    a_week,
    change_of,
    days_of_document,
    effect_words,
    name_of,
    signed,
    whole_pounds,
)
from markets.payment.domain.paid_level import PaidLevel
from markets.payment.domain.rule_words import RuleWords, answer_words, rule_words
from spreadsheets.decimals import rounded

TITLES = {
    LabLevel.PROVIDER: "Provider",
    LabLevel.ZONE: "Zone",
    LabLevel.LENGTH: "Planned length",
    LabLevel.DAY: "Kind of day",
}


@dataclass(frozen=True)
class LabTable:
    """A table by provider, zone, length or day: the rules' heads, and a row each."""

    key: str
    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LabDots:
    """Winners and losers of one rule: a dot a provider, with its table."""

    label: str
    beside: str
    says: str
    chart: StripChart
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LabPage:
    """All that the page shows of a document."""

    days: int
    rules: tuple[RuleWords, ...]
    tables: tuple[LabTable, ...]
    dots: tuple[LabDots, ...]
    drawn_out: tuple[tuple[str, str, str], ...]
    phones_round: bool
    says: str
    freed: str
    mean_before: str
    mean_after: str
    per_cent: int
    visits: str
    unpriced: str
    billed: tuple[tuple[str, ...], ...]
    unit: str
    by_week: bool
    to_the_second: bool


def lab_page(document: Mapping[str, Any], names: Mapping[str, str]) -> LabPage | None:
    """Return the page; None where nothing was paid for."""
    lines = lines_of_json(document["lines"])
    whole = next((line for line in lines if line.level is LabLevel.WHOLE), None)
    if whole is None or not whole.visits:
        return None
    days = days_of_document(document)
    providers = [line for line in lines if line.level is LabLevel.PROVIDER]
    less = document["behaviour"]["less"]
    labels = [rule["label"] for rule in document["rules"]]
    rules = tuple(rule_words(label, n, whole, providers, days, less[n]) for n, label in enumerate(labels))
    freed = Decimal(document["behaviour"]["freed"])
    unit = PaidLevel(document.get("unit", PaidLevel.VISIT))
    return LabPage(
        days=days,
        rules=rules,
        tables=_tables(lines, names, days),
        dots=tuple(_dots(rules[n], n, providers, names, days) for n in range(1, len(rules))),
        drawn_out=_drawn(document, names),
        phones_round=document["phones_round"],
        says=answer_words(rules),
        freed=f"{rounded(freed / HOUR / days * WEEK, 0):,}",
        mean_before=f"{rounded(Decimal(whole.delivered) / whole.visits / 60, 1)}",
        mean_after=f"{rounded((Decimal(whole.delivered) - freed) / whole.visits / 60, 1)}",
        per_cent=document["behaviour"]["per_cent"],
        visits=f"{whole.visits:,}",
        unpriced=f"{document['unpriced']:,}" if document["unpriced"] else "",
        billed=_billed(document, whole),
        unit=unit.unit,
        by_week=unit is not PaidLevel.VISIT,
        to_the_second=document.get("to_the_second", False),
    )


def _tables(lines: Sequence[LabLine], names: Mapping[str, str], days: int) -> tuple[LabTable, ...]:
    """Return the tables that have rows: what is paid by the week has no zone, length or day."""
    found = [
        LabTable(level.value, title, tuple(_row(line, names, days) for line in lines if line.level is level))
        for level, title in TITLES.items()
    ]
    return tuple(one for one in found if one.rows)


def _billed(document: Mapping[str, Any], whole: LabLine) -> tuple[tuple[str, ...], ...]:
    """Return each fair rate of the fee lab, and what an hour by each rule has to be billed at to come to it."""
    hours = [Decimal(rule.paid_seconds) / whole.delivered if whole.delivered else Decimal(0) for rule in whole.rules]
    return tuple(
        (zone, gbp(Decimal(rate)), *(gbp(Decimal(rate) / paid) if paid else NOTHING for paid in hours))
        for zone, rate in document.get("fees", {}).items()
    )


def _row(line: LabLine, names: Mapping[str, str], days: int) -> tuple[str, ...]:
    hours = rounded(Decimal(line.delivered) / HOUR / days * WEEK, 1)
    cells = [whole_pounds(a_week(line.rules[0].pence, days))]
    for n in range(1, len(line.rules)):
        cells.append(f"{whole_pounds(a_week(line.rules[n].pence, days))} ({signed(change_of(line, n))})")
    return (name_of(line, names), f"{hours:,}", *cells)


def _dots(rule: RuleWords, n: int, providers: Sequence[LabLine], names: Mapping[str, str], days: int) -> LabDots:
    changes = [(name_of(line, names), change_of(line, n), line) for line in providers]
    known = sorted((one for one in changes if one[1] is not None), key=lambda one: (one[1] or 0, one[0]))
    lose = sum((change or 0) < 0 for _, change, _ in known)
    gain = sum((change or 0) > 0 for _, change, _ in known)
    chart = strip_chart([StripValue(name, change) for name, change, _ in known], words=signed)
    middle = f" The provider in the middle: {signed(known[(len(known) - 1) // 2][1])}." if known else ""
    return LabDots(
        rule.label,
        rule.beside,
        f"{lose} of {len(known)} providers are paid less than by the first rule, {gain} more.{middle}",
        chart,
        tuple((name, *effect_words(line, n, days)) for name, _, line in known),
    )


def _drawn(document: Mapping[str, Any], names: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    rows = []
    for one in document["drawn_out"]:
        name = names.get(one["whose"], one["whose"]) if one["whose"] else "All providers"
        share = "cannot be told"
        if one["share"] is not None:
            part, error = (rounded(Decimal(text) * 100, 0) for text in one["share"])
            share = f"{part} % ± {max(error, Decimal(1))}"
        rows.append((name, f"{one['visits']:,}", share))
    return tuple(rows)
