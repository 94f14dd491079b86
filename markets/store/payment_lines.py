"""What payment rules come to over the visits themselves: a lab's question, asked of the store."""

from collections.abc import Callable
from typing import Any

from markets.payment.domain.cell_rates import CellRate
from markets.payment.domain.drawn_out_lengths import LengthCell, cells_of
from markets.payment.domain.expression import Dialect
from markets.payment.domain.lab_document import LabAnswer
from markets.payment.domain.lab_question import LabQuestion
from markets.payment.domain.lab_rates import rate_values
from markets.payment.domain.lab_result import LabLine, lines_from_rows
from markets.payment.domain.lab_sources import attended_sql
from markets.payment.domain.lab_sql import lab_sql
from markets.payment.domain.paid_level import PaidLevel, unit_of
from markets.payment.domain.unit_sql import unit_sql
from markets.payment.domain.visit_source import PAID_OUTCOMES, PLACE_LISTS, visit_source
from markets.store.engine import Connection, ask
from markets.visits.domain.bank_holidays import EPOCH

Progress = Callable[[int], object]
KEYS = """
    SELECT coalesce(zone_key, ''), CAST(planned_seconds // 60 AS INTEGER), day_type,
        count(*) FILTER (WHERE outcome <> 'missed')
    FROM {within} WHERE planned_seconds IS NOT NULL AND outcome <> 'unknown' GROUP BY ALL ORDER BY ALL"""
LENGTHS = """
    SELECT provider_ref, CAST(planned_seconds // 60 AS INTEGER), CAST(coalesce(actual_seconds, 0) // 30 AS INTEGER),
        count(*)
    FROM {within}
    WHERE planned_seconds IS NOT NULL AND outcome = 'done'
        AND NOT coalesce(start_method = 'manual' OR end_method = 'manual', false)
    GROUP BY ALL ORDER BY ALL"""


def visit_answer(connection: Connection, question: LabQuestion, progress: Progress) -> LabAnswer | None:
    """Return what the rules come to over the days of the question; None where no visit has a plan."""
    first, last = ((day - EPOCH).days for day in question.days)
    within = f"(SELECT * FROM visits WHERE local_day BETWEEN {first} AND {last})"
    found = {(zone, minutes, day): number for zone, minutes, day, number in ask(connection, KEYS.format(within=within))}
    if not sum(found.values()):
        return None
    rates = question.rates.rates_of(found)
    priced = {rate.key for rate in rates}
    progress(20)
    cells = _cells(connection, within)
    progress(40)
    lines = visit_lines(connection, question, within, rates)
    progress(90)
    unpriced = sum(number for key, number in found.items() if key not in priced)
    return LabAnswer(lines, cells, *question.days, unpriced, to_the_second=True)


def _cells(connection: Connection, within: str) -> list[LengthCell]:
    rows: list[Any] = ask(connection, LENGTHS.format(within=within))
    return cells_of((str(whose), planned, half, number) for whose, planned, half, number in rows)


def visit_lines(connection: Connection, question: LabQuestion, within: str, rates: list[CellRate]) -> list[LabLine]:
    """Return the lines of a question at these rates; by zone, length and day where each visit is paid by itself."""
    if not rates:
        return []
    rules = [one.rule for one in question.rules]
    if unit_of(question.rules) is PaidLevel.VISIT:
        _list_places(connection, within, rates)
        source = visit_source(question.terms, within, rules)
        statement = lab_sql(source, rules, Dialect.DUCKDB)
    else:
        attended = attended_sql(question.terms, within)
        statement = unit_sql(attended, question.rules, question.block, question.days)
    return lines_from_rows(ask(connection, statement, rate_values(rates)), len(rules))


def _list_places(connection: Connection, within: str, rates: list[CellRate]) -> None:
    """Set the lists in which the statement looks places up: those that there are, and of which a rate is known."""
    held = [whose for (whose,) in ask(connection, f"SELECT DISTINCT provider_ref FROM {within} ORDER BY 1")]
    zones, days = (sorted({str(rate.key[place]) for rate in rates}) for place in (0, 2))
    for name, texts in zip(PLACE_LISTS, (held, zones, days, list(PAID_OUTCOMES)), strict=True):
        connection.execute(f"SET VARIABLE {name} = CAST($1 AS VARCHAR[])", [texts])
