"""Section 5 of Annex B: the price date, the statutory rates at it, and the uplift to another date."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from costing.figure_words import gbp, with_unit
from costing.rates import all_rates
from reports.annexes.domain.blocks import Block, heading, table, words
from reports.annexes.domain.report.facts import ReportFacts

WORDS = {"cqc": "CQC", "nhs": "NHS", "hmrc": "HMRC", "ni": "National Insurance", "uk": "UK", "london": "London"}


def prices(facts: ReportFacts) -> list[Block]:
    raised = (
        "Running costs of the cost year are raised to it by the price rise that each provider gave."
        if facts.is_homecare
        else "Each line of the cost year is raised to it by the price rise that the home gave for the line."
    )
    units = {rate.name: rate.unit for rate in all_rates()}
    rows = [(rate_label(name), _value(value, units.get(name, ""))) for name, value in sorted(facts.rates.items())]
    return [
        heading("Prices", 1),
        words(f"All figures are at the prices of {facts.figures.price_date}. {raised}"),
        *([table("Rates at the price date", ("Rate", "Value"), rows, widths=(3, 2))] if rows else []),
        heading("Uplift to another price date"),
        *_uplift(facts),
    ]


def rate_label(name: str) -> str:
    label = " ".join(WORDS.get(word, word) for word in name.split("_"))
    return label[:1].upper() + label[1:]


def _value(text: str, unit: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    words_of = with_unit(value, unit)
    return words_of.replace("per ", " per ", 1).replace("  ", " ")


def _uplift(facts: ReportFacts) -> Iterator[Block]:
    uplift: Any = facts.figures.calculation.get("uplift")
    if not uplift:
        yield words("These figures were not uplifted to another price date.")
        return
    yield from uplift_blocks(facts, uplift)


def uplift_blocks(facts: ReportFacts, uplift: dict[str, Any]) -> Iterator[Block]:
    """Yield the indices used, with name, date, value and source, and the totals after them."""
    if uplift.get("price_date"):
        yield words(f"The figures were also brought to the prices of {uplift['price_date']}, line by line.")
    indices = uplift.get("indices", [])
    rows = [
        (str(one.get("name", "")), str(one.get("date", "")), str(one.get("value", "")), str(one.get("source", "")))
        for one in indices
        if isinstance(one, dict)
    ]
    if rows:
        yield table("The indices used", ("Index", "Date", "Value", "Source"), rows, widths=(2, 1.2, 1, 3))
    totals = uplift.get("totals", {})
    after = [
        (column.label, gbp(Decimal(both["total"]["median_of_returns"])))
        for column in facts.form.columns
        if (both := totals.get(column.key)) and both.get("total", {}).get("median_of_returns")
    ]
    if after:
        yield table(f"Totals after the uplift, {facts.form.cost_unit}", ("Care", "Median of totals"), after)
