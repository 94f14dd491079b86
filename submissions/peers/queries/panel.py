"""Queries of what is known of outliers: figures that were kept, lines left out, questions that are open."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from register.queries import Exercise
from submissions.decisions.domain.adjusted_answers import LeftOutLine
from submissions.decisions.queries import lines_left_out_in
from submissions.models import KeptFigure
from submissions.peers.domain.outliers import LineOutliers, Outlier
from submissions.peers.queries.among_peers import ReturnAmongPeers
from submissions.queries.returns import readable
from submissions.questions.queries import TURNS, queries_for

KeptFigures = Mapping[tuple[UUID, str, str], KeptFigure]


def kept_figures_for(context: Context | None) -> QuerySet[KeptFigure]:
    if context is None or not context.reads_returns:
        return KeptFigure.objects.none()
    return readable(KeptFigure.objects.select_related("decided_by"), context)


def kept_figures_on(context: Context | None, exercise: Exercise) -> KeptFigures:
    """Return the figures of an exercise that were kept, by return, column and line."""
    rows = kept_figures_for(context).filter(exercise=exercise, taken_back_at=None)
    return {(row.submission_id, row.column, row.line): row for row in rows}


def kept_of(kept: KeptFigures, line: LineOutliers, one: Outlier) -> KeptFigure | None:
    """Return the decision to keep a figure, for as long as it is the figure that was kept."""
    found = kept.get((one.peer.id, line.column, line.line))
    return found if found and found.figure == str(one.place.value) else None


def open_questions(context: Context | None, exercise: Exercise) -> Counter[UUID]:
    """Return how many questions are open between the team and each location, by participation."""
    rows = queries_for(context).filter(~TURNS["done"], exercise=exercise)
    return Counter(rows.values_list("participation_id", flat=True))


def left_out_of(
    context: Context | None, exercise: Exercise, line: str, returns: Iterable[ReturnAmongPeers]
) -> list[tuple[ReturnAmongPeers, LeftOutLine]]:
    """Return those of which a line was left out, each with the decision."""
    decided = lines_left_out_in(context, exercise.id)
    return [(one, each) for one in returns for each in decided.get(one.peer.id, ()) if each.line == line]
