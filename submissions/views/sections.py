"""One page of the online return, which saves itself while somebody types."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from costing.findings import Layer, Severity
from costing.form import FormPage
from costing.report import Report
from register.queries import Participation
from submissions import queries
from submissions.actions import drafts
from submissions.actions.draft_access import cannot_save
from submissions.actions.drafts import Saved
from submissions.actions.submit_draft import report_on
from submissions.collaboration.views.presence import here
from submissions.domain.online.sections import is_on, on_page, questions_now, running_totals, to_put_right
from submissions.forms.online import SectionForm
from submissions.models import ReturnQuestion
from submissions.queries import Standing
from submissions.views.clashes import clashes_on
from submissions.views.lookups import page_or_404, participation_or_404
from submissions.views.online import address
from submissions.views.question_groups import groups_of


def online_section(request: HttpRequest, participation_id: UUID, slug: str) -> HttpResponse:
    """Show and save a page; saving never refuses an answer, and says what is wrong when the page comes back."""
    participation = participation_or_404(request, participation_id)
    standing = queries.standing_of(request.context, participation)
    part = page_or_404(standing, slug)
    refusal = cannot_save(participation)
    if request.method == "POST":
        done = save_from(request, participation, part.sheet)
        if isinstance(done, Saved):
            return where_next(request, participation, part, done)
        refusal = done
    elif slug != slugify(part.title):  # an address of before the sheet was asked in parts
        return redirect(f"{address(participation, part)}?{request.GET.urlencode()}")
    page = page_of(request, participation, standing, part) | {"refusal": refusal.because if refusal else ""}
    page["here"] = here(request, participation, part.title)
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


def where_next(request: HttpRequest, participation: Participation, part: FormPage, saved: Saved) -> HttpResponse:
    """Return where to go after saving: back to the page while something on it is wrong, or has two answers.

    Missing answers can be given later.
    """
    here = address(participation, part) + "?checked=1"
    if saved.clashes:
        return redirect(here)
    participation = participation_or_404(request, participation.id)
    standing = queries.standing_of(request.context, participation)
    if "on-later" in request.POST:
        messages.success(request, f"“{part.title}” is saved. You and your colleagues can go on with it at any time.")
        return redirect("submissions:online", participation.id)
    report = report_on(participation, standing)
    if any(is_on(part, clash.key) for clash in standing.clashes) or to_put_right(part, report.findings):
        return redirect(here)
    following = next_of(standing, part, report)
    return (
        redirect(address(participation, following))
        if following
        else redirect("submissions:online_answers", participation.id)
    )


def next_of(standing: Standing, part: FormPage, report: Report) -> FormPage | None:
    """Return the next page that has something to answer; the answers so far decide which that is."""
    values = report.answers.values if report.answers else {}
    after = standing.form.pages[standing.form.pages.index(part) + 1 :]
    return next((page for page in after if questions_now(page, values)), None)


def page_of(request: HttpRequest, participation: Participation, standing: Standing, part: FormPage) -> dict[str, Any]:
    """Return the page's content; faults are shown after saving, not while somebody is still filling in the page."""
    form, report = standing.form, report_on(participation, standing)
    is_checked, sent = "checked" in request.GET, request.POST
    typed = standing.on_sheet(part.sheet) | {key: str(text) for key, text in sent.items()}
    wrong = to_put_right(part, report.findings) if is_checked else []
    answers = or_404(report.answers)
    besides = {*sent, *(standing.given if is_checked else ()), *(clash.key for clash in standing.clashes)}
    asked = SectionForm(part, questions_now(part, answers.values, besides), typed, wrong)
    following = next_of(standing, part, report)
    noticed = [
        one
        for one in on_page(part, report.findings)
        if is_checked and one.severity != Severity.MUST_FIX and one.layer < Layer.PLAUSIBILITY
    ]
    return {
        "participation": participation,
        "sheet": part.title,
        "form": asked,
        "groups": groups_of(
            part, asked, typed, asked_here(request, participation), running_totals(form, part, answers)
        ),
        "noticed": noticed,
        "clashes": clashes_on(request, standing, part),
        "number": sent.get("on-number") or standing.number(part.sheet),
        "page": sent.get("on-page") or str(uuid4()),
        "save_url": reverse("submissions:online_save", args=[participation.id, slugify(part.title)]),
        "choose_url": reverse("submissions:online_choose", args=[participation.id, slugify(part.title)]),
        "last_save": standing.newest.get(part.sheet),
        "place": form.pages.index(part) + 1,
        "count": len(form.pages),
        "next_url": address(participation, following) if following else "",
        "next_sheet": following.title if following else "",
    }


def asked_here(request: HttpRequest, participation: Participation) -> dict[str, list[ReturnQuestion]]:
    """Return what either side asked about each question."""
    found: dict[str, list[ReturnQuestion]] = {}
    for query in queries.queries_on(request.context, participation):
        found.setdefault(query.key, []).append(query)
    return found


@require_POST
def online_save(request: HttpRequest, participation_id: UUID, slug: str) -> HttpResponse:
    """Save while somebody types, and return when it was saved, the running totals of shares, and who else is here."""
    participation = participation_or_404(request, participation_id)
    part = page_or_404(queries.standing_of(request.context, participation), slug)
    done = save_from(request, participation, part.sheet)
    here(request, participation, part.title)
    participation = participation_or_404(request, participation_id)
    standing = queries.standing_of(request.context, participation)
    answers = report_on(participation, standing).answers
    page = {
        "sheet": part.title,
        "refusal": done.because if isinstance(done, Refusal) else "",
        "last_save": standing.newest.get(part.sheet),
        "has_clashes": any(is_on(part, clash.key) for clash in standing.clashes),
        "url": address(participation, part) + "?checked=1",
        "totals": running_totals(standing.form, part, answers) if answers else [],
    }
    return render(request, "submissions/_online_saved.html", page)
