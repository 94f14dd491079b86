"""A calculation: over what is accepted at that moment, exact, frozen, and said when nothing has changed."""

from decimal import Decimal

import pytest
from django.db import ProgrammingError, connection

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from costing.forms.homecare import HOMECARE
from costing.formulas import COSTINGS
from reports import queries
from reports.actions import calculations
from reports.domain.comparison import compared, in_words
from reports.domain.exclusions import Exclusion
from reports.domain.statistics import quantile
from reports.models import Calculation, CalculationReturn
from reports.tests.accepted_returns import Market, words_of
from submissions.models import Return
from submissions.tests.cast import mostly_by_night


def values(market: Market, line: str) -> list[Decimal]:
    return sorted(Decimal(one.current.costs["columns"]["homecare"][line]) for one in market.accepted)


def total(calculation: Calculation) -> dict:
    return calculation.table["table"]["homecare"]["total"]


def said(market: Market, earlier: Calculation, later: Calculation) -> str:
    both = [queries.calculated(market.ana, one) for one in (earlier, later)]
    return in_words(compared(HOMECARE, *both))


def leave_out(submission: Return, *lines: str, reason: str = "Two branches in one return") -> Exclusion:
    return Exclusion(str(submission.current_id), reason, frozenset(lines))


def test_the_table_is_exact_to_every_digit(market: Market):
    found = total(market.calculate())
    assert found["n"] == 14
    assert Decimal(found["median"]) == quantile(values(market, "total"), Decimal("0.5"))
    assert len(found["median"]) > len("22.123456")


def test_versions_rates_and_terms_are_kept(market: Market):
    calculation = market.calculate(note="After the second round of calls")
    used = CalculationReturn.objects.filter(calculation=calculation)
    assert {row.version_id for row in used} == {one.current_id for one in market.accepted}
    assert calculation.rates.keys() == COSTINGS["homecare"].rates
    assert (calculation.price_date, calculation.weeks) == (market.exercise.price_date, market.exercise.weeks)
    assert (calculation.number, calculation.returns_used, calculation.form_version) == (1, 14, HOMECARE.version)
    assert calculation.note == "After the second round of calls"


def test_running_again_gives_the_same_and_says_that_nothing_has_changed(market: Market):
    first, second = market.calculate(), market.calculate()
    assert (first.table, first.inputs_sha256) == (second.table, second.inputs_sha256)
    assert said(market, first, second) == "Nothing has changed since calculation 1."


def test_two_calculations_are_compared_in_words(market: Market):
    first = market.calculate()
    market.accept(2)
    second = market.calculate()
    difference = Decimal(total(second)["median"]) - Decimal(total(first)["median"])
    words = said(market, first, second)
    assert words.startswith("2 returns added, median of totals ")
    assert words.endswith(f"£{abs(difference):.2f}.")
    assert said(market, second, first).startswith("2 returns taken out, ")


def test_a_return_is_left_out_with_reason_who_and_when(market: Market):
    calculation = market.calculate(exclusions=[leave_out(market.accepted[0])])
    row = CalculationReturn.objects.get(version=market.accepted[0].current, calculation=calculation)
    assert (row.is_used, row.left_out_because) == (False, "Two branches in one return")
    assert (row.left_out_by_id, row.left_out_at) == (market.ana.person_id, calculation.made_at)
    assert total(calculation)["n"] == calculation.returns_used == 13


def test_a_line_is_left_out_with_every_sum_above_it_and_nothing_else(market: Market):
    calculation = market.calculate(exclusions=[leave_out(market.accepted[0], "mileage")])
    cells = calculation.table["table"]["homecare"]
    gone = {line for line, cell in cells.items() if cell["n"] == 13}
    assert gone == {"mileage", "careworker_costs", "return_on_operations", "total"}
    assert said(market, market.calculate(), calculation).startswith("1 return with other lines left out")


@pytest.mark.parametrize(
    ("reason", "lines", "words"),
    first_by_day(
        [
            (" ", (), "Say why"),
            ("why", ("total",), "Only single lines"),
            ("why", ("no_such_line",), "Only single lines"),
            ("x" * 501, (), "Say why"),
        ],
        2,
    ),
)
def test_an_exclusion_that_cannot_be_is_refused(market: Market, reason: str, lines: tuple[str, ...], words: str):
    exclusions = [leave_out(market.accepted[0], *lines, reason=reason)]
    refused = calculations.make(by=market.ana, exercise_id=market.exercise.id, exclusions=exclusions)
    assert words in words_of(refused)
    assert not Calculation.objects.exists()


def test_a_return_that_was_taken_back_meanwhile_cannot_be_left_out(market: Market):
    exclusions = [leave_out(market.accepted[0])]
    Return.objects.filter(id=market.accepted[0].id).update(state="in_progress")
    refused = calculations.make(by=market.ana, exercise_id=market.exercise.id, exclusions=exclusions)
    assert "no longer accepted" in words_of(refused)


def test_only_accepted_returns_count(market: Market):
    states = ("not_started", "in_progress", "submitted", "excluded")
    for submission, state in zip(market.accepted, states, strict=False):
        Return.objects.filter(id=submission.id).update(state=state, decision_reason="x")
    assert market.calculate().returns_used == 10


def test_nothing_accepted_is_refused_in_words(market: Market):
    Return.objects.update(state="submitted")
    refused = calculations.make(by=market.ana, exercise_id=market.exercise.id)
    assert "no accepted return" in words_of(refused)


def test_a_price_date_outside_the_table_of_rates_is_refused(market: Market):
    market.exercise.price_date = market.exercise.price_date.replace(year=2090)
    market.exercise.save()
    refused = calculations.make(by=market.ana, exercise_id=market.exercise.id)
    assert "outside the table of rates" in words_of(refused)


@pytest.mark.parametrize("name", mostly_by_night("fay", "ada", "carol", "ned", "reg", "gus", "alex", "una"))
def test_nobody_but_an_analyst_of_the_authority_calculates(market: Market, name: str):
    assert calculations.make(by=getattr(market.cast, name), exercise_id=market.exercise.id) is None
    assert not Calculation.objects.exists()


def test_supporting_information_and_self_checks_stand_beside_it(market: Market):
    table = market.calculate().table
    supporting = table["supporting"]
    # The cast's three locations were asked as well, and have not answered.
    assert (supporting["responses"], supporting["eligible"]) == (14, 17)
    assert {"basic_pay_rate", "mileage_rate", "contact_hours_per_year"} <= supporting["drivers"].keys()
    assert supporting["drivers"]["basic_pay_rate"]["n"] == 14
    assert {"per_hour", "per_visit"} == supporting["visit_rates"]["30"].keys()
    assert isinstance(table["notes"], list)


def test_the_audit_event_is_part_of_it_and_has_no_figure(market: Market):
    calculation = market.calculate()
    event = AuditEvent.objects.get(subject_kind="calculation", subject_id=str(calculation.id))
    assert event.words == "Calculation 1 of Home care 2026"
    assert (event.by_id, event.exercise_id) == (market.ana.person_id, market.exercise.id)


@pytest.mark.parametrize("table", ["reports_calculation", "reports_calculationreturn"])
@pytest.mark.parametrize("change", ["UPDATE {} SET exercise_id = exercise_id", "DELETE FROM {}"])
def test_the_database_keeps_it_as_it_is(market: Market, table: str, change: str):
    market.calculate()
    with pytest.raises(ProgrammingError, match="only grows"), connection.cursor() as cursor:
        cursor.execute(change.format(table))
