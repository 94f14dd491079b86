"""Something back: a provider's own costs beside the released medians, made of nothing but both."""

import csv
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse
from openpyxl import load_workbook

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.tests.pages import client_of, get, text_of
from costing.figure_words import gbp
from costing.forms.homecare import HOMECARE
from costing.formulas.costs import Costs
from costing.serialisation import costs_from
from register.models import Exercise, Participation
from reports.actions import releases
from reports.domain.further_measures import further_values
from reports.domain.own_costs import OwnLine, own_columns
from reports.domain.released_document import cells_in
from reports.domain.released_table import ReleasedCell
from reports.domain.released_tariff import released_tariff
from reports.domain.supporting_information import asked_in
from reports.models import Release
from reports.tests.accepted_returns import Market, make_market, medians
from submissions.models import Return, Version
from submissions.tests.cast import OUTSIDERS, mostly_by_night, outsider, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LINE = HOMECARE.lines[0]


def owner_of(market: Market, place: int = 0) -> Context:
    return person(f"Owner {place}", RoleName.PROVIDER_USER, market.accepted[place].provider)


def page_of(market: Market, asking: Context | None = None, place: int = 0) -> Any:
    return get(asking or owner_of(market, place), "reports:comparison", market.accepted[place].id)


def cell(median: str | None, lower: str | None = None, upper: str | None = None) -> ReleasedCell:
    figures = [None if figure is None else Decimal(figure) for figure in (lower, median, upper)]
    return ReleasedCell(LINE, 12, *figures, False)


@pytest.mark.parametrize(
    ("own", "among", "said"),
    [
        ("5", ("10", "8", "12"), "in the lowest quarter"),
        ("8", ("10", "8", "12"), "below the median"),
        ("10", ("10", "8", "12"), "at the median"),
        ("10.0049", ("10", "8", "12"), "at the median"),
        ("7.996", ("10", "8", "12"), "below the median"),
        ("11", ("10", "8", "12"), "above the median"),
        ("13", ("10", "8", "12"), "in the highest quarter"),
        ("13", ("10",), "above the median"),
        ("13", (None,), ""),
        (None, ("10",), ""),
    ],
)
def test_where_one_stands_is_said_as_far_as_the_release_tells(own, among, said):
    assert OwnLine(cell(*among), None if own is None else Decimal(own)).place == said


def test_every_line_has_the_provider_s_own_figure_and_the_released_median(market: Market):
    release, submission = market.release(), market.accepted[0]
    (column,) = own_columns(HOMECARE, release.table, costs_from(submission.current.costs))
    own = submission.current.costs["columns"]["homecare"]
    for line in column.lines:
        assert line.own == (None if own[line.cell.line.key] is None else Decimal(own[line.cell.line.key]))
        published = medians(release)[line.cell.line.key]
        assert line.cell.median == (None if published is None else Decimal(published))


def test_a_category_without_costs_of_one_s_own_is_left_out(market: Market):
    assert own_columns(HOMECARE, market.release().table, Costs({}, {})) == ()


def test_the_page_shows_own_figures_and_medians(market: Market):
    market.release()
    submission = market.accepted[0]
    text = text_of(page_of(market))
    assert f"You come to {gbp(Decimal(submission.current.costs['columns']['homecare']['total']))}" in text
    assert "your own" in text
    assert "Lower quartile" in text


def test_the_page_shows_no_other_return_s_figure(market: Market):
    """All of one's own and all that was released, taken away, leave no amount on the page.

    The tariff is worked out from what was released; one's own stands beside it.
    """
    release, body = market.release(), text_of(page_of(market))
    shown = set(re.findall(r"£[\d,]+\.\d+", body))
    version = market.accepted[0].current
    costs, answers = costs_from(version.costs), {key: one["value"] for key, one in version.answers.items()}
    further = further_values(costs, asked_in("homecare", answers), {})
    own = {gbp(value) for value in (*costs.columns["homecare"].values(), *further.values()) if value}
    cells = [cell for _, cell in cells_in(release.table)]
    out = {gbp(Decimal(c[n])) for c in cells for n in ("median", "lower_quartile", "upper_quartile") if c[n]}
    tariff = released_tariff(release.table, "homecare")
    assert tariff and costs.tariff
    tariffs = {gbp(tariff.per_visit), gbp(tariff.off_by), gbp(costs.tariff.per_visit)}
    assert shown <= own | out | tariffs and tariffs <= shown


def broken_down(market: Market, **group: str) -> Release:
    """Release by zone; half of the market is in each of two."""
    for number, one in enumerate(market.accepted):
        Participation.objects.filter(id=one.participation_id).update(zone="North" if number % 2 else "South", **group)
    draft = releases.draft(by=market.ana, calculation_id=market.calculate().id, dimensions=("zone",))
    assert isinstance(draft, Release), draft
    done = releases.approve(by=market.fay, release_id=draft.id)
    assert isinstance(done, Release), done
    return done


def test_of_the_groups_its_own_stands_beside_its_total_and_no_other(market: Market):
    release, text = broken_down(market), text_of(page_of(market))
    total = market.accepted[0].current.costs["columns"]["homecare"]["total"]
    south = release.table["groups"]["zone"]["South"]["homecare"]["total"]["median"]
    assert f"South your own {gbp(Decimal(total))} {gbp(Decimal(south))}" in text
    assert "North" not in text


def test_visits_and_supporting_rows_stand_beside_the_own_ones(market: Market):
    release, version = market.release(), market.accepted[0].current
    text = text_of(page_of(market))
    pay = Decimal(version.answers["basic_pay_rate"]["value"])
    median = release.table["supporting"]["homecare"]["basic_pay_rate"]["median"]
    assert f"Basic pay £ per hour {gbp(pay)} {gbp(Decimal(median))}" in text
    hours = format(costs_from(version.costs).drivers["contact_hours_per_week"].normalize(), "f")
    assert f"Contact hours hours a week {hours}" in text, "not those of a year, which have the same label"
    rate = costs_from(version.costs).visit_rates["30"].per_hour
    assert f"30 minutes {gbp(rate)} {gbp(Decimal(release.table['visits']['homecare']['30']['median']))}" in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_has_the_own_figures_beside_the_released_ones(market: Market, kind: str):
    release = market.release()
    data = get(owner_of(market), f"reports:own_{kind}", market.accepted[0].id).content
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig")))) if kind == "csv" else sheet_rows(data)
    total = next(row for row in rows if row[1:2] == ["TOTAL"])
    own = Decimal(market.accepted[0].current.costs["columns"]["homecare"]["total"])
    assert [Decimal(cell) for cell in (total[3], total[5])] == [
        own.quantize(Decimal("0.01"), ROUND_HALF_UP),
        Decimal(release.table["table"]["homecare"]["total"]["median"]),
    ]
    assert any(row[0].startswith("What lies behind") for row in rows if row)
    for who in (owner_of(market, 1), market.cast.carol, market.ana):
        assert get(who, f"reports:own_{kind}", market.accepted[0].id).status_code == 404


def sheet_rows(data: bytes) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in load_workbook(BytesIO(data)).active.values]


def test_there_is_no_file_where_there_is_nothing_to_compare(market: Market):
    assert get(owner_of(market), "reports:own_csv", market.accepted[0].id).status_code == 404


def test_without_a_release_it_says_why(market: Market):
    text = text_of(page_of(market))
    assert "Nothing has been released for this exercise yet. It is open until" in text
    assert "at least 5 owners" in text


def test_where_the_departments_table_is_made_the_protected_release_comes_as_well():
    market = make_market(8, preset="statutory")
    assert "Nothing has been released for this exercise yet" in text_of(page_of(market))


def test_a_return_that_is_not_costed_says_what_to_do(market: Market):
    market.release()
    Version.objects.filter(submission=market.accepted[0]).update(costs=None)
    assert "could not be costed yet" in text_of(page_of(market))


def test_where_few_took_part_lines_are_withheld_without_a_word_on_which_rule_did_it():
    market = make_market(6)
    market.release()
    text = text_of(page_of(market))
    assert "[c]" in text
    assert "dominat" not in text


def test_another_exercise_s_release_is_none_of_this_one_s(market: Market):
    market.release()
    other = Exercise.objects.create(
        **{name: getattr(market.exercise, name) for name in ("authority", "service", "price_date", "opens_on")},
        closes_on=market.exercise.closes_on, preset="protected", name="Next year",
    )  # fmt: skip
    Return.objects.filter(id=market.accepted[0].id).update(exercise=other)
    assert "Nothing has been released" in text_of(page_of(market))


@pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "ada", "dev", "fay"))
def test_nobody_else_sees_it(market: Market, name: str):
    market.release()
    asking = getattr(market.cast, name) if name in ("ada", "dev", "fay") else outsider(market.cast, name)
    assert get(asking, "reports:comparison", market.accepted[0].id).status_code in (302, 404)


def test_a_neighbour_in_the_same_market_does_not_see_it(market: Market):
    release, address = market.release(), reverse("reports:comparison", args=[market.accepted[0].id])
    links = [
        get(by, "reports:release_detail", release.id)
        for by in (owner_of(market, 0), owner_of(market, 1), market.cast.carol)
    ]
    assert [address in answer.content.decode() for answer in links] == [True, False, False]
    assert page_of(market, owner_of(market, 1)).status_code == 404


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_the_page_holds(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    market = make_market(13)
    value = client_of(owner_of(market)).cookies[configured.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": configured.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    address = live_server.url + reverse("reports:comparison", args=[market.accepted[0].id])
    page.goto(address)
    page_holds(page)
    market.release()
    page.goto(address)
    page_holds(page)
