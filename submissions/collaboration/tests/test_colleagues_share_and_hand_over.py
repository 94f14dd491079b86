"""Colleagues on one return: who has it open, sharing it, and who is in charge of it; nobody else learns of it."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions import roles
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent, Role
from accounts.tests.pages import client_of, get, post, text_of
from submissions import queries
from submissions.collaboration.actions import handover, invite_colleague, presence
from submissions.models import ColleagueNote, Presence, Responsibility
from submissions.queries import InCharge
from submissions.tests.cast import OUTSIDERS, PASSWORD, behind_the_wall, on_page, outsider, refused, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAY = "Careworker pay"


def online(context, cast) -> str:
    return text_of(get(context, "submissions:online", cast.at_elm.id))


def hand_over(by, cast, to, seen=None, words=""):
    with on_page(by):
        seen = seen.person_id if seen else None
        return handover.hand_over(by=by, participation_id=cast.at_elm.id, to=to.person_id, seen=seen, words=words)


class TestWhoIsHere:
    def test_is_told_to_colleagues_with_the_page_and_the_time(self, cast):
        get(cast.tom, "submissions:online_section", cast.at_elm.id, "careworker-pay")
        shown = online(cast.ada, cast)
        assert f"Tom Elm had “{PAY}” open at" in shown
        assert "Ada Elm had" not in shown
        assert "Tom Elm had" not in text_of(get(cast.ada, "submissions:online", cast.at_elm_too.id))

    def test_is_asked_again_by_the_page_and_silent_while_nothing_changes(self, cast):
        with behind_the_wall(cast.tom):
            presence.touch(by=cast.tom, participation=cast.at_elm, sheet=PAY)
        answer = get(cast.ada, "submissions:online_here", cast.at_elm.id, sheet="careworker-pay")
        assert "Tom Elm has this page open now." in text_of(answer)
        asked_again = html.unescape(re.search('hx-get="([^"]+)"', answer.content.decode())[1])
        assert client_of(cast.ada).get(asked_again).status_code == 204

    def test_is_forgotten_soon(self, cast):
        presence.touch(by=cast.tom, participation=cast.at_elm)
        Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=3))
        assert "Tom Elm had" not in online(cast.ada, cast)

    def test_is_nobody_elses_business(self, cast):
        presence.touch(by=cast.tom, participation=cast.at_elm)
        for context in (*(outsider(cast, name) for name in OUTSIDERS), cast.dev):
            assert queries.present_on(context, cast.at_elm) == []
            with behind_the_wall(context):
                assert not Presence.objects.exists()

    def test_cannot_be_said_of_somebody_else(self, cast):
        presence.touch(by=cast.tom, participation=cast.at_elm)
        row = Presence.objects.get()
        row.pk, row.person_id = None, cast.ada.person_id
        with pytest.raises(DatabaseError), transaction.atomic(), behind_the_wall(cast.tom):
            row.save(force_insert=True)


class TestSharing:
    def share(self, by, cast, to, words="Please do the pay page: 13.10"):
        return post(by, "submissions:share", cast.at_elm.id, to=str(to.person_id), words=words)

    def test_writes_to_the_colleague_a_link_and_nothing_that_was_typed(self, cast, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            answer = self.share(cast.tom, cast, cast.ada)
        assert "We have written to ada.elm@example.org" in text_of(answer)
        (letter,) = mail.outbox
        assert letter.to == ["ada.elm@example.org"]
        assert "Tom Elm has shared the return for Elm Home Care with you" in letter.subject
        assert "13.10" not in letter.body + str(letter.alternatives)
        path = "/shared/" + letter.body.split("/shared/")[1].split()[0]
        assert client_of(cast.ada).get(path).url == reverse("submissions:online", args=[cast.at_elm.id])

    def test_leaves_a_note_on_the_page_until_it_is_put_away(self, cast):
        self.share(cast.tom, cast, cast.ada)
        assert "Tom Elm shared this return with you" in online(cast.ada, cast)
        assert "Please do the pay page: 13.10" in online(cast.ada, cast)
        assert "Please do the pay page" not in online(cast.tom, cast)
        note = ColleagueNote.objects.get()
        assert client_of(cast.tom).post(reverse("submissions:note_put_away", args=[note.id])).status_code == 404
        post(cast.ada, "submissions:note_put_away", note.id)
        assert "Please do the pay page" not in online(cast.ada, cast)

    def test_with_somebody_new_invites_them_and_their_note_waits(self, cast):
        answer = post(cast.ada, "submissions:share", cast.at_elm.id, email="New@example.org", new_words="Welcome")
        assert "We have written to new@example.org" in text_of(answer)
        (letter,) = mail.outbox
        assert "Ada Elm asks you to work on the cost of care return for Elm Home Care with them." in letter.body
        assert "/invitations/" in letter.body
        joining = client_of(None)
        taken = {"full_name": "Nel New", "password": PASSWORD}
        answer = joining.post("/invitations/" + letter.body.split("/invitations/")[1].split()[0], taken, follow=True)
        assert "Elm Home Care : Ada Elm shared this return with you" in text_of(answer)
        assert "Welcome" in text_of(joining.get(reverse("submissions:online", args=[cast.at_elm.id])))

    def test_with_somebody_new_is_for_administrators(self, cast):
        page = text_of(get(cast.tom, "submissions:share", cast.at_elm.id))
        assert "ask Ada Elm to invite them" in page
        with on_page(cast.tom):
            done = invite_colleague.share_with_new(
                by=cast.tom, participation_id=cast.at_elm.id, email="new@example.org"
            )
        assert "can invite somebody new" in refused(done)
        assert not mail.outbox

    def test_with_another_provider_is_refused_and_what_was_typed_is_kept(self, cast):
        answer = self.share(cast.ada, cast, cast.bea)
        assert "There is a problem" in text_of(answer)
        assert "Please do the pay page" in text_of(answer)
        assert not ColleagueNote.objects.exists()
        assert not mail.outbox

    def test_by_a_link_asks_strangers_to_sign_in_and_tells_them_nothing(self, cast):
        made_up = reverse("submissions:shared", args=["x", "y"])
        real = reverse("submissions:shared", args=[cast.elm.id, cast.at_elm.id])
        for path in (made_up, real):
            assert client_of(None).get(path).url == f"{reverse('account_login')}?next={path}"
        assert client_of(cast.bea).get(real).status_code == 404

    def test_by_a_link_puts_somebody_of_several_roles_into_the_right_one(self, cast):
        ada = cast.of(cast.ada)
        roles.grant(by=None, person=ada, name=RoleName.PROVIDER_USER, provider_id=cast.oak.id, scope_label="Oak")
        client = client_of(cast.ada)
        answer = client.get(reverse("submissions:shared", args=[cast.elm.id, cast.at_elm.id]), follow=True)
        assert "Your return online" in text_of(answer)


class TestHandingOver:
    def test_puts_a_colleague_in_charge_and_writes_to_both(self, cast):
        done = hand_over(cast.ada, cast, cast.tom, words="Over to you: £1,234")
        assert isinstance(done, InCharge)
        assert done.name == "Tom Elm"
        assert {letter.to[0] for letter in mail.outbox} == {"tom.elm@example.org", "ada.elm@example.org"}
        assert not any("1,234" in letter.body for letter in mail.outbox)
        assert "In charge: Tom Elm" in online(cast.ada, cast)
        assert "Over to you" in online(cast.tom, cast)
        (event,) = AuditEvent.objects.filter(verb="handed a return over")
        assert (event.by_id, event.subject_id) == (cast.ada.person_id, str(cast.at_elm.id))
        assert event.words == "Elm Home Care, to Tom Elm"

    def test_is_for_administrators_and_for_who_is_in_charge(self, cast):
        assert "Only Ada Elm can hand this return over" in refused(hand_over(cast.tom, cast, cast.ada))
        page = get(cast.tom, "submissions:hand_over", cast.at_elm.id)
        assert "Handing over is for who is in charge" in text_of(page)
        in_charge = hand_over(cast.ada, cast, cast.tom)
        back = hand_over(cast.tom, cast, cast.ada, seen=in_charge)
        assert isinstance(back, InCharge)
        assert back.name == "Ada Elm"

    def test_can_be_taken_back_by_who_did_it(self, cast):
        held = Role.objects.get(person_id=cast.ada.person_id)
        hand_over(cast.ada, cast, cast.tom)
        Role.objects.filter(id=held.id).update(name=RoleName.PROVIDER_USER)  # no administrator any more
        mail.outbox.clear()
        answer = post(cast.ada, "submissions:take_in_hand", cast.at_elm.id, seen=str(cast.tom.person_id))
        assert "You are now in charge" in text_of(answer)
        assert "took a return back in hand (Elm Home Care, from Tom Elm)" in text_of(answer)

    def test_is_refused_where_somebody_else_was_put_in_charge_meanwhile(self, cast):
        hand_over(cast.ada, cast, cast.tom)
        assert "since you opened this page" in refused(hand_over(cast.ada, cast, cast.ada, seen=None))
        chosen_in_another_tab = post(cast.ada, "submissions:hand_over", cast.at_elm.id, to=str(cast.tom.person_id))
        shown = text_of(chosen_in_another_tab)
        assert "no longer among these" in shown and str(cast.tom.person_id) not in shown

    def test_to_another_provider_is_refused(self, cast):
        assert "Choose one of your colleagues" in refused(hand_over(cast.ada, cast, cast.bea))
        assert not Responsibility.objects.exists()

    def test_says_so_when_who_is_in_charge_has_left(self, cast):
        hand_over(cast.ada, cast, cast.tom)
        roles.end(by=cast.ada, role=Role.objects.get(person_id=cast.tom.person_id))
        assert "In charge: Tom Elm , who has left" in online(cast.ada, cast)

    def test_tells_the_analyst_the_name(self, cast):
        hand_over(cast.ada, cast, cast.tom)
        done = submitted(cast.ada, cast.at_elm)
        assert "In charge at the provider Tom Elm" in text_of(get(cast.dev, "submissions:return_detail", done.id))

    def test_is_nobody_elses_business(self, cast):
        hand_over(cast.ada, cast, cast.tom, words="Yours")
        for context in (outsider(cast, name) for name in OUTSIDERS):
            assert queries.in_charge_of(context, cast.at_elm) is None
            assert not queries.notes_to(context)
            with behind_the_wall(context):
                assert not Responsibility.objects.exists()
                assert not ColleagueNote.objects.exists()
        for name in ("bea", "dev", "alex"):
            by = getattr(cast, name)
            with on_page(by):
                assert handover.take_in_hand(by=by, participation_id=cast.at_elm.id, seen=None) is None
