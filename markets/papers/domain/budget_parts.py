"""The part of a paper on money with the cost by financial year, and what is typed beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from costing.charts import PLOT, RangeBar, RangeChart
from costing.figure_words import percent
from markets.fees.domain.fee_budget import APRIL, BudgetTerms, BudgetYear
from markets.papers.domain.resource_facts import ResourceFacts
from markets.papers.domain.typed_costs import sum_of
from markets.payment.domain.lab_words import whole_pounds
from reports.annexes.domain.blocks import Block, heading, picture, table, words
from spreadsheets.decimals import rounded

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class NetYear:
    """A financial year with what is typed beside the fee: one-off costs and staff in the first, savings by its days."""

    year: BudgetYear
    once: Decimal
    saved: Decimal

    @property
    def net(self) -> Decimal:
        return self.year.more + self.once - self.saved


def net_years(facts: ResourceFacts) -> tuple[NetYear, ...]:
    once = sum_of(facts.costs("one_off")) + sum_of(facts.costs("staff"))
    saved = sum_of(facts.costs("savings"))
    return tuple(
        NetYear(year, NOTHING if number else once, rounded(saved * year.days / _days_of(year)))
        for number, year in enumerate(facts.years)
    )


def _days_of(year: BudgetYear) -> int:
    first = int(year.label[:4])
    return (date(first + 1, APRIL, 1) - date(first, APRIL, 1)).days


def cost_by_year(facts: ResourceFacts, terms: BudgetTerms) -> list[Block]:
    years = net_years(facts)
    heads = ("Year", "At today’s fee", "At the new fee", "More", "One-off and staff", "Savings", "Net")
    rows = [
        _money(one.year.label, one.year.today, one.year.new, one.year.more, one.once, one.saved, one.net)
        for one in years
    ]
    styles = ["line"] * len(rows)
    if len(years) > 1:
        spans = [one.year for one in years]
        sums = (
            sum((one.today for one in spans), NOTHING), sum((one.new for one in spans), NOTHING), facts.more(),
            sum((one.once for one in years), NOTHING), sum((one.saved for one in years), NOTHING),
            sum((one.net for one in years), NOTHING),
        )  # fmt: skip
        rows.append(_money("Together", *sums))
        styles.append("total")
    return [
        heading("Cost by year", 1),
        words(_terms_say(terms, facts.years)),
        table("What it costs the council by financial year, £", heads, rows, styles=styles, widths=(1.3, *(1.5,) * 6)),
        *_drawn(years),
        words(
            "Today’s fee is held as it is in all years, while the new fee is uplifted: what is more by later years has "
            f"the uplift in it. {_one_per_cent(facts)}"
        ),
    ]  # fmt: skip


def _money(label: str, *amounts: Decimal) -> tuple[str, ...]:
    return (label, *(whole_pounds(amount) for amount in amounts))


def _terms_say(terms: BudgetTerms, years: Sequence[BudgetYear]) -> str:
    start = f"{terms.start.day} {terms.start:%B %Y}"
    says = f"The new fee starts on {start}."
    if len(years) > 1:
        says += (
            f" On each 1 April after it the fee is uplifted by {percent(terms.uplift)}, and hours grow by "
            f"{percent(terms.growth)}."
        )
    first = years[0] if years else None
    if first is not None and first.days < _days_of(first):
        says += f" {first.label} counts {first.days} days of the new fee alone."
    return says


def _one_per_cent(facts: ResourceFacts) -> str:
    whole = next((year for year in facts.years if year.days == _days_of(year)), None)
    if whole is None:
        return ""
    return (
        f"If hours are one per cent more than was typed, {whole.label} costs {whole_pounds(whole.new / 100)} more at "
        f"the new fee, and {whole_pounds(whole.today / 100)} more at today’s."
    )


def _drawn(years: Sequence[NetYear]) -> list[Block]:
    """Return a picture of each year: from today's cost to that at the new fee."""
    most = max((max(one.year.today, one.year.new) for one in years), default=NOTHING)
    if not most:
        return []

    def at(amount: Decimal) -> int:
        return int(amount / most * (PLOT - 10))

    bars = tuple(
        RangeBar(one.year.label, f"{whole_pounds(one.year.new)}, today’s {whole_pounds(one.year.today)}", "line",
                 at(one.year.today), 0, at(one.year.new), has_quartiles=True)
        for one in years
    )  # fmt: skip
    says = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return [picture("Cost at the new fee by year; the mark is today’s fee", says, RangeChart(bars))]
