"""Take in what providers wrote once a soft market test has closed, and keep the notes of a workshop's table.

From there on both are like interviews: notes by theme, coded, summed up, and quoted by the same rules.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.interviews.actions.interviews import count_voices, keep_held
from engagement.interviews.actions.market_tests import KIND, WORKSHOP
from engagement.interviews.domain.study_plan import InterviewConsent
from engagement.interviews.domain.study_terms import MAY_QUOTE, YES, InterviewChannel
from engagement.interviews.queries.market_tests import market_test_for, owners_who_came, sent_answers
from engagement.models import FrameMember, Interview, InterviewSection, InterviewStudy, WrittenAnswer
from engagement.permissions import can_run_studies

MOST_TABLES = 100
OPEN = Refusal("This is still open, and an answer may change. Answers are taken in once it has closed.")
DONE = Refusal("The answers are taken in already.")
NOBODY = Refusal("Nobody has sent an answer.")
NO_EVENT = Refusal("Say first which event is the workshop.")
IN_FUTURE = Refusal("Notes of a workshop are kept once it was held: the day lies ahead.")
NOBODY_CAME = Refusal("Nobody is noted as having come to the workshop. Note who came first, on the page of the event.")
CROWDED = Refusal(f"A workshop has at most {MOST_TABLES} tables.")
NO_CONSENT = Refusal("Without consent to notes there is nothing to keep.")
AT_THE_WORKSHOP = ("a provider at the workshop", "a provider")


@transaction.atomic
def take_in(*, by: Context, study_id: UUID) -> int | Refusal | None:
    """Make notes of what each provider sent, by theme; return of how many. It is done once, after closing."""
    row = market_test_for(by, study_id) if can_run_studies(by) else None
    if row is None:
        return None
    take_turn(f"answers {row.id}")
    row.refresh_from_db()
    if row.taken_in_at:
        return DONE
    if row.closes_on is None or row.closes_on >= timezone.localdate():
        return OPEN
    answers = sent_answers(by, row)
    if not answers:
        return NOBODY
    for answer in answers:
        _note(by, row, answer)
    row.taken_in_at = timezone.now()
    row.save(update_fields=["taken_in_at"])
    count_voices(row)
    audit.record_on(row, by=by, verb="market_test.taken_in", kind=KIND, words=row.name)
    return len(answers)


def _note(by: Context, row: InterviewStudy, answer: WrittenAnswer) -> None:
    """Note what one provider wrote, behind what it said in an interview if there was one."""
    member, now = answer.asked.member, timezone.now()
    held_on = timezone.localdate(answer.sent_at)
    consent = InterviewConsent(True, False, answer.sent.get(MAY_QUOTE) == YES, False)
    interview = Interview.objects.filter(member=member).first() or keep_held(
        by, row, member, held_on, InterviewChannel.WRITING, consent, [str(answer.asked.owner_id)]
    )
    for section in InterviewSection.objects.filter(interview=interview):
        text = str(answer.sent.get(section.theme, "")).strip()
        if text:
            section.notes = f"{section.notes}\n\n{text}".strip()
            section.edition, section.saved_at, section.saved_by_id = section.edition + 1, now, by.person_id
            section.save()


@transaction.atomic
def keep_table(
    *, by: Context, study_id: UUID, name: str, held_on: date, channel: InterviewChannel, consent: InterviewConsent
) -> Interview | Refusal | None:
    """Keep that notes were taken at a table of the workshop; everybody who came counts as heard there."""
    row = market_test_for(by, study_id) if can_run_studies(by) else None
    if row is None:
        return None
    take_turn(f"frame {row.id}")
    owners = owners_who_came(by, row.event_id) if row.event_id else []
    tables = FrameMember.objects.filter(study=row, cell=WORKSHOP).count()
    if refusal := _why_not(row, owners, tables, held_on, consent):
        return refusal
    member = FrameMember.objects.create(
        study=row, authority_id=row.authority_id, key=f"W-{tables + 1:02d}", cell=WORKSHOP, kind="provider",
        group="workshop", organisation=f"Workshop, {name}", descriptions=list(AT_THE_WORKSHOP), place=tables + 1,
    )  # fmt: skip
    made = keep_held(by, row, member, held_on, channel, consent, owners)
    count_voices(row)
    return made


def _why_not(
    row: InterviewStudy, owners: list[str], tables: int, held_on: date, consent: InterviewConsent
) -> Refusal | None:
    if row.event_id is None:
        return NO_EVENT
    if held_on > timezone.localdate():
        return IN_FUTURE
    if not consent.may_note:
        return NO_CONSENT
    if not owners:
        return NOBODY_CAME
    return CROWDED if tables >= MOST_TABLES else None
