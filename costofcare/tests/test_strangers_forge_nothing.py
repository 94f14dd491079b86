"""Somebody with roles in two councils, and whoever forges what a page sends, gets no further than each role does.

Max is an analyst of Testshire and a commissioner of Elsewhere, at the same time and in one browser.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import queries
from accounts.actions import people, roles
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent, Role
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, text_of
from engagement.contacts.actions import contacts
from engagement.contacts.tests.test_contacts_are_logged import a_call
from engagement.models import Contact, PersonMark
from engagement.tests.campaign_steps import marked, somebody_at
from register import queries as register
from register.actions import exercises
from register.models import Exercise, Participation
from submissions.models import Return
from submissions.tests.cast import Cast, behind_the_wall, make_exercise, submitted, take_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
WORK = re.compile(r'name="work" value="([^"]+)"')
REASON = "Live-in care only"


@dataclass
class Max:
    """Max in a browser, in either role; Elm is asked by both councils, at a location in each."""

    client: Client
    analyst: Role
    commissioner: Role
    there: Exercise
    at_elm_there: Participation

    def becomes(self, role: Role) -> Client:
        assert self.client.post(reverse("accounts:choose_context"), {"role": role.id}).status_code == 302
        return self.client

    def context(self, role: Role) -> Context:
        return queries.context_from(role, role.person)


@pytest.fixture
def max_(cast: Cast) -> Max:
    user = people.add(by=None, email="max@example.org", full_name="Max Both")
    here, there = (
        roles.grant(by=None, person=user, name=name, authority_id=authority.id, scope_label=authority.name)
        for name, authority in ((RoleName.ANALYST, cast.authority), (RoleName.COMMISSIONER, cast.elsewhere))
    )
    exercise = make_exercise(cast.elsewhere, "Elsewhere 2026")
    return Max(client_of(user), here, there, exercise, take_part(exercise, cast.elm, "Elm South", "1-100000077"))


def pages_of(exercise: Exercise, asked: Participation) -> list[str]:
    named = [reverse(f"engagement:{name}", args=[exercise.id]) for name in ("dashboard", "contact_csv", "standing_csv")]
    return [*named, reverse("engagement:location_detail", args=[exercise.id, asked.id])]


def returns_of(submission: Return) -> list[str]:
    asked = submission.participation
    return [
        reverse("submissions:return_detail", args=[submission.id]),
        reverse("submissions:asked_detail", args=[asked.id]),
        reverse("submissions:not_relevant", args=[asked.id]),
        reverse("submissions:together", args=[asked.exercise_id, "accept"]) + "?which=all",
    ]


def sealed(client: Client, exercise: Exercise, action: str, **asked: object) -> str:
    page = client.get(reverse("submissions:together", args=[exercise.id, action]), {"which": "all", **asked})
    return WORK.findall(page.content.decode())[-1]


def sent(client: Client, exercise: Exercise, action: str, work: str, **said: object) -> str:
    address = reverse("submissions:together", args=[exercise.id, action])
    return text_of(client.post(address, {"work": work, "reason": REASON, **said}, follow=True))


def nothing_done() -> bool:
    verbs = ("marked a location not relevant", "gave a location longer", "accepted a return", "sent invitations")
    return not AuditEvent.objects.filter(verb__in=verbs).exists()


class TestMax:
    def test_opens_in_each_role_what_it_opens_and_no_more(self, cast: Cast, max_: Max):
        submission = submitted(cast.ada, cast.at_elm)
        here = [*pages_of(cast.exercise, cast.at_elm), *returns_of(submission)]
        there = pages_of(max_.there, max_.at_elm_there)
        for role, opens, shut in ((max_.analyst, here, there), (max_.commissioner, there, here)):
            client = max_.becomes(role)
            assert {client.get(path).status_code for path in opens} == {200}
            assert {client.get(path).status_code for path in shut} == {404}

    def test_keeps_what_one_role_signed_out_of_the_other(self, cast: Cast, max_: Max):
        work = sealed(max_.becomes(max_.analyst), cast.exercise, "not-relevant")
        client = max_.becomes(max_.commissioner)
        for exercise in (cast.exercise, max_.there):
            sent(client, exercise, "not-relevant", work)
        assert nothing_done()

    def test_logs_as_a_commissioner_nothing_about_the_other_council_s_locations(self, cast: Cast, max_: Max):
        mine = max_.context(max_.commissioner)
        contacts.log(by=mine, contacted=a_call(cast))
        assert not Contact.objects.filter(about__participation=cast.at_elm).exists()


class TestForged:
    @pytest.mark.parametrize("action", first_by_day(["not-relevant", "in-scope", "longer", "invite", "accept"], 2))
    def test_ids_of_another_council_are_chosen_for_nothing(self, cast: Cast, max_: Max, action: str):
        Participation.objects.filter(id=max_.at_elm_there.id).update(
            eligibility="not_relevant" if action == "in-scope" else "in_scope", eligibility_reason=REASON
        )
        ids = [str(max_.at_elm_there.id), str(uuid4())]
        address = reverse("submissions:together", args=[cast.exercise.id, action])
        answer = client_of(cast.dev).get(address, {"which": "ticked", "ids": ids})
        assert answer.status_code == 302 and nothing_done()

    def test_ids_of_another_exercise_of_the_same_council_are_not_either(self, cast: Cast):
        other = take_part(make_exercise(cast.authority, "Last year"), cast.elm, "Elm East", "1-100000078")
        address = reverse("submissions:together", args=[cast.exercise.id, "not-relevant"])
        assert client_of(cast.dev).get(address, {"which": "ticked", "ids": [str(other.id)]}).status_code == 302

    @pytest.mark.parametrize("ids", first_by_day([["x"], ["\0"], [""], ["1" * 5000], ["' OR 1=1 --"]], 2))
    def test_ids_that_are_none_are_chosen_for_nothing(self, cast: Cast, ids: list[str]):
        address = reverse("submissions:together", args=[cast.exercise.id, "not-relevant"])
        assert client_of(cast.dev).get(address, {"which": "ticked", "ids": ids}).status_code in {200, 302}
        assert nothing_done()

    def test_what_was_named_for_one_action_is_not_done_as_another(self, cast: Cast):
        client = client_of(cast.dev)
        work = sealed(client, cast.exercise, "longer")
        assert "could not be read any more" in sent(client, cast.exercise, "not-relevant", work)
        assert nothing_done()

    @pytest.mark.parametrize("by", first_by_day(["ned", "carol", "gus", "ada", "alex", "una"], 2))
    def test_what_was_signed_for_one_person_is_of_no_use_to_another(self, cast: Cast, by: str):
        work = sealed(client_of(cast.dev), cast.exercise, "not-relevant")
        sent(client_of(getattr(cast, by)), cast.exercise, "not-relevant", work)
        assert nothing_done()

    def test_what_was_signed_before_a_role_ended_is_not_done_after(self, cast: Cast):
        client = client_of(cast.dev)
        work = sealed(client, cast.exercise, "not-relevant")
        Role.objects.filter(person_id=cast.dev.person_id).update(ended_at=timezone.now())
        sent(client, cast.exercise, "not-relevant", work)
        assert nothing_done()

    @pytest.mark.parametrize("work", first_by_day(["", "x", "\0", "e30:1tXYZ:abc", "a" * 100_000], 2))
    def test_words_that_we_never_signed_are_told_so(self, cast: Cast, work: str):
        assert "could not be read any more" in sent(client_of(cast.dev), cast.exercise, "not-relevant", work)
        assert nothing_done()

    def test_a_longer_time_is_given_to_nobody_elsewhere(self, cast: Cast, max_: Max):
        until = cast.exercise.closes_on + timedelta(days=5)
        day = {"until_0": until.day, "until_1": until.month, "until_2": until.year, "reason": REASON}
        for who in (cast.dev, cast.ned, cast.carol):
            path = reverse("register:give_longer", args=[max_.at_elm_there.id])
            assert client_of(who).post(path, day).status_code == 404
        assert nothing_done()


def test_a_role_of_somebody_else_is_not_taken_by_its_id(cast: Cast, max_: Max):
    theirs: UUID = Role.objects.get(person_id=cast.dev.person_id).id
    assert max_.client.post(reverse("accounts:choose_context"), {"role": theirs}).status_code == 404


def test_marks_of_another_council_s_people_stay(cast: Cast, max_: Max):
    oak = somebody_at(cast.at_oak, name="Olga Oak", email="olga@oak.example")
    marked(oak, cast.at_oak, "bad_address")
    client = max_.becomes(max_.commissioner)
    for exercise, status in ((max_.there, 302), (cast.exercise, 404)):
        path = reverse("engagement:bad_address_list", args=[exercise.id])
        assert client.post(path, {"person": [str(oak.id)]}).status_code == status
    assert PersonMark.objects.get(person=oak).ended_at is None


def test_an_administrator_of_the_council_too_is_held_to_what_returns_are_costed_by(cast: Cast):
    """Such a person is not shown what becomes of returns, and that they have begun counts all the same."""
    submitted(cast.ada, cast.at_elm)
    roles.grant(by=None, person=cast.of(cast.alex), name=RoleName.COMMISSIONER, authority_id=cast.authority.id)
    with behind_the_wall(cast.alex):
        assert register.has_begun(cast.alex, cast.exercise)
        proposal = replace(exercises.proposal_of(cast.exercise), price_date=date(2020, 1, 1))
        done = exercises.change(by=cast.alex, exercise_id=cast.exercise.id, proposal=proposal)
    assert isinstance(done, list) and Exercise.objects.get(id=cast.exercise.id).price_date == cast.exercise.price_date
