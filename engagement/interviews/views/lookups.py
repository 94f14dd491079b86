"""What a page of a study is about, or 404."""

from uuid import UUID

from django.http import HttpRequest

from accounts.domain.context import Context
from accounts.lookups import context_or_404, or_404
from engagement.interviews.queries import studies
from engagement.models import Interview, InterviewSection, InterviewStudy
from engagement.permissions import can_book_interviews, can_read_interviews, can_run_studies


def study_or_404(request: HttpRequest, study_id: UUID) -> tuple[Context, InterviewStudy]:
    """Return a study for its whole team, who see the frame."""
    context = context_or_404(request)
    return context, or_404(studies.study_for(context if can_book_interviews(context) else None, study_id))


def read_study_or_404(request: HttpRequest, study_id: UUID) -> tuple[Context, InterviewStudy]:
    """Return a study for those who read what people said."""
    context, row = study_or_404(request, study_id)
    return context, or_404(row if can_read_interviews(context) else None)


def run_study_or_404(request: HttpRequest, study_id: UUID) -> tuple[Context, InterviewStudy]:
    """Return a study for its analysts."""
    context, row = study_or_404(request, study_id)
    return context, or_404(row if can_run_studies(context) else None)


def interview_or_404(request: HttpRequest, study_id: UUID, interview_id: UUID) -> tuple[Context, Interview]:
    context, row = read_study_or_404(request, study_id)
    return context, or_404(studies.interview_for(context, row, interview_id))


def section_or_404(
    request: HttpRequest, study_id: UUID, interview_id: UUID, theme: str
) -> tuple[Context, Interview, InterviewSection]:
    context, interview = interview_or_404(request, study_id, interview_id)
    return context, interview, or_404(studies.section_for(context, interview, theme))
