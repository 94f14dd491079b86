"""Pages of checking all returns of an exercise again: begin it, how far it is, whose findings changed, stop it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from register import queries as register
from register.permissions import can_judge_scope
from spreadsheets.table_files import CONTENT_TYPES, table_file
from submissions.models import Recheck
from submissions.rechecks import queries
from submissions.rechecks.actions import rechecks
from submissions.rechecks.domain.changes_table import HEADS, changed_row, changes_rows
from submissions.rechecks.domain.recheck_states import RecheckState
from submissions.views.team_files import as_team_file

A_PAGE = 25


@require_safe
def recheck_list(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    exercise = or_404(register.exercise_for(context, exercise_id))
    if not context.reads_returns:
        raise Http404
    page = {
        "exercise": exercise,
        "may_begin": can_judge_scope(context, exercise),
        "page": Paginator(queries.rechecks(context, exercise), A_PAGE).get_page(request.GET.get("page")),
        "crumbs": [("Returns", f"{reverse('submissions:return_list')}?exercise={exercise.id}")],
    }
    return render(request, "submissions/rechecks/recheck_list.html", page)


@require_POST
def recheck_begin(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """Begin it, and lead to its page; to that of the one under way, if there is one."""
    context = context_or_404(request)
    done = or_404(rechecks.begin(by=context, exercise_id=exercise_id, key=key_of(request.POST.lists())))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("submissions:recheck_list", exercise_id)
    return redirect("submissions:recheck_detail", done.id)


@require_safe
def recheck_detail(request: HttpRequest, recheck_id: UUID) -> HttpResponse:
    """Show how far it is, live with htmx, and the returns whose findings changed."""
    context, row = _found(request, recheck_id)
    changed = Paginator(queries.returns_that_changed(context, row), A_PAGE).get_page(request.GET.get("page"))
    page = _progress(row) | {
        "exercise": row.exercise,
        "page": changed,
        "rows": [changed_row(one) for one in changed],
        "may_stop": can_judge_scope(context, row.exercise),
    }
    return render(request, "submissions/rechecks/recheck_detail.html", page)


@require_safe
def recheck_steps(request: HttpRequest, recheck_id: UUID) -> HttpResponse:
    """Return the steps alone; nothing (204) if they are as the page has seen them."""
    page = _progress(_found(request, recheck_id)[1])
    if page["done"]:
        return HttpResponse(headers={"HX-Redirect": reverse("submissions:recheck_detail", args=[recheck_id])})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


@require_POST
def recheck_stop(request: HttpRequest, recheck_id: UUID) -> HttpResponse:
    done = or_404(rechecks.stop(by=context_or_404(request), recheck_id=recheck_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    return redirect("submissions:recheck_detail", recheck_id)


@require_safe
def recheck_file(request: HttpRequest, recheck_id: UUID, kind: str) -> HttpResponse:
    """Return the changes as a table, a row for each finding that is gone or new."""
    context, row = _found(request, recheck_id)
    if kind not in CONTENT_TYPES:
        raise Http404
    mark = f"{row.exercise.name}: findings that changed. For the independent team."
    rows = changes_rows(changed_row(one) for one in queries.returns_that_changed(context, row).iterator())
    return as_team_file(table_file(kind, "Changed findings", mark, HEADS, rows), "changed-findings", kind)


def _found(request: HttpRequest, recheck_id: UUID) -> tuple[Context, Recheck]:
    context = context_or_404(request)
    return context, or_404(queries.recheck_for(context, recheck_id))


def _progress(row: Recheck) -> dict[str, Any]:
    state, total = RecheckState(row.state), max(row.total, row.checked)
    seen = f"{state}-{row.tries}-{row.checked}"
    taken = state != RecheckState.RECEIVED
    return {
        "row": row,
        "state": state,
        "total": total,
        "steps": [
            {"label": "Asked for", "state": "done"},
            {"label": "Taken up by a worker", "state": "done" if taken else "now"},
            {"label": f"Checked ({row.checked:,} of {total:,})", "state": "now" if taken else "waiting"},
        ],
        "seen": seen,
        "url": reverse("submissions:recheck_steps", args=[row.id]) + f"?seen={seen}",
        "done": not state.is_under_way,
    }
