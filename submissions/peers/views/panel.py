"""The panel: the outliers of one line, decided together."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from costing.form import Form, Line
from register.permissions import can_judge_scope
from register.queries import Exercise
from submissions import queries
from submissions.actions import decision_state
from submissions.models import KeptFigure
from submissions.peers import queries as peers
from submissions.peers.actions.panel import PanelDecision, decide_together
from submissions.peers.domain.outliers import (
    Outlier,
    line_outliers,
    panel_chart,
    panel_sentence,
)
from submissions.peers.domain.peer_groups import ColumnPeers
from submissions.peers.forms import OutlierForm
from submissions.peers.queries import ReturnAmongPeers
from submissions.peers.views.lookups import crumbs_of, team_exercise_or_404

A_PAGE = 20


@dataclass
class OutlierRow:
    """An outlier with what the team knows of it, and the form that decides it; none for whoever only reads."""

    outlier: Outlier
    known: ReturnAmongPeers
    kept: KeptFigure | None
    questions: int
    form: OutlierForm | None = None


@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: HttpRequest, exercise_id: UUID, column: str, line: str) -> HttpResponse:
    """Show the outliers of one line with its strip plot, and take what is decided of them."""
    context, exercise, form = team_exercise_or_404(request, exercise_id)
    of_line = or_404(form.line_by_key.get(line))
    may_decide = can_judge_scope(context, exercise)
    if request.method == "POST" and not may_decide:
        raise Http404
    page = _panel_page(request, context, exercise, form, column, of_line)
    rows: Page[OutlierRow] = page["page"]
    if may_decide:
        _with_forms(request, context, of_line, rows)
    if request.method == "POST" and all(row.form.is_valid() for row in rows if row.form and row.form.is_bound):
        refused = _decide(request, context, column, of_line, rows)
        if not refused:
            return redirect(request.get_full_path())
        page = _again(request, (context, exercise, form, column, of_line), rows, refused)
    page["forms"] = [row.form for row in page["page"]]
    return render(request, "submissions/peers/panel.html", page)


def _panel_page(
    request: HttpRequest, context: Context, exercise: Exercise, form: Form, column: str, line: Line
) -> dict[str, Any]:
    returns = {one.peer.id: one for one in peers.returns_among_peers(context, exercise)}
    of_column = or_404(next((one for one in form.columns if one.key == column), None))
    others = ColumnPeers(column, [one.peer for one in returns.values()])
    found = line_outliers(form, of_column, line, others, peers.total_band(exercise))
    kept, asked = peers.kept_figures_on(context, exercise), peers.open_questions(context, exercise)
    rows = [
        OutlierRow(one, known, peers.kept_of(kept, found, one), asked[known.participation_id])
        for one in found.outliers
        for known in [returns[one.peer.id]]
    ]
    rows.sort(key=lambda row: row.kept is not None)
    if request.method == "POST":
        rows = _sent(request, rows)
    number = request.GET.get("page") if request.method != "POST" else 1
    return {
        "exercise": exercise,
        "line": line,
        "found": found,
        "unit": form.cost_unit,
        "chart": panel_chart(found, others),
        "says": panel_sentence(found),
        "page": Paginator(rows, A_PAGE if request.method != "POST" else max(len(rows), 1)).get_page(number),
        "left_out": peers.left_out_of(context, exercise, line.key, returns.values()),
        "may_decide": can_judge_scope(context, exercise),
        "crumbs": crumbs_of(exercise),
    }


def _sent(request: HttpRequest, rows: list[OutlierRow]) -> list[OutlierRow]:
    """Return the outliers that were on the page that was sent, wherever they would stand now."""
    return [row for row in rows if f"{row.known.peer.id}-seen" in request.POST]


def _gone(request: HttpRequest, rows: Page[OutlierRow]) -> int:
    """Return of how many something was chosen that are no outliers any more."""
    chosen = {name.removesuffix("-choice") for name, value in request.POST.items() if value and "-choice" in name}
    return len(chosen - {str(row.known.peer.id) for row in rows})


def _with_forms(request: HttpRequest, context: Context, line: Line, rows: Page[OutlierRow]) -> None:
    """Give each outlier its form, with what was typed if it was sent from this page."""
    shown = {row.known.peer.id for row in rows}
    seen = {one.id: decision_state.state_of(context, one) for one in queries.returns_for(context).filter(id__in=shown)}
    for row in rows:
        prefix = str(row.known.peer.id)
        sent = request.POST if f"{prefix}-seen" in request.POST else None
        row.form = OutlierForm(line.kind, sent, prefix=prefix, initial={"seen": seen.get(row.known.peer.id, "")})


def _decide(
    request: HttpRequest, context: Context, column: str, line: Line, rows: Page[OutlierRow]
) -> dict[UUID, Refusal]:
    decisions = [
        PanelDecision(
            row.known.peer.id,
            row.known.participation_id,
            row.form.chosen,
            row.form.cleaned_data["reason"],
            row.form.cleaned_data["words"],
            row.form.cleaned_data["seen"],
        )
        for row in rows
        if row.form and row.form.is_bound and row.form.chosen
    ]
    refused = decide_together(
        by=context, column=column, line=line, decisions=decisions, key=key_of(request.POST.lists())
    )
    done = len(decisions) - len(refused)
    if done:
        messages.success(request, f"{done} of {len(decisions)} decided." if refused else f"{done} decided.")
    if gone := _gone(request, rows):
        are, them = ("is", "it") if gone == 1 else ("are", "them")
        messages.error(request, f"{gone} of those chosen {are} no outlier here any more; nothing was done with {them}.")
    elif not decisions:
        messages.info(request, "Nothing was chosen, so nothing has changed.")
    return refused


def _again(
    request: HttpRequest,
    about: tuple[Context, Exercise, Form, str, Line],
    before: Page[OutlierRow],
    refused: dict[UUID, Refusal],
) -> dict[str, Any]:
    """Return the page as it stands now, with what was typed for those that could not be decided."""
    context, exercise, form, column, line = about
    page = _panel_page(request, context, exercise, form, column, line)
    rows: Page[OutlierRow] = page["page"]
    typed = {row.known.peer.id: row.form for row in before}
    names = {row.known.peer.id: row.known.location_name for row in before}
    _with_forms(request, context, line, rows)
    for row in rows:
        own = row.known.peer.id
        if own in refused and row.form:
            because = f"{row.known.peer.name}: {refused[own].because}"
            row.form = _with_words_kept(line, typed[own], row.form, because)
        elif row.form:
            row.form = OutlierForm(line.kind, prefix=str(own), initial=row.form.initial)
    there = {row.known.peer.id for row in rows}
    page["refused"] = [(names[key], refusal.because) for key, refusal in refused.items() if key not in there]
    return page


def _with_words_kept(line: Line, typed: OutlierForm | None, fresh: OutlierForm, because: str) -> OutlierForm:
    """Return the form with what was typed, on the state as it is now, and why it could not be done."""
    data = dict(typed.data.items()) if typed else {}
    data[f"{fresh.prefix}-seen"] = fresh.initial["seen"]
    form = OutlierForm(line.kind, data, prefix=fresh.prefix, initial=fresh.initial)
    form.is_valid()
    form.add_error(None, because)
    return form
