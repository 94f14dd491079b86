"""The call list: ordered by what a call is worth, each with its reasons; nobody on it who need not be rung."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engagement.calls.domain.priority import MarketProgress, call_to, calls
from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.coverage.domain.location_status import LocationStatus, Touches
from engagement.coverage.domain.outcome_names import HAVE_DECLINED, SETTLED
from engagement.coverage.domain.outcomes import Outstanding, outcome_of
from engagement.coverage.tests.test_outcomes import STEADY, any_facts
from engagement.tests.location_facts import MOMENT, facts

TODAY = date(2026, 11, 22)
OWED = Outstanding(3, 3)
FAR = TODAY + timedelta(days=60)


def at(days_ago: int) -> datetime:
    return datetime(2026, 11, 22, 12, tzinfo=UTC) - timedelta(days=days_ago)


def ring(*market: LocationStatus, **how: object) -> list[int]:
    return [call.facts.place.participation_id.int for call in calls(market, OWED, "hours a week", TODAY, **how)]


def plainly(seen: LocationStatus, largest: float, usual: float, due: bool, today: date) -> float:
    """The twin: the formula of the docstring, in floats, read off it."""
    weight = usual if seen.place.weight is None else float(seen.place.weight)
    points = 40 * weight / largest if largest else 0
    points += 30 * max(0, 3 - seen.touches.calls) / 3
    if seen.touches.promised_on and seen.touches.promised_on < today:
        points += 25
    if due:
        points += 25
    if seen.answers:
        points += 10
        if seen.last_used_at and (today - seen.last_used_at.date()).days >= 7:
            points += 10
    left = 99 if seen.place.last_day is None else max(0, (seen.place.last_day - today).days)
    return points * (1 + (14 - min(left, 14)) / 14)


some_touches = st.builds(
    Touches,
    calls=st.integers(0, 5),
    promised_on=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 9)),
)
may_ring = st.builds(
    lambda weight, last, **known: facts(1, of={"weight": weight, "last_day": last}, **known),
    weight=st.none() | st.decimals(0, 900, places=1),
    last=st.none() | st.dates(TODAY, date(2027, 1, 9)),
    touches=some_touches,
    answers=st.none() | st.integers(0, 90),
    last_used_at=st.none() | st.integers(0, 20).map(at),
)


@STEADY
@given(may_ring, st.booleans())
def test_its_worth_is_that_of_the_formula(seen, due):
    market = MarketProgress(largest=Decimal(900), usual=Decimal(300), unit="beds", owed=OWED, today=TODAY)
    found = call_to(seen, market, TODAY if due else None)
    assert abs(float(found.worth) - plainly(seen, 900, 300, due, TODAY)) < 1e-9


@STEADY
@given(st.lists(any_facts, max_size=9))
def test_nobody_is_on_it_who_returned_declined_or_is_not_relevant(market):
    for call in calls(market, OWED, "beds", TODAY):
        assert outcome_of(call.facts, OWED) not in SETTLED | HAVE_DECLINED


def test_the_larger_the_further_from_the_standard_the_later_the_promise_the_sooner():
    large, small = facts(1, of={"weight": Decimal(812)}), facts(2, of={"weight": Decimal(10)})
    rung = facts(3, of={"weight": Decimal(10)}, touches=Touches(calls=3))
    promised = facts(4, of={"weight": Decimal(10)}, touches=Touches(calls=3, promised_on=date(2026, 11, 12)))
    assert ring(rung, promised, small, large) == [1, 2, 4, 3]


def test_whoever_was_rung_yesterday_has_peace_unless_they_were_told_of_a_call():
    rung = facts(1, touches=Touches(calls=1, called_at=at(1)))
    assert ring(rung) == []
    assert ring(rung, next_steps={rung.place.participation_id: TODAY}) == [1]
    assert ring(facts(1, touches=Touches(calls=1, called_at=at(2)))) == [1]


def test_a_promise_that_passed_is_asked_after_once():
    promised = date(2026, 11, 21)
    before = Touches(calls=1, called_at=at(1), promised_on=promised)
    since = Touches(calls=2, called_at=at(0), promised_on=promised)
    assert ring(facts(1, touches=before)) == [1]
    assert ring(facts(1, touches=since)) == []


def test_and_whoever_is_too_late_is_not_rung():
    late = facts(1, of={"last_day": TODAY - timedelta(days=1)})
    longer = facts(2, of={"last_day": TODAY})
    assert ring(late, longer) == [2]


def test_each_call_says_why():
    seen = facts(
        1,
        of={"weight": Decimal(812), "last_day": TODAY + timedelta(days=5)},
        touches=Touches(calls=2, promised_on=date(2026, 11, 12), word=ContactOutcome.PROMISED_DATE),
        answers=40,
        last_used_at=MOMENT,
    )
    (call,) = calls([seen], OWED, "hours a week", TODAY)
    assert call.words == (
        "812 hours a week not covered · 1 call short · promised 12 November 2026 and it has passed · "
        "40 answers in the draft, untouched for a week · 5 days left"
    )
