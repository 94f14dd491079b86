"""One page of the online return, which saves itself while somebody types."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from costing.findings import Layer, Severity
from register.queries import Participation
from submissions import queries
from submissions.actions import drafts
from submissions.actions.draft_access import cannot_save
from submissions.actions.drafts import Saved
from submissions.actions.submit_draft import report_on
from submissions.collaboration.views.presence import here
from submissions.domain.online.notes import note_name
from submissions.domain.online.sections import on_sheet, running_totals, to_put_right
from submissions.forms.online import SectionForm
from submissions.models import ReturnQuestion
from submissions.queries import Standing
from submissions.views.clashes import clashes_on
from submissions.views.lookups import participation_or_404, sheet_or_404
from submissions.views.online import address


def online_section(request: HttpRequest, participation_id: UUID, slug: str) -> HttpResponse:
    """Show and save a page; saving never refuses an answer, and says what is wrong when the page comes back."""
    participation = participation_or_404(request, participation_id)
    standing = queries.standing_of(request.context, participation)
    sheet = sheet_or_404(standing, slug)
    refusal = cannot_save(participation)
    if request.method == "POST":
        done = save_from(request, participation, sheet)
        if isinstance(done, Saved):
            return where_next(request, participation, sheet, done)
        refusal = done
    page = page_of(request, participation, standing, sheet) | {"refusal": refusal.because if refusal else ""}
    page["here"] = here(request, participation, sheet)
    return render(request, "submissions/online_section.html", page)


def save_from(request: HttpRequest, participation: Participation, sheet: str) -> Saved | Refusal:
    return or_404(
        drafts.save(
            by=context_or_404(request),
            participation_id=participation.id,
            sheet=sheet,
            number=whole_number(request.POST.get("on-number", "")),
            page=request.POST.get("on-page", ""),
            step=whole_number(request.POST.get("on-step", ""), 15),
            typed={key: str(text) for key, text in request.POST.items()},
        )
    )


def where_next(request: HttpRequest, participation: Participation, sheet: str, saved: Saved) -> HttpResponse:
    """Return where to go after saving: back to the page while something on it is wrong, or has two answers.

    Missing answers can be given later.
    """
    here = address(participation, sheet) + "?checked=1"
    if saved.clashes:
        return redirect(here)
    participation = participation_or_404(request, participation.id)
    standing = queries.standing_of(request.context, participation)
    if "on-later" in request.POST:
        messages.success(request, f"“{sheet}” is saved. You and your colleagues can go on with it at any time.")
        return redirect("submissions:online", participation.id)
    if any(clash.sheet == sheet for clash in standing.clashes):
        return redirect(here)
    if to_put_right(standing.form, sheet, report_on(participation, standing).findings):
        return redirect(here)
    following = standing.form.sheets[standing.form.sheets.index(sheet) + 1 :]
    return redirect(address(participation, following[0]) if following else "submissions:online_answers", *(
        () if following else (participation.id,)
    ))  # fmt: skip


def page_of(request: HttpRequest, participation: Participation, standing: Standing, sheet: str) -> dict[str, Any]:
    """Return the page's content; faults are shown after saving, not while somebody is still filling in the page."""
    form, report = standing.form, report_on(participation, standing)
    is_checked, sent = "checked" in request.GET, request.POST
    typed = standing.on_sheet(sheet) | {key: str(text) for key, text in sent.items()}
    wrong = to_put_right(form, sheet, report.findings) if is_checked else []
    asked = SectionForm(form, sheet, typed, wrong)
    totals = {one.last_key: one for one in running_totals(form, sheet, report.answers)}  # type: ignore[arg-type]
    place = form.sheets.index(sheet)
    following = form.sheets[place + 1 :]
    here = asked_here(request, participation)
    noticed = [
        one
        for one in on_sheet(form, sheet, report.findings)
        if is_checked and one.severity != Severity.MUST_FIX and one.layer < Layer.PLAUSIBILITY
    ]
    return {
        "participation": participation,
        "sheet": sheet,
        "form": asked,
        "fields": [(field, totals.get(field.name), note_of(field, typed), here.get(field.name, ())) for field in asked],
        "noticed": noticed,
        "clashes": clashes_on(request, standing, sheet),
        "number": sent.get("on-number") or standing.number(sheet),
        "page": sent.get("on-page") or str(uuid4()),
        "save_url": reverse("submissions:online_save", args=[participation.id, slugify(sheet)]),
        "choose_url": reverse("submissions:online_choose", args=[participation.id, slugify(sheet)]),
        "last_save": standing.newest.get(sheet),
        "place": place + 1,
        "next_url": address(participation, following[0]) if following else "",
        "next_sheet": following[0] if following else "",
    }


def asked_here(request: HttpRequest, participation: Participation) -> dict[str, list[ReturnQuestion]]:
    """Return what either side asked about each question."""
    found: dict[str, list[ReturnQuestion]] = {}
    for query in queries.queries_on(request.context, participation):
        found.setdefault(query.key, []).append(query)
    return found


def note_of(field: BoundField, typed: Mapping[str, str]) -> dict[str, str]:
    name = note_name(field.name)
    return {"name": name, "text": typed.get(name, "")}


@require_POST
def online_save(request: HttpRequest, participation_id: UUID, slug: str) -> HttpResponse:
    """Save while somebody types, and return when it was saved, the running totals of shares, and who else is here."""
    participation = participation_or_404(request, participation_id)
    sheet = sheet_or_404(queries.standing_of(request.context, participation), slug)
    done = save_from(request, participation, sheet)
    here(request, participation, sheet)
    participation = participation_or_404(request, participation_id)
    standing = queries.standing_of(request.context, participation)
    answers = report_on(participation, standing).answers
    page = {
        "sheet": sheet,
        "refusal": done.because if isinstance(done, Refusal) else "",
        "last_save": standing.newest.get(sheet),
        "has_clashes": any(clash.sheet == sheet for clash in standing.clashes),
        "url": address(participation, sheet) + "?checked=1",
        "totals": running_totals(standing.form, sheet, answers) if answers else [],
    }
    return render(request, "submissions/_online_saved.html", page)
