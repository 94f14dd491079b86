"""Keep a figure that lies far from its peers, so that the team need not look at it again while it stays as it is."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from submissions.decisions.actions.decided_return import held, not_now, owned, record_for_team
from submissions.decisions.queries import applying
from submissions.models import KeptFigure, Return, Version
from submissions.peers import queries
from submissions.peers.domain.panel_choices import PanelChoice, cannot_choose
from submissions.queries.review import costs_with

_NO_FIGURE = Refusal("This return has no figure on this line any more. Please look at it again.")


@transaction.atomic
def keep(
    *, by: Context, return_id: UUID, column: str, line: str, reason: str, words: str, seen: str | None = None
) -> KeptFigure | Refusal | None:
    """Keep the figure of a line; what was decided so before gives way. None if it is not the asker's to decide."""
    found = held(by, return_id)
    if found is None:
        return None
    submission, version = found
    figure = figure_of(by, submission, version, column, line)
    refusal = not_now(by, submission, seen) or cannot_choose(PanelChoice.KEEP, reason, words)
    if refusal or figure is None:
        return refusal or _NO_FIGURE
    now = timezone.now()
    rows = queries.kept_figures_for(by).filter(submission_id=return_id, column=column, line=line, taken_back_at=None)
    rows.update(taken_back_at=now, taken_back_by_id=by.person_id)
    kept = KeptFigure.objects.create(
        **owned(by, submission, version),
        column=column,
        line=line,
        figure=str(figure),
        reason=reason,
        words=words.strip(),
        decided_at=now,
    )
    record_for_team(submission, by=by, verb="kept a figure far from its peers", names=[line])
    return kept


def figure_of(by: Context, submission: Return, version: Version, column: str, line: str) -> Decimal | None:
    """Return the figure that counts, with the adjustments that apply."""
    adjusted = {one.key: one.adjusted for one in applying(by, submission, version)}
    costs = costs_with(version, adjusted, submission.exercise.weeks)
    return costs.columns.get(column, {}).get(line) if costs else None
