"""Test support: a study with one interview, one finding and one quote, by rows."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from engagement.interviews.actions.studies import theme_row
from engagement.interviews.domain.stored_tree import first_tree, stored
from engagement.interviews.domain.theme_sets import theme_set
from engagement.models import (
    CodeTreeVersion,
    FrameMember,
    Interview,
    InterviewSection,
    InterviewStudy,
    StudyFinding,
    StudyQuote,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_study(by: Context) -> dict[str, UUID]:
    """Return the ids of a study and of what is in it, by the names that addresses have for them."""
    whose: dict[str, Any] = {"authority_id": by.authority_id}
    themes = theme_set("regional_study")
    study = InterviewStudy.objects.create(
        **whose, name="Why they leave", themes=[theme_row(theme) for theme in themes],
        cells=[{"key": "North", "title": "North", "target": 2}], seed=7, made_at=NOON, made_by_id=by.person_id,
    )  # fmt: skip
    whose["study"] = study
    CodeTreeVersion.objects.create(
        **whose, number=1, tree=stored(first_tree(themes)), made_at=NOON, made_by_id=by.person_id
    )
    members = [
        FrameMember(**whose, key=f"I-00{n}", cell="North", kind="provider", organisation=f"Firm {n}", place=n,
                    descriptions=["a provider"], status="done" if n == 1 else "booked",
                    booked_for=None if n == 1 else NOON)
        for n in (1, 2)
    ]  # fmt: skip
    FrameMember.objects.bulk_create(members)
    interview = Interview.objects.create(
        **whose, member=members[0], held_on=NOON.date(), channel="phone", interviewer_id=by.person_id, may_note=True,
        may_quote=True,
    )  # fmt: skip
    InterviewSection.objects.create(
        **whose, interview=interview, theme="quality", notes="They trust us.", saved_at=NOON, saved_by_id=by.person_id
    )
    drafted = {"drafted_at": NOON, "drafted_by_id": by.person_id}
    finding = StudyFinding.objects.create(
        **whose, **drafted, sentence="Trust holds people", themes=["quality"], speak_for=[str(interview.id)],
        looked_for_opposite="All who left",
    )  # fmt: skip
    quote = StudyQuote.objects.create(
        **whose, **drafted, interview=interview, theme="quality", text="They trust us.", description="a provider"
    )
    return {
        "study_id": study.id, "frame_member_id": members[1].id, "interview_id": interview.id,
        "study_finding_id": finding.id, "study_quote_id": quote.id,
    }  # fmt: skip
