"""While a page is open the world goes on: roles end, exercises close, returns are taken back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import invitations, roles
from accounts.domain.roles import RoleName
from accounts.models import Role
from accounts.tests.pages import client_of, get, text_of
from register.models import Exercise
from reports.models import Calculation, Release
from reports.tests.accepted_returns import make_market
from submissions.actions import returns
from submissions.models import Return
from submissions.tests.cast import hand_in, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def test_a_role_that_ends_is_gone_with_the_next_click(cast):
    done = submitted(cast.ada, cast.at_elm)
    client = client_of(cast.dev)
    address = reverse("submissions:return_detail", args=[done.id])
    assert client.get(address).status_code == 200
    roles.end(by=cast.alex, role=Role.objects.get(person_id=cast.dev.person_id))
    assert client.get(address).status_code == 404
    assert client.post(reverse("submissions:accept", args=[done.id]), {"version": "1"}).status_code == 404
    answer = client.get(reverse("home"), follow=True)
    assert "You hold no role at present" in text_of(answer)


def test_whoever_has_another_role_left_goes_on_in_that(cast):
    ada = cast.of(cast.ada)
    roles.grant(by=None, person=ada, name=RoleName.AUDITOR)
    client = client_of(cast.ada)
    chosen = Role.objects.get(person=ada, name="provider_administrator")
    client.post(reverse("accounts:choose_context"), {"role": str(chosen.id)})
    assert "Elm Care Ltd" in text_of(client.get(reverse("home")))
    roles.end(by=cast.alex, role=chosen)
    assert "events in the last seven days" in text_of(client.get(reverse("home")))
    assert client.get(reverse("submissions:participation_detail", args=[cast.at_elm.id])).status_code == 404


def test_a_colleague_who_left_sees_nothing_of_what_they_sent(cast):
    version = hand_in(cast.tom, cast.at_elm)
    client = client_of(cast.tom)
    roles.end(by=cast.ada, role=Role.objects.get(person_id=cast.tom.person_id))
    for name, key in (("findings", version.submission_id), ("upload_file", version.upload_id)):
        assert client.get(reverse(f"submissions:{name}", args=[key])).status_code == 404


def test_an_invitation_taken_by_another_browser_first_is_used(cast):
    _, token = invitations.invite(by=cast.alex, email="new@example.org", role=RoleName.AUDITOR)
    address = reverse("accounts:invitation", args=[token])
    first, second = client_of(None), client_of(None)
    given = {"full_name": "Pat New", "password": "three odd words here"}
    assert "Set up your account" in text_of(second.get(address))
    assert "Welcome" in text_of(first.post(address, given, follow=True))
    answer = second.post(address, given)
    assert answer.status_code == 410
    assert Role.objects.filter(person__email="new@example.org").count() == 1


def test_the_exercise_closes_between_reading_and_signing(cast):
    version = hand_in(cast.ada, cast.at_elm)
    client = client_of(cast.ada)
    address = reverse("submissions:declaration", args=[version.submission_id])
    assert "Submit the return" in text_of(client.get(address))
    Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
    answer = client.post(address, {"version": "1", "name": "Ada Elm", "agreed": "on"}, follow=True)
    assert "This exercise closed at the end of 31 January 2020" in text_of(answer)
    assert Return.objects.get().state == "in_progress"


def test_a_return_taken_back_while_the_page_is_open_is_not_accepted(cast):
    done = submitted(cast.ada, cast.at_elm)
    client = client_of(cast.dev)
    address = reverse("submissions:accept", args=[done.id])
    assert client.get(address).status_code == 200
    returns.take_back(by=cast.ada, return_id=done.id)
    text = text_of(client.post(address, {"version": "1"}, follow=True))
    assert "In progress" in text
    assert "The return is accepted" not in text


def test_a_return_taken_back_while_it_is_calculated_is_in_whole_or_out():
    market = make_market(6)
    client = client_of(market.ana)
    address = reverse("reports:calculation_make", args=[market.exercise.id])
    assert "6 returns" in text_of(client.get(address))
    gone = market.accepted[0]
    Return.objects.filter(id=gone.id).update(state="in_progress", changed_at=timezone.now())
    rows = [one.current_id for one in market.accepted]
    given = {"returns-TOTAL_FORMS": "6", "returns-INITIAL_FORMS": "6", "note": ""}
    given |= {f"returns-{i}-version": str(version) for i, version in enumerate(rows)}
    given |= {f"returns-{i}-location": f"Branch {i}" for i in range(6)}
    client.post(address, given, follow=True)
    calculation = Calculation.objects.get()
    assert calculation.returns_used == 5
    assert not calculation.returns.filter(version_id=gone.current_id).exists()


def test_a_return_taken_back_before_the_approval_does_not_change_what_is_released():
    market = make_market(14)
    draft = market.draft()
    client = client_of(market.fay)
    address = reverse("reports:release_approve", args=[draft.id])
    assert client.get(address).status_code == 200
    before = draft.table
    Return.objects.filter(id=market.accepted[0].id).update(state="in_progress", changed_at=timezone.now())
    client.post(address, follow=True)
    assert Release.objects.get().table == before


def test_the_person_who_drafted_finds_no_way_to_approve():
    market = make_market(14)
    draft = market.draft()
    page = get(market.ana, "reports:release_detail", draft.id).content.decode()
    assert reverse("reports:release_approve", args=[draft.id]) not in page
    client = client_of(market.ana)
    client.post(reverse("reports:release_approve", args=[draft.id]), follow=True)
    assert Release.objects.get().state == "drafted"
