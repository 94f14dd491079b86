"""The inbox: read, opened, assigned, linked and handled by the team, and found by nobody else."""

import pytest

from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, post, text_of
from engagement.inbox.actions import incoming_mail
from engagement.inbox.actions.incoming_mail import Arrived
from engagement.inbox.tests.test_mailbox_is_read import FIGURE, a_mail
from engagement.models import InboundMail
from engagement.tests.campaign_steps import a_message, a_step, somebody_at
from submissions.tests.cast import Cast, mostly_by_night

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def mail(cast: Cast) -> InboundMail:
    message = a_message(a_step(cast.ned, cast.exercise), somebody_at(cast.at_elm))
    data = a_mail(FIGURE + "<script>alert(1)</script>", In_Reply_To=message.message_id)
    assert incoming_mail.receive(Arrived("box", 1, 1, data, len(data)))
    return InboundMail.objects.get()


@pytest.mark.parametrize("name", ["ned", "dev", "fay"])
def test_the_team_reads_an_answer_and_each_look_is_in_the_trail(cast: Cast, mail, name):
    who, here = getattr(cast, name), cast.exercise.id
    page = text_of(get(who, "engagement:inbox", here))
    assert "Our figures" in page and "Mia Manager" in page and "Elm Home Care" in page
    page = get(who, "engagement:mail_detail", here, mail.id)
    assert FIGURE in text_of(page) and "<script>alert" not in page.content.decode()
    file = get(who, "engagement:mail_attachment", here, mail.id, 1)
    assert file.content == b"PK\x03\x04 a workbook"
    assert file["Content-Disposition"] == "attachment; filename*=utf-8''our%20%C3%A9.xlsx"
    assert file["Content-Type"] == "application/octet-stream" and file["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file["Content-Security-Policy"]
    assert get(who, "engagement:mail_attachment", here, mail.id, 9).status_code == 404
    assert get(who, "engagement:mail_whole", here, mail.id).content.startswith(b"From: Mia")
    verbs = AuditEvent.objects.filter(subject_kind="inbound mail", by_id=who.person_id).values_list("verb", flat=True)
    assert set(verbs) == {"read an email", "opened an attachment", "downloaded an email"}


@pytest.mark.parametrize("name", mostly_by_night("carol", "ada", "bea", "reg", "gus", "alex", "una"))
def test_nobody_else_finds_it(cast: Cast, mail, name):
    who, here = getattr(cast, name), cast.exercise.id
    assert get(who, "engagement:inbox", here).status_code == 404
    for page, more in (("mail_detail", ()), ("mail_attachment", (1,)), ("mail_whole", ())):
        assert get(who, f"engagement:{page}", here, mail.id, *more).status_code == 404
    for page in ("mail_handle", "mail_assign", "mail_link"):
        assert post(who, f"engagement:{page}", here, mail.id).status_code == 404


def test_the_council_sees_that_they_wrote_and_no_word_of_it(cast: Cast, mail):
    page = get(cast.carol, "engagement:location_detail", cast.exercise.id, cast.at_elm.id)
    assert "They contacted us" in text_of(page) and FIGURE not in text_of(page) and "Our figures" not in text_of(page)
    assert "Inbox" not in text_of(get(cast.carol, "engagement:campaign_list", cast.exercise.id))
    assert "Inbox" in text_of(get(cast.ned, "engagement:campaign_list", cast.exercise.id))


def test_it_is_assigned_linked_handled_and_opened_again(cast: Cast, mail):
    here = cast.exercise.id
    post(cast.ned, "engagement:mail_assign", here, mail.id, to=str(cast.dev.person_id))
    assert "Our figures" in text_of(client_of(cast.dev).get(f"/engagement/{here}/inbox/?mine=me"))
    page = post(cast.ned, "engagement:mail_link", here, mail.id, location=str(cast.at_oak.id))
    assert "stands in the log of that location now" in text_of(page) and "Oak Home Care" in text_of(page)
    assert "Choose a location." in text_of(post(cast.ned, "engagement:mail_link", here, mail.id, location="x"))
    page = post(cast.ned, "engagement:mail_handle", here, mail.id, handled="yes")
    assert "No open email" in text_of(page)
    assert "Our figures" in text_of(client_of(cast.ned).get(f"/engagement/{here}/inbox/?state=handled"))
    post(cast.ned, "engagement:mail_handle", here, mail.id, handled="no")
    assert InboundMail.objects.get().handled_at is None
