"""Queries of peers: what the returns of an exercise come to, for the independent team alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from costing.bands import Band, default_bands
from costing.form import Form, LineKind
from costing.forms import form_for
from register.domain.exercise_bands import bands_from
from register.queries import Exercise, participation_rows
from submissions.decisions.queries import adjustments_in, lines_left_out_in, those_that_apply
from submissions.domain.states import ReturnState
from submissions.models import Return, Version
from submissions.peers.domain.beside import BesidePeers, beside_peers
from submissions.peers.domain.peer_groups import PeerReturn
from submissions.peers.domain.places import TOTAL_BAND
from submissions.queries.returns import readable
from submissions.queries.review import costs_with

# The returns that are held against one another: those that are in, decided on or not.
IN = (ReturnState.SUBMITTED, ReturnState.ACCEPTED)
_COSTS = "current__costs__columns"
_FORM = ("current__form_service", "current__form_version")
_FIELDS = ("id", "state", "current_id", "participation_id", _COSTS, *_FORM)
_PLACE = ("participation__location_name", "participation__provider_name")
_GROUPS = ("participation__zone", "participation__size_band")
Figures = dict[str, dict[str, Decimal | None]]


@dataclass(frozen=True, slots=True)
class ReturnAmongPeers:
    """A return that is in, with what the team knows of it; its names go into no chart.

    ``peer`` has no figure for lines that were left out, nor for the sums above them; ``left_out`` has those lines.
    """

    peer: PeerReturn
    left_out: frozenset[str]
    state: ReturnState
    participation_id: UUID
    version_id: UUID
    location_name: str
    provider_name: str


def returns_among_peers(context: Context | None, exercise: Exercise) -> list[ReturnAmongPeers]:
    """Return the submitted and accepted returns of an exercise that could be costed, as a calculation takes them.

    A handful of queries for however many returns; answers are read only of those that were adjusted.
    """
    if context is None or not context.reads_returns:
        return []
    rows = readable(Return.objects.filter(exercise=exercise, state__in=IN), context)
    found = rows.filter(current__costs__isnull=False).values(*_FIELDS, *_PLACE, *_GROUPS)
    found = found.order_by("participation__location_name", "id")
    names, adjusted = pseudonyms(context, exercise.id), _adjusted_columns(context, exercise)
    out = {key: {one.line for one in lines} for key, lines in lines_left_out_in(context, exercise.id).items()}
    return [
        _row(each, names, adjusted.get(each["id"]) or _columns(each[_COSTS]), out.get(each["id"], set()))
        for each in found
        if each[_COSTS]
    ]


def _row(each: Mapping[str, Any], names: Mapping[UUID, str], columns: Figures, left_out: set[str]) -> ReturnAmongPeers:
    zone, size_band = (each[name] for name in _GROUPS)
    location, provider = (each[name] for name in _PLACE)
    form = form_for(each["current__form_service"], each["current__form_version"])
    counted = _without(form, columns, left_out) if form and left_out else columns
    return ReturnAmongPeers(
        PeerReturn(each["id"], names[each["participation_id"]], zone, size_band, counted),
        frozenset(left_out),
        ReturnState(each["state"]),
        each["participation_id"],
        each["current_id"],
        location,
        provider,
    )


def _without(form: Form, columns: Figures, lines: set[str]) -> Figures:
    """Return the figures without some lines; every sum above one of them is undefined."""
    sections = {form.line_by_key[key].section for key in lines if key in form.line_by_key}
    gone = {
        line.key
        for line in form.lines
        if line.kind == LineKind.TOTAL or (line.kind == LineKind.SUBTOTAL and line.section in sections)
    }
    gone |= lines
    return {
        column: {line: None if line in gone else figure for line, figure in figures.items()}
        for column, figures in columns.items()
    }


def _adjusted_columns(context: Context | None, exercise: Exercise) -> dict[UUID, Figures]:
    """Return the figures of returns with adjustments that apply, worked out afresh."""
    adjustments = adjustments_in(context, exercise.id)
    if not adjustments:
        return {}
    found = {}
    for row in readable(Return.objects.filter(id__in=adjustments).select_related("current"), context):
        version = row.current
        values = {one.key: one.adjusted for one in those_that_apply(adjustments[row.id], version)} if version else {}
        costs = costs_with(version, values, exercise.weeks) if version and values else None
        if costs:
            found[row.id] = {column: dict(lines) for column, lines in costs.columns.items()}
    return found


def _columns(stored: Mapping[str, Mapping[str, str | None]]) -> Figures:
    return {
        column: {line: None if figure is None else Decimal(figure) for line, figure in lines.items()}
        for column, lines in stored.items()
    }


def pseudonyms(context: Context | None, exercise_id: UUID) -> dict[UUID, str]:
    """Return “Return 07” by participation: by its random key, so that neither name nor date shows through.

    Every location asked has its number from the start, so that it stays the same when others come in.
    """
    rows = readable(participation_rows(), context).filter(exercise_id=exercise_id)
    keys = list(rows.order_by("id").values_list("id", flat=True))
    width = max(2, len(str(len(keys))))
    return {key: f"Return {number:0{width}}" for number, key in enumerate(keys, 1)}


def peer_of(context: Context | None, submission: Return, version: Version) -> PeerReturn:
    """Return a version of a return as its peers would know it, whether it counts or not."""
    asked = submission.participation
    name = pseudonyms(context, submission.exercise_id).get(asked.id, "This return")
    columns = _columns((version.costs or {}).get("columns", {}))
    return PeerReturn(submission.id, name, asked.zone, asked.size_band, columns)


def total_band(exercise: Exercise) -> Band:
    own = bands_from(exercise.bands, exercise.service).get(TOTAL_BAND)
    return own or default_bands(exercise.service)[TOTAL_BAND]


def beside_its_peers(context: Context | None, submission: Return, version: Version | None) -> Sequence[BesidePeers]:
    """Return a version of a return beside its peers, a part a column; nothing without costs, or for a provider."""
    form = form_for(version.form_service, version.form_version) if version else None
    if context is None or not context.reads_returns or version is None or form is None or not version.costs:
        return ()
    returns = [one.peer for one in returns_among_peers(context, submission.exercise)]
    return beside_peers(form, peer_of(context, submission, version), returns, total_band(submission.exercise))
