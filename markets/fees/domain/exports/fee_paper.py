"""A scenario as a paper for a committee, of the blocks that Word and the page layout print; at most four pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.charts import PLOT, RangeBar, RangeChart
from costing.figure_words import gbp
from markets.fees.domain.exports.what_is_missing import WHAT_IS_NOT_IN_IT
from markets.fees.domain.input_sources import HOURS
from markets.fees.domain.more_words import more_or_less
from markets.fees.domain.result import ScenarioResult, ZoneResult
from markets.fees.domain.term_list import FeeTerm, terms
from reports.annexes.domain.blocks import Block, heading, picture, points, printable, table, words
from spreadsheets.decimals import rounded

TITLE = "A fair fee for home care"
TYPED, LAW = "typed", "law"
STATUTORY = ("ni_rate", "ni_threshold", "employment_allowance", "pension_floor", "nlw")
NONE = "none"
MARGIN_LEFT = Decimal("0.95")
MADE_OF = {
    "gross": "Pay, travel, waiting, absences",
    "ni": "National Insurance",
    "pension": "Pension",
    "mileage": "Mileage",
    "variable": "Overheads that grow with hours",
    "fixed": "Fixed overheads",
}


@dataclass(frozen=True)
class PaperFacts:
    """What a paper says beside the figures; ``sources`` say of an input where it comes from."""

    authority: str
    name: str
    note: str
    sources: Mapping[str, Any]
    digest: str = ""
    frozen: str = ""
    charter: tuple[tuple[str, str], ...] = ()


def fee_paper(result: ScenarioResult, facts: PaperFacts) -> dict[str, Any]:
    """Return the paper: question, answer, what today's fee carries, size, what is not in it, inputs, digest."""
    mark = f"Frozen on {facts.frozen}" if facts.digest else "A draft: this scenario is not frozen and may change"
    return {
        "title": TITLE,
        "authority": printable(facts.authority),
        "subtitle": printable(facts.name),
        "running": printable(f"{TITLE}: {facts.name}")[:90],
        "mark": mark,
        "short_mark": "Frozen" if facts.digest else "Draft",
        "is_exact": False,
        "blocks": [
            *_question(facts),
            *_answer(result),
            *_today(result),
            *_sizes(result),
            heading("What is not in it", 1, on_new_page=True),
            *points(WHAT_IS_NOT_IN_IT),
            *_charter(facts),
            *_basis(facts),
            *_inputs(result, facts),
        ],
    }


def _question(facts: PaperFacts) -> list[Block]:
    asked = words(
        "What is a fair price of an hour of home care, by zone and by length of visit: one that carries the wage that "
        "the law asks for, travel and waiting paid, and that a branch of the size below can live on?"
    )
    return [heading("The question", 1), asked, *([words(facts.note)] if facts.note else [])]


def _answer(result: ScenarioResult) -> list[Block]:
    heads = ("Zone", "An hour", *(f"{minutes} min" for minutes in result.inputs.lengths), "A visit + a minute")
    rows = [
        (
            zone.name,
            _pounds(zone.fee.rate),
            *(_pounds(rate.per_visit) for rate in zone.fee.by_length.values()),
            f"{_pounds(zone.fee.tariff.per_visit)} + {zone.pence_a_minute}p",
        )
        for zone in result.zones
    ]
    return [
        heading("The answer", 1),
        words(_says(result)),
        table("A fair fee by zone and length of visit, £", heads, rows, note="A visit costs so much, and each minute."),
        _made_of(result),
    ]


def _made_of(result: ScenarioResult) -> Block:
    """Return the lines of the fee, £ per contact hour."""
    lines = [(label, [zone.fee.lines[key] for zone in result.zones]) for key, label in MADE_OF.items()]
    lines.append(("Return on operations", [zone.fee.rate - zone.fee.lines["total"] for zone in result.zones]))
    lines.append(("Fair fee an hour", [zone.fee.rate for zone in result.zones]))
    rows = [(label, *map(_pounds, amounts)) for label, amounts in lines]
    styles = ["line"] * (len(rows) - 1) + ["total"]
    return table("What it is made of, £ per contact hour", ("", *_names(result)), rows, styles=styles)


def _names(result: ScenarioResult) -> list[str]:
    return [zone.name for zone in result.zones]


def _says(result: ScenarioResult) -> str:
    fees = sorted(result.zones, key=lambda zone: zone.fee.rate)
    low, high = fees[0], fees[-1]
    if len(fees) == 1:
        return f"A fair fee is {_pounds(low.fee.rate)} an hour in {low.name}."
    return (
        f"A fair fee lies between {_pounds(low.fee.rate)} an hour in {low.name} and {_pounds(high.fee.rate)} in "
        f"{high.name}. A flat fee overpays long visits and underpays short ones."
    )


def _today(result: ScenarioResult) -> list[Block]:
    floor = f"The National Living Wage is {_pounds(result.inputs.terms.nlw)} an hour."
    carried = [
        (
            zone.name,
            _pounds(zone.fee_for_floor),
            _pounds(zone.effective.lower),
            _pounds(zone.council.fee),
            _carries(zone),
            _hours(zone),
        )
        for zone in result.zones
    ]
    heads = ("Zone", "Fee that carries it", "Pay per hour worked", "Today’s fee", "Highest pay it carries")
    blocks = [
        heading("Living wage and break-even", 1, on_new_page=True),
        words(f"{floor} Pay per hour worked counts travel and waiting as work, at the pay of this scenario."),
        table("What carries the living wage, £ an hour", (*heads, "Covers its cost from, hours a week"), carried),
        _span(result),
    ]
    if result.budget is not None:
        blocks.append(words(f"The fair fee costs the council {more_or_less(result.budget)} a year than today’s."))
    return blocks


def _span(result: ScenarioResult) -> Block:
    """Return a picture: from the fee that carries the living wage to the fair fee, and today's fee as a mark."""
    spans = [
        (zone, min(zone.fee_for_floor, zone.fee.rate), max(zone.fee_for_floor, zone.fee.rate)) for zone in result.zones
    ]
    fees = [one for zone, low, high in spans for one in (low, high, zone.council.fee) if one is not None]
    least, width = min(fees) * MARGIN_LEFT, max(fees) - min(fees) * MARGIN_LEFT or Decimal(1)

    def at(amount: Decimal) -> int:
        return int((amount - least) / width * (PLOT - 10))

    bars = tuple(
        RangeBar(
            zone.name,
            f"{_pounds(low)} to {_pounds(high)}" + (f", today {_pounds(today)}" if (today := zone.council.fee) else ""),
            "line",
            None if today is None else at(today),
            at(low),
            at(high) - at(low),
            has_quartiles=True,
        )
        for zone, low, high in spans
    )
    title = "From the fee that carries the living wage to the fair fee; the mark is today’s fee"
    return picture(title, "; ".join(f"{bar.label}: {bar.words}" for bar in bars), RangeChart(bars))


def _carries(zone: ZoneResult) -> str:
    return "" if zone.council.fee is None else NONE if zone.carries is None else _pounds(zone.carries)


def _hours(zone: ZoneResult) -> str:
    """Return the size from which today's fee, or the fair fee without one, covers the cost without a margin."""
    return "never" if zone.break_even is None else f"{zone.break_even:,.0f}"


def _sizes(result: ScenarioResult) -> list[Block]:
    heads = ("Zone", *(f"{size:,} h" for size in result.sizes))
    rows = [(zone.name, *map(_pounds, zone.scale.values())) for zone in result.zones]
    return [
        heading("What size does", 1),
        words("How many hours a branch needs depends on the fee: fixed overheads are shared by all its hours."),
        table("Fair fee by hours a week of a branch, £ an hour", heads, rows),
    ]


def _charter(facts: PaperFacts) -> list[Block]:
    if not facts.charter:
        return []
    return [table("UNISON’s Ethical Care Charter", ("Point", "This scenario"), facts.charter, widths=(3, 2))]


def _inputs(result: ScenarioResult, facts: PaperFacts) -> list[Block]:
    rows = [(term.label, _typed(result, term), term.unit, _source(term.key, facts)) for term in terms()]
    basis = "the price" if result.inputs.margin_basis == "price" else "the cost"
    rows.append(("The margin is a share of", basis, "", TYPED))
    for zone in result.zones:
        come_from = _source(f"zones.{zone.name}", facts)
        way = " / ".join(_plain(number) for number in (zone.zone.t, zone.zone.w, zone.zone.d))
        rows.append((f"{zone.name}: travel, waiting, miles", way, "minutes, minutes, miles a visit", come_from))
    mix = ", ".join(f"{k} min {_plain(share * 100)} %" for k, share in result.inputs.mix.items())
    return [
        heading("What was put in", 1, on_new_page=True),
        table("Inputs and where they come from", ("Input", "Value", "Unit", "From"), rows, widths=(3, 1.4, 2.2, 2.8)),
        words(f"Visits: {mix} ({_source('mix', facts)})."),
        *_hours_from(result, facts),
    ]


def _hours_from(result: ScenarioResult, facts: PaperFacts) -> list[Block]:
    """Return where hours a week come from; the hours of a zone may be one provider's, and are not printed."""
    known = {zone.name: _source(f"{HOURS}{zone.name}", facts) for zone in result.zones if zone.council.hours}
    said = [f"{name} ({come_from})" for name, come_from in known.items()]
    return [words(f"Hours a week, for the budget: {', '.join(said)}.")] if said else []


def _source(key: str, facts: PaperFacts) -> str:
    given = facts.sources.get(key)
    if isinstance(given, Mapping):
        given = ": ".join(str(part) for part in given.values() if part)
    return str(given) if given else LAW if key in STATUTORY else TYPED


def _basis(facts: PaperFacts) -> list[Block]:
    digest = facts.digest or "none: it is not frozen"
    return [words(f"Digest (SHA-256) over inputs and results: {digest}. No provider’s figure is in this paper.")]


def _typed(result: ScenarioResult, term: FeeTerm) -> str:
    value: Decimal = getattr(result.inputs.terms, term.key)
    return _plain(value * 100 if term.is_share else value)


def _plain(number: Decimal) -> str:
    """Return a number to four places, which is enough on paper; the workbook has all that were put in."""
    shown = rounded(number, 4)
    return f"{shown.normalize() if shown else Decimal(0):,f}"


def _pounds(amount: Decimal | None) -> str:
    return "" if amount is None else gbp(amount)
