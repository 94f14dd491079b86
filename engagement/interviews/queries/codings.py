"""The only reader of codes, codings, findings and quotes; every function takes the asker."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from accounts.domain.context import Context
from engagement.interviews.domain.code_tree import Code, PlacedCode, walked
from engagement.interviews.domain.coder_agreement import CodeAgreement, agreement_by_code
from engagement.interviews.domain.finding_strength import FindingEvidence
from engagement.interviews.domain.framework_matrix import MatrixRow
from engagement.interviews.domain.passages import codes_given
from engagement.interviews.domain.stored_tree import codes_of
from engagement.interviews.domain.study_terms import WordState
from engagement.interviews.queries.studies import interviews_of, themes_asked
from engagement.models import (
    CodeTreeVersion,
    Interview,
    InterviewSection,
    InterviewStudy,
    SectionCoding,
    StudyFinding,
    StudyQuote,
)
from engagement.permissions import can_read_interviews, can_read_released_words


def _reads(context: Context | None, row: InterviewStudy) -> bool:
    return context is not None and can_read_interviews(context) and row.authority_id == context.own_authority


def tree_versions(context: Context | None, row: InterviewStudy) -> QuerySet[CodeTreeVersion]:
    rows = CodeTreeVersion.objects.select_related("made_by")
    return rows.filter(study=row) if _reads(context, row) else rows.none()


def tree_of(context: Context | None, row: InterviewStudy) -> tuple[Code, ...]:
    """Return the tree in force."""
    newest = tree_versions(context, row).first()
    return codes_of(newest.tree) if newest else ()


def placed_codes(context: Context | None, row: InterviewStudy) -> list[PlacedCode]:
    """Return the codes that may be given."""
    return [each for each in walked(tree_of(context, row)) if each.code.codable]


def codings_of(context: Context | None, row: InterviewStudy) -> QuerySet[SectionCoding]:
    rows = SectionCoding.objects.select_related("section", "coder")
    return rows.filter(study=row) if _reads(context, row) else rows.none()


def own_coding(context: Context | None, section: InterviewSection) -> SectionCoding | None:
    """Return what the asker made of a section; never what another made of it."""
    if context is None or not can_read_interviews(context):
        return None
    return SectionCoding.objects.filter(section=section, coder_id=context.person_id).first()


def agreement_of(context: Context | None, row: InterviewStudy) -> dict[str, CodeAgreement]:
    """Return how two coders agree on each code, over the sections that two have finished."""
    coded: dict[tuple[str, str], list[frozenset[str]]] = {}
    for each in codings_of(context, row).filter(finished_at__isnull=False).order_by("finished_at", "id"):
        coded.setdefault((str(each.section.interview_id), each.section.theme), []).append(codes_given(each.passages))
    twice = {section: both for section, both in coded.items() if len(both) > 1}
    first, second = ({section: both[place] for section, both in twice.items()} for place in (0, 1))
    return agreement_by_code([each.code.guid for each in placed_codes(context, row)], first, second)


def matrix_rows(context: Context | None, row: InterviewStudy, kind: str = "", group: str = "") -> list[MatrixRow]:
    """Return the interviews as cases: summaries by theme, and all codes given by anybody who has finished."""
    interviews = [
        each for each in interviews_of(context, row)
        if (not kind or each.member.kind == kind) and (not group or each.member.group == group)
    ]  # fmt: skip
    summaries: dict[UUID, dict[str, str]] = {}
    for section in InterviewSection.objects.filter(interview__in=[each.id for each in interviews]):
        summaries.setdefault(section.interview_id, {})[section.theme] = section.summary
    codes: dict[UUID, set[str]] = {}
    for coding in codings_of(context, row).filter(finished_at__isnull=False):
        codes.setdefault(coding.section.interview_id, set()).update(codes_given(coding.passages))
    return [
        MatrixRow(
            each.member.key, each.member.kind, each.member.group, summaries.get(each.id, {}),
            frozenset(theme.key for theme in themes_asked(each.member, row)), frozenset(codes.get(each.id, ())),
        )
        for each in interviews
    ]  # fmt: skip


def findings_of(context: Context | None, row: InterviewStudy) -> QuerySet[StudyFinding]:
    rows = StudyFinding.objects.select_related("drafted_by", "decided_by")
    return rows.filter(study=row) if _reads(context, row) else rows.none()


def quotes_of(context: Context | None, row: InterviewStudy) -> QuerySet[StudyQuote]:
    rows = StudyQuote.objects.select_related("drafted_by", "decided_by", "interview__member")
    return rows.filter(study=row) if _reads(context, row) else rows.none()


def evidence_of(context: Context | None, row: InterviewStudy) -> dict[UUID, FindingEvidence]:
    """Return by finding what it rests on: asked are the interviews that were asked one of its themes."""
    asked = {each.key: each.asked for each in matrix_rows(context, row)}
    keys, found = keys_of(interviews_of(context, row)), {}
    for each in findings_of(context, row):
        speak_for, against = (
            frozenset(keys[one] for one in side if one in keys) for side in (each.speak_for, each.against)
        )
        those = frozenset(key for key, themes in asked.items() if themes & set(each.themes))
        found[each.id] = FindingEvidence(those | speak_for | against, speak_for, against)
    return found


def study_with_words(context: Context | None, study_id: UUID) -> InterviewStudy | None:
    """Return a study of the asker's authority, for those who read what it released."""
    if context is None or not can_read_released_words(context):
        return None
    return InterviewStudy.objects.filter(id=study_id, authority_id=context.own_authority).first()


def released_words(context: Context | None, row: InterviewStudy) -> tuple[list[StudyFinding], list[StudyQuote]]:
    """Return the findings and quotes that were released, for the team, council and regional lead of the authority."""
    if context is None or not can_read_released_words(context) or row.authority_id != context.own_authority:
        return [], []
    released = {"study": row, "state": WordState.RELEASED.value}
    return list(StudyFinding.objects.filter(**released)), list(StudyQuote.objects.filter(**released))


def studies_with_words(context: Context | None) -> list[InterviewStudy]:
    """Return the studies of which something is released, for those who read it."""
    if context is None or not can_read_released_words(context):
        return []
    released = {"authority_id": context.own_authority, "state": WordState.RELEASED.value}
    ids = {
        found
        for rows in (StudyFinding, StudyQuote)
        for found in rows.objects.filter(**released).values_list("study_id", flat=True)
    }
    return list(InterviewStudy.objects.filter(authority_id=context.own_authority, id__in=ids))


def keys_of(interviews: Iterable[Interview]) -> dict[str, str]:
    """Return the key of each interview by its id as findings keep it."""
    return {str(each.id): each.member.key for each in interviews}
