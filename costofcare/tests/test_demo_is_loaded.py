"""The invented authority is loaded whole, through the portal's own actions, and only once."""

from collections import Counter
from datetime import date
from io import StringIO
from unittest import mock

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from accounts.domain.context import Context
from accounts.models import AuditEvent, Invitation, Role, User
from accounts.queries import context_from
from costofcare.demo import load_all
from costofcare.demo.branches import Fate, branches, fate_of
from costofcare.demo.homes import HOMES
from costofcare.demo.people import ADA, AUTHORITY, CAROL, MAX, NED, NEIGHBOUR, PLAYERS, Player
from costofcare.demo.prices import at_prices_of
from engagement import queries
from engagement.models import Booking, Contact, Event, Notice, Slot
from register.models import Exercise, Location, Participation
from reports.models import LedgerRow, Release
from submissions.models import (
    Explanation,
    Return,
    ReturnQuestion,
    Upload,
    VersionFinding,
)

pytestmark = pytest.mark.django_db
ENOUGH, AT_THE_NEIGHBOUR = 26, 5
STATES = {
    "accepted": {Fate.ACCEPTED, Fate.ACCEPTED_LATER},
    "submitted": {Fate.SUBMITTED},
    "excluded": {Fate.EXCLUDED},
    "in_progress": {Fate.TO_FIX, Fate.TO_EXPLAIN, Fate.TO_SIGN},
}


def load(**how: object) -> str:
    out = StringIO()
    call_command("load_demo", stdout=out, **how)
    return out.getvalue()


def everything() -> dict[str, int]:
    return {
        model.__name__: model.objects.count()
        for model in (AuditEvent, Exercise, Location, LedgerRow, Participation, Release, Return, Role, Upload, User)
    }


@pytest.mark.proof
def test_a_whole_authority_and_a_second_time_nothing(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "amber-anchor-apple-11")
    words = load(locations=ENOUGH)
    assert "amber-anchor" not in words
    assert [(one.name, one.participations.count()) for one in Exercise.objects.order_by("name", "authority__name")] == [
        ("Care homes 2026 to 2027", HOMES),
        ("Home care 2026 to 2027", ENOUGH),
        ("Home care 2026 to 2027", AT_THE_NEIGHBOUR),
    ]
    states = Counter(Return.objects.values_list("exercise__service", "state"))
    assert {state: states["homecare", state] for state in STATES} == {
        state: sum(fate in fates for fate in map(fate_of, range(ENOUGH))) for state, fates in STATES.items()
    }
    assert {state: states["care_home", state] for state in STATES} == {
        "accepted": HOMES - 3,
        "submitted": 0,
        "excluded": 1,
        "in_progress": 1,
    }
    assert set(Release.objects.values_list("exercise__service", "number", "state")) == {
        ("homecare", 1, "released"),
        ("homecare", 2, "drafted"),
        ("care_home", 1, "released"),
    }
    assert not Release.objects.filter(number=1, told_at=None).exists()
    assert not mail.outbox

    assert {player.email for player in PLAYERS} <= set(User.objects.values_list("email", flat=True))
    for player in PLAYERS:
        user = User.objects.get(email=player.email)
        assert user.check_password("amber-anchor-apple-11")
        assert sorted(user.roles.values_list("name", flat=True)) == sorted(player.all_roles)
    assert Invitation.objects.count() == 1
    nobody_is_of_a_team_and_of_its_council()
    assert sorted(ReturnQuestion.objects.values_list("asked_side", "state")) == [
        ("provider", "open"),
        ("team", "answered"),
        ("team", "open"),
    ]

    assert set(Upload.objects.values_list("state", flat=True)) == {"done"}
    assert VersionFinding.objects.filter(version__submission__state="in_progress", severity="must_fix").exists()
    assert Explanation.objects.exists()
    assert Participation.objects.filter(weight__gt=0, exercise__service="homecare").count() == ENOUGH
    a_market_of_homes_as_they_really_are()

    with_a_history_of_how_they_were_reached()
    with_meetings_held_and_to_come()

    before = everything()
    assert "is there already; nothing was changed" in load(locations=3, seed=2)
    assert everything() == before


def with_a_history_of_how_they_were_reached() -> None:
    """Over weeks, as the dashboard shows them, and with everything that one may meet with on the telephone."""
    weeks = {contact.happened_at.isocalendar()[:2] for contact in Contact.objects.all()}
    assert len(weeks) >= 5
    outcomes = set(Contact.objects.values_list("outcome", flat=True))
    assert {"bounced", "no_answer", "promised_date", "declined_capacity", "attended"} <= outcomes
    received = set(Return.objects.exclude(submitted_at=None).values_list("submitted_at__date", flat=True))
    assert len(received) > 10
    assert Participation.objects.exclude(extended_until=None).exists()


def with_meetings_held_and_to_come() -> None:
    held, to_come = (Event.objects.filter(**{f"starts_at__{side}": timezone.now()}) for side in ("lt", "gt"))
    assert held.get().places.filter(attendance="came").exists() and held.get().places.filter(seat="").exists()
    assert to_come.filter(places__seat="seated").exists()
    assert Contact.objects.filter(source="event", outcome="sent").exists()
    assert set(Booking.objects.values_list("outcome", flat=True)) == {"attended", ""}
    assert queries.waiting_for_an_outcome(context_of(NED), at_fernshire("homecare").id).exists()
    assert queries.coming_bookings(context_of(ADA)).exists()
    assert Slot.objects.filter(is_taken=False, starts_at__gt=timezone.now()).exists()
    assert not Notice.objects.filter(state="waiting", due_at__lte=timezone.now()).exists()


def at_fernshire(service: str) -> Exercise:
    return Exercise.objects.get(service=service, authority__name=AUTHORITY)


def nobody_is_of_a_team_and_of_its_council() -> None:
    """Max looks after one council's returns and is of the other; two administrators can appoint a third."""
    held = {(role.name, role.scope_label) for role in Role.objects.filter(person__email=MAX.email)}
    assert held == {("analyst", AUTHORITY), ("commissioner", NEIGHBOUR)}
    assert Invitation.objects.get().waits_for_consent
    assert AuditEvent.objects.filter(verb="made the first administrators").count() == 1


def context_of(player: Player) -> Context:
    user = User.objects.get(email=player.email)
    return context_from(user.roles.get(), user)


def a_market_of_homes_as_they_really_are() -> None:
    asked = Participation.objects.filter(exercise__service="care_home")
    owners = Counter(asked.values_list("owner__name", flat=True))
    assert owners.most_common(2)[0] == ("Harbour Group", 3) and len(owners) == HOMES - 2
    assert not asked.filter(weight=None).exists()
    assert asked.filter(location__has_nursing=False).count() == 5
    costs = [one.current.costs for one in Return.objects.filter(state="accepted", exercise__service="care_home")]
    assert [float(one["drivers"]["occupancy"]) < 0.75 for one in costs].count(True) == 1
    assert sum("nursing" not in one["columns"] for one in costs) == 5
    assert Return.objects.get(state="excluded", exercise__service="care_home").decision_reason
    table = Release.objects.get(exercise__service="care_home").table["table"]
    for column in ("residential", "residential_enhanced", "nursing", "nursing_enhanced"):
        assert table[column]["total"]["median"] is not None, column
    assert table["all"]["food"]["median"] is not None
    assert not Location.objects.get(name="Westhaven House").participations.exists()


@pytest.mark.proof
def test_a_market_too_small_for_a_release_says_so_and_is_loaded_all_the_same():
    words = load(locations=3)
    assert Return.objects.filter(exercise__service="homecare").count() == 2
    assert not Release.objects.filter(state="released", table__table__homecare__total__status="shown").exists()
    assert "Sign in as one of these" in words


def test_half_of_it_is_nothing_of_it():
    with mock.patch.object(load_all, "decide_and_release", side_effect=RuntimeError), pytest.raises(RuntimeError):
        load(locations=2)
    assert not any(everything().values())


def test_a_portal_that_is_in_use_is_left_alone(cast):
    before = everything()
    with pytest.raises(CommandError, match="in use"):
        load(locations=2)
    assert everything() == before


def test_what_it_needs_is_said_before_it_begins(settings):
    settings.SEALING_KEYS, settings.LEDGER_KEY = [], ""
    with pytest.raises(CommandError, match="SEALING_KEYS and LEDGER_KEY"):
        load(locations=2)
    assert not User.objects.exists()


@pytest.mark.parametrize("count", [0, -1, 1_000_000])
def test_a_senseless_number_of_locations_is_refused(count):
    with pytest.raises(CommandError, match="--locations"):
        load(locations=count)


def test_the_same_seed_gives_the_same_market_and_a_longer_one_begins_with_it():
    day = date(2026, 4, 1)
    assert branches(8, seed=3, price_date=day) == branches(12, seed=3, price_date=day)[:8]
    assert branches(8, seed=3, price_date=day) != branches(8, seed=4, price_date=day)


def test_each_step_that_a_provider_can_be_at_is_there():
    assert set(map(fate_of, range(40))) == set(Fate)
    assert ADA.provider and not CAROL.provider


def test_pay_and_costs_rise_with_the_living_wage_and_nothing_else_does():
    before = {"basic_pay_rate": "10.00", "pay_rate_weekend": "11.00", "it_cost": "1000", "visits_30": "400"}
    after = {"basic_pay_rate": "13.38", "pay_rate_weekend": "14.72", "it_cost": "1338", "visits_30": "400"}
    assert at_prices_of(before, date(2026, 4, 1)) == after
    with pytest.raises(ValueError, match="no National Living Wage"):
        at_prices_of(before, date(1990, 4, 1))


def test_somebody_else_is_not_taken_for_the_demo(cast):
    assert not load_all.is_loaded()
    assert load_all.is_in_use()
