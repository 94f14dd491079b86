"""The database's own wall around calculations and releases, with the permission layer out of the way."""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from register.models import Exercise
from reports.actions import releases
from reports.models import Calculation, CalculationReturn, LedgerRow, Release, ReleaseReview
from reports.tests.accepted_returns import Market, make_market
from submissions.tests.cast import as_worker, behind_the_wall, person
from submissions.tests.module_rows import rows_for_all

TEAM_ONLY = (Calculation, CalculationReturn, ReleaseReview, LedgerRow)
OUTSIDE = ["ada", "bea", "carol", "reg", "ned", "gus", "alex", "una", "nobody"]


def who(market: Market, name: str) -> Context | None:
    return None if name == "nobody" else getattr(market.cast, name)


def states_seen() -> list[str]:
    return sorted(Release.objects.values_list("state", flat=True))


SEEN = {
    "carol": ["released", "superseded"],
    "reg": ["released", "superseded"],
    "ada": ["released"],
    "bea": ["released"],
    "ned": [],
    "gus": [],
    "alex": ["released", "superseded"],
    "una": [],
    "nobody": ["released", "superseded"],
}


def refused(statement: str, *values: object) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def changes_nothing(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 0


@pytest.fixture(scope="class")
def history(django_db_setup, django_db_blocker) -> Iterator[Market]:
    """One superseded, one that stands, one sent back, one drafted."""
    with rows_for_all(django_db_blocker):
        market = make_market(14)
        market.release()
        market.accept(5)
        market.release()
        releases.reject(by=market.fay, release_id=market.draft().id, reason="x")
        market.draft()
        yield market


@pytest.mark.django_db
class TestOverAHistory:
    def test_what_is_the_team_s_gives_others_no_row(self, history: Market):
        for name in OUTSIDE:
            with behind_the_wall(who(history, name)):
                assert [model.objects.count() for model in TEAM_ONLY] == [0, 0, 0, 0], name

    def test_the_team_sees_all_of_its_authority(self, history: Market):
        for context in (history.ana, history.fay):
            with behind_the_wall(context):
                assert all(model.objects.exists() for model in TEAM_ONLY)
                assert states_seen() == ["drafted", "rejected", "released", "superseded"]

    def test_others_see_of_releases_what_is_out(self, history: Market):
        for name, states in SEEN.items():
            with behind_the_wall(who(history, name)):
                assert states_seen() == states, name

    def test_a_council_sees_no_release_of_another(self, history: Market):
        with behind_the_wall(person("Cora Elsewhere", RoleName.COMMISSIONER, history.cast.elsewhere)):
            assert states_seen() == []

    def test_nobody_sees_what_has_no_public_page(self, history: Market):
        Exercise.objects.update(has_public_page=False)
        with behind_the_wall(None):
            assert states_seen() == []
        Exercise.objects.update(has_public_page=True)

    def test_others_write_nothing(self, history: Market):
        for name in OUTSIDE:
            with behind_the_wall(who(history, name)):
                changes_nothing("UPDATE reports_release SET state = 'superseded'")
                changes_nothing("DELETE FROM reports_release")
                refused("UPDATE reports_calculation SET number = 9")
                refused("DELETE FROM reports_ledgerrow")

    def test_not_even_the_team_changes_what_only_grows(self, history: Market):
        with behind_the_wall(history.ana):
            refused("UPDATE reports_ledgerrow SET position = 9")
            refused("DELETE FROM reports_calculation")
            refused("UPDATE reports_releasereview SET reasons = '{}'")

    def test_nobody_drafts_or_calculates_in_another_s_name(self, history: Market):
        release = Release.objects.get(state="drafted")
        release.pk, release.number, release.drafted_by_id = None, 99, history.sam.person_id
        with behind_the_wall(history.ana), pytest.raises(ProgrammingError), transaction.atomic():
            release.save(force_insert=True)

    def test_an_approver_cannot_slip_in_a_draft(self, history: Market):
        release = Release.objects.get(state="drafted")
        release.pk, release.number, release.drafted_by_id = None, 99, history.fay.person_id
        with behind_the_wall(history.fay), pytest.raises(ProgrammingError), transaction.atomic():
            release.save(force_insert=True)

    def test_the_worker_reads_what_it_must_tell_of(self, history: Market):
        with as_worker():
            assert Release.objects.filter(state="released", told_at=None).count() == 1
            assert Release.objects.filter(state="released").update(told_at=timezone.now()) == 1


def test_a_statutory_table_is_behind_the_wall_even_when_approved(db: None):

    market = make_market(12, preset="statutory")
    draft = market.draft()
    releases.approve(by=market.fay, release_id=draft.id)
    releases.approve(by=market.sam, release_id=draft.id)
    for name in OUTSIDE:
        with behind_the_wall(who(market, name)):
            assert states_seen() == []


def test_the_actions_themselves_work_behind_the_wall(market: Market):
    with behind_the_wall(market.ana):
        draft = market.draft()
    with behind_the_wall(market.fay):
        assert releases.approve(by=market.fay, release_id=draft.id).state == "released"
