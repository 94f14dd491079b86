"""Keep what was said in an interview, in writing or at a workshop, theme by theme, and an interviewee's own reading."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import queries as accounts
from accounts.actions import audit, outbox, portal_links
from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.figure_words import day_in_words
from engagement.interviews.domain.coverage_matrix import InterviewStatus
from engagement.interviews.domain.interview_mails import summary_is_open
from engagement.interviews.domain.study_plan import InterviewConsent
from engagement.interviews.domain.study_terms import InterviewChannel, StudyKind
from engagement.interviews.domain.voices import shown_number
from engagement.interviews.queries.studies import (
    frame_of,
    interview_for,
    interviews_of,
    own_interviews,
    study_for,
    themes_asked,
)
from engagement.models import AskedProvider, FrameMember, Interview, InterviewSection, InterviewStudy
from engagement.permissions import can_run_studies

DAYS_TO_READ, RECORDING_DAYS = 14, 92
NO_CONSENT = Refusal("Without consent to notes there is no interview to keep.")
IN_FUTURE = Refusal("An interview is noted once it was held: the day lies ahead.")
HELD_BEFORE = Refusal("This interview is kept already. Open it instead.")
OVERTAKEN = "Somebody has saved this theme while you had it open. Theirs stands; yours is below, not saved."
NO_ACCOUNT = Refusal("Nobody with this e-mail address can sign in: invite them first, or let them read it otherwise.")
NOTHING_TO_READ = Refusal("There is no summary yet. Write one for each theme first.")


@transaction.atomic
def begin(
    *, by: Context, study_id: UUID, member_id: UUID, held_on: date, channel: InterviewChannel, consent: InterviewConsent
) -> Interview | Refusal | None:
    """Keep that an interview was held and what was agreed to, with an empty section for each theme that was asked."""
    row = study_for(by, study_id) if can_run_studies(by) else None
    member = held(frame_of(by, row), member_id) if row else None
    if row is None or member is None:
        return None
    if not consent.may_note:
        return NO_CONSENT
    if held_on > timezone.localdate():
        return IN_FUTURE
    if member.status == InterviewStatus.DONE:
        return HELD_BEFORE
    asked = AskedProvider.objects.filter(member=member).first()
    made = keep_held(by, row, member, held_on, channel, consent, [str(asked.owner_id)] if asked else [])
    if row.kind == StudyKind.MARKET_TEST:
        count_voices(row)
    return made


def keep_held(
    by: Context, row: InterviewStudy, member: FrameMember, held_on: date, channel: InterviewChannel,
    consent: InterviewConsent, owners: list[str],
) -> Interview:  # fmt: skip
    """Keep what somebody of the frame said by whatever channel, with a section a theme; ``owners`` are who spoke."""
    now = timezone.now()
    made = Interview.objects.create(
        study=row, authority_id=row.authority_id, member=member, held_on=held_on, channel=channel.value,
        interviewer_id=by.person_id, may_note=True, may_record=consent.may_record, may_quote=consent.may_quote,
        wants_to_check=consent.wants_to_check,
        recording_until=held_on + timedelta(days=RECORDING_DAYS) if consent.may_record else None,
    )  # fmt: skip
    InterviewSection.objects.bulk_create(
        InterviewSection(
            study=row, authority_id=row.authority_id, interview=made, theme=theme.key, saved_at=now,
            saved_by_id=by.person_id,
        )
        for theme in themes_asked(member, row)
    )  # fmt: skip
    member.status, member.status_reason, member.owners = InterviewStatus.DONE.value, "", owners
    member.save(update_fields=["status", "status_reason", "owners"])
    audit.record_on(made, by=by, verb="interview.held", kind="interview", words=member.key)
    return made


def count_voices(row: InterviewStudy) -> None:
    """Keep how many owners took part in a soft market test, where so many did that it may be told."""
    took_part = FrameMember.objects.filter(study=row, status=InterviewStatus.DONE.value)
    owners = {owner for each in took_part.values_list("owners", flat=True) for owner in each}
    row.voices = shown_number(owners)
    row.save(update_fields=["voices"])


@transaction.atomic
def save_section(
    *, by: Context, study_id: UUID, interview_id: UUID, theme: str, edition: int, notes: str, summary: str
) -> InterviewSection | Refusal | None:
    """Keep the notes and summary of a theme; whoever had an older state open is told and loses nothing."""
    row = study_for(by, study_id) if can_run_studies(by) else None
    interview = interview_for(by, row, interview_id) if row else None
    if interview is None:
        return None
    section = InterviewSection.objects.select_for_update().filter(interview=interview, theme=theme).first()
    if section is None:
        return None
    if section.edition != edition:
        return Refusal(OVERTAKEN)
    section.notes, section.summary, section.edition = notes, summary, edition + 1
    section.saved_at, section.saved_by_id = timezone.now(), by.person_id
    section.save()
    return section


@transaction.atomic
def send_to_read(*, by: Context, study_id: UUID, interview_id: UUID, email: str) -> Interview | Refusal | None:
    """Open the summaries to the interviewee, who signs in to read and mend them within a fortnight."""
    row = study_for(by, study_id) if can_run_studies(by) else None
    interview = held(interviews_of(by, row), interview_id) if row else None
    if interview is None:
        return None
    if not InterviewSection.objects.filter(interview=interview).exclude(summary="").exists():
        return NOTHING_TO_READ
    person = accounts.person_with_email(email)
    if person is None:
        return NO_ACCOUNT
    interview.read_by_id, interview.sent_to_read_at = person, timezone.now()
    interview.read_at, interview.read_remark = None, ""
    interview.save(update_fields=["read_by", "sent_to_read_at", "read_at", "read_remark"])
    audit.record_on(interview, by=by, verb="interview.sent_to_read", kind="interview", words=interview.member.key)
    _tell(interview, email)
    return interview


def _tell(interview: Interview, email: str) -> None:
    """Write to the interviewee that there is something to read; the study looks after the mail as an exercise does."""
    mail = summary_is_open(day_in_words(interview.held_on), DAYS_TO_READ)
    link = portal_links.link_to("engagement:own_interview", interview.id)
    words = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link}
    about = outbox.MailSubject(interview.authority_id, interview.study_id)
    outbox.write(outbox.TEMPLATE, words, to={email.strip().lower(): ""}, subject=mail.subject, about=about)


@transaction.atomic
def answer_reading(*, by: Context, interview_id: UUID, remark: str) -> Interview | Refusal | None:
    """Keep what an interviewee says of the summary of their own interview; nothing said is agreement."""
    interview = held(own_interviews(by), interview_id)
    if interview is None:
        return None
    interview.read_at, interview.read_remark = timezone.now(), remark
    interview.save(update_fields=["read_at", "read_remark"])
    audit.record_on(interview, by=by, verb="interview.read", kind="interview", words="")
    return interview
