"""A meeting of a project group as an entry for a calendar: for the office, and for the councils of the round."""

from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from benchmarking.lookups import answerer_or_404, own_member_or_404, progress_reader_or_404, round_or_404
from benchmarking.models import BenchmarkRound
from benchmarking.projects import queries
from benchmarking.projects.domain.meeting_entry import meeting_entry
from benchmarking.projects.domain.project_parts import ProjectPart


@require_safe
def project_calendar(request: HttpRequest, round_id: UUID, project_meeting_id: UUID) -> HttpResponse:
    """Return the entry with the group's addresses, for the office."""
    context, row = progress_reader_or_404(request), round_or_404(request, round_id)
    meeting = or_404(queries.entry_for(context, row, ProjectPart.MEETINGS, project_meeting_id))
    group = queries.entries_of(context, row, ProjectPart.GROUP).filter(left_on__isnull=True).exclude(email="")
    return _sent(meeting, row, tuple((one.name, one.email) for one in group))


@require_safe
def own_project_calendar(request: HttpRequest, member_id: UUID, project_meeting_id: UUID) -> HttpResponse:
    """Return the entry without anybody's address, for a council."""
    context, member = answerer_or_404(request), own_member_or_404(request, member_id)
    meetings = queries.own_entries(context, member, ProjectPart.MEETINGS)
    return _sent(or_404(meetings.filter(id=project_meeting_id).first()), member.round, ())


def _sent(meeting: Any, row: BenchmarkRound, attendees: tuple[tuple[str, str], ...]) -> HttpResponse:
    text = meeting_entry(
        meeting, host=urlsplit(settings.PORTAL_URL).hostname or "portal", round_name=row.name,
        organiser=(settings.PORTAL_NAME, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]), attendees=attendees,
        stamped_at=timezone.now(),
    )  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(text, "text/calendar; charset=utf-8", headers=headers)
