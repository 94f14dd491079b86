"""Invite a project group to a meeting by mail, and tell who was invited of each change, by the same calendar entry."""

from collections.abc import Callable
from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actions import audit, outbox
from accounts.actions.held_rows import held
from accounts.domain.context import Context
from accounts.domain.portal_mail import PortalMail
from accounts.domain.refusal import Refusal
from benchmarking.models import BenchmarkRound, ProjectMeeting, ProjectSeat
from benchmarking.permissions import can_keep_project
from benchmarking.projects.domain.meeting_entry import mark_of_invitation, meeting_entry
from benchmarking.projects.domain.project_mails import cancellation_mail, change_mail, invitation_mail
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.queries import entries_of
from benchmarking.rounds.queries import round_for
from engagement.meetings.domain.calendar_files import CANCEL, REQUEST
from engagement.meetings.domain.uk_times import weekday_in_words

KIND = "project of a round"
OFF = Refusal("This meeting does not take place, so nobody is invited.")
BEGUN = Refusal("This meeting has begun, so nobody is invited any more.")
NOBODY = Refusal("Nobody of the group has an e-mail address. Add one to a seat first.")


@transaction.atomic
def invite(*, by: Context, round_id: UUID, meeting_id: UUID, seen: str) -> int | Refusal | None:
    """Send the calendar entry to each seat with an address; return to how many, 0 if it went out since the page opened.

    ``seen`` is the mark of the last invitation as the page showed it. From a page opened since it goes to all anew.
    """
    row = round_for(by, round_id) if can_keep_project(by) else None
    meeting = held(entries_of(by, row, ProjectPart.MEETINGS), meeting_id) if row else None
    if row is None or meeting is None:
        return None
    if meeting.is_off:
        return OFF
    if meeting.starts_at <= timezone.now():
        return BEGUN
    if seen != mark_of_invitation(meeting.invited_at):
        return 0
    sent = _sent(by, row, meeting, invitation_mail)
    if not sent:
        return NOBODY
    meeting.invited_at = timezone.now()
    meeting.save(update_fields=["invited_at"])
    audit.record_on(meeting, by=by, verb="project.meetings.invited", kind=KIND, words=str(meeting))
    return sent


def tell_of_change(by: Context, row: BenchmarkRound, meeting: ProjectMeeting, *, was_off: bool) -> None:
    """Send the changed entry, or that the meeting is off, if the group was invited and the meeting lies ahead."""
    if meeting.invited_at is None or meeting.starts_at <= timezone.now() or (was_off and meeting.is_off):
        return
    _sent(by, row, meeting, cancellation_mail if meeting.is_off else change_mail)


def _sent(by: Context, row: BenchmarkRound, meeting: ProjectMeeting, words: Callable[[str, str], PortalMail]) -> int:
    """Write a mail to each seat, whose calendar file names that seat alone; the edition is the entry's sequence."""
    mail = words(row.name, weekday_in_words(meeting.starts_at))
    said = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": settings.PORTAL_URL}
    seats: list[ProjectSeat] = list(entries_of(by, row, ProjectPart.GROUP).filter(left_on=None).exclude(email=""))
    to = {seat.email.strip().lower(): seat.name for seat in seats}
    for email, name in to.items():
        text = meeting_entry(
            meeting, host=urlsplit(settings.PORTAL_URL).hostname or "portal", round_name=row.name,
            organiser=(settings.PORTAL_NAME, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]), attendees=((name, email),),
            stamped_at=timezone.now(),
        )  # fmt: skip
        outbox.write(
            outbox.TEMPLATE, said, to={email: name}, subject=mail.subject,
            about=outbox.MailSubject(row.host_authority_id, row.id),
            calendar=outbox.CalendarPart(text, CANCEL if meeting.is_off else REQUEST),
        )  # fmt: skip
    return len(to)
