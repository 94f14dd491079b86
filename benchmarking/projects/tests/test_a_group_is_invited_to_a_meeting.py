"""A project group is invited by mail; a change or cancellation follows as the same calendar entry, one edition on."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Mail
from accounts.tests.pages import get, is_kept_out, post, text_of
from benchmarking.models import BenchmarkRound, ProjectMeeting
from benchmarking.projects.tests.made_project import MEETING, SEAT, on
from benchmarking.tests.office import Office, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
NEW, ENTRY = (f"benchmarking:project_{name}" for name in ("entry_new", "entry"))


def files() -> list[str]:
    """Return the calendar files of what was sent since, and forget it."""
    found = [part.get_payload(decode=True).decode() for one in mail.outbox for part in one.message().walk()
             if part.get_content_type() == "text/calendar"]  # fmt: skip
    mail.outbox.clear()
    return [text.replace("\r\n ", "") for text in found]


def test_by_mail_and_hears_of_changes(cast: Office, django_capture_on_commit_callbacks):
    row: BenchmarkRound = make_round(cast)
    told = MEETING | on("day", timezone.localdate() + timedelta(days=30))
    post(cast.ned, NEW, row.id, "meetings", **told)
    meeting = ProjectMeeting.objects.get()
    assert "Nobody is invited yet" in text_of(get(cast.ned, ENTRY, row.id, "meetings", meeting.id))
    assert "Add one to a seat first" in text_of(post(cast.ned, ENTRY, row.id, "meetings", meeting.id, invite="1"))
    for name in ("sam", "pat"):
        post(cast.ned, NEW, row.id, "group", **SEAT | {"name": name, "email": f"{name}@example.org"})
    assert is_kept_out(cast.reg, post(cast.reg, ENTRY, row.id, "meetings", meeting.id, invite="1"))

    def sent(**data: str) -> list[str]:
        with django_capture_on_commit_callbacks(execute=True):
            post(cast.ned, ENTRY, row.id, "meetings", meeting.id, **data)
        assert all("Town hall" not in one.body for one in mail.outbox)
        return files()

    first, second = sent(invite="1")
    assert "METHOD:REQUEST" in first and "SEQUENCE:1" in first and "LOCATION:Town hall" in first
    assert ("sam@example.org" in first) != ("sam@example.org" in second)
    moved = sent(**told | {"begins": "4pm", "edition": "1"})
    assert len(moved) == 2 and all("SEQUENCE:2" in one and f"UID:{meeting.id}@" in one for one in moved)
    off = sent(**told | {"is_off": "on", "edition": "2"})
    assert all("METHOD:CANCEL" in one and "SEQUENCE:3" in one and f"UID:{meeting.id}@" in one for one in off)
    assert len(off) == 2 and sent(**told | {"is_off": "on", "title": "Second", "edition": "3"}) == []


def test_a_second_click_sends_nothing_and_a_page_opened_since_sends_it_to_who_joined(cast: Office):
    row = make_round(cast)
    post(cast.ned, NEW, row.id, "meetings", **MEETING | on("day", timezone.localdate() + timedelta(days=30)))
    meeting = ProjectMeeting.objects.get()

    def join(name: str) -> None:
        post(cast.ned, NEW, row.id, "group", **SEAT | {"name": name, "email": f"{name}@example.org"})

    def opened() -> dict[str, str]:
        page = get(cast.ned, ENTRY, row.id, "meetings", meeting.id).content.decode()
        return {"invite": "1", "invited": "".join(re.findall(r'name="invited" value="(.*?)"', page))}

    def press(sent: dict[str, str]) -> tuple[str, int]:
        page = text_of(post(cast.ned, ENTRY, row.id, "meetings", meeting.id, **sent))
        return page, Mail.objects.exclude(calendar="").count()

    join("sam")
    shown = opened()
    assert press(shown)[1] == 1
    page, mails = press(shown)
    assert mails == 1 and "has gone to the group already, so it was not sent twice" in page
    join("pat")
    page, mails = press(opened())
    assert mails == 3 and "on its way to 2 of the group" in page
