"""The only reader of studies, their frames and interviews; every function takes the asker."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.domain.context import Context
from engagement.interviews.domain.coverage_matrix import CellCoverage, FrameCell, InterviewStatus, coverage_of
from engagement.interviews.domain.study_terms import StudyKind
from engagement.interviews.domain.themes import Theme, themes_for
from engagement.interviews.domain.voices import descriptions_by_owner, heard_by_theme
from engagement.models import FrameMember, Interview, InterviewSection, InterviewStudy
from engagement.permissions import can_book_interviews, can_read_interviews


def studies_for(context: Context | None) -> QuerySet[InterviewStudy]:
    """Return the studies of the asker's authority, for its whole team."""
    rows = InterviewStudy.objects.all()
    if context is None or not can_book_interviews(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def study_for(context: Context | None, study_id: UUID) -> InterviewStudy | None:
    return studies_for(context).filter(id=study_id).first()


def numbers_of_studies(rows: Sequence[InterviewStudy]) -> dict[UUID, tuple[int, int]]:
    """Return by study how many are in its frame, and how many were interviewed."""
    found = FrameMember.objects.filter(study__in=[row.id for row in rows]).order_by().values("study_id")
    counted = found.annotate(asked=Count("id"), held=Count("id", filter=Q(status=InterviewStatus.DONE.value)))
    return {row["study_id"]: (row["asked"], row["held"]) for row in counted}


def themes_of(row: InterviewStudy) -> tuple[Theme, ...]:
    return tuple(
        Theme(
            each["key"], each["audience"], each["title"], each["question"], tuple(each["prompts"]), tuple(each["codes"])
        )
        for each in row.themes
    )


def cells_of(row: InterviewStudy) -> tuple[FrameCell, ...]:
    return tuple(FrameCell(each["key"], each["title"], each["target"]) for each in row.cells)


def frame_of(context: Context | None, row: InterviewStudy, words: str = "", status: str = "") -> QuerySet[FrameMember]:
    """Return who is in a study's frame, by cell and in the order drawn, for the team."""
    rows = FrameMember.objects.select_related("interview")
    if context is None or not can_book_interviews(context) or row.authority_id != context.own_authority:
        return rows.none()
    rows = rows.filter(study=row)
    rows = rows.filter(status=status) if status else rows
    return rows.filter(Q(organisation__icontains=words) | Q(cell__icontains=words)) if words else rows


def member_for(context: Context | None, row: InterviewStudy, member_id: UUID) -> FrameMember | None:
    return frame_of(context, row).filter(id=member_id).first()


def coverage_for(context: Context | None, row: InterviewStudy) -> tuple[CellCoverage, ...]:
    members = frame_of(context, row).values_list("cell", "status")
    return coverage_of(cells_of(row), ((cell, InterviewStatus(status)) for cell, status in members))


def heard_of(context: Context | None, row: InterviewStudy) -> dict[str, frozenset[str]]:
    """Return by theme the owners who said something to it, of a soft market test, for those who read it."""
    owners = {each.id: each.member.owners for each in interviews_of(context, row)}
    spoken: dict[UUID, set[str]] = {}
    for section in InterviewSection.objects.filter(interview__in=list(owners)).exclude(notes=""):
        spoken.setdefault(section.interview_id, set()).add(section.theme)
    return heard_by_theme((owners[interview], themes) for interview, themes in spoken.items())


def called_by(context: Context | None, row: InterviewStudy) -> list[list[str]]:
    """Return what each in the frame could be called; in a soft market test each owner who took part."""
    members = frame_of(context, row)
    if row.kind != StudyKind.MARKET_TEST:
        return list(members.values_list("descriptions", flat=True))
    took_part = members.filter(status=InterviewStatus.DONE.value)
    return descriptions_by_owner(took_part.values_list("owners", "descriptions"))


def interviews_of(context: Context | None, row: InterviewStudy) -> QuerySet[Interview]:
    """Return the interviews of a study, for those who read what people said."""
    rows = Interview.objects.select_related("member", "interviewer")
    if context is None or not can_read_interviews(context) or row.authority_id != context.own_authority:
        return rows.none()
    return rows.filter(study=row).order_by("member__key")


def interview_for(context: Context | None, row: InterviewStudy, interview_id: UUID) -> Interview | None:
    return interviews_of(context, row).filter(id=interview_id).first()


def sections_of(context: Context | None, row: Interview) -> list[InterviewSection]:
    """Return the sections of an interview in the order of its study's themes, for those who read what people said."""
    if context is None or not can_read_interviews(context) or row.authority_id != context.own_authority:
        return []
    order = {theme.key: place for place, theme in enumerate(themes_of(row.study))}
    found = InterviewSection.objects.filter(interview=row)
    return sorted(found, key=lambda each: order.get(each.theme, len(order)))


def section_for(context: Context | None, row: Interview, theme: str) -> InterviewSection | None:
    return next((each for each in sections_of(context, row) if each.theme == theme), None)


def themes_asked(member: FrameMember, row: InterviewStudy) -> tuple[Theme, ...]:
    """Return the themes that somebody of the frame is asked."""
    return themes_for(themes_of(row), member.kind, member.group)


def own_interviews(context: Context | None) -> QuerySet[Interview]:
    """Return the interviews whose summary the asker was sent to read, in whichever role they act."""
    rows = Interview.objects.select_related("study")
    if context is None:
        return rows.none()
    return rows.filter(read_by_id=context.person_id, sent_to_read_at__isnull=False).order_by("-sent_to_read_at")


def own_summaries(context: Context | None, row: Interview) -> list[tuple[str, str]]:
    """Return the question and the summary of each theme of an interview of one's own."""
    if context is None or row.read_by_id != context.person_id:
        return []
    titles = {each["key"]: each["question"] for each in row.study.themes}
    found = InterviewSection.objects.filter(interview=row).exclude(summary="").order_by("theme")
    return [(titles.get(each.theme, each.theme), each.summary) for each in found]
