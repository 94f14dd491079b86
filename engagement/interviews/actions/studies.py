"""Set a study up, fill its frame in the order drawn, and note what became of each invitation."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.held_rows import held
from accounts.actions.idempotency import made_before
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from engagement.interviews.domain.coverage_matrix import InterviewStatus, drawn_order
from engagement.interviews.domain.frame_lines import FrameLine
from engagement.interviews.domain.overtaken_status import overtaken_status
from engagement.interviews.domain.stored_tree import first_tree, stored
from engagement.interviews.domain.study_plan import NewStudy
from engagement.interviews.domain.study_terms import StudyKind
from engagement.interviews.domain.themes import Theme
from engagement.interviews.queries.studies import frame_of, studies_for, study_for
from engagement.models import CodeTreeVersion, FrameMember, InterviewStudy
from engagement.permissions import can_ask_for_interviews, can_run_studies
from register import queries as register

KIND = "study"
MOST_STUDIES, MOST_MEMBERS = 100, 2_000
CROWDED = Refusal(f"There are {MOST_STUDIES} studies already, which is more than anybody looks after.")
TAKEN = "There is a study called “{}” already. Choose another name."
FULL = Refusal(f"A frame holds at most {MOST_MEMBERS:,} people and organisations.")
IS_DONE = Refusal("This interview was held. What became of the invitation no longer changes.")
PASSED = Refusal("This time has passed. Choose one that lies ahead.")
WHY = Refusal("Say in a few words why they declined: nobody is replaced in silence.")


def theme_row(theme: Theme) -> dict[str, object]:
    return {
        "key": theme.key, "audience": theme.audience, "title": theme.title, "question": theme.question,
        "prompts": list(theme.prompts), "codes": list(theme.first_codes),
    }  # fmt: skip


@transaction.atomic
def set_up(*, by: Context, told: NewStudy, key: UUID | None = None) -> InterviewStudy | Refusal | None:
    """Set a study up, with the first version of its codes; nobody is asked yet."""
    if not can_run_studies(by) or (told.test and register.exercise_for(by, told.test.exercise_id) is None):
        return None
    take_turn(f"studies {by.authority_id}")
    if found := made_before(studies_for(by), key):
        return found
    if studies_for(by).count() >= MOST_STUDIES:
        return CROWDED
    if studies_for(by).filter(name__iexact=told.name).exists():
        return Refusal(TAKEN.format(told.name))
    now = timezone.now()
    row = InterviewStudy.objects.create(
        id=key or uuid4(), authority_id=by.own_authority, name=told.name, purpose=told.purpose,
        themes=[theme_row(theme) for theme in told.themes], cells=[asdict(cell) for cell in told.cells],
        seed=told.seed, more_names=told.more_names, made_at=now, made_by_id=by.person_id, **_terms(told),
    )  # fmt: skip
    CodeTreeVersion.objects.create(
        study=row, authority_id=row.authority_id, number=1, tree=stored(first_tree(told.themes)), why="To begin with",
        made_at=now, made_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(row, by=by, verb="study.set_up", kind=KIND, words=row.name)
    return row


def _terms(told: NewStudy) -> dict[str, Any]:
    """Return what a soft market test keeps beside a study of interviews."""
    return {"kind": StudyKind.MARKET_TEST.value, **asdict(told.test)} if told.test else {}


@transaction.atomic
def add_to_frame(*, by: Context, study_id: UUID, lines: Sequence[FrameLine]) -> int | Refusal | None:
    """Add people to a frame; each cell's newcomers come after those drawn before, in an order drawn anew."""
    row = study_for(by, study_id) if can_run_studies(by) else None
    if row is None:
        return None
    take_turn(f"frame {row.id}")
    there = list(FrameMember.objects.filter(study=row))
    if len(there) + len(lines) > MOST_MEMBERS:
        return FULL
    places = _places(row, there, lines)
    made = [
        FrameMember(
            study=row, authority_id=row.authority_id, key=f"I-{len(there) + number:03d}", cell=line.cell,
            kind=line.kind, group=line.group, organisation=line.organisation, contact_name=line.contact,
            contact_email=line.email, descriptions=list(line.descriptions), place=places[number - 1],
        )
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
    FrameMember.objects.bulk_create(made)
    audit.record_on(row, by=by, verb="study.frame_filled", kind=KIND, words=f"{row.name}: {len(made)} added")
    return len(made)


def _places(row: InterviewStudy, there: Sequence[FrameMember], lines: Sequence[FrameLine]) -> list[int]:
    """Return each line's turn in its cell: drawn by the study's seed and how many were there before."""
    last: dict[str, int] = {}
    for member in there:
        last[member.cell] = max(last.get(member.cell, 0), member.place)
    places = [0] * len(lines)
    for cell in sorted({line.cell for line in lines}):
        numbers = [str(number) for number, line in enumerate(lines) if line.cell == cell]
        for turn, number in enumerate(drawn_order(numbers, row.seed + len(there)), 1):
            places[int(number)] = last.get(cell, 0) + turn
    return places


@transaction.atomic
def note_status(
    *, by: Context, study_id: UUID, member_id: UUID, status: InterviewStatus, reason: str = "",
    booked_for: datetime | None = None, seen: str = "",
) -> FrameMember | Refusal | None:  # fmt: skip
    """Note that somebody was asked, booked or declined; whoever books may say so, and a refusal needs its reason.

    ``seen`` is the mark of the status as the page showed it. What stands already is noted once.
    """
    row = study_for(by, study_id) if can_ask_for_interviews(by) else None
    member = held(frame_of(by, row), member_id) if row else None
    if member is None or status is InterviewStatus.DONE:
        return None
    if member.status == InterviewStatus.DONE:
        return IS_DONE
    if status is InterviewStatus.DECLINED and not reason.strip():
        return WHY
    if booked_for is not None and booked_for < timezone.now():
        return PASSED
    stood = (member.status, member.status_reason, member.booked_for)
    when = (booked_for or member.booked_for) if status is InterviewStatus.BOOKED else None
    noted = (status.value, reason.strip()[:300], when)
    if noted == stood:
        return member
    if seen and seen != member.status_mark:
        return Refusal(overtaken_status(InterviewStatus(stood[0]), *stood[1:]))
    member.status, member.status_reason, member.booked_for = noted
    member.save(update_fields=["status", "status_reason", "booked_for"])
    audit.record_on(member, by=by, verb=f"interview.{status.value}", kind="frame member", words=member.key)
    return member
