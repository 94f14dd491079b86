"""Check your answers, finish, take a filled workbook away, and decide about one that came in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from submissions import queries
from submissions.actions import finishing, offers
from submissions.actions.beginning import cannot_save
from submissions.actions.workbooks import filled_workbook
from submissions.domain.answers import Answers
from submissions.domain.findings import Audience, Finding, Severity
from submissions.domain.online.notes import notes_in
from submissions.domain.outcomes import Refusal
from submissions.domain.sheets import answer_sheets
from submissions.models import Participation
from submissions.queries import Standing
from submissions.views.finding import context_of, participation_or_404
from submissions.views.guessing import changed_on
from submissions.views.online import address
from submissions.views.provider import XLSX


def online_answers(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Everything as we read it, and everything that was found; finishing makes a version of it."""
    participation = participation_or_404(request, participation_id)
    refusal = cannot_save(participation)
    if request.method == "POST":
        done = finishing.finish(by=context_of(request), participation_id=participation.id)
        if done is None:
            raise Http404
        if not isinstance(done, Refusal):
            return redirect("submissions:findings", done.submission_id)
        refusal = done
    standing = queries.standing_of(request.context, participation)
    report = finishing.report_on(participation, standing)
    shown = [one for one in report.findings if one.audience == Audience.PROVIDER]
    page = {
        "participation": participation,
        "standing": standing,
        "cards": cards_of(participation, standing, report.answers) if report.answers else [],
        "must_fix": linked(participation, standing, shown, Severity.MUST_FIX),
        "explain": linked(participation, standing, shown, Severity.EXPLAIN),
        "refusal": refusal.because if refusal else "",
        "may_finish": cannot_save(participation) is None,
        "changed": changed_on(request, participation),
    }
    return render(request, "submissions/online_answers.html", page)


def cards_of(participation: Participation, standing: Standing, answers: Answers) -> list[dict[str, Any]]:
    """A card a page; each answer in words, with a link to its field."""
    cards = []
    for sheet in answer_sheets(standing.form, answers, notes_in(standing.typed)):
        questions = standing.form.questions_on(sheet.title)
        rows = [
            {"key": row.label, "value": row.value, "note": row.note, "url": link(participation, standing, question.key)}
            for question, row in zip(questions, sheet.rows, strict=True)
        ]
        cards.append({"title": sheet.title, "rows": rows})
    return cards


def link(participation: Participation, standing: Standing, key: str) -> str:
    """To the page of a question, and there to its field."""
    question = standing.form.by_key[key]
    field = f"id_{key}_0" if question.choices else f"id_{key}"
    return f"{address(participation, question.sheet)}?checked=1#{field}"


def linked(
    participation: Participation, standing: Standing, findings: list[Finding], severity: Severity
) -> list[dict[str, Any]]:
    return [
        {"finding": one, "url": link(participation, standing, one.key) if one.key else ""}
        for one in findings
        if one.severity == severity
    ]


@require_safe
def online_workbook(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    participation = participation_or_404(request, participation_id)
    name, data = filled_workbook(by=context_of(request), participation=participation)
    return HttpResponse(data, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def online_offer(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """What a workbook would change of what was typed here, old and new, before it does."""
    participation = participation_or_404(request, participation_id)
    if request.method == "POST":
        return _decided(request, participation)
    standing = queries.standing_of(request.context, participation)
    if standing.draft is None or standing.draft.offered is None:
        return redirect("submissions:online", participation.id)
    page = {"participation": participation, "standing": standing, "version": standing.draft.offered}
    return render(request, "submissions/online_offer.html", page | {"changes": offers.changes_of(standing)})


def _decided(request: HttpRequest, participation: Participation) -> HttpResponse:
    version = request.POST.get("version", "")
    which = {"participation_id": participation.id, "version_number": int(version) if version.isdigit() else 0}
    if "take" in request.POST:
        done = offers.take(by=context_of(request), seen=request.POST.get("seen", ""), **which)
    else:
        done = offers.decline(by=context_of(request), **which)
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("submissions:online_offer", participation.id)
    if "take" in request.POST:
        messages.success(request, "The workbook’s answers are now your online answers. The earlier ones are kept.")
        return redirect("submissions:findings", done.submission_id)
    messages.success(request, "Your online answers stay as they were. The workbook is kept.")
    return redirect("submissions:online", participation.id)
