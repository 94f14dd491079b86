"""Pages to check your answers, finish, download a filled workbook, and decide about one that came in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from costing.answer_sheets import NOT_ANSWERED, AnswerRow, answer_sheets
from costing.answers import Answers
from costing.finding_groups import grouped, one_a_figure
from costing.findings import Severity
from register.queries import Participation
from submissions import queries
from submissions.actions import submit_draft, workbook_conflicts
from submissions.actions.draft_access import cannot_save
from submissions.actions.workbooks import filled_workbook
from submissions.domain.online.answer_review import Found, found_in, pages_of
from submissions.domain.online.notes import notes_in
from submissions.domain.online.sections import questions_now
from submissions.queries import Standing
from submissions.views.lookups import participation_or_404
from submissions.views.online import address
from submissions.views.provider import XLSX
from submissions.views.suggestions import changed_here, changed_on


def online_answers(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Show every answer as we read it, and all findings; finishing makes a version of it."""
    participation = participation_or_404(request, participation_id)
    refusal = cannot_save(participation)
    if request.method == "POST":
        done = or_404(submit_draft.finish(by=context_or_404(request), participation_id=participation.id))
        if not isinstance(done, Refusal):
            return redirect("submissions:findings", done.submission_id)
        refusal = done
    standing = queries.standing_of(request.context, participation)
    report = submit_draft.report_on(participation, standing)
    found = found_in(standing.form, standing.typed, report)
    changed = changed_on(request, participation)
    page = {
        "participation": participation,
        "standing": standing,
        **asked_of(participation, standing, found),
        "sections": sections_of(participation, standing, report.answers, found) if report.answers else [],
        "waiting_workbook": queries.waiting_workbook(request.context, participation),
        "refusal": refusal.because if refusal else "",
        "may_finish": cannot_save(participation) is None,
        "is_unchecked": changed is not None,
        "changed": changed or changed_here(request, participation),
    }
    return render(request, "submissions/online_answers.html", page)


def asked_of(participation: Participation, standing: Standing, found: list[Found]) -> dict[str, Any]:
    """Return what must be put right, what is missing and what is unusual, each with the link to its field."""
    wrong = [one for one in found if one.severity == Severity.MUST_FIX and not one.is_blank]
    unusual = one_a_figure(one for one in found if one.severity == Severity.EXPLAIN)
    blank = [each for each in pages_of(standing.form, found) if each.blank]
    return {
        "wrong": len(wrong),
        "wrong_groups": _groups(participation, standing, wrong),
        "unusual": len(unusual),
        "unusual_groups": _groups(participation, standing, unusual),
        "blank": [(each, link(participation, standing, each.first_blank)) for each in blank],
        "blanks": sum(each.blank for each in blank),
    }


@dataclass(frozen=True)
class Card:
    found: Found
    url: str


def _groups(participation: Participation, standing: Standing, found: list[Found]) -> list[dict[str, list[Card]]]:
    """Group findings; long lists of one kind are folded, as on the page of a version's findings."""
    url = {one.key: link(participation, standing, one.key) if one.key else "" for one in found}
    return [
        {"shown": [Card(f, url[f.key]) for f in group.shown], "more": [Card(f, url[f.key]) for f in group.more]}
        for group in grouped(found)
    ]


FLAGS = {Severity.MUST_FIX: "Put right", Severity.EXPLAIN: "Unusual"}


def sections_of(
    participation: Participation, standing: Standing, answers: Answers, found: list[Found]
) -> list[dict[str, Any]]:
    """Return each page of the return with every answer that is called for or given, and a link to its field.

    What lacks something comes first; what is complete, or not begun, is folded on a phone.
    """
    flags = {one.key: FLAGS[one.severity] for one in reversed(found) if not one.is_blank}
    sheets = answer_sheets(standing.form, answers, notes_in(standing.typed))
    rows = {row.key: row for sheet in sheets for row in sheet.rows}
    shown = [
        (check, [rows[q.key] for q in questions_now(page, answers.values, standing.given)])
        for page, check in zip(standing.form.pages, pages_of(standing.form, found), strict=True)
    ]
    listed = [
        {
            "check": check,
            "rows": [_row(participation, standing, row, flags.get(row.key, "")) for row in asked],
            "folds": not check.words or not any(row.typed.strip() for row in asked),
        }
        for check, asked in shown
        if asked
    ]
    return sorted(listed, key=lambda section: not section["check"].words)  # type: ignore[attr-defined]


def _row(participation: Participation, standing: Standing, row: AnswerRow, flag: str) -> dict[str, str]:
    url = link(participation, standing, row.key)
    return {"key": row.label, "value": _as_typed(row), "note": row.note, "flag": flag, "url": url}


def _as_typed(row: AnswerRow) -> str:
    """Return an answer in words; one that could not be understood as it was typed, rather than as no answer."""
    return f"“{row.typed.strip()}”" if row.value == NOT_ANSWERED and row.typed.strip() else row.value


def link(participation: Participation, standing: Standing, key: str) -> str:
    """Return the link to the field of a question on its page."""
    question = standing.form.by_key[key]
    field = f"id_{key}_0" if question.choices else f"id_{key}"
    return f"{address(participation, standing.form.page_of(key))}?checked=1#{field}"


@require_safe
def online_workbook(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    participation = participation_or_404(request, participation_id)
    name, data = filled_workbook(by=context_or_404(request), participation=participation)
    return HttpResponse(data, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def online_offer(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Show what a workbook would change of what was typed here, old and new, before it does."""
    participation = participation_or_404(request, participation_id)
    if request.method == "POST":
        return _decided(request, participation)
    standing = queries.standing_of(request.context, participation)
    if standing.draft is None or standing.draft.offered is None:
        return redirect("submissions:online", participation.id)
    page = {"participation": participation, "standing": standing, "version": standing.draft.offered}
    return render(request, "submissions/online_offer.html", page | {"changes": workbook_conflicts.changes_of(standing)})


def _decided(request: HttpRequest, participation: Participation) -> HttpResponse:
    version = request.POST.get("version", "")
    which = {"participation_id": participation.id, "version_number": whole_number(version)}
    if "take" in request.POST:
        done = workbook_conflicts.take(by=context_or_404(request), seen=request.POST.get("seen", ""), **which)
    else:
        done = workbook_conflicts.decline(by=context_or_404(request), **which)
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
