"""The budget of a scenario as a file: a row a month, and a row a financial year that its months add up to."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from markets.fees.domain.fee_budget import BudgetSpan, BudgetYear
from spreadsheets.table_files import table_csv

HEADS = ("Financial year", "Month", "Days", "At today’s fee, £", "At the new fee, £", "More, £")
MARK = "Modelled: hours and today’s fees as the council typed them, at the scenario’s fee"
WHOLE = "whole year"
Row = tuple[str, str, int, Decimal, Decimal, Decimal]


def budget_csv(years: Sequence[BudgetYear]) -> str:
    return table_csv(MARK, HEADS, _rows(years))


def _rows(years: Sequence[BudgetYear]) -> Iterator[Row]:
    for year in years:
        yield from (_row(year.label, month.label, month) for month in year.months)
        yield _row(year.label, WHOLE, year)


def _row(year: str, label: str, span: BudgetSpan) -> Row:
    return (year, label, span.days, span.today, span.new, span.more)
