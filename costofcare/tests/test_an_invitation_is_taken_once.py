"""Three who take the same invitation at once, or two invitations of one address: one account, one role, no failure."""

import pytest
from django.urls import reverse

from accounts.actions import invitations
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent, Role, User
from accounts.tests.pages import client_of, text_of
from reports.tests.test_release_races import at_once
from submissions.tests.cast import make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
EMAIL = "new@example.org"


def offer(by) -> str:
    _, token = invitations.invite(by=by, email=EMAIL, role=RoleName.AUDITOR)
    return reverse("accounts:invitation", args=[token])


def take(address: str):
    given = {"full_name": "Pat New", "password": "three odd words here"}
    return lambda: client_of(None).post(address, given)


def test_of_three_at_once_one_makes_the_account():
    address = offer(make_cast().alex)
    answers = at_once(*[take(address)] * 3)
    assert sorted(answer.status_code for answer in answers) == [302, 410, 410]
    assert all("has been used" in text_of(answer) for answer in answers if answer.status_code == 410)
    person = User.objects.get(email=EMAIL)
    assert Role.objects.filter(person=person).count() == 1
    assert AuditEvent.objects.filter(verb="took an invitation").count() == 1


def test_of_two_invitations_of_one_address_the_second_asks_to_sign_in():
    cast = make_cast()
    answers = at_once(take(offer(cast.alex)), take(offer(cast.alex)))
    late = [answer for answer in answers if answer.status_code == 410 or "/login/" in answer.headers["Location"]]
    assert len(late) == 1, "refused where both looked at once, led to signing in where one had come first"
    assert User.objects.filter(email=EMAIL).count() == 1
