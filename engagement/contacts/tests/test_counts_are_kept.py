"""What is kept of the counts is what counting anew says, whatever has happened to the rows; beside the count itself."""

from collections.abc import Callable
from unittest import mock

import pytest
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
    row = ContactAbout.objects.filter(contact=standing()).first()
    other = next(
        one for one in asked if not ContactAbout.objects.filter(contact=standing(), participation=one).exists()
    )
    row.delete()
    row.participation, row.provider_id = other, other.provider_id
    row.save(force_insert=True)


def log_more(asked: list[Participation]) -> None:
    make_history(asked, 3, seed=2)


@pytest.mark.parametrize("change", [bounce, take_back, move, erase, swap, log_more])
def test_every_change_of_a_row_is_counted_at_once(cast: Cast, asked: list[Participation], change: Change):
    before = seen(cast)
    assert before == anew(cast)
    change(asked)
    assert seen(cast) == anew(cast) != before


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


def test_no_more_is_kept_than_so_many_counts(cast: Cast, asked: list[Participation], monkeypatch):
    monkeypatch.setattr(kept_counts, "MOST_KEPT", 2)
    monkeypatch.setattr(kept_counts, "_kept", {})
    for what in ("one", "two", "three"):
        assert kept_counts.kept(cast.ned, cast.exercise.id, what, lambda what=what: what) == what
    assert len(kept_counts._kept) == 1
