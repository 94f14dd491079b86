"""What is kept of the counts is what counting anew says, whatever has happened to the rows; beside the count itself."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from unittest import mock
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.contacts.queries import counts, kept_counts
from engagement.contacts.queries.counts import contacts_by_week, standing_contacts, touches_in
from engagement.models import Contact, ContactAbout
from engagement.tests.long_history import make_history, make_market
from register.models import Participation
from submissions.tests.cast import Cast, behind_the_wall, make_exercise

pytestmark = pytest.mark.django_db
Change = Callable[[list[Participation]], object]


@pytest.fixture
def asked(cast: Cast) -> list[Participation]:
    made = make_market(cast.exercise, 4)
    make_history(made, 60)
    return made


def anew(cast: Cast) -> tuple[object, object]:
    rows = standing_contacts(cast.ned, cast.exercise.id)
    return counts._touches_of(rows), counts._by_week(rows)


def seen(cast: Cast) -> tuple[object, object]:
    with behind_the_wall(cast.ned):
        return touches_in(cast.ned, cast.exercise.id), contacts_by_week(cast.ned, cast.exercise.id)


def standing() -> Contact:
    """Return the newest contact, on which the last day of its location hangs."""
    return Contact.objects.filter(withdrawn_at=None).latest("happened_at")


def bounce(_: list[Participation]) -> None:
    """As a returned mail does it: the row itself becomes another."""
    Contact.objects.filter(withdrawn_at=None, channel="email", direction="out").update(outcome=ContactOutcome.BOUNCED)


def take_back(_: list[Participation]) -> None:
    Contact.objects.filter(id=standing().id).update(withdrawn_at=timezone.now())


def move(_: list[Participation]) -> None:
    Contact.objects.filter(id=standing().id).update(happened_at=timezone.now())


def erase(asked: list[Participation]) -> None:
    ContactAbout.objects.filter(participation=asked[0]).delete()


def swap(asked: list[Participation]) -> None:
    """As many rows as before, about another location."""
    row = ContactAbout.objects.filter(contact__withdrawn_at=None).latest("contact__happened_at")
    there = ContactAbout.objects.filter(contact=row.contact_id).values_list("participation_id", flat=True)
    other = next(one for one in asked if one.id not in set(there))
    row.delete()
    row.participation, row.provider_id = other, other.provider_id
    row.save(force_insert=True)


def log_more(asked: list[Participation]) -> None:
    log_more_of(asked, 2)


def log_more_of(asked: list[Participation], seed: int) -> None:
    make_history(asked, 3, seed=100 + seed)


@pytest.mark.parametrize("change", [bounce, take_back, move, erase, swap, log_more])
def test_every_change_of_a_row_is_counted_at_once(cast: Cast, asked: list[Participation], change: Change):
    before = seen(cast)
    assert before == anew(cast)
    change(asked)
    assert seen(cast) == anew(cast) != before


CHANGES = (bounce, take_back, move, erase, swap, log_more)


@pytest.mark.parametrize("steps", [12, pytest.param(200, marks=pytest.mark.proof)])
def test_any_number_of_changes_one_after_another_is_counted_to_the_number(cast: Cast, steps: int):
    asked, random = make_market(cast.exercise, 9), Random(steps)
    make_history(asked, 120)
    for number in range(steps):
        change = random.choice(CHANGES)
        log_more_of(asked, number) if change is log_more else change(random.sample(asked, 6))
        assert seen(cast) == anew(cast), change


def test_what_comes_between_looking_and_counting_is_counted_the_next_time(cast: Cast, asked: list[Participation]):
    """As when a second person logs a contact while the first one's page is made."""
    seen(cast)
    log_more(asked)
    counting = counts._touches_of

    def meanwhile(rows: object) -> object:
        found = counting(rows)
        log_more_of(asked, 7)
        return found

    with mock.patch.object(counts, "_touches_of", meanwhile):
        seen(cast)
    assert seen(cast) == anew(cast)


def test_a_new_contact_has_only_its_own_share_counted_anew(cast: Cast):
    asked = make_market(cast.exercise, 40)
    make_history(asked, 60)
    seen(cast)
    make_history(asked[:2], 1, seed=3)
    counted: list[int] = []

    def noted(rows: object) -> object:
        found = counting(rows)
        counted.append(len(found))
        return found

    counting = counts._touches_of
    with mock.patch.object(counts, "_touches_of", noted):
        assert seen(cast)[0]
    assert 0 < max(counted) < 12
    assert seen(cast) == anew(cast)


def test_what_was_committed_by_another_is_seen_by_who_reads_on(cast: Cast, asked: list[Participation]):
    """A transaction that has written nothing believes its own snapshot, and no longer than it is the same."""
    held = kept_counts.Kept()
    with mock.patch.object(kept_counts, "_snapshot", return_value=("1:1:", True)):
        before = kept_counts.versions(cast.ned, cast.exercise.id, held)
        log_more(asked)
        assert kept_counts.versions(cast.ned, cast.exercise.id, held) == before
        assert kept_counts.versions(cast.carol, cast.exercise.id, held) != before
    with mock.patch.object(kept_counts, "_snapshot", return_value=("2:2:", True)):
        assert kept_counts.versions(cast.ned, cast.exercise.id, held) != before


def test_nothing_is_counted_again_while_nothing_has_changed(cast: Cast, asked: list[Participation]):
    before = seen(cast)
    elsewhere = make_market(make_exercise(cast.authority, "Another"), 2, first=90)
    make_history(elsewhere, 5)
    Participation.objects.filter(id=asked[0].id).update(zone="Far")
    with (
        mock.patch.object(counts, "_touches_of", side_effect=AssertionError),
        mock.patch.object(counts, "_by_week", side_effect=AssertionError),
    ):
        assert seen(cast) == before


def test_what_is_kept_for_one_authority_is_nothing_for_others_and_for_providers(cast: Cast, asked: list[Participation]):
    assert all(seen(cast))
    for outsider in (cast.gus, cast.ada, cast.alex, None):
        with behind_the_wall(outsider):
            assert touches_in(outsider, cast.exercise.id) == contacts_by_week(outsider, cast.exercise.id) == {}


def test_no_more_is_kept_than_of_so_many_exercises(cast: Cast, monkeypatch):
    monkeypatch.setattr(kept_counts, "MOST_KEPT", 2)
    monkeypatch.setattr(kept_counts, "_kept", {})
    for number in range(3):
        assert kept_counts.kept(cast.ned, UUID(int=number), "touches", lambda shares: {}) == []
    assert len(kept_counts._kept) == 1


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
def test_two_log_at_once_while_others_look_and_nothing_is_missed(cast: Cast):
    """Each has a connection of their own; whoever looks when both are done sees what a plain count says."""
    asked = make_market(cast.exercise, 12)
    make_history(asked, 60)

    def log(seed: int) -> None:
        try:
            for number in range(8):
                make_history(asked[seed::2], 1, seed=100 * seed + number)
        finally:
            connection.close()

    def look() -> list[object]:
        try:
            return [touches_in(cast.ned, cast.exercise.id) for _ in range(12)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        looked = [pool.submit(look) for _ in range(2)]
        for logged in [pool.submit(log, seed) for seed in range(2)]:
            logged.result()
        assert all(len(one.result()) == 12 for one in looked)
    assert (touches_in(cast.ned, cast.exercise.id), contacts_by_week(cast.ned, cast.exercise.id)) == anew(cast)
