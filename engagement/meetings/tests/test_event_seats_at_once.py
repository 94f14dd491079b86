"""The last seat of an event is given once, to whoever comes first."""

from unittest import mock

import pytest

from accounts.actions import task_queue
from engagement.meetings.actions import registrations
from engagement.meetings.tests.test_events import PAT, planned, register
from engagement.meetings.tests.test_one_to_ones_at_once import as_
from engagement.models import Registration
from submissions.tests.cast import Cast, make_cast
from submissions.tests.test_uploads_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def played(transactional_db) -> Cast:
    with mock.patch.object(task_queue, "nudge"):
        yield make_cast()


def answering(event, who, asked, comes: bool = True):
    return as_(
        who, lambda: registrations.answer(by=who, event=event, participation_id=asked.id, comes=comes, coming=PAT)
    )


def test_two_want_the_last_seat(played: Cast):
    for _ in range(3):
        event = planned(played, capacity=1)
        at_once(answering(event, played.ada, played.at_elm), answering(event, played.bea, played.at_oak))
        assert sorted(Registration.objects.filter(event=event).values_list("seat", flat=True)) == ["seated", "waiting"]


def test_one_gives_up_while_another_registers(played: Cast):
    for _ in range(3):
        event = planned(played, capacity=1)
        register(played.ada, event, played.at_elm)
        at_once(answering(event, played.ada, played.at_elm, comes=False), answering(event, played.bea, played.at_oak))
        assert sorted(Registration.objects.filter(event=event).values_list("answer", "seat")) == [
            ("no", ""),
            ("yes", "seated"),
        ]
