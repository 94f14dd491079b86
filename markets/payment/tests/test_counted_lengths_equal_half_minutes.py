"""What the lab reads is what half-minutes say, for all days and for some, also once months are erased."""

from datetime import date
from decimal import Decimal

from markets.models import CountedLengths, HalfMinutes
from markets.payment.domain.cell_rates import RatesOfLab
from markets.payment.domain.lab_result import LabLine
from markets.payment.domain.lab_terms import OutcomeTerms
from markets.payment.domain.preset_rules import preset_rules
from markets.payment.queries.half_minutes import paid_lines, rate_keys
from markets.payment.tests.test_half_minutes_equal_visits import rows_of
from markets.store import dataset_removal
from markets.tests.council import Council
from markets.tests.held_visits import file_of, sent
from markets.visits.actions import months

MONTHS = ("2025-04", "2025-05", "2025-06")
RULES = [preset_rules()[key] for key in ("planned", "nearest_5")]
EVER = ("0001-01", "9999-12")


def of_months() -> bytes:
    rows = [{key: text.replace("2025-06", name) for key, text in row.items()} for name in MONTHS for row in rows_of(40)]
    return file_of([row | {"visit_ref": f"V{n}", "client_ref": f"C{n}"} for n, row in enumerate(rows)])


def lines(council: Council, first: str, last: str) -> list[LabLine]:
    span = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-28")
    rates = RatesOfLab(hourly=Decimal("24.20")).rates_of(rate_keys(council.authority.id, span))
    return paid_lines(council.authority.id, RULES, rates, OutcomeTerms(50, 100, 24, 75), span)


def done(first: str, last: str) -> int:
    rows = HalfMinutes.objects.filter(outcome="done", period__gte=f"{first}-01", period__lte=f"{last}-28")
    return sum(rows.values_list("count", flat=True))


def test_all_days_and_some(council: Council):
    row = sent(council.carol, of_months())
    assert row.state == "taken_in", (row.words, row.findings, row.questions)
    whole = {name: lines(council, name, name)[0] for name in MONTHS}
    assert lines(council, *EVER)[0].visits == done(*EVER) == sum(one.visits for one in whole.values())
    assert [one.visits for one in whole.values()] == [done(name, name) for name in MONTHS]
    two, ever = lines(council, "2025-04", "2025-05")[0], lines(council, *EVER)[0]
    assert [one.pence for one in two.rules] == _sums(whole["2025-04"], whole["2025-05"])
    assert [one.pence for one in ever.rules] == _sums(*whole.values())
    months.erase(by=council.carol, first="2025-04", last="2025-04")
    left = whole["2025-05"].visits + whole["2025-06"].visits
    assert lines(council, *EVER)[0].visits == done("2025-05", "2025-06") == left
    assert set(CountedLengths.objects.values_list("first_period", flat=True)) == {date(2025, 5, 1)}


def _sums(*whole: LabLine) -> list[int]:
    return [sum(one.rules[number].pence for one in whole) for number in range(len(RULES))]


def test_what_an_older_build_took_in_is_counted_by_the_sweep(council: Council):
    sent(council.carol, of_months())
    before = lines(council, *EVER)
    CountedLengths.objects.all().delete()
    assert lines(council, *EVER) == []
    dataset_removal.sweep()
    assert lines(council, *EVER) == before
