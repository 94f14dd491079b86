"""Test support for this room and those above: an authority, two providers, an exercise, and people of every role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import TestCase
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from accounts.domain.row_level_security import WEB, WORKER
from accounts.models import User
from accounts.queries.wall_context import tell
from accounts.tests import people
from costing.forms import CURRENT
from costing.tests.returns import example
from costing.workbook.blank_workbook import write_workbook
from register.models import (
    Authority,
    Exercise,
    Location,
    Owner,
    Participation,
    Provider,
)
from submissions import queries
from submissions.actions import (
    explanations,
    process_upload,
    returns,
    uploads,
)
from submissions.domain.reasons import reasons_for
from submissions.domain.results import Receipt
from submissions.models import Return, Version
from submissions.tests.built_once import built_once, done_once

PRICE_DATE = date(2026, 4, 1)
# What tests of this room and of those above know them by.
PASSWORD, person = people.PASSWORD, people.person_of


@dataclass
class Cast:
    """Contexts by first name. Ada and Tom are of Elm, Bea of Oak; Gus is an analyst of another authority."""

    authority: Authority
    elsewhere: Authority
    elm: Provider
    oak: Provider
    exercise: Exercise
    at_elm: Participation
    at_elm_too: Participation
    at_oak: Participation
    ada: Context
    tom: Context
    bea: Context
    carol: Context
    dev: Context
    fay: Context
    ned: Context
    reg: Context
    gus: Context
    alex: Context
    una: Context
    eve: User

    def of(self, context: Context) -> User:
        return User.objects.get(id=context.person_id)


# Everybody who may see nothing of Elm's: a name and what they are.
OUTSIDERS = ("bea", "carol", "ned", "reg", "gus", "alex", "una", "nobody")


BY_DAY = ("bea", "ada", "carol")


def mostly_by_night(*names: str) -> list[Any]:
    """Return the parameters of a test that asks for each: providers and the council in each run, others by night."""
    return [name if name in BY_DAY else pytest.param(name, marks=pytest.mark.nightly) for name in names]


def outsider(cast: Cast, name: str) -> Context | None:
    return None if name == "nobody" else getattr(cast, name)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@built_once
def make_cast() -> Cast:
    here, elsewhere = (Authority.objects.create(name=n, cqc_name=n) for n in ("Testshire", "Elsewhere"))
    elm, oak = provider("Elm Care Ltd"), provider("Oak Care Ltd")
    exercise = make_exercise(here)
    return Cast(
        authority=here,
        elsewhere=elsewhere,
        elm=elm,
        oak=oak,
        exercise=exercise,
        at_elm=take_part(exercise, elm, "Elm Home Care", "1-100000001"),
        at_elm_too=take_part(exercise, elm, "Elm Home Care North", "1-100000002"),
        at_oak=take_part(exercise, oak, "Oak Home Care", "1-100000003"),
        ada=person("Ada Elm", RoleName.PROVIDER_ADMINISTRATOR, elm),
        tom=person("Tom Elm", RoleName.PROVIDER_USER, elm),
        bea=person("Bea Oak", RoleName.PROVIDER_ADMINISTRATOR, oak),
        carol=person("Carol Council", RoleName.COMMISSIONER, here),
        dev=person("Dev Analyst", RoleName.ANALYST, here),
        fay=person("Fay Approver", RoleName.RELEASE_APPROVER, here),
        ned=person("Ned Engagement", RoleName.ENGAGEMENT_OFFICER, here),
        reg=person("Reg Region", RoleName.REGIONAL_LEAD, here),
        gus=person("Gus Elsewhere", RoleName.ANALYST, elsewhere),
        alex=person("Alex Administrator", RoleName.ADMINISTRATOR),
        una=person("Una Auditor", RoleName.AUDITOR),
        eve=people.add("Eve Stranger", "eve@example.org"),
    )


def provider(name: str, owner: str = "") -> Provider:
    """Make a provider; without an owner it is its own."""
    belongs_to, _ = Owner.objects.get_or_create(name=owner or name)
    return Provider.objects.create(name=name, cqc_provider_id=f"1-{name}", owner=belongs_to)


def make_exercise(authority: Authority, name: str = "Home care 2026", **changed: object) -> Exercise:
    """Make an exercise that has been open since last month, and until next."""
    today = timezone.localdate()
    values = {
        "service": "homecare",
        "price_date": PRICE_DATE,
        "opens_on": today - timedelta(days=30),
        "closes_on": today + timedelta(days=30),
        "preset": "protected",
    }
    return Exercise.objects.create(authority=authority, name=name, **(values | changed))


def take_part(exercise: Exercise, of: Provider, name: str, cqc_id: str, **changed: object) -> Participation:
    location = Location.objects.create(
        name=name,
        cqc_location_id=cqc_id,
        provider=of,
        authority=exercise.authority,
        is_homecare=exercise.service == "homecare",
        is_care_home=exercise.service == "care_home",
    )
    values = {"location_name": name, "provider_name": of.name, "provider": of, "owner": of.owner}
    return Participation.objects.create(
        exercise=exercise, authority=exercise.authority, location=location, **(values | changed)
    )


@cache
def workbook(location_id: str, named: str = "homecare_3", changed: tuple[tuple[str, str], ...] = ()) -> bytes:
    """Return a filled workbook of an example, with nothing to put right or explain unless it is ``changed``."""
    given = example(named)
    answers = given["answers"] | {"location_id": location_id} | dict(changed)
    return write_workbook(CURRENT[given["service"]], prefilled=answers)


def workbook_for(participation: Participation, named: str = "homecare_3", **changed: str) -> bytes:
    return workbook(participation.location.cqc_location_id, named, tuple(sorted(changed.items())))


def send_in(by: Context, participation: Participation, data: bytes | None = None) -> Receipt:
    """Receive a file that is not yet worked on."""
    data = workbook_for(participation) if data is None else data
    receipt = uploads.receive(by=by, participation_id=participation.id, file_name="return.xlsx", data=data)
    assert isinstance(receipt, Receipt), receipt
    return receipt


@done_once
def hand_in(by: Context, participation: Participation, data: bytes | None = None) -> Version:
    """Receive and check a file, and send its mail."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        version = process_upload.process(send_in(by, participation, data).upload_id)
    assert version is not None
    return version


@done_once
def submitted(by: Context, participation: Participation, data: bytes | None = None) -> Return:
    """Receive, check and explain a file, and submit the return."""
    version = hand_in(by, participation, data)
    submission = Return.objects.get(id=version.submission_id)
    explain_all(by, submission)
    done = returns.submit(by=by, return_id=submission.id, version_number=version.number, declared_by_name="A. Name")
    assert isinstance(done, Return), done
    return done


def explain_all(by: Context, submission: Return) -> None:
    for finding in queries.still_to_explain(by, submission):
        explanations.explain(
            by=by,
            return_id=submission.id,
            code=finding.code,
            key=finding.key,
            reason=reasons_for(finding.code)[0].value,
            words="It is right.",
        )


@done_once
def accepted(by: Context, analyst: Context, participation: Participation, data: bytes | None = None) -> Return:
    """Take a return all the way to what a calculation may use."""
    done = submitted(by, participation, data)
    number = done.current.number
    done = returns.accept(by=analyst, return_id=done.id, version_number=number)
    assert isinstance(done, Return), done
    return done


def refused(outcome: object) -> str:
    """Return the words of a refusal."""
    assert isinstance(outcome, Refusal), outcome
    return outcome.because


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Set the server's clock for actions."""
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


@contextmanager
def behind_the_wall(context: Context | None) -> Iterator[None]:
    """Do everything inside as the web role does it for this context, so that only row-level security guards it."""
    with _as_role(WEB, context):
        yield


@contextmanager
def as_worker() -> Iterator[None]:
    with _as_role(WORKER, None):
        yield


@contextmanager
def _as_role(role: str, context: Context | None) -> Iterator[None]:
    tell(context)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
            tell(None)


@contextmanager
def on_page(context: Context | None) -> Iterator[None]:
    """Act as a page does: under row-level security, and with what commits promised."""
    with behind_the_wall(context), TestCase.captureOnCommitCallbacks(execute=True):
        yield
