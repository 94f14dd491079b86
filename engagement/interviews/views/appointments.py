"""Pages of an interview to come: its day and time, and the entry for a calendar."""

from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from engagement.interviews.actions import studies as actions
from engagement.interviews.domain.coverage_matrix import InterviewStatus
from engagement.interviews.domain.interview_calendar import interview_entry
from engagement.interviews.forms.studies import InterviewTimeForm
from engagement.interviews.queries import studies
from engagement.interviews.views.lookups import study_or_404
from engagement.meetings.domain.uk_times import weekday_in_words
from engagement.permissions import can_ask_for_interviews


@require_http_methods(["GET", "HEAD", "POST"])
def frame_book(request: HttpRequest, study_id: UUID, frame_member_id: UUID) -> HttpResponse:
    context, row = study_or_404(request, study_id)
    or_404(row if can_ask_for_interviews(context) else None)
    member = or_404(studies.member_for(context, row, frame_member_id))
    form = InterviewTimeForm(request.POST or None)
    seen = request.POST.get("seen", member.status_mark)
    if request.method == "POST" and form.is_valid():
        done = or_404(
            actions.note_status(
                by=context, study_id=row.id, member_id=member.id, status=InterviewStatus.BOOKED,
                booked_for=form.starts_at, seen=seen,
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            when = weekday_in_words(form.starts_at)
            messages.success(request, f"{done.organisation} is booked for {when}. The calendar file is in its row.")
            return redirect("engagement:study_detail", row.id)
        form.add_error("day" if done is actions.PASSED else None, done.because)
        seen = member.status_mark
    page = {"study": row, "member": member, "form": form, "seen": seen}
    return render(request, "engagement/interviews/frame_book.html", page)


@require_safe
def frame_calendar(request: HttpRequest, study_id: UUID, frame_member_id: UUID) -> HttpResponse:
    """Return the entry for a calendar of somebody who is booked."""
    context, row = study_or_404(request, study_id)
    member = or_404(studies.member_for(context, row, frame_member_id))
    starts_at = or_404(member.booked_for)
    whom = ((member.contact_name or member.organisation, member.contact_email),) if member.contact_email else ()
    text = interview_entry(
        uid=f"{member.id}@{urlsplit(settings.PORTAL_URL).hostname or 'portal'}", title=f"Interview: {row.name}",
        starts_at=starts_at, organiser=(settings.PORTAL_NAME, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendees=whom, stamped_at=timezone.now(),
    )  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="interview.ics"'}
    return HttpResponse(text, "text/calendar; charset=utf-8", headers=headers)
