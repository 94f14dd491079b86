"""Test support: a study with one interview, finding and quote, and a soft market test with its answers, by rows."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.domain.context import Context
from engagement.interviews.actions.studies import theme_row
from engagement.interviews.domain.stored_tree import first_tree, stored
from engagement.interviews.domain.theme_sets import theme_set
from engagement.models import (
    AskedProvider,
    CodeTreeVersion,
    FrameMember,
    Interview,
    InterviewSection,
    InterviewStudy,
    StudyFinding,
    StudyQuote,
    WrittenAnswer,
)
from register.models import Participation

QUESTIONS = "market_testing"
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


def a_market_test(by: Context, asked: Iterable[Participation], **changed: Any) -> dict[str, UUID]:
    """Return the ids of a soft market test that is open for a week, and of the first provider it asks; none answered.

    ``asked`` are locations of different providers.
    """
    themes, today, places = theme_set(QUESTIONS), timezone.localdate(), list(asked)
    whose: dict[str, Any] = {"authority_id": by.authority_id}
    days = {"opens_on": today - timedelta(days=7), "closes_on": today + timedelta(days=7), **changed}
    study = InterviewStudy.objects.create(
        **whose, **days, kind="market_test", name="Care at home from 2027", introduction="We plan four lots.",
        exercise_id=places[0].exercise_id, themes=[theme_row(theme) for theme in themes], seed=7, made_at=NOON,
        cells=[{"key": "Providers", "title": "Providers", "target": 5}], made_by_id=by.person_id,
    )  # fmt: skip
    whose["study"] = study
    CodeTreeVersion.objects.create(
        **whose, number=1, tree=stored(first_tree(themes)), made_at=NOON, made_by_id=by.person_id
    )
    members = [
        FrameMember(**whose, key=f"I-{n:03d}", cell="Providers", kind="provider", organisation=place.provider_name,
                    place=n, descriptions=["a provider"], status="asked")
        for n, place in enumerate(places, 1)
    ]  # fmt: skip
    FrameMember.objects.bulk_create(members)
    rows = [
        AskedProvider(**whose, member=member, provider_id=place.provider_id, owner_id=place.owner_id,
                      exercise_id=place.exercise_id, asked_at=NOON)
        for member, place in zip(members, places, strict=True)
    ]  # fmt: skip
    AskedProvider.objects.bulk_create(rows)
    return {"market_test_id": study.id, "asked_provider_id": rows[0].id}


def answered(market_test_id: UUID, by: Context, texts: Mapping[str, str]) -> None:
    """Let every provider that a test asks have sent these answers."""
    sent, now = {**texts, "may-quote": "yes"}, timezone.now()
    rows = AskedProvider.objects.filter(study_id=market_test_id)
    WrittenAnswer.objects.bulk_create(
        WrittenAnswer(study_id=each.study_id, authority_id=each.authority_id, asked=each, provider_id=each.provider_id,
                      typed=sent, sent=sent, number=1, saved_at=now, saved_by_id=by.person_id, sent_at=now,
                      sent_by_id=by.person_id)
        for each in rows
    )  # fmt: skip
    rows.update(sent_at=now)
