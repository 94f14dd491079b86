"""What is old is announced, then erased as announced, and nothing else; how long is data, and stands on two pages."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.actions import audit
from accounts.erasures.actions import trail_seals
from accounts.erasures.queries.trail import checked_trail
from accounts.models import AuditEvent, RetentionRule, RetentionRun
from accounts.tests.pages import client_of
from costofcare.retention.actions import erase_daily
from costofcare.retention.domain.kinds import KINDS, TOLD_BEFORE
from register.models import Exercise
from submissions.models import Draft, Upload, Version
from submissions.tests.cast import Cast, as_worker, at, hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LONG_AGO = timedelta(days=7 * 365)


@pytest.fixture
def old(cast: Cast) -> Cast:
    """An exercise that closed seven years ago, with a return, and an event of then."""
    hand_in(cast.ada, cast.at_elm)
    day = timezone.localdate() - LONG_AGO
    Exercise.objects.update(opens_on=day - timedelta(days=30), closes_on=day)
    with at(timezone.now() - LONG_AGO):
        audit.record(by=cast.dev, verb="tried", kind="thing", words="Old words")
    trail_seals.seal_new()
    return cast


def run_daily(after: timedelta = timedelta()) -> dict[str, int]:
    with as_worker():
        return erase_daily(timezone.localdate() + after)


def test_it_is_announced_first_and_erased_a_fortnight_later(old: Cast, monkeypatch):
    assert run_daily() == {}
    run = RetentionRun.objects.get()
    assert run.due_on == timezone.localdate() + TOLD_BEFORE and run.plan["uploads"]["rows"] == 1
    letter = mail.outbox[-1]
    assert letter.to == [old.of(old.alex).email] and "Workbooks as they were sent: 1." in letter.body
    page = client_of(old.alex).get(reverse("retention")).content.decode()
    assert "Workbooks as they were sent: 1" in page
    assert run_daily(TOLD_BEFORE - timedelta(days=1)) == {} and bytes(Upload.objects.get().sealed)
    RetentionRun.objects.update(due_on=timezone.localdate())
    done = run_daily()
    assert done["uploads"] == 1 and done["trail_words"] >= 1
    assert not bytes(Upload.objects.get().sealed) and Version.objects.get().answers
    assert not AuditEvent.objects.filter(words="Old words").exists()
    assert checked_trail().first_wrong is None
    assert "What was erased" in client_of(old.una).get(reverse("retention")).content.decode()


def test_what_is_kept_longer_since_it_was_announced_stays(old: Cast):
    run_daily()
    alex = client_of(old.alex)
    alex.post(reverse("retention_change", args=["uploads"]), {"days": ""})
    page = alex.get(reverse("retention")).content.decode()
    assert "none: kept for ever since then" in page and "To keep any of them" in page
    RetentionRun.objects.update(due_on=timezone.localdate())
    done = run_daily()
    assert "uploads" not in done and done["trail_words"] >= 1
    assert bytes(Upload.objects.get().sealed)
    assert "Workbooks as they were sent: 1" not in alex.get(reverse("retention")).content.decode()


def test_it_is_due_by_london_s_day_wherever_the_database_is(old: Cast):
    """In summer the day of London begins an hour before that of UTC; here it begins a day before."""
    run_daily()
    RetentionRun.objects.update(due_on=timezone.localdate())
    before = RetentionRun.objects.get().plan["trail_words"]["before"]
    with as_worker(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE '<behind>+23'")
        cursor.execute("SELECT erase_old_trail_words(%s)", [before])
        assert cursor.fetchone()[0] >= 1


def test_neither_function_nor_policy_asks_for_the_day_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc ~* 'current_date' "
            "UNION SELECT policyname FROM pg_policies WHERE concat(qual, with_check) ~* 'current_date'"
        )
        assert cursor.fetchall() == []


def test_what_is_younger_stays(cast: Cast):
    hand_in(cast.ada, cast.at_elm)
    assert run_daily() == {} and not RetentionRun.objects.exists()


def test_a_dry_run_says_it_and_changes_nothing(old: Cast):
    out = StringIO()
    call_command("erase_old", "--dry-run", stdout=out)
    assert "Workbooks as they were sent: 1 would be due" in out.getvalue()
    assert not RetentionRun.objects.exists() and Draft.objects.exists()


def test_how_long_is_data_that_administrators_set(cast: Cast):
    alex, page = client_of(cast.alex), reverse("retention_change", args=["uploads"])
    assert "Keep it 30 days at least" in alex.post(page, {"days": "1"}).content.decode()
    for nasty in ("1e400", "9" * 27, "\0", "x" * 10_000):
        assert alex.post(page, {"days": nasty}).status_code in (200, 400)
    assert not RetentionRule.objects.exists()
    alex.post(page, {"days": "730"})
    assert "2 years after the exercise closed" in alex.get("/privacy/").content.decode()
    alex.post(page, {"days": ""})
    assert RetentionRule.objects.get().days is None
    assert alex.get(reverse("retention_change", args=["released"])).status_code == 404
    for name in ("una", "ada", "dev"):
        assert client_of(getattr(cast, name)).post(page, {"days": "99"}).status_code == 404


def test_every_statement_runs_as_the_worker(cast: Cast):
    with as_worker(), connection.cursor() as cursor:
        for kind in KINDS:
            for one in kind.statements:
                if not one.leaves:
                    cursor.execute(one.sql, {"before": timezone.now() - LONG_AGO})
