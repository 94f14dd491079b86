"""Events: invited once, seats given in turn, each authority's locations its own, and each coming logged once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from engagement import queries
from engagement.meetings.actions import (
    event_invitations,
    event_worker,
    events,
    registrations,
    send_notices,
)
from engagement.meetings.domain.events import (
    Coming,
    EventKind,
    Planned,
    Whom,
)
from engagement.meetings.tests.test_notices_go_out_once import sent
from engagement.models import (
    Contact,
    Event,
    EventFor,
    Invite,
    Notice,
    Registration,
)
from register.models import ContactPerson
from submissions.tests.cast import (
    Cast,
    as_worker,
    at,
    behind_the_wall,
    make_exercise,
    person,
    refused,
    submitted,
    take_part,
)

pytestmark = pytest.mark.django_db
STARTS = timedelta(days=5)
PAT = Coming("Pat Elm", "pat@elm.example")
OLA = Coming("Ola Oak", "ola@oak.example")


def planned(cast: Cast, by: Context | None = None, **changed: object) -> Event:
    begins = (timezone.now() + STARTS).replace(microsecond=0)
    asked = Planned(EventKind.WORKSHOP, "Overheads", begins, begins + timedelta(hours=1), (cast.exercise.id,), "Hall")
    done = events.plan(by=by or cast.ned, planned=replace(asked, **changed))
    assert isinstance(done, Event), done
    return done


def people(cast: Cast) -> None:
    for at_, who in ((cast.at_elm, PAT), (cast.at_oak, OLA)):
        one = ContactPerson.objects.create(provider=at_.provider, full_name=who.name, email=who.email)
        one.locations.add(at_.location)
        if at_ == cast.at_elm:
            one.locations.add(cast.at_elm_too.location)


def invite(cast: Cast, event: Event, expected: int = 2, **how: object) -> object:
    asked = {"whom": Whom.EVERYBODY} | how
    return event_invitations.invite(by=cast.ned, event=event, exercise_id=cast.exercise.id, expected=expected, **asked)


def register(who: Context, event: Event, asked, coming: Coming = PAT, comes: bool = True) -> Registration:
    done = registrations.answer(by=who, event=event, participation_id=asked.id, comes=comes, coming=coming)
    assert isinstance(done, Registration), done
    return done


def work() -> None:
    with as_worker():
        event_worker.settle()
        send_notices.sweep()
        event_worker.settle()


def log() -> list[tuple[str, str, str]]:
    rows = Contact.objects.filter(withdrawn_at=None).order_by("outcome", "channel")
    return [(row.channel, row.outcome, row.about.first().participation.location_name) for row in rows]


@pytest.mark.parametrize("name", ("ned", "dev", "fay", "carol"))
def test_whoever_reaches_providers_plans_one_and_both_sides_see_it(cast: Cast, name: str):
    with behind_the_wall(who := getattr(cast, name)):
        event = planned(cast, who)
    for other in (cast.ned, cast.carol):
        with behind_the_wall(other):
            assert list(queries.events(other, cast.exercise.id)) == [event]
    other = cast.ned if name == "carol" else cast.carol
    with behind_the_wall(other):
        assert events.cancel(by=other, exercise_id=cast.exercise.id, event_id=event.id) is None


@pytest.mark.parametrize("name", ("ada", "reg", "gus", "alex", "una"))
def test_nobody_else_plans_or_changes_one(cast: Cast, name: str):
    who, event = getattr(cast, name), planned(cast)
    asked = events.planned_of(event, (cast.exercise.id,))
    assert events.plan(by=who, planned=asked) is None
    assert events.cancel(by=who, exercise_id=cast.exercise.id, event_id=event.id) is None
    assert (
        event_invitations.invite(by=who, event=event, exercise_id=cast.exercise.id, whom=Whom.EVERYBODY, expected=0)
        is None
    )
    assert not queries.places(who, event).exists()
    if name != "ada":
        with behind_the_wall(who):
            assert not Event.objects.exists() and not EventFor.objects.exists()


def test_each_address_is_invited_once_for_all_its_locations_and_the_log_says_so(cast: Cast):
    people(cast)
    event = planned(cast)
    with behind_the_wall(cast.ned):
        assert "others than you were shown" in refused(invite(cast, event, 1))
        assert invite(cast, event) == 2
        assert "Nobody is left" in refused(invite(cast, event))
    work()
    work()
    assert sent() == [("ola", "REQUEST", "0"), ("pat", "REQUEST", "0")]
    assert {(row.channel, row.outcome) for row in Contact.objects.all()} == {("email", "sent")}
    assert sorted(row.about.count() for row in Contact.objects.all()) == [1, 2]


def test_two_people_of_one_location_are_both_invited_and_hold_one_place(cast: Cast):
    people(cast)
    other = ContactPerson.objects.create(provider=cast.at_oak.provider, full_name="Ole Oak", email="ole@oak.example")
    other.locations.add(cast.at_oak.location)
    event = planned(cast)
    assert invite(cast, event, expected=3) == 3
    assert Registration.objects.filter(event=event, participation=cast.at_oak).count() == 1


def test_by_zone_and_by_choice(cast: Cast):
    people(cast)
    type(cast.at_oak).objects.filter(id=cast.at_oak.id).update(zone="North")
    event = planned(cast)
    north = queries.event_audience(cast.ned, event, cast.exercise.id, Whom.ZONE, ["North"])
    assert [one.address for one in north.recipients] == [OLA.email]
    chosen = queries.event_audience(cast.ned, event, cast.exercise.id, Whom.CHOSEN, (), [cast.at_elm_too.id])
    assert [one.participation_ids for one in chosen.recipients] == [(cast.at_elm_too.id,)]
    register(cast.ada, event, cast.at_elm)
    work()
    cold = queries.event_audience(cast.ned, event, cast.exercise.id, Whom.NOT_ENGAGED)
    assert {each for one in cold.recipients for each in one.participation_ids} == {cast.at_elm_too.id, cast.at_oak.id}


def test_a_provider_registers_behind_the_wall_and_sees_nobody_else(cast: Cast):
    event = planned(cast)
    with behind_the_wall(cast.ada):
        assert list(queries.events_open_to(cast.ada, cast.at_elm.id)) == [event]
        assert register(cast.ada, event, cast.at_elm).seat == "seated"
    with behind_the_wall(cast.bea):
        assert not Registration.objects.exists() and not Notice.objects.exists() and not Invite.objects.exists()
        assert (
            registrations.answer(by=cast.bea, event=event, participation_id=cast.at_elm.id, comes=True, coming=PAT)
            is None
        )
    work()
    work()
    assert sent() == [("pat", "REQUEST", "1")]
    assert log() == [("session", "registered", "Elm Home Care")]


def test_one_by_invitation_is_found_only_by_who_is_invited(cast: Cast):
    people(cast)
    event = planned(cast, by_invitation=True)
    invite(cast, event, 1, whom=Whom.CHOSEN, chosen=(cast.at_elm.id,))
    for who, asked, found in ((cast.ada, cast.at_elm, 1), (cast.bea, cast.at_oak, 0)):
        with behind_the_wall(who):
            assert queries.events_open_to(who, asked.id).count() == found


def test_when_it_is_full_the_next_waits_and_gets_the_first_free_seat(cast: Cast):
    event = planned(cast, capacity=1)
    first = register(cast.ada, event, cast.at_elm)
    with behind_the_wall(cast.bea):
        second = register(cast.bea, event, cast.at_oak, OLA)
        assert queries.seats_left(event) == 0
    assert (first.seat, second.seat) == ("seated", "waiting")
    work()
    assert sent() == [("ola", "", ""), ("pat", "REQUEST", "1")]
    with behind_the_wall(cast.ada):
        register(cast.ada, event, cast.at_elm, comes=False)
    second.refresh_from_db()
    assert second.seat == "seated"
    work()
    assert sent() == [("ola", "REQUEST", "2"), ("pat", "CANCEL", "2")]


def test_more_room_lets_those_in_who_wait(cast: Cast):
    event = planned(cast, capacity=1)
    for who, asked in ((cast.ada, cast.at_elm), (cast.ada, cast.at_elm_too), (cast.bea, cast.at_oak)):
        register(who, event, asked)
    asked = replace(events.planned_of(event, (cast.exercise.id,)), capacity=2)
    with behind_the_wall(cast.ned):
        assert isinstance(
            events.change(by=cast.ned, exercise_id=cast.exercise.id, event_id=event.id, planned=asked), Event
        )
    assert list(Registration.objects.order_by("answered_at").values_list("seat", flat=True)) == [
        "seated",
        "seated",
        "waiting",
    ]


def test_a_changed_time_and_a_cancellation_reach_who_is_registered_and_nobody_else(cast: Cast):
    people(cast)
    event = planned(cast)
    invite(cast, event)
    register(cast.ada, event, cast.at_elm)
    work()
    mail.outbox.clear()
    asked = events.planned_of(event, (cast.exercise.id,))
    for changed in ({"words": "New words"}, {"place": "Another hall"}):
        asked = replace(asked, **changed)
        events.change(by=cast.ned, exercise_id=cast.exercise.id, event_id=event.id, planned=asked)
        work()
    assert sent() == [("pat", "REQUEST", "2")]
    events.cancel(by=cast.ned, exercise_id=cast.exercise.id, event_id=event.id, because="Snow")
    work()
    work()
    assert [message.subject.split(":")[0] for message in mail.outbox] == ["Cancelled"]
    assert sent() == [("pat", "CANCEL", "3")]


def test_the_reminder_goes_to_who_still_has_a_place(cast: Cast):
    event = planned(cast)
    register(cast.ada, event, cast.at_elm)
    register(cast.bea, event, cast.at_oak, OLA)
    work()
    register(cast.bea, event, cast.at_oak, OLA, comes=False)
    work()
    mail.outbox.clear()
    with at(event.starts_at - timedelta(hours=24)):
        work()
        work()
    assert sent() == [("pat", "", "")]


def test_the_link_in_the_mail_answers_for_all_locations_without_signing_in(cast: Cast):
    people(cast)
    event = planned(cast)
    invite(cast, event)
    token = registrations.token_of(Invite.objects.get(email=PAT.email).id)
    with behind_the_wall(None):
        assert not Invite.objects.exists() and not Registration.objects.exists()
        told = queries.invited_by(registrations.invite_in(token))
        assert [each.location for each in told] == ["Elm Home Care", "Elm Home Care North"]
        assert registrations.answer_by_link(token=token, comes=True, name="Pat")
        assert not registrations.answer_by_link(token=token, comes=True, name="Pat again")
        assert {each.seat for each in queries.invited_by(registrations.invite_in(token))} == {"seated"}
    assert registrations.invite_in(token + "x") is None
    assert set(Registration.objects.filter(seat="seated").values_list("participation_id", flat=True)) == {
        cast.at_elm.id,
        cast.at_elm_too.id,
    }


def test_who_came_is_one_entry_however_often_it_is_ticked(cast: Cast):
    event = planned(cast)
    elm, oak = register(cast.ada, event, cast.at_elm), register(cast.bea, event, cast.at_oak, OLA)
    work()
    note = lambda *came, **more: registrations.note_attendance(  # noqa: E731
        by=cast.ned, event=event, exercise_id=cast.exercise.id, came=came, **more
    )
    assert "not begun" in refused(note(elm.id))
    with at(event.starts_at + timedelta(hours=1)), behind_the_wall(cast.ned):
        assert note(oak.id) == 1
    work()
    with at(event.starts_at + timedelta(hours=1)), behind_the_wall(cast.ned):
        assert note(elm.id, walked_in=[cast.at_elm_too.id]) == 2
    work()
    work()
    assert sorted(log()) == [
        ("session", "attended", "Elm Home Care"),
        ("session", "attended", "Elm Home Care North"),
        ("session", "did_not_attend", "Oak Home Care"),
        ("session", "registered", "Elm Home Care"),
        ("session", "registered", "Oak Home Care"),
    ]
    rows = queries.follow_up(cast.ned, event, cast.exercise.id)
    assert [(row[0], row[2]) for row in rows] == [("Oak Home Care", "Registered and did not come")]


def test_who_only_waited_for_a_seat_has_not_stayed_away(cast: Cast):
    event = planned(cast, capacity=1)
    for who, asked in ((cast.ada, cast.at_elm), (cast.bea, cast.at_oak)):
        register(who, event, asked)
    with at(event.starts_at + timedelta(hours=1)):
        registrations.note_attendance(by=cast.ned, event=event, exercise_id=cast.exercise.id, came=())
    work()
    assert [row for row in log() if row[1] == "did_not_attend"] == [("session", "did_not_attend", "Elm Home Care")]
    assert [row[2] for row in queries.follow_up(cast.ned, event, cast.exercise.id)] == [
        "Registered and did not come",
        "Not invited, did not register",
        "Was on the waiting list",
    ]


def test_whose_return_is_in_comes_last_among_those_to_follow_up(cast: Cast):
    event = planned(cast)
    submitted(cast.ada, cast.at_elm)
    with behind_the_wall(cast.carol):
        rows = queries.follow_up(cast.carol, event, cast.exercise.id)
    assert [row[0] for row in rows][-1] == "Elm Home Care" and len(rows) == 3
    assert [row[2].endswith("; its return is in") for row in rows] == [False, False, True]


class TestJoint:
    """Elsewhere joins by the code; each authority sees and changes its own locations alone."""

    @pytest.fixture
    def guest(self, cast: Cast) -> Context:
        return person("Nina Next", RoleName.ENGAGEMENT_OFFICER, cast.elsewhere)

    @pytest.fixture
    def joined(self, cast: Cast, guest: Context):
        event, theirs = planned(cast, capacity=2), make_exercise(cast.elsewhere)
        asked = take_part(theirs, cast.oak, "Oak Elsewhere", "1-100000009")
        with behind_the_wall(guest):
            assert not Event.objects.exists()
            assert "no event with this code" in refused(events.join(by=guest, exercise_id=theirs.id, code="NOPE"))
            assert events.join(by=guest, exercise_id=theirs.id, code=f" {event.code.lower()} ") == event.id
            assert "already" in refused(events.join(by=guest, exercise_id=theirs.id, code=event.code))
        return event, theirs, asked

    def test_joined_it_is_theirs_to_invite_to_and_not_to_change(self, cast: Cast, guest: Context, joined):
        event, theirs, _ = joined
        with behind_the_wall(guest):
            assert queries.event_for(guest, theirs.id, event.id) == event
            assert queries.event_for(guest, cast.exercise.id, event.id) is None
            assert events.cancel(by=guest, exercise_id=theirs.id, event_id=event.id) is None
            assert Event.objects.filter(id=event.id).update(title="Mine") == 0
        with behind_the_wall(cast.ned):
            assert {each.exercise.authority.name for each in queries.offered_to(cast.ned, event)} == {
                "Testshire",
                "Elsewhere",
            }

    def test_neither_sees_the_others_locations_and_all_share_the_seats(self, cast: Cast, guest: Context, joined):
        event, _, asked = joined
        with behind_the_wall(cast.bea):
            register(cast.bea, event, asked, OLA)
        register(cast.ada, event, cast.at_elm)
        late = register(cast.ada, event, cast.at_elm_too)
        assert late.seat == "waiting"
        for who, seen in ((guest, {asked.id}), (cast.ned, {cast.at_elm.id, cast.at_elm_too.id})):
            with behind_the_wall(who):
                assert set(Registration.objects.values_list("participation_id", flat=True)) == seen
                assert {place.participation_id for place in queries.places(who, event)} == seen
        events.cancel(by=cast.ned, exercise_id=cast.exercise.id, event_id=event.id)
        work()
        assert [whom for whom, *_ in sent()] == ["ola", "pat", "pat"]


def test_who_came_is_noted_by_the_side_whose_event_it_is(cast: Cast):
    event = planned(cast)
    place = register(cast.ada, event, cast.at_elm)
    with at(event.starts_at + timedelta(minutes=5)):
        given = {"event": event, "exercise_id": cast.exercise.id, "came": [place.id]}
        assert registrations.note_attendance(by=cast.carol, **given) is None
        assert registrations.note_attendance(by=cast.fay, **given) == 1
    coming = Coming("Elm", "elm@example.org")
    said = {"event": event, "participation_id": cast.at_elm_too.id, "comes": True, "coming": coming}
    assert registrations.answer(by=cast.carol, **said) is None
