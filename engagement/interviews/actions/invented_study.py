"""Hold an invented study as rows: 22 interviews with notes, summaries and codes, findings, and quotes.

By bulk inserts, as two hundred sections typed page by page would take minutes. Nothing of it goes out by mail.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.domain.context import Context
from engagement.interviews.actions.invented_words import Said, find_and_quote, guids_of
from engagement.interviews.actions.studies import theme_row
from engagement.interviews.domain.coverage_matrix import FrameCell, InterviewStatus
from engagement.interviews.domain.invented_interviews import (
    CELLS,
    DECLINED,
    InventedMember,
    coded_again,
    invented_members,
    said_to,
)
from engagement.interviews.domain.passages import passage_rows, sentences_of
from engagement.interviews.domain.stored_tree import first_tree, stored
from engagement.interviews.domain.study_terms import InterviewChannel
from engagement.interviews.domain.theme_sets import theme_set
from engagement.interviews.domain.themes import Theme, themes_for
from engagement.models import (
    CodeTreeVersion,
    FrameMember,
    Interview,
    InterviewSection,
    InterviewStudy,
    SectionCoding,
)

SEED, EVERY_SECOND_CODER = 2026, 5


@transaction.atomic
def hold_study(*, by: Context, approver: Context, councils: Iterable[str], now: datetime) -> InterviewStudy:
    """Hold the study of an office: coded by its analyst, every fifth interview by its approver as well."""
    random, themes = Random(SEED), theme_set("regional_study")
    row = _study(by, themes, now)
    members = list(invented_members(councils))
    rows = [_member(row, each, random) for each in members]
    FrameMember.objects.bulk_create(rows)
    asked = [(told, member) for told, member in zip(members, rows, strict=True) if told.is_interviewed]
    held = [_interview(by, row, member, now.date(), place) for place, (_, member) in enumerate(asked)]
    Interview.objects.bulk_create(held)
    said = [
        (interview, theme, said_to(theme, random), place)
        for place, (interview, (told, _)) in enumerate(zip(held, asked, strict=True))
        for theme in themes_for(themes, told.kind, told.group)
    ]
    _keep_what_was_said(by, approver, row, said, now, random)
    find_and_quote(by, approver, row, said, now)
    return row


def _study(by: Context, themes: Sequence[Theme], now: datetime) -> InterviewStudy:
    begun = now - timedelta(days=70)
    whose: dict[str, Any] = {"authority_id": by.own_authority, "made_at": begun, "made_by_id": by.person_id}
    row = InterviewStudy.objects.create(
        **whose, name="What good home care is, and what buying does to it", themes=[theme_row(each) for each in themes],
        purpose="For the regional report: what councils and providers say beside the figures.",
        cells=[asdict(FrameCell(cell, cell, target)) for cell, target, _ in CELLS], seed=SEED,
    )  # fmt: skip
    CodeTreeVersion.objects.create(**whose, study=row, number=1, tree=stored(first_tree(themes)), why="To begin with")
    return row


def _member(row: InterviewStudy, told: InventedMember, random: Random) -> FrameMember:
    status = random.choice([InterviewStatus.LISTED, InterviewStatus.ASKED, InterviewStatus.DECLINED])
    status = InterviewStatus.DONE if told.is_interviewed else status
    return FrameMember(
        study=row, authority_id=row.authority_id, key=f"I-{told.number:03d}", cell=told.cell, kind=told.kind,
        group=told.group, organisation=told.organisation, descriptions=list(told.descriptions), place=told.place,
        status=status.value,
        status_reason=DECLINED[told.number % len(DECLINED)] if status is InterviewStatus.DECLINED else "",
    )  # fmt: skip


def _interview(by: Context, row: InterviewStudy, member: FrameMember, today: date, place: int) -> Interview:
    channels = (InterviewChannel.VIDEO, InterviewChannel.PHONE, InterviewChannel.IN_PERSON)
    return Interview(
        id=uuid4(), study=row, authority_id=row.authority_id, member=member, held_on=today - timedelta(days=60 - place),
        channel=channels[place % 3].value, interviewer_id=by.person_id, may_note=True, may_quote=place % 4 != 3,
        wants_to_check=place % 3 == 0,
    )  # fmt: skip


def _keep_what_was_said(
    by: Context, approver: Context, row: InterviewStudy, said: Sequence[Said], now: datetime, random: Random
) -> None:
    sections, codings = [], []
    for interview, theme, sentences, place in said:
        section = InterviewSection(
            id=uuid4(), study=row, authority_id=row.authority_id, interview=interview, theme=theme.key,
            notes=" ".join(each.text for each in sentences), summary=sentences[0].text, edition=2, saved_at=now,
            saved_by_id=by.person_id,
        )  # fmt: skip
        sections.append(section)
        codings.append(_coding(section, theme, by.person_id, [each.codes for each in sentences], now))
        if place % EVERY_SECOND_CODER == 0:
            codings.append(_coding(section, theme, approver.person_id, coded_again(sentences, random), now))
    InterviewSection.objects.bulk_create(sections)
    SectionCoding.objects.bulk_create(codings)


def _coding(
    section: InterviewSection, theme: Theme, coder: UUID, codes: Sequence[tuple[str, ...]], now: datetime
) -> SectionCoding:
    guids = guids_of(theme)
    chosen = {number: [guids[code] for code in given] for number, given in enumerate(codes, 1)}
    return SectionCoding(
        study=section.study, authority_id=section.authority_id, section=section, coder_id=coder,
        passages=passage_rows(sentences_of(section.notes), chosen, guids.values()), edition=1, saved_at=now,
        finished_at=now,
    )  # fmt: skip
