"""Queries of the ledger of an exercise: what was ever published of it, and whether anybody has touched it since."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.domain.context import Context
from costing.forms import form_for
from reports.domain.cohort import CohortFault
from reports.domain.ledger import Ledger, LedgerEntry, Values, values_in
from reports.domain.ledger_chain import (
    GENESIS,
    ChainFault,
    ChainRow,
    entry_from,
    faults_in,
)
from reports.domain.market import public_cohorts
from reports.domain.member_seals import Seal
from reports.domain.release_states import APPROVED
from reports.domain.released_costs import released_costs
from reports.domain.released_table import measured_figures, printed, visits_agree
from reports.models import CalculationReturn, LedgerRow, Release
from reports.permissions import is_team
from reports.queries.calculations import inputs_of
from reports.queries.exercises import exercise_for


class LedgerKeyMissing(RuntimeError):
    """The ledger's key is not set; digests under an empty key would be open to whoever can guess a value."""


def ledger_key() -> bytes:
    if not settings.LEDGER_KEY:
        raise LedgerKeyMissing("LEDGER_KEY is not set: without it nothing can be released")
    return str(settings.LEDGER_KEY).encode()


def ledger_of(context: Context | None, exercise_id: UUID, on: date | None = None) -> Ledger:
    """Return what was ever published of an exercise, with what others published of the same, as of a day.

    The values behind earlier releases are read when they are asked for.
    """
    exercise = exercise_for(context, exercise_id)
    return Ledger(
        exercise=str(exercise_id),
        key=ledger_key(),
        entries=tuple(entry_from(row.content) for row in _rows(context, exercise_id)),
        values=FrozenValues(context, exercise_id),
        elsewhere=tuple(_elsewhere(context, exercise_id)),
        closed=exercise is not None and (on or timezone.localdate()) > exercise.closes_on,
    )


class FrozenValues(Mapping[str, Values]):
    """The values behind each release of an exercise, read from its frozen calculation once they are asked for.

    What was erased since is not there; nor is a release that is not the team's.
    """

    def __init__(self, context: Context | None, exercise_id: UUID) -> None:
        self._context, self._exercise_id = context, exercise_id
        self._read: dict[str, Values] = {}

    def __getitem__(self, release_id: str) -> Values:
        if release_id not in self._read:
            release = _releases_that_are_out(self._context, self._exercise_id).filter(id=release_id).first()
            if release is None:
                raise KeyError(release_id)
            self._read[release_id] = _values_behind(self._context, release)
        return self._read[release_id]

    def __iter__(self) -> Iterator[str]:
        return (str(one.id) for one in _releases_that_are_out(self._context, self._exercise_id))

    def __len__(self) -> int:
        return _releases_that_are_out(self._context, self._exercise_id).count()


def _values_behind(context: Context | None, release: Release) -> Values:
    calculation = release.calculation
    form = form_for(calculation.exercise.service, calculation.form_version)
    if form is None:
        return {}
    inputs = inputs_of(context, calculation).as_calculated(form)
    cohorts = public_cohorts(form, [released_costs(form, one) for one in inputs])
    return {} if isinstance(cohorts, CohortFault) else values_in(cohorts)


def _elsewhere(context: Context | None, exercise_id: UUID) -> Iterator[LedgerEntry]:
    """Read the digests of other exercises by a database function that checks who asks, past row-level security."""
    if context is None or not is_team(context):
        return
    seal = Seal(Ledger(key=ledger_key()))
    returns = CalculationReturn.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority)
    asked = [seal.providers[location] for location in returns.values_list("location_id", flat=True).distinct()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ledger_elsewhere(%s, %s)", [exercise_id, asked])
        for release, column, line, dimension, group, policy, figures, members in cursor.fetchall():
            place = {"release": str(release), "column": column, "line": line, "dimension": dimension, "group": group}
            yield entry_from({**place, "policy": policy, "figures": _plain(figures), "members": _plain(members)})


def _plain(value: Any) -> Any:
    """Return a JSON value of the database as a value: a cursor of Django's hands it out as text."""
    return json.loads(value) if isinstance(value, str) else value


def ledger_head(context: Context | None, exercise_id: UUID) -> str:
    """Return the seal that the next row follows on."""
    last = _rows(context, exercise_id).last()
    return last.sha256 if last else GENESIS


def ledger_is_whole(context: Context | None, exercise_id: UUID) -> bool:
    return not ledger_faults(context, exercise_id)


def ledger_faults(context: Context | None, exercise_id: UUID) -> list[str]:
    """Return what is wrong with the chain, and where a release shows other figures than it was approved with."""
    rows, releases = list(_rows(context, exercise_id)), list(_releases_that_are_out(context, exercise_id))
    return [fault.words for fault in faults_of(exercise_id, rows, releases)]


def faults_of(exercise_id: UUID, rows: Sequence[LedgerRow], releases: Sequence[Release]) -> Iterator[ChainFault]:
    """Yield what is wrong with the rows of an exercise by their position, beside its releases by their approval."""
    chain = (ChainRow(row.content, row.previous_sha256, row.sha256, row.position) for row in rows)
    yield from faults_in(ledger_key(), str(exercise_id), chain, [release.ledger_after for release in releases])
    yield from _tables_that_differ(rows, releases)


def _tables_that_differ(rows: Iterable[LedgerRow], releases: Iterable[Release]) -> Iterator[ChainFault]:
    entries = [entry_from(row.content) for row in rows]
    for release in releases:
        kept = {one.key: printed(one.figures) for one in entries if one.release == str(release.id)}
        if release.for_publication and (measured_figures(release.table) != kept or not visits_agree(release.table)):
            yield ChainFault(None, f"release {release.number} shows other figures than the ledger")


def _rows(context: Context | None, exercise_id: UUID) -> QuerySet[LedgerRow]:
    if context is None or not is_team(context):
        return LedgerRow.objects.none()
    rows = LedgerRow.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority)
    return rows.order_by("position")


def _releases_that_are_out(context: Context | None, exercise_id: UUID) -> QuerySet[Release]:
    if context is None or not is_team(context):
        return Release.objects.none()
    rows = Release.objects.filter(exercise_id=exercise_id, authority_id=context.own_authority)
    return rows.filter(state__in=[state.value for state in APPROVED]).order_by("approved_at", "number")
