"""Whatever the team decides of a return that has come in, every page and file of the council stays as it was."""

import csv
import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import roles
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import Role
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, text_of
from costing.figure_words import day_in_words
from engagement.contacts.actions import contacts
from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.contacts.tests.test_contacts_are_logged import a_call
from engagement.coverage.actions import outcomes
from engagement.coverage.domain.outcome_names import LocationOutcome
from engagement.meetings.actions import one_to_one_outcomes
from engagement.meetings.domain.one_to_ones import MeetingOutcome
from engagement.meetings.tests.test_one_to_ones_are_booked import booked, opened
from engagement.models import Booking, OutcomeOverride
from register.actions import participations
from register.models import Participation
from submissions import queries as submissions
from submissions.actions import exemptions, returns
from submissions.domain.exemptions import ExemptionReason
from submissions.models import ExemptionRequest, Return
from submissions.tests.cast import (
    Cast,
    accepted,
    as_worker,
    at,
    behind_the_wall,
    explain_all,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAGES = (
    "dashboard",
    "standing_list",
    "standing_csv",
    "location_list",
    "extension_list",
    "annex_b",
    "call_list",
    "slot_list",
    "event_list",
    "contact_list",
)
LOCATION = "engagement:location_detail"
TABLES = ("coverage", "outcomes", "standard", "reasons", "weeks", "forecast")


def seen_by(cast: Cast, name: str) -> dict[str, str]:
    """Everything that this person can look at of the exercise and of Elm's location, without what a clock moves."""
    who, exercise = getattr(cast, name), cast.exercise.id
    found = {page: get(who, f"engagement:{page}", exercise) for page in PAGES}
    found |= {f"table {table}": get(who, "engagement:dashboard_table", exercise, table) for table in TABLES}
    found["location"] = get(who, LOCATION, exercise, cast.at_elm.id)
    found["home"] = client_of(who).get(reverse("home"))
    assert name != "carol" or {answer.status_code for answer in found.values()} == {200}
    return {page: without_the_clock(text_of(answer)) for page, answer in found.items()}


def location_seen_by(cast: Cast, name: str) -> str:
    return text_of(get(getattr(cast, name), LOCATION, cast.exercise.id, cast.at_elm.id))


def without_the_clock(words: str) -> str:
    return re.sub(r"\d{1,2}:\d{2}(am|pm)?|as at [^.]*", "", words, flags=re.IGNORECASE)


def send_back(cast: Cast, submission: Return) -> None:
    done = returns.reopen(by=cast.dev, return_id=submission.id, reason="Please look at the mileage")
    assert isinstance(done, Return)


def leave_out(cast: Cast, submission: Return) -> None:
    assert isinstance(returns.exclude(by=cast.dev, return_id=submission.id, reason="No total"), Return)


def send_back_and_give_longer(cast: Cast, submission: Return) -> None:
    send_back(cast, submission)
    longer(cast)


def send_back_and_have_it_again(cast: Cast, submission: Return) -> None:
    send_back(cast, submission)
    again(cast, submission)


def longer(cast: Cast) -> None:
    until = cast.exercise.closes_on + timedelta(days=10)
    done = participations.give_longer(by=cast.dev, participation_id=cast.at_elm.id, until=until, reason="To correct it")
    assert isinstance(done, Participation)


def again(cast: Cast, submission: Return) -> None:
    explain_all(cast.ada, submission)
    number = Return.objects.get(id=submission.id).current.number
    done = returns.submit(by=cast.ada, return_id=submission.id, version_number=number, declared_by_name="Ada Elm")
    assert isinstance(done, Return)


def send_back_and_give_an_outcome(cast: Cast, submission: Return) -> None:
    send_back(cast, submission)
    done = outcomes.give(
        by=cast.dev, participation_id=cast.at_elm.id, outcome=LocationOutcome.ANSWERED, reason="They correct it"
    )
    assert isinstance(done, OutcomeOverride)


def send_back_and_mark_not_relevant(cast: Cast, submission: Return) -> None:
    send_back(cast, submission)
    mark_not_relevant(cast)


def leave_out_and_mark_not_relevant(cast: Cast, submission: Return) -> None:
    leave_out(cast, submission)
    mark_not_relevant(cast)


def mark_not_relevant(cast: Cast) -> None:
    """Try it on its own page, and together with others."""
    page = text_of(post(cast.dev, "submissions:not_relevant", cast.at_elm.id, reason="Live-in care"))
    assert "A return has come in for this location" in page
    told = together(cast, "not-relevant", [cast.at_elm.id], reason="Live-in care")
    assert "Left as it was: 1" in told


def together(cast: Cast, action: str, ids: list[UUID], client: Client | None = None, **said: object) -> str:
    address, client = reverse("submissions:together", args=[cast.exercise.id, action]), client or client_of(cast.dev)
    page = client.get(address, {"which": "ticked", "ids": [str(each) for each in ids]})
    (work,) = set(re.findall(r'name="work" value="([^"]+)"', page.content.decode()))
    return text_of(client.post(address, {"work": work, **said}))


def send_back_and_give_many_longer(cast: Cast, submission: Return) -> None:
    send_back(cast, submission)
    until = cast.exercise.closes_on + timedelta(days=10)
    day = {"until_0": until.day, "until_1": until.month, "until_2": until.year}
    assert "1 location is given longer" in together(cast, "longer", [cast.at_elm.id], reason="To correct it", **day)


def accept_together(cast: Cast, submission: Return) -> None:
    assert "1 return is accepted" in together(cast, "accept", [submission.participation_id])


def by_night(decide: Callable[[Cast, Return], None]) -> Any:
    """Another way to the same decision, or the same way to another one."""
    return pytest.param(decide, marks=pytest.mark.nightly)


def by_proof(decide: Callable[[Cast, Return], None]) -> Any:
    return pytest.param(decide, marks=pytest.mark.proof)


DECISIONS = (
    by_proof(send_back_and_mark_not_relevant),
    by_proof(leave_out_and_mark_not_relevant),
    by_proof(send_back_and_give_many_longer),
    by_proof(accept_together),
    by_proof(send_back_and_give_an_outcome),
    send_back,
    by_night(leave_out),
    by_proof(send_back_and_give_longer),
    by_proof(send_back_and_have_it_again),
)


@pytest.mark.parametrize("decide", DECISIONS, ids=lambda decide: decide.__name__)
def test_every_page_of_the_council_stays_as_it_was(cast: Cast, decide):
    earlier = timezone.now() - timedelta(days=8)
    with at(earlier):
        submission = submitted(cast.ada, cast.at_elm)
        accepted(cast.bea, cast.dev, cast.at_oak)
    before = [seen_by(cast, name) for name in ("carol", "reg")]
    decide(cast, submission)
    assert [seen_by(cast, name) for name in ("carol", "reg")] == before


def test_the_provider_s_own_word_counts(cast: Cast):
    submission = submitted(cast.ada, cast.at_elm)
    assert "Return received" in location_seen_by(cast, "carol")
    returns.take_back(by=cast.ada, return_id=submission.id)
    assert "Return received" not in location_seen_by(cast, "carol")


def test_neither_worker_nor_campaign_writes_to_it_as_missing(cast: Cast):
    """A reminder to a location whose return is in would tell the council, which sees what was sent."""
    submission = submitted(cast.ada, cast.at_elm)
    send_back(cast, submission)
    with as_worker():
        assert submissions.received_for_tasks([cast.at_elm.id]) == {cast.at_elm.id}
        assert submissions.progress_for_tasks(cast.exercise.id)[cast.at_elm.id].received_at


def test_no_live_count_of_usable_returns_has_a_door(cast: Cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname = 'returns_usable'")
        assert cursor.fetchone() == (0,)


def test_annex_b_is_the_same_whoever_makes_it(cast: Cast):
    send_back(cast, submitted(cast.ada, cast.at_elm))
    accepted(cast.bea, cast.dev, cast.at_oak)
    pages = {
        name: text_of(get(getattr(cast, name), "engagement:annex_b", cast.exercise.id)) for name in ("ned", "carol")
    }
    tables = [without_the_clock(words).partition("Who was asked")[2] for words in pages.values()]
    assert tables[0] == tables[1] and tables[0]


def test_an_auditor_of_the_council_reads_no_decision_in_the_trail(cast: Cast):
    leave_out(cast, submitted(cast.ada, cast.at_elm))
    assert "left a return out" in text_of(get(cast.una, "accounts:audit_list"))
    person = cast.of(cast.una)
    roles.grant(by=None, person=person, name=RoleName.COMMISSIONER, authority_id=cast.authority.id)
    with behind_the_wall(cast.una):
        assert not accounts.audit_events(cast.una).filter(verb__contains="return").exists()


@pytest.mark.nightly
@pytest.mark.parametrize("outcome", [ContactOutcome.PROMISED_DATE, ContactOutcome.DECLINED_CAPACITY])
def test_what_is_promised_to_the_team_after_it_came_in_is_a_talk_to_the_council(cast: Cast, outcome: ContactOutcome):
    with at(timezone.now() - timedelta(days=8)):
        submission = submitted(cast.ada, cast.at_elm)
    send_back(cast, submission)
    day = timezone.localdate() + timedelta(days=3) if outcome is ContactOutcome.PROMISED_DATE else None
    said = a_call(cast, outcome=outcome, promised_on=day)
    contacts.log(by=cast.ned, contacted=said)
    shown = {name: location_seen_by(cast, name).partition("Timeline")[2].lower() for name in ("ned", "carol")}
    assert outcome.label.lower() in shown["ned"]
    assert outcome.label.lower() not in shown["carol"] and "promised" not in shown["carol"]


TOLD = [ContactOutcome.PROMISED_DATE, ContactOutcome.DECLINED_CAPACITY]


def told_after_it_came_in(cast: Cast, outcome: ContactOutcome) -> None:
    with at(timezone.now() - timedelta(days=8)):
        submission = submitted(cast.ada, cast.at_elm)
    send_back(cast, submission)
    day = timezone.localdate() + timedelta(days=3) if outcome is ContactOutcome.PROMISED_DATE else None
    contacts.log(by=cast.ned, contacted=a_call(cast, outcome=outcome, promised_on=day))
    contacts.log(by=cast.ned, contacted=a_call(cast, outcome=ContactOutcome.NO_ANSWER))


def shown(cast: Cast, name: str, **asked: str) -> list[str]:
    """Return the outcomes in the log's list, which are those in its file."""
    who, exercise = getattr(cast, name), cast.exercise.id
    listed = [
        each.contact.outcome for each in get(who, "engagement:contact_list", exercise, **asked).context["entries"]
    ]
    text = get(who, "engagement:contact_csv", exercise, **asked).getvalue().decode().removeprefix("\ufeff")
    filed = [row["Outcome"] for row in csv.DictReader(StringIO(text))]
    assert sorted(filed) == sorted(ContactOutcome.of(each).label for each in listed)
    return listed


@pytest.mark.parametrize("outcome", first_by_day(TOLD))
def test_the_log_is_filtered_by_what_its_reader_is_shown(cast: Cast, outcome: ContactOutcome):
    told_after_it_came_in(cast, outcome)
    assert shown(cast, "ned", outcome=outcome) == [outcome] and shown(cast, "ned", outcome="spoke") == []
    assert shown(cast, "carol", outcome=outcome) == [] and shown(cast, "carol", outcome="spoke") == ["spoke"]


@pytest.mark.parametrize("outcome", first_by_day(TOLD))
def test_the_log_is_sorted_by_what_its_reader_is_shown(cast: Cast, outcome: ContactOutcome):
    told_after_it_came_in(cast, outcome)
    assert shown(cast, "ned", sort="outcome") == sorted([outcome, "no_answer"])
    assert shown(cast, "carol", sort="outcome") == ["no_answer", "spoke"]


def test_what_was_promised_before_it_came_in_stays_a_promise(cast: Cast):
    with at(timezone.now() - timedelta(days=8)):
        day = timezone.localdate() + timedelta(days=3)
        contacts.log(by=cast.ned, contacted=a_call(cast, outcome=ContactOutcome.PROMISED_DATE, promised_on=day))
    send_back(cast, submitted(cast.ada, cast.at_elm))
    assert shown(cast, "carol", outcome="promised_date") == ["promised_date"]


@pytest.mark.parametrize("outcome", first_by_day(TOLD))
def test_what_came_of_a_1_2_1_with_the_team_is_a_talk_to_the_council(cast: Cast, outcome: ContactOutcome):
    send_back(cast, submitted(cast.ada, cast.at_elm))
    booking = booked(cast, opened(cast, cast.ned))
    with at(booking.slot.ends_at + timedelta(minutes=1)):
        day = timezone.localdate() + timedelta(days=3) if outcome is ContactOutcome.PROMISED_DATE else None
        said = MeetingOutcome(outcome, promised_on=day)
        assert isinstance(one_to_one_outcomes.say(by=cast.ned, booking_id=booking.id, said=said), Booking)
        week = {"week": timezone.localdate().isoformat()}
        for name, label in (("ned", outcome.label), ("carol", "Spoke")):
            who = getattr(cast, name)
            listed = text_of(get(who, "engagement:slot_list", cast.exercise.id, **week))
            on_page = text_of(get(who, "engagement:booking_detail", booking.id))
            assert label in listed and label in on_page
            assert name == "ned" or outcome.label not in listed + on_page
            assert shown(cast, name, outcome=outcome) == ([outcome] if name == "ned" else [])


@pytest.mark.parametrize("decide", first_by_day([send_back, leave_out]))
def test_what_its_provider_asks_for_itself_is_its_own_word(cast: Cast, decide):
    """As if it had taken its return back: the council cannot tell the one from the other."""
    decide(cast, submitted(cast.ada, cast.at_elm))
    word = exemptions.say(by=cast.ada, participation_id=cast.at_elm.id, reason=ExemptionReason.CLOSED, words="Closed")
    assert isinstance(word, ExemptionRequest)
    done = exemptions.decide(by=cast.dev, word_id=word.id, agrees=True, words="Seen")
    assert isinstance(done, ExemptionRequest)
    page = location_seen_by(cast, "carol")
    assert "Not relevant" in page and "Return received" not in page
    with as_worker():
        assert not submissions.progress_for_tasks(cast.exercise.id)[cast.at_elm.id].received_at


@pytest.mark.parametrize("name", first_by_day(["una", "alex"]))
def test_the_csv_of_the_trail_tells_no_decision_to_somebody_of_the_council(cast: Cast, name: str):
    send_back_and_give_longer(cast, submitted(cast.ada, cast.at_elm))
    who = getattr(cast, name)
    roles.grant(by=None, person=cast.of(who), name=RoleName.COMMISSIONER, authority_id=cast.authority.id)
    client = client_of(who)
    client.post(reverse("accounts:choose_context"), {"role": role_of(who)})
    text = b"".join(client.get(reverse("audit_file")).streaming_content).decode()
    assert "granted a role" in text and "return" not in {row["About"] for row in csv.DictReader(StringIO(text))}
    assert "gave a location longer" not in text


REGISTER = (("register:asked_list", "exercise"), ("submissions:asked_detail", "at_elm"))


def in_the_register(cast: Cast) -> str:
    pages = [get(cast.alex, name, getattr(cast, about).id) for name, about in REGISTER]
    forms = [get(cast.alex, "register:give_longer", cast.at_elm.id)]
    return " ".join(text_of(page) if page.status_code == 200 else "" for page in pages + forms)


def test_an_administrator_of_the_council_sees_no_later_day_in_the_register(cast: Cast):
    send_back_and_give_longer(cast, submitted(cast.ada, cast.at_elm))
    later = day_in_words(Participation.objects.get(id=cast.at_elm.id).extended_until)
    assert later in in_the_register(cast) and "To correct it" in in_the_register(cast)
    roles.grant(by=None, person=cast.of(cast.alex), name=RoleName.COMMISSIONER, authority_id=cast.authority.id)
    client = client_of(cast.alex)
    client.post(reverse("accounts:choose_context"), {"role": role_of(cast.alex)})
    pages = [client.get(reverse(name, args=[getattr(cast, about).id])) for name, about in REGISTER]
    assert [page.status_code for page in pages] == [200, 200]
    shown = " ".join(map(text_of, pages))
    assert later not in shown and "To correct it" not in shown and "You work for the council as well" in shown
    form = reverse("register:give_longer", args=[cast.at_elm.id])
    assert client.get(form).status_code == 404 and "give-longer" not in shown and form not in str(pages[1].content)
    until = cast.exercise.closes_on + timedelta(days=5)
    given = {"by": cast.alex, "participation_id": cast.at_elm.id, "until": until, "reason": "Asked"}
    assert participations.give_longer(**given) == participations.NOT_FOR_THE_COUNCIL
    day = {"until_0": until.day, "until_1": until.month, "until_2": until.year}
    told = together(cast, "longer", [cast.at_elm.id], client, reason="Asked", **day)
    assert "You work for the council as well" in told and later not in told


def role_of(who: Context) -> str:
    return str(Role.objects.get(person_id=who.person_id, name=who.role).id)
