"""Two wage surveys of the invented authority: one whose counts the council sees, and one that is half answered."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.domain.context import Context
from costofcare.demo.branches import DemoBranch
from costofcare.demo.clock import moment, the_time
from costofcare.demo.fees import ZONES
from costofcare.demo.outcome import done
from costofcare.demo.people import ADA, ANA, FAY, NED
from costofcare.demo.register import PRICE_DATE
from costofcare.demo.stage import DemoStage
from markets.paysurveys import queries
from markets.paysurveys.actions import answers, counts, messages, surveys
from markets.paysurveys.domain.ask_words import AskKind
from markets.paysurveys.domain.pay_reader import read_pay
from markets.paysurveys.domain.survey_terms import NewPaySurvey

# How many days ago the first survey began, closed, and had its counts frozen.
BEGUN, CLOSED, FROZEN = 35, 10, 6
OPENED, STILL_OPEN = 3, 11
A_VISIT = Decimal(30)
BASIC, A_RISE = Decimal("12.80"), Decimal("0.45")
# Who pays for travel, and how; the others pay for contact hours alone, and come below the floor.
TRAVEL = ({"travel": "rate", "travel_rate": "13.10"}, {"travel": "unpaid"}, {"travel": "mileage"})
OF_THESE_ANSWER, IN_THE_SECOND = 7, 3

Answering = list[tuple[Any, DemoBranch, Context]]


def ask_for_pay(
    stage: DemoStage, exercise: Any, market: Sequence[DemoBranch], asked: Mapping[str, Any], today: date
) -> None:
    """Ask twice: about the pay of the price date, which is counted, and about today's, which some have answered."""
    with the_time(moment(today, BEGUN, 0)):
        first = _begun(stage[ANA], exercise, "Pay in April 2026", PRICE_DATE, today - timedelta(days=CLOSED))
        places = _answering(stage, first, market, asked)
        for place, branch, by in places:
            if branch.number % OF_THESE_ANSWER:
                _send(by, place, _typed(branch, BASIC))
    with the_time(moment(today, FROZEN, 0)):
        _count(stage[ANA], stage[FAY], first)
    day = max(PRICE_DATE, today - timedelta(days=OPENED))
    with the_time(moment(today, OPENED, 0)):
        second = _begun(stage[ANA], exercise, "Pay after this year’s uplift", day, today + timedelta(days=STILL_OPEN))
        done(messages.draft_message(by=stage[NED], survey_id=second.id, kind=AskKind.INVITE))
        for place, branch, by in _answering(stage, second, market, asked):
            if branch.number % OF_THESE_ANSWER == IN_THE_SECOND:
                _send(by, place, _typed(branch, BASIC + A_RISE))
    ada = stage.contexts.get(ADA.email)
    for place in queries.own_waiting(ada)[:1]:
        begun = {"basic": f"{BASIC + A_RISE}", "travel": "rate"}
        done(answers.save(by=done(ada), place_id=place.id, before={}, typed=begun))


def _begun(by: Context, exercise: Any, name: str, reference: date, closes: date) -> Any:
    told = NewPaySurvey(exercise.id, name, reference, timezone.localdate(), closes, tuple(ZONES), A_VISIT)
    return done(surveys.begin(by=by, told=told))


def _answering(stage: DemoStage, survey: Any, market: Sequence[DemoBranch], asked: Mapping[str, Any]) -> Answering:
    """Return who could answer: each place with its branch, and who types for it."""
    by_participation = {place.participation_id: place for place in queries.places_of(stage[ANA], survey)}
    found = ((by_participation.get(asked[branch.location_id].id), branch) for branch in market)
    return [
        (place, branch, stage.sender(branch, asked[branch.location_id].provider)) for place, branch in found if place
    ]


def _typed(branch: DemoBranch, basic: Decimal) -> dict[str, str]:
    """Return what is typed for a branch: each works in one zone, and in some more pay for travel than in others."""
    number, more = branch.number, Decimal(branch.number % 5) / 10
    zone = number // 2 % len(ZONES)
    pays = number % 2 or (zone == 0 and number % 12 == 0)
    how = TRAVEL[0] if pays else TRAVEL[1 + number // 2 % 2]
    return {
        "basic": f"{basic + more:.2f}",
        "evening": f"{basic + more + Decimal('0.20'):.2f}",
        "weekend": f"{basic + more + Decimal('0.75'):.2f}",
        **how,
        "travel_minutes": str(5 + number % 4),
        "waiting_minutes": str(number % 2),
        "holds_from_0": str(PRICE_DATE.day),
        "holds_from_1": str(PRICE_DATE.month),
        "holds_from_2": str(PRICE_DATE.year),
        "zones": str(zone),
    }


def _send(by: Context, place: Any, typed: dict[str, str]) -> None:
    read = read_pay(typed, place.survey.zones, place.survey.reference_date)
    assert read.pay is not None, read.faults
    done(answers.send(by=by, place_id=place.id, pay=read.pay, typed=typed))


def _count(analyst: Context, approver: Context, survey: Any) -> None:
    """Freeze the counts as one person and approve them as another; of the survey as it is kept, not as it was typed."""
    table = done(counts.table_of(analyst, done(queries.survey_for(analyst, survey.id))))
    frozen = done(counts.freeze(by=analyst, survey_id=survey.id, digest=counts.digest_of(table)))
    done(counts.approve(by=approver, counts_id=frozen.id))
