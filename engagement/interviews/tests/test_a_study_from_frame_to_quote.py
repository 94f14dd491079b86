"""A study the whole way: people asked, an interview kept, coded by two, a finding and a quote approved by another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.utils import timezone

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import User
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, send, text_of
from accounts.tests.people import person_of
from engagement.interviews.actions import interviews, studies
from engagement.interviews.domain.code_book import book_in
from engagement.interviews.domain.frame_lines import read_frame_lines
from engagement.interviews.domain.study_plan import InterviewConsent, NewStudy
from engagement.interviews.domain.study_terms import InterviewChannel
from engagement.interviews.domain.theme_sets import KINDS, theme_set, typed_cells
from engagement.models import (
    FrameMember,
    Interview,
    InterviewSection,
    InterviewStudy,
    SectionCoding,
    StudyFinding,
    StudyQuote,
)
from register.models import Authority, Owner
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
NOTES = "Travel is not paid. They trust us! Rounds are too long\nWe would stay for more."
SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')
CELLS = "North, 2\nLeaving, 1"
FRAME = "\n".join(
    f"North; provider; ; Firm {n}; Person {n}; p{n}@example.org; a small provider, North / a small provider"
    for n in range(6)
)


@dataclass
class Office:
    ann: Context
    bob: Context
    fay: Context
    ned: Context
    com: Context
    stranger: Context


@dataclass
class Kept:
    """A study with six people in its frame, the first of whom was interviewed."""

    office: Office
    study: InterviewStudy
    interview: Interview


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> Iterator[Kept]:
    with rows_for_all(django_db_blocker):
        office = an_office()
        told = NewStudy("Why they leave", "", theme_set("regional_study"), typed_cells(CELLS), 7)
        study = studies.set_up(by=office.ann, told=told)
        lines = read_frame_lines(FRAME, ["North", "Leaving"], KINDS).lines
        studies.add_to_frame(by=office.ann, study_id=study.id, lines=lines)
        yield Kept(office, study, an_interview(office, study))


def an_office() -> Office:
    here, there = (Authority.objects.create(name=name, cqc_name=name) for name in ("Northshire", "Elsewhere"))
    Owner.objects.create(name="Brightcare")
    roles = (RoleName.ANALYST, RoleName.ANALYST, RoleName.RELEASE_APPROVER, RoleName.ENGAGEMENT_OFFICER,
             RoleName.COMMISSIONER)  # fmt: skip
    names = ("Ann Analyst", "Bob Analyst", "Fay Approver", "Ned Officer", "Com Missioner")
    people = [person_of(name, role, here) for name, role in zip(names, roles, strict=True)]
    return Office(*people, person_of("Eve Elsewhere", RoleName.ANALYST, there))


def an_interview(office: Office, study: InterviewStudy) -> Interview:
    first = FrameMember.objects.get(study=study, place=1)
    row = interviews.begin(
        by=office.ann, study_id=study.id, member_id=first.id, held_on=timezone.localdate(),
        channel=InterviewChannel.PHONE, consent=InterviewConsent(True, False, True, False),
    )  # fmt: skip
    about = {"by": office.ann, "study_id": study.id, "interview_id": row.id, "theme": "quality"}
    interviews.save_section(**about, edition=1, notes=NOTES, summary="Unpaid ways.")
    return row


@pytest.fixture
def office(kept: Kept) -> Office:
    return kept.office


@pytest.fixture
def study(kept: Kept) -> InterviewStudy:
    return kept.study


@pytest.fixture
def interview(kept: Kept) -> Interview:
    return kept.interview


def codes_of(office: Office, study: InterviewStudy) -> list[str]:
    data = get(office.ann, "engagement:study_file", study.id, "qdc").content
    return [part.guid for code in book_in(data).codes for part in code.parts]


def opened(office: Office, study: InterviewStudy) -> dict[str, str]:
    """Return what the study's page sends of what it saw of the first who can be noted."""
    page = get(office.ned, "engagement:study_detail", study.id).content.decode()
    return {"seen": "".join(SEEN.findall(page)[:1])}


class TestAStudy:
    def test_is_set_up_and_filled_and_an_interview_kept_by_its_pages(self, office, study):
        said = {"name": "Another", "purpose": "", "theme_set": "regional_study", "cells": CELLS}
        assert "is set up" in text_of(post(office.ann, "engagement:study_new", **said))
        row = InterviewStudy.objects.get(name="Another")
        assert "6 added" in text_of(post(office.ann, "engagement:frame_add", row.id, lines=FRAME))
        first, day = FrameMember.objects.get(study=row, place=1), timezone.localdate()
        held = {"held_on_0": day.day, "held_on_1": day.month, "held_on_2": day.year, "channel": "phone"}
        send(office.ann, "engagement:interview_begin", row.id, first.id, consent=["may_note"], **held)
        kept = Interview.objects.get(study=row)
        section = {"edition": 1, "notes": NOTES, "summary": "Unpaid ways."}
        assert "Saved" in text_of(post(office.ann, "engagement:section_save", row.id, kept.id, "quality", **section))

    def test_books_a_time_and_gives_it_to_a_calendar(self, office, study):
        member = FrameMember.objects.get(study=study, place=2)
        day = timezone.localdate() + timedelta(days=40)
        said = {"day_0": day.day, "day_1": day.month, "day_2": day.year, "begins": "2:30pm"}
        page = text_of(post(office.ned, "engagement:frame_book", study.id, member.id, **said))
        assert "is booked for" in page and "2:30pm" in page
        file = get(office.ned, "engagement:frame_calendar", study.id, member.id).content.decode()
        assert "SUMMARY:Interview: Why they leave" in file and member.contact_email in file.replace("\r\n ", "")
        page = text_of(post(office.ned, "engagement:frame_book", study.id, member.id, **said | {"day_2": 2020}))
        assert "This time has passed" in page
        assert is_kept_out(office.fay, get(office.fay, "engagement:frame_book", study.id, member.id))

    def test_tells_the_later_of_two_tabs_what_the_first_has_noted(self, office, study):
        member = FrameMember.objects.get(study=study, place=2)
        about = ("engagement:frame_status", study.id, member.id)
        mine = {"status": "declined", "reason": "Too little money"} | opened(office, study)
        booking = opened(office, study)
        assert "asked." in text_of(post(office.ned, *about, **opened(office, study), status="asked"))
        late = post(office.ann, *about, **mine)
        assert "This is now “Asked”: it was changed on another page" in text_of(late)
        assert 'value="Too little money"' in late.content.decode()
        day = timezone.localdate() + timedelta(days=40)
        when = {"day_0": day.day, "day_1": day.month, "day_2": day.year, "begins": "2:30pm"}
        page = text_of(post(office.ann, "engagement:frame_book", study.id, member.id, **when, **booking))
        assert "This is now “Asked”" in page and FrameMember.objects.get(id=member.id).status == "asked"
        again = mine | {"seen": SEEN.findall(late.content.decode())[0]}
        assert "declined." in text_of(post(office.ann, *about, **again))
        assert "declined." in text_of(post(office.ann, *about, **again))  # a double click

    def test_shows_what_is_wanted_and_what_became_of_each(self, office, study):
        member = FrameMember.objects.get(study=study, place=2)
        send(office.ned, "engagement:frame_status", study.id, member.id, status="declined", reason="No time")
        page = text_of(get(office.ned, "engagement:study_detail", study.id))
        assert "1 of 3 interviews are held" in page and "Declined: No time" in page
        assert "What people said is not for this role" in page

    def test_replaces_nobody_in_silence(self, office, study):
        member = FrameMember.objects.get(study=study, place=2)
        answer = post(office.ned, "engagement:frame_status", study.id, member.id, status="declined", reason=" ")
        assert 'href="#id_reason"' in answer.content.decode()
        assert "Say in a few words why they declined" in text_of(answer)
        member.refresh_from_db()
        assert member.status == "listed"

    @pytest.mark.parametrize(
        ("lines", "said"),
        first_by_day(
            [
                ("West; provider; ; Firm", "is no cell of this study"),
                ("North; firm; ; Firm", "is no kind"),
                ("North; provider; ; ", "names no organisation"),
                ("North; provider", "has 2 columns"),
                ("North; provider; ; Firm; A; not-an-address", "is no e-mail address"),
            ]
        ),
    )
    def test_says_which_line_cannot_be_read(self, office, study, lines, said):
        assert said in text_of(post(office.ann, "engagement:frame_add", study.id, lines=lines))
        assert FrameMember.objects.filter(study=study).count() == 6

    def test_is_found_by_nobody_else(self, office, study, interview):
        for who in (office.com, office.stranger, None):
            assert is_kept_out(who, get(who, "engagement:study_detail", study.id))
        for page in ("study_matrix", "code_tree", "finding_list", "quote_list", "code_agreement"):
            for who in (office.ned, office.com, office.stranger):
                assert is_kept_out(who, get(who, f"engagement:{page}", study.id))


class TestNotes:
    def test_that_another_has_saved_are_not_written_over(self, office, study, interview):
        answer = post(
            office.bob,
            "engagement:section_save",
            study.id,
            interview.id,
            "quality",
            edition=1,
            notes="Mine",
            summary="",
        )
        assert "Somebody has saved this theme" in text_of(answer)
        assert InterviewSection.objects.get(interview=interview, theme="quality").notes == NOTES

    def test_are_kept_for_each_theme_that_was_asked(self, interview):
        themes = set(InterviewSection.objects.filter(interview=interview).values_list("theme", flat=True))
        assert "quality" in themes and not themes & {"personalisation", "leaving", "private"}


class TestCodes:
    def test_are_given_by_sentence_and_compared_between_two(self, office, study, interview):
        codes = codes_of(office, study)
        for who, first, second in ((office.ann, codes[:1], codes[1:2]), (office.bob, codes[:1], codes[2:3])):
            given = {"codes-1": first, "codes-3": second, "edition": 0, "finish": "1"}
            send(who, "engagement:section_code", study.id, interview.id, "quality", **given)
        assert [each["start"] for each in SectionCoding.objects.first().passages] == [0, 35]
        page = text_of(get(office.fay, "engagement:code_agreement", study.id))
        assert "1 section that two coders have finished" in page
        matrix = text_of(get(office.fay, "engagement:study_matrix", study.id))
        assert "Unpaid ways." in matrix and "not asked" in matrix

    def test_of_the_first_coder_are_not_shown_to_the_second(self, office, study, interview):
        codes = codes_of(office, study)
        send(office.ann, "engagement:section_code", study.id, interview.id, "quality",
             **{"codes-1": codes[:1], "edition": 0, "finish": "1", "memo": "SECRET MEMO"})  # fmt: skip
        page = get(office.bob, "engagement:section_code", study.id, interview.id, "quality").content.decode()
        assert "selected" not in page.split("<main", 1)[1] and "SECRET MEMO" not in page

    def test_go_on_in_versions_and_keep_their_identities(self, office, study):
        before = codes_of(office, study)
        text = "Pay\n  Gaps: between visits\nTrust"
        assert "version 2" in text_of(
            post(office.ann, "engagement:code_tree", study.id, number=1, tree=text, why="Less")
        )
        assert "changed the codes" in text_of(post(office.bob, "engagement:code_tree", study.id, number=1, tree="Pay"))
        file = BytesIO(get(office.ann, "engagement:study_file", study.id, "qdc").content)
        file.name = "codes.qdc"
        send(office.ann, "engagement:code_tree_import", study.id, number=2, file=file)
        assert codes_of(office, study) and set(codes_of(office, study)).isdisjoint(before)

    def test_leave_as_a_project_with_every_text(self, office, study, interview):
        data = get(office.ann, "engagement:study_file", study.id, "qdpx").content
        with ZipFile(BytesIO(data)) as file:
            texts = {name: file.read(name).decode() for name in file.namelist()}
        assert any(NOTES in text for name, text in texts.items() if name.endswith(".txt"))
        assert [name for name, text in texts.items() if "Firm" in name + text] == []


class TestWords:
    def quote(self, office, study, interview, text):
        return post(office.ann, "engagement:quote_list", study.id, interview=interview.id, theme="quality", text=text)

    def test_with_a_name_or_figure_cannot_be_drafted(self, office, study, interview):
        page = text_of(self.quote(office, study, interview, "We lost it to Brightcare at £21.40."))
        assert "“Brightcare” and “£21.40” stand in this quote. Take them out or put […]." in page
        assert "We lost it to Brightcare at £21.40." in page and not StudyQuote.objects.exists()
        assert "Firm 3" in text_of(self.quote(office, study, interview, "Firm 3 pays less."))

    def test_leave_once_another_has_approved_them(self, office, study, interview):
        self.quote(office, study, interview, "They trust us and pay nothing for the way.")
        row = StudyQuote.objects.get()
        assert row.description == "a small provider, North"
        assert "Somebody else in the team" in text_of(post(office.ann, "engagement:quote_release", study.id, row.id))
        assert "Nothing is released yet" in text_of(get(office.com, "engagement:released_words", study.id))
        send(office.fay, "engagement:quote_release", study.id, row.id)
        page = text_of(get(office.com, "engagement:released_words", study.id))
        assert "They trust us and pay nothing" in page and "Firm" not in page
        assert "Why they leave" in text_of(get(office.com, "home"))
        send(office.ann, "engagement:quote_withdraw", study.id, row.id)
        assert "They trust us" not in text_of(get(office.com, "engagement:released_words", study.id))

    def test_of_a_finding_say_who_speaks_against_it_and_leave_with_how_many_in_a_word(self, office, study, interview):
        said = {"sentence": "People go where ways are not paid", "themes": ["quality"],
                "speak_for": [str(interview.id)], "looked_for_opposite": "All who stay"}  # fmt: skip
        page = text_of(post(office.ann, "engagement:finding_list", study.id, **said))
        assert "Most of those asked (1 of 1); nobody speaks against it." in page
        send(office.fay, "engagement:finding_release", study.id, StudyFinding.objects.get().id)
        page = text_of(get(office.com, "engagement:released_words", study.id))
        assert "Most of those asked say so; nobody speaks against it." in page and "1 of 1" not in page


class TestTheirOwnReading:
    def test_shows_an_interviewee_their_own_summary_and_takes_their_remark(
        self, office, study, interview, django_capture_on_commit_callbacks
    ):
        page = text_of(
            post(office.ann, "engagement:interview_send", study.id, interview.id, email="nobody@example.org")
        )
        assert "Nobody with this e-mail address can sign in" in page
        with django_capture_on_commit_callbacks(execute=True):
            send(office.ann, "engagement:interview_send", study.id, interview.id, email=person_email(office.com))
        (letter,) = mail.outbox
        assert "Please read the summary of your interview" in letter.subject and str(interview.id) in letter.body
        assert "Unpaid" not in letter.body and "Read the summary" in text_of(get(office.com, "home"))
        assert "Why they leave" in text_of(get(office.com, "engagement:own_interview_list"))
        assert "Unpaid ways." in text_of(get(office.com, "engagement:own_interview", interview.id))
        assert NOTES not in get(office.com, "engagement:own_interview", interview.id).content.decode()
        send(office.com, "engagement:own_interview", interview.id, remark="Not all ways")
        assert "Not all ways" in text_of(get(office.ann, "engagement:interview_detail", study.id, interview.id))
        assert is_kept_out(office.ned, get(office.ned, "engagement:own_interview", interview.id))


def person_email(who: Context) -> str:
    return User.objects.get(id=who.person_id).email
