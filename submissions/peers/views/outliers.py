"""The lines of an exercise by their outliers, as a page and as a file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spreadsheets.table_files import CONTENT_TYPES, FileCell, table_file
from submissions.peers import queries as peers
from submissions.peers.domain.outliers import LineOutliers, Outlier, outlier_lines
from submissions.peers.queries import ReturnAmongPeers
from submissions.peers.views.lookups import crumbs_of, team_exercise_or_404
from submissions.views.team_files import as_team_file

FILE_HEADS = (
    *("Line", "Column", "Pseudonym", "Location", "Provider", "State", "Figure"),
    *("Peers", "Lower quartile", "Median", "Upper quartile", "Which peers", "P01"),
)


@require_safe
def outlier_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Show the lines of an exercise, those with most outliers still to decide first."""
    context, exercise, form = team_exercise_or_404(request, exercise_id)
    returns, kept = peers.returns_among_peers(context, exercise), peers.kept_figures_on(context, exercise)
    found = outlier_lines(form, [one.peer for one in returns], peers.total_band(exercise))
    lines = [(one, sum(1 for each in one.outliers if not peers.kept_of(kept, one, each))) for one in found]
    page = {
        "exercise": exercise,
        "lines": sorted(lines, key=lambda pair: -pair[1]),
        "count": len(returns),
        "unit": form.cost_unit,
        "crumbs": crumbs_of(exercise)[:1],
    }
    return render(request, "submissions/peers/outlier_list.html", page)


@require_safe
def outlier_file(request: HttpRequest, exercise_id: UUID, kind: str) -> HttpResponse:
    """Return every outlier of the exercise in a file, a row each."""
    context, exercise, form = team_exercise_or_404(request, exercise_id)
    if kind not in CONTENT_TYPES:
        raise Http404
    known = {one.peer.id: one for one in peers.returns_among_peers(context, exercise)}
    found = outlier_lines(form, [one.peer for one in known.values()], peers.total_band(exercise))
    rows = [_file_row(line, one, known[one.peer.id]) for line in found for one in line.outliers]
    mark = f"{exercise.name}: outliers, in {form.cost_unit}. For the independent team."
    return as_team_file(table_file(kind, "Outliers", mark, FILE_HEADS, rows), "outliers", kind)


def _file_row(line: LineOutliers, one: Outlier, known: ReturnAmongPeers) -> list[FileCell]:
    quartiles = one.place.quartiles
    figures = [quartiles.n, quartiles.lower, quartiles.median, quartiles.upper] if quartiles else [None] * 4
    place = [known.peer.name, known.location_name, known.provider_name, known.state.label]
    return [line.label, line.column_label, *place, one.place.value, *figures, one.place.group.words, one.note.message]
