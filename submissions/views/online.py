"""The list of the online return's pages: how far each is, and who saved it last."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from costing.figure_words import moment_in_words
from costing.form import FormPage
from register.queries import Participation
from submissions import queries
from submissions.actions.draft_access import cannot_save
from submissions.actions.submit_draft import report_on
from submissions.collaboration.views.presence import here, together_on
from submissions.domain.online.sections import SectionState, is_begun, is_on, section
from submissions.queries import Standing
from submissions.views.lookups import participation_or_404

COLOURS = {SectionState.TO_FIX: "red", SectionState.DONE: "green", SectionState.BEGUN: "light-blue"}


@require_safe
def online(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    participation = participation_or_404(request, participation_id)
    standing = queries.standing_of(request.context, participation)
    refusal = cannot_save(participation)
    page = {
        "participation": participation,
        "standing": standing,
        "tasks": tasks_of(participation, standing),
        "waiting_workbook": queries.waiting_workbook(request.context, participation),
        "last_save": queries.last_save(standing),
        "before": standing.form.before,
        "refusal": refusal.because if refusal else "",
        "here": here(request, participation),
        **together_on(request, participation),
    }
    return render(request, "submissions/online.html", page)


def tasks_of(participation: Participation, standing: Standing) -> list[dict[str, str]]:
    report = report_on(participation, standing)
    tasks = []
    for page in standing.form.pages:
        begun = page.sheet in standing.newest and is_begun(page, standing.typed)
        now = section(page, report.answers, report.findings, is_begun=begun)  # type: ignore[arg-type]
        status, colour = now.words, COLOURS.get(now.state, "") if now.asked or begun else ""
        if any(is_on(page, clash.key) for clash in standing.clashes):
            status, colour = "Two answers to choose from", "orange"
        url = "" if now.state == SectionState.NOT_NEEDED and not colour else address(participation, page)
        hint = saved_by(standing, page.sheet) if begun else ""
        tasks.append({"title": page.title, "url": url, "status": status, "colour": colour, "hint": hint})
    return tasks


def saved_by(standing: Standing, sheet: str) -> str:
    row = standing.newest.get(sheet)
    if row is None:
        return ""
    return f"Last saved by {row.saved_by.full_name} on {moment_in_words(timezone.localtime(row.saved_at))}"


def address(participation: Participation, page: FormPage) -> str:
    return reverse("submissions:online_section", args=[participation.id, slugify(page.title)])
