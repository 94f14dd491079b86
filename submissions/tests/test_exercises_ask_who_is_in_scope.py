"""Who takes part is drawn up from the register; an analyst judges scope; some get longer; all are invited."""

import itertools
from dataclasses import dataclass
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.utils import timezone

from accounts.actions import invitations
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.models import AuditEvent, Invitation
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, post, text_of
from register.actions import contact_invitations, participations
from register.domain.scope import is_in_scope, why_not_in_scope
from register.models import ContactPerson, Location, Participation
from register.permissions import is_open, last_day
from submissions.tests.cast import make_exercise, mostly_by_night, provider, refused, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@dataclass
class Facts:
    is_homecare: bool
    is_care_home: bool
    is_for_older_people: bool
    is_dormant: bool
    is_active: bool


@pytest.mark.parametrize("facts", [Facts(*flags) for flags in itertools.product((True, False), repeat=5)])
def test_scope_is_as_the_domain_says(facts):
    """Held against the sentence itself: the flag, not dormant, listed; homes also for older people."""
    alive = facts.is_active and not facts.is_dormant
    assert is_in_scope("homecare", facts) is (facts.is_homecare and alive)
    assert is_in_scope("care_home", facts) is (facts.is_care_home and facts.is_for_older_people and alive)
    assert (why_not_in_scope("homecare", facts) == "not yet drawn up for this exercise") is (
        facts.is_homecare and alive
    )


@pytest.fixture
def ash(cast) -> Location:
    """In scope, and not yet asked."""
    return Location.objects.create(
        name="Ash Home Care",
        cqc_location_id="1-100000011",
        provider=provider("Ash Ltd", "Ash Group"),
        authority=cast.authority,
        is_homecare=True,
    )


def test_what_would_come_in_is_shown_first_and_changes_nothing(cast, ash):
    page = text_of(get(cast.alex, "register:draw_up", cast.exercise.id))
    assert "1 location would come in" in page and "Ash Home Care Ash Ltd Ash Group" in page
    assert "3 take part already" in page
    assert Participation.objects.count() == 3


def test_drawing_up_keeps_provider_and_owner_as_they_are_today(cast, ash):
    assert "1 location takes part now." in text_of(post(cast.dev, "register:draw_up", cast.exercise.id))
    asked = Participation.objects.select_related("owner").get(location=ash)
    assert (asked.provider, asked.owner.name, asked.location_name) == (ash.provider, "Ash Group", "Ash Home Care")
    assert (asked.authority, asked.eligibility) == (cast.authority, "in_scope")
    assert AuditEvent.objects.filter(verb="drew up who takes part").count() == 1


def test_a_second_time_adds_nobody(cast, ash):
    participations.draw_up(by=cast.alex, exercise_id=cast.exercise.id)
    done = participations.draw_up(by=cast.alex, exercise_id=cast.exercise.id)
    assert refused(done) == "Every location in scope takes part already."
    assert Participation.objects.filter(location=ash).count() == 1


@pytest.mark.parametrize(
    "changed", [{"is_dormant": True}, {"is_active": False}, {"is_homecare": False, "is_care_home": True}]
)
def test_what_is_not_in_scope_does_not_come_in(cast, ash, changed):
    Location.objects.filter(id=ash.id).update(**changed)
    assert isinstance(participations.draw_up(by=cast.alex, exercise_id=cast.exercise.id), Refusal)


def test_locations_of_other_authorities_do_not_come_in(cast, ash):
    Location.objects.filter(id=ash.id).update(authority=cast.elsewhere)
    assert isinstance(participations.draw_up(by=cast.alex, exercise_id=cast.exercise.id), Refusal)


def test_homes_come_in_with_their_beds_as_weight(cast):
    exercise = make_exercise(cast.authority, "Homes", service="care_home")
    facts = {"provider": cast.elm, "authority": cast.authority, "is_care_home": True}
    Location.objects.create(name="Elm House", cqc_location_id="1-9", beds=40, is_for_older_people=True, **facts)
    Location.objects.create(name="Elm Lodge", cqc_location_id="1-8", beds=8, **facts)
    participations.draw_up(by=cast.alex, exercise_id=exercise.id)
    asked = Participation.objects.get(exercise=exercise)
    assert (asked.location_name, asked.weight) == ("Elm House", 40)


def test_who_takes_part_and_is_dormant_by_now_stays_and_is_named(cast, ash):
    Location.objects.filter(id=cast.at_oak.location_id).update(is_dormant=True)
    page = text_of(get(cast.alex, "register:draw_up", cast.exercise.id))
    assert "Take part, and not shown in scope Oak Home Care" in page
    participations.draw_up(by=cast.alex, exercise_id=cast.exercise.id)
    assert Participation.objects.filter(id=cast.at_oak.id).exists()


# Not relevant


def test_an_analyst_marks_a_location_not_relevant_with_a_reason(cast):
    page = post(cast.dev, "submissions:not_relevant", cast.at_oak.id, reason="Supported living only")
    assert "Not relevant Supported living only" in text_of(page)
    asked = Participation.objects.get(id=cast.at_oak.id)
    assert (asked.eligibility, asked.eligibility_reason) == ("not_relevant", "Supported living only")
    event = AuditEvent.objects.get(verb="marked a location not relevant")
    assert (event.words, event.provider_id) == ("Oak Home Care", cast.oak.id)


def test_without_a_reason_it_stays_in_scope(cast):
    page = post(cast.dev, "submissions:not_relevant", cast.at_oak.id, reason="  ")
    assert "Say why this location is not relevant" in text_of(page)
    assert Participation.objects.get(id=cast.at_oak.id).eligibility == "in_scope"


def test_a_location_comes_back_into_scope(cast):
    participations.mark_not_relevant(by=cast.dev, participation_id=cast.at_oak.id, reason="Mistake")
    assert "is in scope again" in text_of(post(cast.dev, "register:in_scope", cast.at_oak.id))
    asked = Participation.objects.get(id=cast.at_oak.id)
    assert (asked.eligibility, asked.eligibility_reason) == ("in_scope", "")


def test_a_location_that_has_submitted_is_not_put_aside_without_its_return(cast):
    submitted(cast.bea, cast.at_oak)
    page = post(cast.dev, "submissions:not_relevant", cast.at_oak.id, reason="Too late")
    assert "Leave the return out instead" in text_of(page)
    assert Participation.objects.get(id=cast.at_oak.id).eligibility == "in_scope"


@pytest.mark.parametrize("name", mostly_by_night("alex", "fay", "ned", "carol", "gus", "ada", "bea", "una"))
def test_nobody_but_the_authoritys_analysts_judges_scope(cast, name):
    by = getattr(cast, name)
    assert participations.mark_not_relevant(by=by, participation_id=cast.at_oak.id, reason="x") is None
    assert participations.mark_in_scope(by=by, participation_id=cast.at_oak.id) is None
    assert get(by, "submissions:not_relevant", cast.at_oak.id).status_code == 404


# Longer


def days(count: int) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=count)
    return {"until_0": str(day.day), "until_1": str(day.month), "until_2": str(day.year)}


@pytest.mark.parametrize("name", ["alex", "dev", "ned"])
def test_a_location_gets_longer_with_a_reason(cast, name):
    page = post(getattr(cast, name), "register:give_longer", cast.at_elm.id, reason="Manager ill", **days(45))
    assert "Longer because: Manager ill" in text_of(page)
    asked = Participation.objects.get(id=cast.at_elm.id)
    until = timezone.localdate() + timedelta(days=45)
    assert (asked.extended_until, asked.extension_reason, last_day(asked)) == (until, "Manager ill", until)
    assert is_open(asked, until) and not is_open(asked, until + timedelta(days=1))
    assert not is_open(cast.at_oak, until)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    first_by_day(
        [
            ({**days(20), "reason": "x"}, "until", "The new day must be after"),
            ({**days(45), "reason": ""}, "reason", "Say why this location has longer"),
            ({"until_0": "31", "until_1": "2", "until_2": "2027", "reason": "x"}, "until", "Enter a real date"),
            ({"reason": "x"}, "until", "Enter the day, month and year"),
        ]
    ),
)
def test_longer_needs_a_later_day_and_a_reason(cast, fields, field, words):
    page = post(cast.dev, "register:give_longer", cast.at_elm.id, **fields)
    assert field in page.context["form"].errors
    assert words in text_of(page)
    assert Participation.objects.get(id=cast.at_elm.id).extended_until is None


def test_a_day_that_has_passed_is_not_longer(cast):
    exercise = make_exercise(cast.authority, "Over", closes_on=timezone.localdate() - timedelta(days=9))
    asked = Participation.objects.filter(id=cast.at_elm.id)
    asked.update(exercise=exercise)
    yesterday = timezone.localdate() - timedelta(days=1)
    done = participations.give_longer(by=cast.dev, participation_id=cast.at_elm.id, until=yesterday, reason="x")
    assert refused(done) == "The new day must not be in the past"


@pytest.mark.parametrize("name", mostly_by_night("fay", "carol", "gus", "ada", "una"))
def test_nobody_else_gives_longer(cast, name):
    assert get(getattr(cast, name), "register:give_longer", cast.at_elm.id).status_code == 404


# Invitations


@pytest.fixture
def sam(cast) -> ContactPerson:
    person = ContactPerson.objects.create(provider=cast.oak, full_name="Sam Oak", email="Sam@oak.example")
    person.locations.add(cast.at_oak.location)
    return person


def test_people_on_the_list_are_invited_as_administrators_of_their_provider(cast, sam):
    page = post(cast.alex, "register:invite", cast.exercise.id, contacts=[str(sam.id)])
    assert "Invitations were sent to sam@oak.example." in text_of(page)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name) == ("sam@oak.example", RoleName.PROVIDER_ADMINISTRATOR)
    assert (invitation.provider_id, invitation.scope_label) == (cast.oak.id, "Oak Care Ltd")
    (letter,) = mail.outbox
    assert letter.to == ["sam@oak.example"]
    assert "/invitations/" in letter.body


def test_whoever_is_invited_is_not_offered_again_and_gets_no_second_letter(cast, sam):
    contact_invitations.invite_contacts(by=cast.dev, exercise=cast.exercise, contact_ids=[sam.id])
    page = get(cast.dev, "register:invite", cast.exercise.id)
    assert page.context["choices"] == [] and page.context["already"] == 1
    again = contact_invitations.invite_contacts(by=cast.dev, exercise=cast.exercise, contact_ids=[sam.id])
    assert again.already == ["sam@oak.example"] and len(mail.outbox) == 1


def test_an_invitation_that_has_run_out_can_be_sent_again(cast, sam):
    contact_invitations.invite_contacts(by=cast.dev, exercise=cast.exercise, contact_ids=[sam.id])
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=9), expires_at=timezone.now())
    contact_invitations.invite_contacts(by=cast.dev, exercise=cast.exercise, contact_ids=[sam.id])
    assert len(mail.outbox) == 2


def test_whoever_acts_for_the_provider_already_needs_no_invitation(cast):
    email = cast.of(cast.bea).email
    done = contact_invitations.invite_address(
        by=cast.alex, exercise=cast.exercise, provider_id=cast.oak.id, email=email.upper()
    )
    assert done.already == [email] and not mail.outbox


def test_somebody_whom_no_list_names_is_invited_by_address(cast):
    fields = {"provider": str(cast.oak.id), "email": "new@oak.example"}
    assert "Invitations were sent" in text_of(post(cast.dev, "register:invite", cast.exercise.id, **fields))
    assert Invitation.objects.get().provider_id == cast.oak.id


def test_nobody_is_invited_for_a_provider_that_takes_no_part(cast):
    stranger = provider("Stranger Ltd")
    done = contact_invitations.invite_address(
        by=cast.alex, exercise=cast.exercise, provider_id=stranger.id, email="a@b.example"
    )
    assert done is None and not Invitation.objects.exists()


def test_a_letter_that_cannot_be_sent_leaves_no_invitation_and_the_others_go_out(cast, sam):
    other = ContactPerson.objects.create(provider=cast.oak, full_name="Ann Oak", email="ann@oak.example")
    other.locations.add(cast.at_oak.location)
    send = contact_invitations.account_mails.send_invitation

    def stumbles(**given):
        if given["invitation"].email == "ann@oak.example":
            raise OSError("no mail server")
        send(**given)

    with mock.patch.object(contact_invitations.account_mails, "send_invitation", stumbles):
        page = post(cast.alex, "register:invite", cast.exercise.id, contacts=[str(sam.id), str(other.id)])
    assert "No email could be sent to ann@oak.example." in text_of(page)
    assert [letter.to for letter in mail.outbox] == [["sam@oak.example"]]
    taken_back = Invitation.objects.get(email="ann@oak.example")
    assert invitations.why_not(taken_back) is not None


def test_people_of_locations_that_are_not_relevant_are_not_offered(cast, sam):
    participations.mark_not_relevant(by=cast.dev, participation_id=cast.at_oak.id, reason="x")
    assert get(cast.dev, "register:invite", cast.exercise.id).context["choices"] == []


def test_somebody_who_was_not_offered_cannot_be_slipped_in(cast, sam):
    stranger = ContactPerson.objects.create(provider=cast.oak, full_name="Eve", email="eve@evil.example")
    page = post(cast.dev, "register:invite", cast.exercise.id, contacts=[str(stranger.id)])
    assert page.context["listed"].errors and not mail.outbox
    done = contact_invitations.invite_contacts(by=cast.dev, exercise=cast.exercise, contact_ids=[stranger.id])
    assert not done.sent and not mail.outbox
