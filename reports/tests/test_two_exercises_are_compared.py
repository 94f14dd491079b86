"""Exercises of the same service and price date are compared by digests (R13), whosever they are; others are not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from register.models import Participation
from reports import queries
from reports.models import LedgerRow, Release
from reports.tests.accepted_returns import Market, accepted_row, make_market, market_report, medians
from submissions.tests.cast import PRICE_DATE, behind_the_wall, make_exercise, person
from submissions.tests.module_rows import rows_for_all

OUTSIDE = ["ada", "carol", "reg", "ned", "gus", "alex", "una", "nobody"]


def asked_again(market: Market, elsewhere: bool, returns: int, **changed: object) -> Market:
    """Ask the first locations again, with the same answers, in an exercise of the authority or of another."""
    cast = market.cast
    authority = cast.elsewhere if elsewhere else cast.authority
    exercise = make_exercise(authority, f"Again {Release.objects.count()} {returns} {changed}"[:200], **changed)
    teams = [person(f"{name} {exercise.id}", RoleName.ANALYST, authority) for name in ("Ann", "Fred", "Stan")]
    again = replace(market, exercise=exercise, accepted=[], **dict(zip(("ana", "fay", "sam"), teams, strict=True)))
    for number, one in enumerate(market.accepted[:returns]):
        was = one.participation
        asked = Participation.objects.create(
            exercise=exercise,
            authority=authority,
            location=was.location,
            provider=was.provider,
            owner=was.owner,
            location_name=was.location_name,
            provider_name=was.provider_name,
        )
        again.accepted.append(accepted_row(asked, market_report(market.seed, number), again.ana))
    return again


@pytest.fixture(scope="class")
def released(django_db_setup, django_db_blocker) -> Iterator[Market]:
    with rows_for_all(django_db_blocker):
        market = make_market(12)
        market.release()
        market.accept(1)
        yield market


@pytest.mark.django_db
class TestBesideARelease:
    @pytest.mark.parametrize("elsewhere", [False, True])
    def test_the_same_returns_show_the_figures_that_are_out_already(self, released: Market, elsewhere: bool):
        again = asked_again(released, elsewhere, 12)
        first, second = Release.objects.get(exercise=released.exercise), again.release()
        assert medians(second) == medians(first)
        reasons = second.review.reasons["homecare"]["total"]
        assert reasons["carried_from"] == str(first.id)
        assert queries.ledger_faults(again.ana, again.exercise.id) == []

    def test_one_newcomer_is_hidden_as_the_difference_would_tell_its_figure(self, released: Market):
        second = asked_again(released, True, 13).release()
        assert medians(second)["total"] is None
        assert second.review.reasons["homecare"]["total"]["reason"] == "another_exercise"

    def test_the_same_twelve_and_one_newcomer_at_another_year_s_prices_are_not_blank(self, released: Market):
        again = asked_again(released, False, 13, price_date=PRICE_DATE.replace(year=PRICE_DATE.year - 1))
        second = again.draft()
        assert second.table["table"]["homecare"]["total"]["n"] == 13
        assert medians(second)["total"] is not None

    def test_the_door_opens_for_the_team_of_the_exercise_alone(self, released: Market):
        again = asked_again(released, False, 13)
        providers = [members[0] for members in LedgerRow.objects.first().members]
        with behind_the_wall(again.ana):
            assert rows_through_the_door(again, providers) > 20
            assert rows_through_the_door(again, ["a guess"]) == 0
            assert rows_through_the_door(again, []) == 0
        for name in OUTSIDE:
            with behind_the_wall(who(released, name)):
                assert rows_through_the_door(again, providers) == 0, name

    def test_behind_the_wall_another_authority_s_release_is_compared_and_not_seen(self, released: Market):
        again = asked_again(released, True, 13)
        with behind_the_wall(again.ana):
            assert len(queries.ledger_of(again.ana, again.exercise.id).elsewhere) == 0
            again.calculate()
            assert len(queries.ledger_of(again.ana, again.exercise.id).elsewhere) > 20
            assert not LedgerRow.objects.exists()


def who(market: Market, name: str) -> Context | None:
    return None if name == "nobody" else getattr(market.cast, name)


def rows_through_the_door(market: Market, providers: list[str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_elsewhere(%s, %s)", [market.exercise.id, providers])
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
class TestOpenAndClosed:
    def test_a_ledger_says_whether_the_closing_day_has_passed(self, market: Market):
        last = market.exercise.closes_on
        assert not queries.ledger_of(market.ana, market.exercise.id, on=last).closed
        assert queries.ledger_of(market.ana, market.exercise.id, on=last + timedelta(days=1)).closed

    def test_values_behind_a_release_are_those_of_its_calculation_and_an_erased_one_is_gone(self, market: Market):
        release = market.release()
        values = queries.ledger_of(market.ana, market.exercise.id).values[str(release.id)]["homecare", "total"]
        assert len(values) == 14
        version = market.accepted[0].current
        version.costs = None
        version.save(update_fields=["costs"])
        values = queries.ledger_of(market.ana, market.exercise.id).values
        assert len(values[str(release.id)]["homecare", "total"]) == 13
        assert values.get(str(uuid4())) is None
