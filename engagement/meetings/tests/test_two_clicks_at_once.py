"""Two clicks that arrive at the same moment, on connections of their own, make one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from engagement.contacts.actions import contacts
from engagement.contacts.tests.test_contacts_are_logged import a_call
from engagement.meetings.actions import events
from engagement.meetings.domain.events import EventKind, Planned
from engagement.meetings.tests.test_one_to_ones_at_once import as_
from engagement.models import Contact, Event
from submissions.tests.cast import make_cast
from submissions.tests.test_uploads_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_event_and_a_contact_are_made_by_the_first_and_found_by_the_second():
    cast, key = make_cast(), uuid4()
    call, begins = a_call(cast), timezone.now() + timedelta(days=7)
    planned = Planned(EventKind.WORKSHOP, "Overheads", begins, begins + timedelta(hours=1), (cast.exercise.id,))
    for model, click in (
        (Contact, lambda: contacts.log(by=cast.ned, contacted=call, key=key)),
        (Event, lambda: events.plan(by=cast.ned, planned=planned, key=key)),
    ):
        done = at_once(as_(cast.ned, click), as_(cast.ned, click))
        assert {each.id for each in done} == {key} and model.objects.count() == 1
