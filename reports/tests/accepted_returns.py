"""Test support: a market of accepted returns, put straight into the tables, and a team to work on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import pytest
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from costing.report import Report, check_raw
from costing.serialisation import answers_document, costs_document
from costing.synthetic import invented_market
from costing.tests.returns import raw_return
from register.models import Exercise, Location, Participation
from reports.actions import calculations, releases
from reports.models import Calculation, Release
from submissions.models import Return, Version
from submissions.tests.built_once import built_once, done_once
from submissions.tests.cast import PRICE_DATE, Cast, make_cast, person, provider, take_part


@cache
def market_answers(seed: int = 3, locations: int = 24, service: str = "homecare") -> tuple[dict[str, str], ...]:
    return tuple(invented_market(service, locations, seed=seed, price_date=PRICE_DATE))


@cache
def market_report(seed: int, number: int, service: str = "homecare") -> Report:
    return check_raw(raw_return(service, market_answers(seed, service=service)[number]))


@dataclass
class Market:
    """An exercise with accepted returns; ``ana`` drafts, ``fay`` approves, ``sam`` is a third of the team."""

    cast: Cast
    ana: Context
    fay: Context
    sam: Context
    exercise: Exercise
    seed: int = 3
    accepted: list[Return] = field(default_factory=list)

    def accept(self, count: int, *, owner: str = "") -> list[Return]:
        new = [self._accept_one(owner) for _ in range(count)]
        return new

    def _accept_one(self, owner: str) -> Return:
        number, service = len(self.accepted), self.exercise.service
        answers = market_answers(self.seed, service=service)[number]
        report = market_report(self.seed, number, service)
        of = provider(f"Branch {number} Ltd", owner)
        asked = take_part(self.exercise, of, f"Branch {number}", answers["location_id"])
        self.accepted.append(accepted_row(asked, report, self.ana))
        return self.accepted[-1]

    def calculate(self, **how: object) -> Calculation:
        return calculated(self.ana, self.exercise, **how) if how else calculated_once(self.ana, self.exercise)

    def draft(self, calculation: Calculation | None = None) -> Release:
        exact = self.exercise.preset == "statutory"
        return drafted_once(self.ana, calculation or self.calculate(), exact)

    def release(self, calculation: Calculation | None = None) -> Release:
        return approved_once(self.fay, self.draft(calculation))


def calculated(by: Context, exercise: Exercise, **how: object) -> Calculation:
    made = calculations.make(by=by, exercise_id=exercise.id, **how)
    assert isinstance(made, Calculation), made
    return made


@done_once
def calculated_once(by: Context, exercise: Exercise) -> Calculation:
    """Calculate what a hundred tests begin with; of another state, or otherwise, it is really done."""
    return calculated(by, exercise)


@done_once
def drafted_once(by: Context, calculation: Calculation, exact: bool) -> Release:
    made = releases.draft(by=by, calculation_id=calculation.id, exact=exact)
    assert isinstance(made, Release), made
    return made


@done_once
def approved_once(by: Context, release: Release) -> Release:
    done = releases.approve(by=by, release_id=release.id)
    assert isinstance(done, Release), done
    return done


def accepted_row(asked: Participation, report: Report, by: Context) -> Return:
    now = timezone.now()
    owned = {"exercise": asked.exercise, "authority": asked.authority, "provider": asked.provider}
    submission = Return.objects.create(participation=asked, changed_at=now, **owned)
    version = Version.objects.create(
        submission=submission,
        number=1,
        form_service=report.service,
        form_version=report.version,
        answers=answers_document(report.answers),
        layer=int(report.layer),
        is_accepted=report.is_accepted,
        costs=costs_document(report.costs),
        created_at=now,
        created_by_id=by.person_id,
        **owned,
    )
    submission.state, submission.current = "accepted", version
    submission.submitted_at, submission.submitted_by_id = now, by.person_id
    submission.save()
    return submission


@built_once
def make_market(returns: int = 0, **changed: object) -> Market:
    """Make a market of accepted returns in the exercise of the cast, with the fields of ``changed``."""
    cast = make_cast()
    if changed:
        Exercise.objects.filter(id=cast.exercise.id).update(**changed)
        cast.exercise.refresh_from_db()
        is_care_home = cast.exercise.service == "care_home"
        Location.objects.update(is_care_home=is_care_home, is_homecare=not is_care_home)
    sam = person("Sam Analyst", RoleName.ANALYST, cast.authority)
    market = Market(cast, ana=cast.dev, fay=cast.fay, sam=sam, exercise=cast.exercise)
    market.accept(returns)
    return market


@pytest.fixture
def market(db: None) -> Market:
    return make_market(14)


def words_of(outcome: object) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.because


def medians(release: Release) -> dict[str, str | None]:
    return {line: cell["median"] for line, cell in release.table["table"]["homecare"].items()}


def locations_of(returns: Sequence[Return]) -> list[str]:
    return [one.participation.location.cqc_location_id for one in returns]
