"""What happened at one location, for each reader as far as it is theirs; never a word or a figure of a return."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, text_of
from engagement import queries
from engagement.contacts.actions import contacts
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Source
from engagement.contacts.tests.test_contacts_are_logged import DOES_NOT, a_call
from engagement.coverage.actions import outcomes
from engagement.coverage.domain.outcome_names import LocationOutcome
from register.actions import participations
from submissions.actions import returns
from submissions.models import ReturnQuestion
from submissions.tests.cast import Cast, behind_the_wall, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
SENT_IN = ("Uploaded a workbook", "Submitted the return")
ASKED = ("An analyst asked a question", "A question was answered")


@pytest.fixture
def played(cast: Cast) -> Cast:
    """Elm sent its return and it was accepted; it had longer, was asked something, and was mailed by a campaign."""
    today, now = timezone.localdate(), timezone.now()
    until = cast.exercise.closes_on + timedelta(days=3)
    participations.give_longer(by=cast.ned, participation_id=cast.at_elm.id, until=until, reason="MARKER-REASON")
    submission = submitted(cast.ada, cast.at_elm)
    ReturnQuestion.objects.create(
        exercise=cast.exercise, authority=cast.authority, provider=cast.elm, participation=cast.at_elm,
        asked_side="team", label="MARKER-LABEL", words="MARKER-QUERY", asked_at=now, asked_by_id=cast.dev.person_id,
        answer="MARKER-ANSWER", answered_at=now, answered_by_id=cast.ada.person_id, state="answered",
    )  # fmt: skip
    returns.accept(by=cast.dev, return_id=submission.id, version_number=1)
    for contacted in (
        a_call(cast, words="MARKER-NOTE", next_step="MARKER-STEP", next_on=today),
        a_call(cast, channel=Channel.EMAIL, outcome=ContactOutcome.SENT, source=Source.CAMPAIGN, words="", topics=()),
        a_call(cast, channel=Channel.EMAIL, source=Source.MAILBOX, words="MARKER-REPLY"),
    ):
        contacts.log(by=cast.ned, contacted=contacted)
    return cast


def words_of(cast: Cast, name: str, kind: str = "") -> list[str]:
    with behind_the_wall(who := getattr(cast, name)):
        entries = queries.timeline(who, cast.at_elm, kind)
        return [each.happened.words if each.happened else each.logged.kind.value for each in entries]


@pytest.mark.parametrize("name", ["ned", "dev", "fay"])
def test_the_team_sees_every_step(played: Cast, name: str):
    told = words_of(played, name)
    for words in (*SENT_IN, *ASKED, "The return was accepted", "Given longer"):
        assert words in told, words
    assert told.count("contact") == 2 and told.count("email") == 1


def test_the_council_sees_that_it_came_in_and_not_what_became_of_it(played: Cast):
    told = words_of(played, "carol")
    assert {"Began the return", "Return received", "Given longer", "contact", "email"} == set(told)


@pytest.mark.parametrize("name", first_by_day(["gus", *DOES_NOT], 2))
def test_nobody_else_is_told_anything_not_even_by_the_database(played: Cast, name: str):
    assert words_of(played, name) == []
    with behind_the_wall(getattr(played, name)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM location_events(%s)", [played.at_elm.id])
        assert cursor.fetchone() == (0,)


def test_an_invitation_without_an_id_is_told_like_any_other(cast: Cast):
    sent = a_call(
        cast, channel=Channel.EMAIL, outcome=ContactOutcome.SENT, source=Source.INVITATION, words="", topics=()
    )
    contacts.log(by=cast.ned, contacted=sent)
    assert words_of(cast, "ned") == ["invitation"]


def test_it_is_filtered_by_kind(played: Cast):
    assert set(words_of(played, "ned", "query")) == set(ASKED)
    assert words_of(played, "ned", "extension") == ["Given longer"]
    assert words_of(played, "ned", "email") == ["email"]
    assert len(words_of(played, "ned", "zebra")) == len(words_of(played, "ned"))


def test_no_marker_is_found_by_the_council_on_any_page_or_file_of_the_log(played: Cast):
    call = queries.contacts(played.ned).filter(channel="call").get()
    of_exercise = ("location_list", "contact_list", "contact_csv", "person_list", "duplicate_list", "log_import_new")
    hers = [get(played.carol, f"engagement:{name}", played.exercise.id) for name in of_exercise]
    hers.append(get(played.carol, "engagement:location_detail", played.exercise.id, played.at_elm.id))
    assert all(answer.status_code == 200 for answer in hers)
    assert get(played.carol, "engagement:contact_edit", played.exercise.id, call.id).status_code == 404
    assert not [answer.request["PATH_INFO"] for answer in hers if b"MARKER" in answer.getvalue()]
    page = get(played.ned, "engagement:location_detail", played.exercise.id, played.at_elm.id)
    words = text_of(page)
    assert "MARKER-NOTE" in words and "MARKER-STEP" in words
    assert not [mark for mark in ("QUERY", "ANSWER", "LABEL") if f"MARKER-{mark}" in words]


def test_an_outcome_that_was_given_stands_there_for_both_sides_without_its_reason(played: Cast):
    given = {"outcome": LocationOutcome.DECLINED_CAPACITY, "reason": "MARKER-GIVEN"}
    outcomes.give(by=played.ned, participation_id=played.at_elm_too.id, **given)
    outcomes.end(by=played.ned, participation_id=played.at_elm_too.id)
    for name in ("ned", "carol"):
        with behind_the_wall(who := getattr(played, name)):
            told = [each.happened for each in queries.timeline(who, played.at_elm_too, "decision") if each.happened]
        assert {each.words for each in told} == {
            "Outcome given: Declined: no capacity",
            "Outcome no longer given: Declined: no capacity",
        }
