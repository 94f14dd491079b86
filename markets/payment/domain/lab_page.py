"""A payment lab's document in words: each rule with its neutral rate and reason to stay, then by provider and so on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from costing.strip_chart import StripChart, StripValue, strip_chart
from markets.payment.domain.lab_result import LabLevel, LabLine, lines_of_json
from spreadsheets.decimals import rounded

HOUR, PENCE, YEAR, WEEK, NOTHING = Decimal(3600), Decimal(100), Decimal(365), Decimal(7), "–"
LOSES = Decimal(-10)
TITLES = {
    LabLevel.PROVIDER: "Provider",
    LabLevel.ZONE: "Zone",
    LabLevel.LENGTH: "Planned length",
    LabLevel.DAY: "Kind of day",
}


@dataclass(frozen=True)
class RuleWords:
    """A rule with all that must stand beside it."""

    label: str
    week: str
    year: str
    against: str
    hour: str
    neutral: str
    stay: str
    losing: str
    behaves: str = NOTHING
    behaves_against: str = NOTHING

    @property
    def beside(self) -> str:
        return f"neutral rate × {self.neutral}; reason to stay {self.stay}"


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


def lab_page(document: Mapping[str, Any], names: Mapping[str, str]) -> LabPage | None:
    """Return the page; None where nothing was paid for."""
    lines = lines_of_json(document["lines"])
    whole = next((line for line in lines if line.level is LabLevel.WHOLE), None)
    if whole is None or not whole.visits:
        return None
    labels = [rule["label"] for rule in document["rules"]]
    days = days_of_document(document)
    providers = [line for line in lines if line.level is LabLevel.PROVIDER]
    behaviour = document["behaviour"]
    rules = tuple(_rule(label, n, whole, providers, days, behaviour) for n, label in enumerate(labels))
    tables = tuple(
        LabTable(level.value, title, tuple(_row(line, names, days) for line in lines if line.level is level))
        for level, title in TITLES.items()
    )
    freed = Decimal(behaviour["freed"])
    return LabPage(
        days=days,
        rules=rules,
        tables=tables,
        dots=tuple(_dots(rules[n], n, providers, names, days) for n in range(1, len(rules))),
        drawn_out=_drawn(document, names),
        phones_round=document["phones_round"],
        says=_says(rules),
        freed=f"{rounded(freed / HOUR / days * WEEK, 0):,}",
        mean_before=f"{rounded(Decimal(whole.delivered) / whole.visits / 60, 1)}",
        mean_after=f"{rounded((Decimal(whole.delivered) - freed) / whole.visits / 60, 1)}",
        per_cent=behaviour["per_cent"],
        visits=f"{whole.visits:,}",
        unpriced=f"{document['unpriced']:,}" if document["unpriced"] else "",
        billed=_billed(document, whole),
    )


def _billed(document: Mapping[str, Any], whole: LabLine) -> tuple[tuple[str, ...], ...]:
    """Return each fair rate of the fee lab, and what an hour by each rule has to be billed at to come to it."""
    hours = [Decimal(rule.paid_seconds) / whole.delivered if whole.delivered else Decimal(0) for rule in whole.rules]
    return tuple(
        (zone, gbp(Decimal(rate)), *(gbp(Decimal(rate) / paid) if paid else NOTHING for paid in hours))
        for zone, rate in document.get("fees", {}).items()
    )


def days_of_document(document: Mapping[str, Any]) -> int:
    return (date.fromisoformat(document["last"]) - date.fromisoformat(document["first"])).days + 1


def change_of(line: LabLine, number: int) -> Decimal | None:
    """Return by how many per cent a rule pays more than the first one; None where that pays nothing."""
    first = line.rules[0].pence
    return (Decimal(line.rules[number].pence) / first - 1) * 100 if first else None


def neutral_of(line: LabLine, number: int) -> Decimal | None:
    """Return what the rate has to be multiplied with so that all are paid as by the first rule."""
    pence = line.rules[number].pence
    return Decimal(line.rules[0].pence) / pence if pence else None


def stay_of(line: LabLine, number: int) -> Decimal | None:
    """Return the pounds that leaving when done costs, the mean of visits more than five minutes short."""
    return Decimal(line.rules[number].stay) / line.short / PENCE if line.short else None


def a_week(pence: int, days: int) -> Decimal:
    return Decimal(pence) / PENCE / days * WEEK


def whole_pounds(amount: Decimal) -> str:
    shown = rounded(amount, 0)
    return f"{'−' if shown < 0 else ''}£{abs(shown):,}"


def signed(share: Decimal | None) -> str:
    """Return a change in per cent with its sign and one place."""
    if share is None:
        return NOTHING
    shown = rounded(share, 1)
    return f"{'+' if shown > 0 else '−' if shown < 0 else ''}{abs(shown)} %"


def _rule(
    label: str, n: int, whole: LabLine, providers: Sequence[LabLine], days: int, behaviour: Mapping[str, Any]
) -> RuleWords:
    pence, neutral, stay = whole.rules[n].pence, neutral_of(whole, n), stay_of(whole, n)
    after = pence - behaviour["less"][n]
    first = whole.rules[0].pence
    return RuleWords(
        label=label,
        week=whole_pounds(a_week(pence, days)),
        year=whole_pounds(Decimal(pence) / PENCE / days * YEAR),
        against=signed(change_of(whole, n)),
        hour=gbp(Decimal(pence) / PENCE / whole.delivered * HOUR) if whole.delivered else NOTHING,
        neutral=NOTHING if neutral is None else f"{rounded(neutral, 3)}",
        stay=NOTHING if stay is None else gbp(rounded(stay)),
        losing=f"{sum((change_of(line, n) or 0) < LOSES for line in providers)} of {len(providers)}",
        behaves=whole_pounds(a_week(after, days)),
        behaves_against=signed((Decimal(after) / first - 1) * 100 if first else None),
    )


def _says(rules: Sequence[RuleWords]) -> str:
    if len(rules) == 1:
        return f"“{rules[0].label}” comes to {rules[0].week} a week."
    parts = [f"“{one.label}” comes to {one.week} ({one.against}, neutral rate × {one.neutral})" for one in rules[1:]]
    return f"“{rules[0].label}” comes to {rules[0].week} a week; {'; '.join(parts)}."


def _row(line: LabLine, names: Mapping[str, str], days: int) -> tuple[str, ...]:
    hours = rounded(Decimal(line.delivered) / HOUR / days * WEEK, 1)
    cells = [whole_pounds(a_week(line.rules[0].pence, days))]
    for n in range(1, len(line.rules)):
        cells.append(f"{whole_pounds(a_week(line.rules[n].pence, days))} ({signed(change_of(line, n))})")
    return (name_of(line, names), f"{hours:,}", *cells)


def name_of(line: LabLine, names: Mapping[str, str]) -> str:
    match line.level:
        case LabLevel.PROVIDER:
            return names.get(line.ref, line.ref)
        case LabLevel.LENGTH:
            return f"{line.ref} minutes"
        case LabLevel.DAY:
            return line.ref.replace("_", " ") or "not told"
    return line.ref or "not told"


def _dots(rule: RuleWords, n: int, providers: Sequence[LabLine], names: Mapping[str, str], days: int) -> LabDots:
    changes = [(name_of(line, names), change_of(line, n), line) for line in providers]
    known = sorted((one for one in changes if one[1] is not None), key=lambda one: (one[1] or 0, one[0]))
    lose = sum((change or 0) < 0 for _, change, _ in known)
    gain = sum((change or 0) > 0 for _, change, _ in known)
    chart = strip_chart([StripValue(name, change) for name, change, _ in known], words=signed)
    return LabDots(
        rule.label,
        rule.beside,
        f"{lose} of {len(known)} providers are paid less than by the first rule, {gain} more.",
        chart,
        tuple((name, *effect_words(line, n, days)) for name, _, line in known),
    )


def effect_words(line: LabLine, n: int, days: int) -> tuple[str, str, str, str, str]:
    """Return a provider's income a week before and after, the change, attendances changed, and the largest change."""
    one = line.rules[n]
    largest = one.least if -one.least > one.most else one.most
    share = Decimal(one.changed) / line.visits if line.visits else Decimal(0)
    return (
        whole_pounds(a_week(line.rules[0].pence, days)),
        whole_pounds(a_week(one.pence, days)),
        signed(change_of(line, n)),
        f"{rounded(share * 100, 0)} %",
        f"{'+' if largest > 0 else ''}{gbp(Decimal(largest) / PENCE)}",
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
