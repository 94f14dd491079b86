"""Pages of an interview: that it was held, its notes theme by theme, and the interviewee's own reading."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from engagement.interviews.actions import interviews as actions
from engagement.interviews.domain.study_terms import InterviewChannel
from engagement.interviews.forms.studies import InterviewForm
from engagement.interviews.forms.words import EmailForm, ReadingForm, SectionNotesForm
from engagement.interviews.queries import studies
from engagement.interviews.views.lookups import interview_or_404, run_study_or_404, section_or_404
from engagement.models import Interview, InterviewSection
from engagement.permissions import can_run_studies


@require_http_methods(["GET", "HEAD", "POST"])
def interview_begin(request: HttpRequest, study_id: UUID, frame_member_id: UUID) -> HttpResponse:
    context, row = run_study_or_404(request, study_id)
    member = or_404(studies.member_for(context, row, frame_member_id))
    form = InterviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        done = or_404(
            actions.begin(
                by=context, study_id=row.id, member_id=member.id, held_on=found["held_on"],
                channel=InterviewChannel(found["channel"]), consent=form.agreed,
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            return redirect("engagement:interview_detail", row.id, done.id)
        form.add_error(None, done.because)
    return render(request, "engagement/interviews/interview_begin.html", {"study": row, "member": member, "form": form})


@require_safe
def interview_detail(request: HttpRequest, study_id: UUID, interview_id: UUID) -> HttpResponse:
    context, interview = interview_or_404(request, study_id, interview_id)
    themes = {theme.key: theme for theme in studies.themes_of(interview.study)}
    page = {
        "study": interview.study,
        "interview": interview,
        "sections": [(each, themes.get(each.theme)) for each in studies.sections_of(context, interview)],
        "may_run": can_run_studies(context),
        "email_form": EmailForm(initial={"email": interview.member.contact_email}),
    }
    return render(request, "engagement/interviews/interview_detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(request: HttpRequest, study_id: UUID, interview_id: UUID, theme: str) -> HttpResponse:
    """Show the notes of one theme to an analyst; what they type saves itself."""
    run_study_or_404(request, study_id)
    _, interview, section = section_or_404(request, study_id, interview_id, theme)
    shown = {"notes": section.notes, "summary": section.summary}
    form = SectionNotesForm(request.POST or None, initial=shown)
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        kept = _kept(request, interview, section, form)
        if not isinstance(kept, Refusal):
            messages.success(request, "Saved.")
            return redirect("engagement:interview_detail", interview.study_id, interview.id)
        more = {"refusal": kept.because}
    titles = {each.key: each for each in studies.themes_of(interview.study)}
    page = {
        "study": interview.study, "interview": interview, "section": section, "theme": titles.get(theme), "form": form,
        "save_url": reverse("engagement:section_save", args=[interview.study_id, interview.id, theme]),
    }  # fmt: skip
    return render(request, "engagement/interviews/section_edit.html", page | more)


@require_POST
def section_save(request: HttpRequest, study_id: UUID, interview_id: UUID, theme: str) -> HttpResponse:
    """Save while somebody types, and say so."""
    run_study_or_404(request, study_id)
    _, interview, section = section_or_404(request, study_id, interview_id, theme)
    form = SectionNotesForm(request.POST)
    if not form.is_valid():
        page = {"refusal": " ".join(words for each in form.errors.values() for words in each)}
        return render(request, "engagement/interviews/_section_saved.html", page)
    kept = _kept(request, interview, section, form)
    page = {"refusal": kept.because} if isinstance(kept, Refusal) else {"section": kept}
    return render(request, "engagement/interviews/_section_saved.html", page)


def _kept(
    request: HttpRequest, interview: Interview, section: InterviewSection, form: SectionNotesForm
) -> InterviewSection | Refusal:
    context = context_or_404(request)
    return or_404(
        actions.save_section(
            by=context, study_id=interview.study_id, interview_id=interview.id, theme=section.theme,
            edition=whole_number(request.POST.get("edition", "")), notes=form.cleaned_data["notes"],
            summary=form.cleaned_data["summary"],
        )
    )  # fmt: skip


@require_POST
def interview_send(request: HttpRequest, study_id: UUID, interview_id: UUID) -> HttpResponse:
    run_study_or_404(request, study_id)
    context, interview = interview_or_404(request, study_id, interview_id)
    form = EmailForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(words for each in form.errors.values() for words in each))
        return redirect("engagement:interview_detail", interview.study_id, interview.id)
    email = form.cleaned_data["email"]
    done = or_404(actions.send_to_read(by=context, study_id=interview.study_id, interview_id=interview.id, email=email))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "The summaries are open to the interviewee, who reads them under Interviews.")
    return redirect("engagement:interview_detail", interview.study_id, interview.id)


@require_safe
def own_interview_list(request: HttpRequest) -> HttpResponse:
    """Show the interviews whose summary one was sent to read."""
    rows = list(studies.own_interviews(context_or_404(request))[:50])
    return render(request, "engagement/interviews/own_interview_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def own_interview(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    row = or_404(studies.own_interviews(context).filter(id=interview_id).first())
    form = ReadingForm(request.POST or None, initial={"remark": row.read_remark})
    if request.method == "POST" and form.is_valid():
        or_404(actions.answer_reading(by=context, interview_id=row.id, remark=form.cleaned_data["remark"]))
        messages.success(request, "Thank you. The team reads what you wrote.")
        return redirect("engagement:own_interview_list")
    page = {"row": row, "summaries": studies.own_summaries(context, row), "form": form, "days": actions.DAYS_TO_READ}
    return render(request, "engagement/interviews/own_interview.html", page)
