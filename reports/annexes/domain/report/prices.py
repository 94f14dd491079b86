"""Section 5 of Annex B: the price date, the statutory rates at it, and the uplift to another date."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from costing.figure_words import day_in_words, gbp, with_unit
from costing.rates import all_rates
from reports.annexes.domain.blocks import Block, heading, table, words
from reports.annexes.domain.report.facts import ReportFacts
from reports.domain.comparison import HEADLINES
from reports.domain.price_page import price_page

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
    document = facts.figures.calculation
    if not document.get("uplift"):
        yield words("These figures were not uplifted to another price date.")
        return
    page = price_page(facts.form, document)
    yield words(
        f"The figures were also brought to the prices of {day_in_words(page['uplift_to'])}: pay by the National Living "
        "Wage, what follows from pay worked out afresh, every other line by the index that was chosen for it. "
        f"{page['stays']}"
    )
    yield table(
        "The indices used, line by line",
        ("Line", "Index", "Factor", "From what to what, and where published"),
        [
            (row.label, row.index, "" if row.factor is None else f"{row.factor:.4f}", row.said)
            for row in page["uplifted"][0].rows
            if row.index
        ],
        widths=(2.6, 2, 1, 4),
    )
    for column in page["uplifted"]:
        rows = [(row.label, str(row.n), _pounds(row.before), _pounds(row.after)) for row in column.rows]
        title = f"{column.label}: medians at both dates, {facts.form.cost_unit}"
        heads = ("Line", "Returns", facts.figures.price_date, day_in_words(page["uplift_to"]))
        yield table(title, heads, rows, styles=[row.kind for row in column.rows])


def scenarios(facts: ReportFacts) -> Iterator[Block]:
    """Yield the returns as they are beside other returns on operations and capital, where a calculation has them."""
    if not facts.figures.calculation.get("scenarios"):
        return
    yield heading("Other returns")
    yield words("Each scenario takes the returns as they are, but for the returns on operations and on capital.")
    for one in price_page(facts.form, facts.figures.calculation)["scenario_tables"]:
        heads = [
            "Scenario",
            "Returns",
            "Return on operations",
            "Return on capital",
            *map(str.capitalize, HEADLINES.values()),
        ]
        rows = [(row.name, str(row.n), *map(_pounds, (row.roo, row.roc, row.median, row.summed))) for row in one.rows]
        if not one.has_capital:
            del heads[3]
            rows = [(*row[:3], *row[4:]) for row in rows]
        yield table(f"{one.label}, {facts.form.cost_unit}", heads, rows)


def _pounds(value: Decimal | None) -> str:
    return "n/a" if value is None else gbp(value)
