"""An administrator sees the queues, and what failed or was slow; nobody else does, and no name or figure is there."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tests.pages import get, text_of
from costofcare.actions import incidents
from costofcare.domain.incidents import IncidentKind
from costofcare.models import Incident
from costofcare.queries.queues import queues
from costofcare.row_level_security import stand_under
from costofcare.servers.roles import WEB
from costofcare.tasks import note_failure
from submissions.models import Recheck
from submissions.tests.cast import hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture(autouse=True)
def noted(settings):
    settings.NOTE_INCIDENTS, settings.SLOW_PAGE_SECONDS = True, 0


def test_a_page_that_failed_is_noted_under_the_reference_that_was_shown(cast):
    client = Client(raise_request_exception=False)
    with mock.patch("costofcare.views.public.render", side_effect=RuntimeError("£22.61 of Elm")):
        answer = client.get("/accessibility/")
    assert answer.status_code == 500
    text = text_of(get(cast.alex, "incident_list"))
    reference = answer["X-Request-ID"][:8].upper()
    assert reference in answer.content.decode()
    assert reference in text
    assert "Page failed" in text
    assert "22.61" not in text


def test_a_slow_page_and_a_failed_task_are_noted_and_filtered(cast, settings):
    settings.SLOW_PAGE_SECONDS = 1e-6
    Client().get("/contact/")
    settings.SLOW_PAGE_SECONDS = 0
    task = mock.Mock()
    task.name = "submissions.tasks.sweep"
    note_failure(sender=task, exception=ValueError("Elm pays 22.61"))
    text = text_of(get(cast.alex, "incident_list"))
    assert "GET contact" in text
    assert "submissions.tasks.sweep" in text
    assert "ValueError" in text
    assert "Elm" not in text
    assert "GET contact" not in text_of(get(cast.alex, "incident_list", kind="task_failed"))
    assert get(cast.alex, "incident_list", kind="no such", page="1e400").status_code == 200


def test_who_rings_is_found_by_the_reference_that_they_were_shown(cast):
    incidents.note(kind=IncidentKind.PAGE_FAILED, about="GET home", trouble="ValueError", request="a1b2c3d4" + "0" * 24)
    incidents.note(kind=IncidentKind.PAGE_SLOW, about="GET contact", seconds=3)
    incidents.note(kind=IncidentKind.PAGE_SLOW, about="GET slowest", seconds=30)
    found = text_of(get(cast.alex, "incident_list", q="A1B2C3D4"))
    assert "GET home" in found and "GET contact" not in found
    assert "No incident of the last 30 days fits" in text_of(get(cast.alex, "incident_list", q="FFFFFFFF"))
    slow = text_of(get(cast.alex, "incident_list", sort="-seconds"))
    assert slow.index("GET slowest") < slow.index("GET contact") < slow.index("GET home")
    assert "Nothing failed in the last 24 hours" not in slow


def test_queues_are_counted_past_the_wall_as_numbers_alone(cast):
    hand_in(cast.ada, cast.at_elm)
    with stand_under(WEB), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM queue_counts() WHERE work = 'uploads'")
        (row,) = cursor.fetchall()
    assert len(row) == 5
    assert "Files of providers to check" in text_of(get(cast.alex, "incident_list"))


def test_exercises_that_wait_to_be_checked_again_are_counted(cast):
    received = timezone.now() - timedelta(hours=1)
    by = User.objects.get(id=cast.dev.person_id)
    of = {"exercise": cast.exercise, "authority": cast.authority, "total": 2, "received_by": by}
    Recheck.objects.create(**of, received_at=received)
    with stand_under(WEB):
        (counted,) = (one for one in queues() if one.work == "rechecks")
    assert (counted.waiting, counted.working, counted.failed, counted.oldest) == (1, 0, 0, received)
    assert counted.is_late(timezone.now())
    assert "Exercises to check again 1" in text_of(get(cast.alex, "incident_list"))
    Recheck.objects.update(state="working")
    assert "Exercises to check again 0 1" in text_of(get(cast.alex, "incident_list"))


def test_nobody_else_finds_it_and_the_web_role_changes_nothing(cast):
    for who in (cast.ada, cast.dev, cast.carol, cast.una):
        assert get(who, "incident_list").status_code == 404
    rights = "SELECT has_table_privilege('portal_web', 'costofcare_incident', %s)"
    for right, held in {"INSERT": True, "UPDATE": False, "DELETE": False}.items():
        with connection.cursor() as cursor:
            cursor.execute(rights, [right])
            assert cursor.fetchone() == (held,)


def test_after_thirty_days_it_is_forgotten():
    incidents.note(kind=IncidentKind.PAGE_SLOW, about="GET home", seconds=3)
    Incident.objects.create(kind="page_slow", about="GET old", at=timezone.now() - timedelta(days=31))
    assert incidents.drop_old() == 1
    assert [one.about for one in Incident.objects.all()] == ["GET home"]
