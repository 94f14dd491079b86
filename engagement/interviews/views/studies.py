"""Pages of studies: all of them, one with its coverage and frame, and who is added to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from engagement.interviews.actions import studies as actions
from engagement.interviews.domain.coverage_matrix import InterviewStatus
from engagement.interviews.forms.studies import FrameForm, StatusForm, StudyForm
from engagement.interviews.queries import studies
from engagement.interviews.views.lookups import run_study_or_404, study_or_404
from engagement.permissions import can_ask_for_interviews, can_book_interviews, can_read_interviews, can_run_studies


@require_safe
def study_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    or_404(context if can_book_interviews(context) else None)
    found = list(studies.studies_for(context))
    numbers = studies.numbers_of_studies(found)
    page = {"rows": [(row, *numbers.get(row.id, (0, 0))) for row in found], "may_run": can_run_studies(context)}
    return render(request, "engagement/interviews/study_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def study_new(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    or_404(context if can_run_studies(context) else None)
    form = StudyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = or_404(actions.set_up(by=context, told=form.told, key=key_of(request.POST.lists())))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} is set up. Nobody is asked yet: add people to its frame.")
            return redirect("engagement:study_detail", done.id)
        form.add_error(None, done.because)
    return render(request, "engagement/interviews/study_new.html", {"form": form})


@require_safe
def study_detail(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Show who is to be interviewed and who was; what they said is for analysts and approvers."""
    context, row = study_or_404(request, study_id)
    words, status = request.GET.get("q", "")[:200].replace("\0", ""), request.GET.get("status", "")
    status = status if status in set(InterviewStatus) else ""
    coverage = studies.coverage_for(context, row)
    page = {
        "study": row,
        "coverage": coverage,
        "wanted": sum(each.cell.target for each in coverage),
        "held": sum(each.done for each in coverage),
        "members": studies.frame_of(context, row, words, status)[:500],
        "q": words,
        "shown": status,
        "statuses": [(each.value, each.label) for each in InterviewStatus],
        "settable": [(each.value, each.label) for each in InterviewStatus if each is not InterviewStatus.DONE],
        "themes": studies.themes_of(row),
        "may_run": can_run_studies(context),
        "may_ask": can_ask_for_interviews(context),
        "may_read": can_read_interviews(context),
    }
    return render(request, "engagement/interviews/study_detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def frame_add(request: HttpRequest, study_id: UUID) -> HttpResponse:
    context, row = run_study_or_404(request, study_id)
    form = FrameForm(request.POST or None, study=row)
    if request.method == "POST" and form.is_valid():
        done = or_404(actions.add_to_frame(by=context, study_id=row.id, lines=form.read))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done:,} added, in an order drawn at random within each cell.")
            return redirect("engagement:study_detail", row.id)
        form.add_error("lines", done.because)
    return render(request, "engagement/interviews/frame_add.html", {"study": row, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def frame_status(request: HttpRequest, study_id: UUID, frame_member_id: UUID) -> HttpResponse:
    """Note what became of an invitation; what cannot be noted stands on this page as it was typed."""
    context, row = study_or_404(request, study_id)
    member = or_404(studies.member_for(context if can_ask_for_interviews(context) else None, row, frame_member_id))
    form = StatusForm(request.POST or None, initial={"status": member.status, "reason": member.status_reason})
    seen = request.POST.get("seen", member.status_mark)
    if request.method == "POST" and form.is_valid():
        status = InterviewStatus(form.cleaned_data["status"])
        done = or_404(
            actions.note_status(
                by=context, study_id=row.id, member_id=member.id, status=status, reason=form.cleaned_data["reason"],
                seen=seen,
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.organisation}: {status.label.lower()}.")
            return redirect("engagement:study_detail", row.id)
        form.add_error("reason" if done is actions.WHY else None, done.because)
        seen = member.status_mark
    page = {"study": row, "member": member, "form": form, "seen": seen}
    return render(request, "engagement/interviews/frame_status.html", page)
