"""Freeze the counts of a wage survey, approve them as another person, or drop them before that."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from markets.models import PayCounts, PaySurvey
from markets.paysurveys.domain.floor_counts import CountedLocation, Owners, cells_of, floor_counts, owners_of
from markets.paysurveys.domain.pay_rise import Pays, pay_rise
from markets.paysurveys.domain.pay_standing import PayStanding, floor_on
from markets.paysurveys.queries import ReadAnswer, counts_for, counts_of, read_answers, survey_for, surveys_before
from markets.permissions import can_approve_pay_counts, can_read_pay, can_run_pay_surveys

KIND = "wage counts"
OPEN = Refusal("This survey is still open, and an answer may change. Counts are frozen once it has closed.")
DONE = Refusal("The counts of this survey are frozen already.")
NOBODY = Refusal("Nobody has answered this survey, so there is nothing to count.")
NO_FLOOR = Refusal("No National Living Wage is filed for the survey’s day.")
GONE = Refusal("These counts are approved, and stay as they are.")
STALE = Refusal("What was counted has changed since you looked at it. Look at it again before you freeze it.")


def table_of(
    by: Context, survey: PaySurvey, *, before: PaySurvey | None = None, rate: Decimal | None = None
) -> dict[str, Any] | Refusal:
    """Return what would be frozen of the answers that stand: counts, and the rise since an earlier survey."""
    floor, answers = floor_on(survey.reference_date), read_answers(by, survey)
    if floor is None:
        return NO_FLOOR
    if not answers:
        return NOBODY
    cells = floor_counts(counted(answers), list(survey.zones), shown_before(by, survey))
    rise: dict[str, Any] | None = None
    if before is not None and rate is not None:
        found = pay_rise(pays_of(read_answers(by, before)), pays_of(answers), rate)
        shown: dict[str, Any] = found.as_json if found else {"pay": None, "rate": f"{rate:f}"}
        rise = {"since": before.name, "since_day": before.reference_date.isoformat(), **shown}
    return {
        "survey": survey.name,
        "reference_date": survey.reference_date.isoformat(),
        "floor": f"{floor:f}",
        "visit_minutes": f"{survey.visit_minutes:f}",
        "cells": [cell.as_json for cell in cells],
        "rise": rise,
    }


def counted(answers: Sequence[ReadAnswer]) -> list[CountedLocation]:
    """Return the locations whose standing is known."""
    return [
        CountedLocation(
            str(each.place.owner_id),
            frozenset(zone for zone in each.place.survey.zones if each.pay.works_in(zone)),
            each.test.standing is PayStanding.BELOW,
        )
        for each in answers
        if each.test is not None and each.test.standing is not PayStanding.UNKNOWN
    ]


def pays_of(answers: Sequence[ReadAnswer]) -> Pays:
    """Return owner and basic pay by location."""
    return {str(each.place.participation.location_id): (str(each.place.owner_id), each.pay.basic) for each in answers}


def shown_before(by: Context, survey: PaySurvey) -> list[dict[str, Owners]]:
    """Return by zone the owners in the cells shown of each survey with the same floor."""
    floor, found = floor_on(survey.reference_date), []
    for counts in counts_for(by).filter(approved_at__isnull=False).exclude(survey=survey).select_related("survey"):
        if floor is not None and Decimal(counts.table["floor"]) == floor:
            cells = cells_of(counted(read_answers(by, counts.survey)), counts.survey.zones)
            shown = {cell["zone"] for cell in counts.table["cells"] if cell["answered"] is not None}
            found.append({zone: owners_of(inside) for zone, inside in cells.items() if zone in shown})
    return found


@transaction.atomic
def freeze(
    *, by: Context, survey_id: UUID, digest: str, before_id: UUID | None = None, rate: Decimal | None = None
) -> PayCounts | Refusal | None:
    """Freeze the counts that were looked at, which ``digest`` names; another person then approves them."""
    survey = survey_for(by, survey_id) if can_run_pay_surveys(by) else None
    if survey is None:
        return None
    take_turn(f"wage counts {survey.id}")
    if counts_for(by).filter(survey=survey).exists():
        return DONE
    if survey.closes_on >= timezone.localdate():
        return OPEN
    before = surveys_before(by, survey).filter(id=before_id).first() if before_id else None
    table = table_of(by, survey, before=before, rate=rate)
    if isinstance(table, Refusal):
        return table
    if digest_of(table) != digest:
        return STALE
    row = PayCounts.objects.create(
        id=uuid4(), survey=survey, authority_id=survey.authority_id, exercise_id=survey.exercise_id, table=table,
        digest=digest, frozen_at=timezone.now(), frozen_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(row, by=by, verb="froze wage counts", kind=KIND, words=survey.name)
    return row


def digest_of(table: Mapping[str, Any]) -> str:
    return sha256(dumps(table, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def approve(*, by: Context, counts_id: UUID) -> PayCounts | Refusal | None:
    """Approve counts that somebody else froze: the council sees them from then on, and they never change."""
    row = counts_of(by, counts_id) if can_read_pay(by) else None
    if row is None:
        return None
    if row.approved_at is not None:
        return GONE
    if not can_approve_pay_counts(by, row):
        return Refusal("Somebody approves these counts who is an approver and has not frozen them.")
    now = timezone.now()
    if not PayCounts.objects.filter(id=row.id, approved_at=None).update(approved_at=now, approved_by_id=by.person_id):
        return GONE
    audit.record_on(row, by=by, verb="approved wage counts", kind=KIND, words=str(row.table["survey"]))
    return counts_of(by, counts_id)


@transaction.atomic
def drop(*, by: Context, counts_id: UUID) -> UUID | Refusal | None:
    """Drop counts that are not approved, and return their survey; nobody outside the team has seen them."""
    row = counts_of(by, counts_id) if can_run_pay_surveys(by) else None
    if row is None:
        return None
    survey_id: UUID = row.survey_id
    if not PayCounts.objects.filter(id=row.id, approved_at=None).delete()[0]:
        return GONE
    audit.record_on(row, by=by, verb="dropped wage counts", kind=KIND, words=str(row.table["survey"]))
    return survey_id
