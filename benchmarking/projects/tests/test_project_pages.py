"""A project on its pages: begun with the usual lists, a brief in versions, meetings for calendars, risks rated anew."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.tests.pages import client_of, get, is_kept_out, post, send, text_of
from benchmarking.models import (
    BenchmarkRound,
    ProjectBrief,
    ProjectDecision,
    ProjectMeeting,
    ProjectRisk,
    ProjectSeat,
    ProjectTask,
)
from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.tests.made_project import BRIEF, MEETING, RISK, SEAT, fill, on
from benchmarking.tests.office import Office, at, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
DETAIL, NEW, ENTRY = (f"benchmarking:project_{name}" for name in ("detail", "entry_new", "entry"))


@pytest.fixture
def row(cast: Office) -> BenchmarkRound:
    return make_round(cast)


def test_a_project_begins_with_the_usual_tasks_and_risks_once(cast: Office, row: BenchmarkRound):
    assert "Nothing is planned yet" in text_of(get(cast.ann, DETAIL, row.id))
    begun = text_of(post(cast.ned, DETAIL, row.id, **on("begins_on", date(2025, 4, 1))))
    assert "16 tasks and risks are listed" in begun and "0 of 55" in begun and "8 tasks are late" in begun
    assert ProjectTask.objects.get(title="Undertake series of interviews").due_on == date(2025, 6, 30)
    assert begun.index("Small n read as proof") < begun.index("FOI request")
    assert "so the usual ones are not added" in text_of(
        post(cast.ann, DETAIL, row.id, **on("begins_on", date(2025, 5, 1)))
    )
    assert (ProjectTask.objects.count(), ProjectRisk.objects.count()) == (8, 8)


def test_a_brief_keeps_its_versions_and_why_each_follows(cast: Office, row: BenchmarkRound):
    page, member = "benchmarking:project_brief", at(row, cast.ashgrove)
    assert "Say what is in scope" in text_of(post(cast.ann, page, row.id, **BRIEF | {"scope": ""}))
    first = text_of(post(cast.ann, page, row.id, **BRIEF, after="0"))
    assert "Version 1 of the brief is kept" in first and "55 days at £500.00: £27,500.00" in first
    spent = BRIEF | {"spent_gbp": "30,000", "after": "1"}
    assert "must be a number in pounds" in text_of(post(cast.fay, page, row.id, **spent, why="Month 1"))
    spent["spent_gbp"] = "30000"
    assert "Say why the brief changes" in text_of(post(cast.fay, page, row.id, **spent, why=""))
    assert "£2,500.00 more was spent than agreed" in text_of(post(cast.fay, page, row.id, **spent, why="Month 1"))
    late = text_of(post(cast.ann, page, row.id, **BRIEF | {"aim": "Mine", "after": "1"}, why="Mine"))
    assert "Fay Approver has changed this" in late and "Mine" in late and ProjectBrief.objects.count() == 2
    assert "says what the version before says" in text_of(post(cast.ann, page, row.id, **spent | {"after": 2}, why="-"))
    versions = text_of(get(cast.reg, page, row.id))
    assert "Spent so far: “£0.00” became “£30,000.00”" in versions and "Keep this version" not in versions
    assert "Version 2 of" in text_of(get(cast.carol, "benchmarking:own_project", member.id))


def test_a_meeting_goes_into_calendars_with_addresses_for_the_office_alone(cast: Office, row: BenchmarkRound):
    send(cast.ned, NEW, row.id, "group", **SEAT)
    assert "Enter a time" in text_of(post(cast.ned, NEW, row.id, "meetings", **MEETING | {"begins": "noonish"}))
    assert "First meeting is added" in text_of(post(cast.ned, NEW, row.id, "meetings", **MEETING))
    meeting = ProjectMeeting.objects.get()
    entry = get(cast.reg, "benchmarking:project_calendar", row.id, meeting.id).content.decode()
    assert "DTSTART:20250602T133000Z" in entry and "DTEND:20250602T150000Z" in entry and "sam@example.org" in entry
    own = get(cast.carol, "benchmarking:own_project_calendar", at(row, cast.ashgrove).id, meeting.id).content.decode()
    assert "SUMMARY:Spring 2025: First meeting" in own and "sam@example.org" not in own
    off = MEETING | {"is_off": "on", "edition": "1"}
    send(cast.ned, ENTRY, row.id, "meetings", meeting.id, **off)
    entry = get(cast.ann, "benchmarking:project_calendar", row.id, meeting.id).content.decode()
    assert "METHOD:CANCEL" in entry and "SEQUENCE:2" in entry


def test_a_risk_is_rated_anew_and_keeps_how_it_was_rated(cast: Office, row: BenchmarkRound):
    assert "Few answer is added" in text_of(post(cast.ann, NEW, row.id, "risks", **RISK))
    risk = ProjectRisk.objects.get()
    assert "4 × 4 = 16" in text_of(get(cast.ann, DETAIL, row.id))
    told = RISK | {"likelihood": "2", "why": "Most have answered", "edition": "1"}
    assert "is saved" in text_of(post(cast.ann, ENTRY, row.id, "risks", risk.id, **told))
    stale = text_of(post(cast.fay, ENTRY, row.id, "risks", risk.id, **RISK | {"owner": "Fay", "edition": "1"}))
    assert "Ann Analyst has changed this while you had it open" in stale
    history = text_of(get(cast.reg, ENTRY, row.id, "risks", risk.id))
    assert "2 × 4 = 8 Most have answered" in history and "4 × 4 = 16 Put on the list" in history
    assert "How likely 2 – Unlikely" in history and "Save" not in history


def test_a_task_is_done_on_a_day(cast: Office, row: BenchmarkRound):
    task = fill(cast, row)[ProjectPart.TASKS]
    told = {"title": "Agree the brief", "days": "1", "state": "done", "edition": "1"}
    assert "Enter the day on which it was done" in text_of(post(cast.ann, ENTRY, row.id, "tasks", task.id, **told))
    told |= on("done_on", date(2025, 6, 1))
    assert "1 of 1 days of work are done" in text_of(post(cast.ann, ENTRY, row.id, "tasks", task.id, **told))


def test_a_decision_stays_and_a_later_one_takes_its_place(cast: Office, row: BenchmarkRound):
    first = fill(cast, row)[ProjectPart.DECISIONS]
    told = {"words": "We meet every second month", "replaces_id": str(first.id), **on("decided_on", date(2025, 7, 1))}
    page = text_of(post(cast.ann, NEW, row.id, "decisions", **told))
    assert "We meet monthly Replaced" in page and ProjectDecision.objects.count() == 2
    assert get(cast.ann, ENTRY, row.id, "decisions", first.id).status_code == 404
    send(cast.ann, NEW, row.id, "decisions", **told | {"meeting_id": "x"})
    assert ProjectDecision.objects.count() == 2


def test_councils_read_the_brief_group_meetings_and_decisions_alone(cast: Office, row: BenchmarkRound):
    made, member = fill(cast, row), at(row, cast.ashgrove)
    page = text_of(get(cast.carol, "benchmarking:own_project", member.id))
    assert all(words in page for words in ("Prices side by side", "Sam Seat", "First meeting", "We meet monthly"))
    kept = ("Agree the brief", "Few answer", "Two weeks more", "sam@example.org", "still lacks", "Add")
    assert [words for words in kept if words in page] == []
    assert is_kept_out(cast.bert, get(cast.bert, "benchmarking:own_project", member.id))
    for who in (cast.carol, cast.dev):
        assert is_kept_out(who, get(who, DETAIL, row.id))
        assert is_kept_out(who, get(who, ENTRY, row.id, "risks", made[ProjectPart.RISKS].id))
    assert is_kept_out(cast.reg, get(cast.reg, NEW, row.id, "tasks"))
    assert is_kept_out(cast.reg, client_of(cast.reg).post(reverse(NEW, args=[row.id, "risks"]), RISK))
    BenchmarkRound.objects.update(state="set_up", hypotheses_locked_at=None)
    assert is_kept_out(cast.carol, get(cast.carol, "benchmarking:own_project", member.id))


def test_the_group_says_who_is_missing(cast: Office, row: BenchmarkRound):
    page = text_of(post(cast.ann, NEW, row.id, "group", **SEAT))
    assert "The group still lacks: Commissioning, CQC, NICE, Provider association, Legal, a council of outer" in page
    seat = ProjectSeat.objects.get()
    gone = text_of(
        post(cast.ann, ENTRY, row.id, "group", seat.id, **SEAT, edition=1, **on("left_on", date(2025, 6, 1)))
    )
    assert "lacks: Commissioning, Finance" in gone and "Left: Sam Seat" in gone
