"""The page of one line of a return among its peers, with the whole strip plot."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.lookups import context_or_404, or_404
from costing.forms import form_for
from submissions.peers import queries as peers
from submissions.peers.domain.beside import line_chart, note_on
from submissions.peers.domain.peer_groups import ColumnPeers
from submissions.peers.domain.peer_words import place_sentence, spoken, usual_in_words
from submissions.peers.domain.places import place_of
from submissions.permissions import can_ask_on
from submissions.views.lookups import return_or_404


@require_safe
def peer_line(request: HttpRequest, return_id: UUID, column: str, line: str) -> HttpResponse:
    """Show where one figure of a return stands, and the way to ask about it."""
    context, submission = context_or_404(request), return_or_404(request, return_id)
    version = submission.current
    if not context.reads_returns or version is None or not version.costs:
        raise Http404
    form = or_404(form_for(version.form_service, version.form_version))
    of_line = or_404(form.line_by_key.get(line))
    own = peers.peer_of(context, submission, version)
    if column not in own.columns:
        raise Http404
    returns = [one.peer for one in peers.returns_among_peers(context, submission.exercise)]
    others = ColumnPeers(column, returns)
    place = place_of(own, line, others)
    page = {
        "submission": submission,
        "line": of_line,
        "label": spoken(of_line.label),
        "column": column,
        "column_label": next((one.label for one in form.columns if one.key == column and len(form.columns) > 1), ""),
        "unit": form.cost_unit,
        "place": place,
        "says": place_sentence(of_line.label, place),
        "usual": usual_in_words(place),
        "note": note_on(of_line, place, peers.total_band(submission.exercise)),
        "chart": line_chart(own, line, others),
        "may_ask": can_ask_on(context, submission.participation),
    }
    return render(request, "submissions/peers/peer_line.html", page)
