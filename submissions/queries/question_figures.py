"""Queries of the figures that questions are about: as they are read now, and how they differ from when it was asked."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from accounts.domain.context import Context
from costing.forms import form_for
from costing.serialisation import answers_from, costs_from
from submissions.models import ReturnQuestion, Version
from submissions.queries.returns import readable
from submissions.questions.domain.corrections import (
    FigureChange,
    FigureRead,
    VersionFigures,
    changed_figures,
    figures_of,
)
from submissions.questions.domain.questions import QuestionState


def changes_since(context: Context | None, query: ReturnQuestion) -> tuple[FigureChange, ...]:
    """Return how the figure of a question differs from when it was asked, until it was closed; () if it does not."""
    return changes_of_all(context, [query]).get(query.id, ())


def changes_of_all(context: Context | None, asked: Iterable[ReturnQuestion]) -> dict[UUID, tuple[FigureChange, ...]]:
    """Return what has changed since each of these questions, by question; those without a change are left out."""
    pairs = {query: (query.version_number, _until(query)) for query in asked}
    pairs = {query: (then, now) for query, (then, now) in pairs.items() if now is not None and now != then}
    kept = _versions(context, pairs)
    found = {}
    for query, (then, now) in pairs.items():
        place = query.participation.submission.id
        before, after = kept.get((place, then or 0)), kept.get((place, now or 0))
        form = form_for(after.form_service, after.form_version) if after else None
        if form and (changes := changed_figures(form, query.about, _figures(before), _figures(after))):
            found[query.id] = changes
    return found


def figures_now(context: Context | None, asked: Iterable[ReturnQuestion]) -> dict[UUID, tuple[FigureRead, ...]]:
    """Return the figures that these questions are about, as they are read in the version that counts."""
    pairs = {query: (None, _current(query)) for query in asked}
    kept = _versions(context, pairs)
    found = {}
    for query, (_, now) in pairs.items():
        submission = getattr(query.participation, "submission", None)
        version = kept.get((submission.id, now or 0)) if submission else None
        form = form_for(version.form_service, version.form_version) if version else None
        found[query.id] = figures_of(form, query.about, _figures(version)) if form else ()
    return found


def _current(query: ReturnQuestion) -> int | None:
    submission = getattr(query.participation, "submission", None)
    return submission.current.number if submission and submission.current else None


def _until(query: ReturnQuestion) -> int | None:
    return query.closed_version if query.state == QuestionState.CLOSED else _current(query)


def _versions(
    context: Context | None, pairs: Mapping[ReturnQuestion, tuple[int | None, int | None]]
) -> dict[tuple[UUID, int], Version]:
    """Return the versions that are compared, in one statement."""
    places = [
        Q(submission=query.participation.submission, number__in=[number for number in numbers if number])
        for query, numbers in pairs.items()
        if getattr(query.participation, "submission", None)
    ]
    if not places:
        return {}
    rows = readable(Version.objects.filter(reduce(or_, places)), context)
    return {(row.submission_id, row.number): row for row in rows}


def _figures(version: Version | None) -> VersionFigures:
    if version is None:
        return VersionFigures(None, None)
    answers = answers_from(version.form_service, version.form_version, version.answers)
    return VersionFigures(answers, costs_from(version.costs))
