"""Pages of one workbook that the team takes in: how far it is, its mapping to confirm, and what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from costing.foreign.rules import rules_from
from costing.forms import CURRENT
from register.domain.imports import ImportState
from submissions import queries
from submissions.intake import queries as intake
from submissions.intake.actions import intake as actions
from submissions.intake.actions import mapping_page
from submissions.intake.actions.mapping_page import MappingPage
from submissions.intake.domain.mapping_rows import follows, records, rows_of, without_answer
from submissions.intake.domain.waiting_for import WaitingFor
from submissions.intake.forms import ChooseLocationForm
from submissions.models import IntakeWorkbook
from submissions.permissions import can_take_in

_LABELS = ("Received", "Read", "Checked and costed")
_UNUSED_SHOWN = 60
PAGE = "submissions/intake/intake_workbook.html"


@require_safe
def intake_workbook(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    context, row = _found(request, workbook_id)
    return render(request, PAGE, _page(context, row, None))


@require_safe
def intake_steps(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    row = _found(request, workbook_id)[1]
    page = _progress(row)
    if page["done"]:
        return HttpResponse(headers={"HX-Redirect": reverse("submissions:intake_workbook", args=[row.id])})
    if request.GET.get("seen") == page["seen"]:
        return HttpResponse(status=204)
    return render(request, "partials/_progress_steps.html", page)


@require_POST
def intake_confirm(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    context, row = _found(request, workbook_id, writes=True)
    done = actions.confirm(
        by=context,
        workbook_id=row.id,
        chosen=_chosen(request.POST),
        by_hand=_by_hand(request.POST),
        seen=request.POST.get("seen", ""),
        name=request.POST.get("name", "")[:200],
    )
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        row = or_404(intake.workbook_for(context, workbook_id))
        return render(request, PAGE, _page(context, row, request.POST))
    return redirect("submissions:intake_workbook", row.id)


@require_POST
def intake_location(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    context, row = _found(request, workbook_id, writes=True)
    form = ChooseLocationForm(queries.owed_by(context, row.exercise_id), request.POST)
    if form.is_valid():
        done = actions.choose_location(
            by=context, workbook_id=row.id, participation_id=form.cleaned_data["location"].id
        )
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        return redirect("submissions:intake_workbook", row.id)
    return render(request, PAGE, {**_page(context, row, None), "location_form": form})


@require_POST
def intake_discard(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    context, row = _found(request, workbook_id, writes=True)
    if not actions.discard(by=context, workbook_id=row.id):
        return redirect("submissions:intake_workbook", row.id)
    messages.success(request, f"{row.file_name} was discarded.")
    return redirect("submissions:intake_list", row.exercise_id)


@require_safe
def intake_file(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    """Return a workbook that waits, as it came; one that was taken is downloaded with its return."""
    context = context_or_404(request)
    opened = or_404(actions.open_file(by=context, workbook_id=workbook_id))
    disposition = content_disposition_header(as_attachment=True, filename=opened.name)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(opened.data, "application/octet-stream", headers=headers)


def _chosen(posted: QueryDict) -> dict[str, int]:
    found = {name.removeprefix("doubt-"): text for name, text in posted.items() if name.startswith("doubt-")}
    return {name: int(text) for name, text in found.items() if text.isascii() and text.isdigit() and len(text) < 4}


def _by_hand(posted: QueryDict) -> dict[str, str]:
    found = {name.removeprefix("hand-"): str(text).strip() for name, text in posted.items() if name.startswith("hand-")}
    return {name: text[:300] for name, text in found.items() if text}


def _found(request: HttpRequest, workbook_id: UUID, *, writes: bool = False) -> tuple[Context, IntakeWorkbook]:
    context = context_or_404(request)
    row = or_404(intake.workbook_for(context, workbook_id))
    if writes and not can_take_in(context, row.exercise):
        raise Http404
    return context, row


def _progress(row: IntakeWorkbook) -> dict[str, Any]:
    state = ImportState(row.state)
    at = {ImportState.RECEIVED: 0, ImportState.READING: 1}.get(state, 2)
    seen = f"{row.state}-{row.tries}"
    steps = [
        {"label": label, "state": "done" if number < at else "now" if number == at else "waiting"}
        for number, label in enumerate(_LABELS)
    ]
    url = reverse("submissions:intake_steps", args=[row.id]) + f"?seen={seen}"
    return {"steps": steps, "seen": seen, "url": url, "done": not state.is_under_way}


def _page(context: Context, row: IntakeWorkbook, posted: QueryDict | None) -> dict[str, Any]:
    page = {"row": row, "exercise": row.exercise, "may_take_in": can_take_in(context, row.exercise), **_progress(row)}
    waits = row.state == ImportState.READY
    if waits and row.waiting_for == WaitingFor.MAPPING:
        proposed = mapping_page.proposal_of(row)
        page |= _mapping(row, proposed, posted) if proposed else {}
    if waits or row.state == ImportState.REFUSED:
        initial = {"location": row.participation_id}
        page["location_form"] = ChooseLocationForm(queries.owed_by(context, row.exercise_id), initial=initial)
    if row.upload_id and row.mapping:
        version = queries.version_of_upload(context, row.upload_id)
        form = CURRENT[row.exercise.service]
        page["records"] = records(form, rules_from(row.mapping), version.answers if version else {})
    return page


def _mapping(row: IntakeWorkbook, page: MappingPage, posted: QueryDict | None) -> dict[str, Any]:
    form, proposal = page.form, page.proposal
    hand = _by_hand(posted) if posted else {}
    chosen = _chosen(posted) if posted else {}
    given = {"location_id": row.location[1], form.name_key: row.location[0], "price_date": str(row.exercise.price_date)}
    shown = rows_of(form, page.grid, proposal.certain)
    certain = {one.key: one.place for one in shown}
    return {
        "proposal": proposal,
        "layout": page.layout,
        "rows": shown,
        "doubts": [(doubt, chosen.get(doubt.id, doubt.likely)) for doubt in proposal.doubts],
        "follows": follows(form, page.grid, proposal, given),
        "missing": [form.by_key[key] for key in without_answer(form, proposal)],
        "by_hand": [
            (question, certain.get(question.key, ""), hand.get(question.key, "")) for question in form.questions
        ],
        "is_open": bool(hand),
        "unused": proposal.unused[:_UNUSED_SHOWN],
        "unused_more": max(0, len(proposal.unused) - _UNUSED_SHOWN),
        "seen_proposal": page.seen,
        "name": (posted or {}).get("name", "") or (page.layout.name if page.layout else row.file_name),
        "example": f"{page.grid.sheets[0].title}!B5",
    }
