"""The desk says what waits for the team and what for providers, by whom, the oldest first; it is the team's alone."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, send, text_of
from register.models import Exercise
from submissions.actions import returns
from submissions.desk import queries as desk
from submissions.desk.actions import analyst_notes, assignments
from submissions.desk.domain.desk import DeskItem, DeskKind, DeskWish, counts, ordered
from submissions.models import AnalystNote, Return, ReturnAssignment, ReturnQuestion
from submissions.queries.returns import AT_DESK
from submissions.questions.actions import questions
from submissions.questions.domain.questions import QuestionSubject
from submissions.tests.cast import OUTSIDERS, Cast, behind_the_wall, make_cast, outsider, submitted, workbook_for
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
MARKETING = QuestionSubject(key="marketing_cost", label="Marketing")


@pytest.fixture(scope="module")
def played(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """Elm has submitted, with a query open and a question asked; Oak has submitted."""
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        submitted(cast.ada, cast.at_elm)
        submitted(cast.bea, cast.at_oak)
        asked = {"participation_id": cast.at_elm.id, "about": MARKETING}
        questions.ask(by=cast.dev, words="Is it right?", **asked)
        questions.ask(by=cast.ada, words="=1+1 is what?", participation_id=cast.at_elm.id, about=QuestionSubject())
        yield cast


@pytest.fixture
def cast(played) -> Cast:
    return played


def at_elm(cast: Cast) -> Return:
    return Return.objects.get(participation=cast.at_elm)


def query() -> ReturnQuestion:
    return ReturnQuestion.objects.get(asked_side="team")


def shown(cast: Cast, by=None, **wanted: str) -> list[tuple[str, str]]:
    page = get(by or cast.dev, "submissions:desk", **wanted).context["page"]
    return [(one.kind.value, one.place) for one in page]


class TestWhatWaits:
    def test_stands_there_for_the_team_first_and_the_oldest_at_the_top(self, cast):
        assert shown(cast) == [
            ("submitted", "Elm Home Care"),
            ("submitted", "Oak Home Care"),
            ("question", "Elm Home Care"),
            ("with_provider", "Elm Home Care"),
        ]
        text = text_of(get(cast.dev, "submissions:desk"))
        assert "1 query with the provider" in text and "cycle 1" in text
        assert "Nobody yet" in text and "Dev Analyst" in text

    def test_is_counted_at_the_top_and_each_number_is_a_filter(self, cast):
        page = get(cast.fay, "submissions:desk")
        for one in page.context["counts"]:
            rows = shown(cast, cast.fay, **dict(pair.split("=") for pair in one.wish.split("&")))
            assert len(rows) == one.count, one
        assert [one.count for one in page.context["counts"]] == [3, 0, 2, 0, 0, 1, 1, 0]

    def test_is_found_in_as_many_statements_however_much_waits(self, cast, django_assert_num_queries):
        with CaptureQueriesContext(connection) as few:
            desk.desk_items(cast.dev)
        for number in range(4):
            questions.ask(by=cast.dev, participation_id=cast.at_oak.id, about=MARKETING, words=f"Number {number}?")
        submitted(cast.ada, cast.at_elm_too)
        with django_assert_num_queries(len(few)):
            assert len(desk.desk_items(cast.dev)) == 9

    def test_moves_on_with_the_answer(self, cast):
        questions.answer(by=cast.ada, query_id=query().id, words="It is.")
        assert ("answered", "Elm Home Care") in shown(cast) and shown(cast, kind="providers") == []
        assert "1 query answered" in text_of(get(cast.dev, "submissions:desk"))

    def test_says_what_was_corrected_since_once_it_is_submitted_again(self, cast):
        returns.take_back(by=cast.ada, return_id=at_elm(cast).id)
        assert ("corrected", "Elm Home Care") not in shown(cast)
        submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="777"))
        assert ("corrected", "Elm Home Care") in shown(cast)
        assert "→ £777" in text_of(get(cast.dev, "submissions:desk", kind="corrected"))
        assert shown(cast, kind="providers") == []

    def test_says_what_is_overdue(self, cast):
        ReturnQuestion.objects.filter(asked_side="team").update(due_on=date(2026, 1, 5))
        assert shown(cast, overdue="on") == [("with_provider", "Elm Home Care")]
        assert "Overdue since 5 January 2026" in text_of(get(cast.dev, "submissions:desk"))

    def test_leaves_out_what_has_not_opened_and_keeps_what_has_closed(self, cast):
        Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
        assert len(shown(cast)) == 4
        Exercise.objects.update(opens_on=timezone.localdate() + timedelta(days=1), closes_on="2099-01-01")
        assert "Nothing waits" in text_of(get(cast.dev, "submissions:desk"))

    def test_a_return_taken_back_while_the_desk_is_open_can_still_be_looked_at(self, cast):
        submission = at_elm(cast)
        returns.take_back(by=cast.ada, return_id=submission.id)
        assert get(cast.dev, "submissions:return_detail", submission.id).status_code == 200
        text = text_of(post(cast.dev, "submissions:accept", submission.id, version="1", go_on="yes"))
        assert "is accepted and counts" not in text
        assert at_elm(cast).state == "in_progress"

    @pytest.mark.parametrize(
        "wanted",
        first_by_day(
            [{"sort": "a\0b"}, {"kind": "zebra"}, {"exercise": "x" * 10_000}, {"page": "9" * 27}, {"whose": "1e400"}]
        ),
    )
    def test_is_shown_whatever_was_typed_into_the_address(self, cast, wanted):
        assert len(shown(cast, **wanted)) == 4

    def test_that_fits_nothing_is_said_in_words(self, cast):
        assert "Nothing waits there" in text_of(get(cast.dev, "submissions:desk", kind="corrected"))


class TestTheFiles:
    @pytest.mark.parametrize("page", first_by_day(["submissions:return_list_csv", "submissions:desk_csv"]))
    def test_are_marked_for_the_team_and_run_no_formula(self, cast, page):
        about = (cast.exercise.id,) if "list" in page else ()
        answer = get(cast.dev, page, *about)
        assert "for-the-independent-team.csv" in answer["Content-Disposition"]
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
        assert "For the independent team only" in rows[0][0]
        assert len(rows) == 3 + (3 if about else 4)

    def test_of_the_list_have_totals_and_counts(self, cast):
        answer = get(cast.dev, "submissions:return_list_xlsx", cast.exercise.id, state="submitted")
        sheet = load_workbook(BytesIO(answer.content)).active
        heads = [cell.value for cell in sheet[3]]
        rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)]
        assert [row["Location"] for row in rows] == ["Elm Home Care", "Oak Home Care"]
        assert [row["Queries with the provider"] for row in rows] == [1, 0]
        (total,) = [head for head in heads if head.startswith("Total as submitted, £")]
        assert [row["Lines left out"] for row in rows] == [0, 0]
        assert AuditEvent.objects.filter(verb="downloaded the list of returns", by=cast.dev.person_id).count() == 1
        assert all(isinstance(row[total], float) and row[total] > 10 for row in rows)
        assert (
            get(cast.dev, "submissions:return_list_xlsx", cast.exercise.id, state="submitted").content == answer.content
        )

    def test_of_the_desk_keep_to_its_filter(self, cast):
        sheet = load_workbook(BytesIO(get(cast.dev, "submissions:desk_xlsx", kind="question").content)).active
        assert [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["Question of a provider"]


class TestAssignment:
    def test_is_to_an_analyst_and_is_taken_off_again(self, cast):
        submission = at_elm(cast)
        text = text_of(post(cast.dev, "submissions:assign", submission.id, analyst=str(cast.dev.person_id)))
        assert "Dev Analyst looks at this return now." in text
        assert "Dev Analyst assigned a return (to Dev Analyst)" in text
        assert ("submitted", "Elm Home Care") in shown(cast, whose="mine")
        assert "Dev Analyst" in text_of(get(cast.dev, "submissions:return_list", analyst="mine"))
        assert "Nobody looks at this return now." in text_of(post(cast.dev, "submissions:assign", submission.id))
        assert ("submitted", "Elm Home Care") not in shown(cast, whose="mine")
        assert ReturnAssignment.objects.get().analyst_id is None

    @pytest.mark.parametrize("analyst", first_by_day(["ada", "fay", "gus", "carol", "x", "9" * 27]))
    def test_is_to_nobody_else(self, cast, analyst):
        who = getattr(cast, analyst, None)
        text = text_of(
            post(cast.dev, "submissions:assign", at_elm(cast).id, analyst=str(who.person_id) if who else analyst)
        )
        assert "is not an analyst here" in text and not ReturnAssignment.objects.exists()

    def test_does_not_stand_in_the_way_of_a_decision(self, cast):
        page = get(cast.dev, "submissions:return_detail", at_elm(cast).id)
        assignments.assign(by=cast.dev, return_id=at_elm(cast).id, analyst_id=cast.dev.person_id)
        seen = page.context["seen"]
        send(cast.dev, "submissions:exclude", at_elm(cast).id, code="whole_company", reason="Two in one", seen=seen)
        assert at_elm(cast).state == "excluded"

    def test_of_many_is_done_from_the_list(self, cast):
        ids = [str(cast.at_elm.id), str(cast.at_oak.id)]
        page = get(cast.dev, "submissions:together", cast.exercise.id, "assign", which="ticked", ids=ids)
        assert "Assign 2 returns?" in text_of(page)
        work = page.context["sealed"]
        send(cast.dev, "submissions:together", cast.exercise.id, "assign", work=work, analyst=str(cast.dev.person_id))
        assert [row.analyst_id for row in ReturnAssignment.objects.all()] == [cast.dev.person_id] * 2
        assert get(cast.ned, "submissions:together", cast.exercise.id, "assign", which="all").status_code == 404

    def test_narrows_what_is_done_for_all_that_fit_the_filter(self, cast):
        assignments.assign(by=cast.dev, return_id=at_elm(cast).id, analyst_id=cast.dev.person_id)
        page = get(cast.dev, "submissions:return_list", analyst="mine").content.decode()
        assert '<input type="hidden" name="analyst" value="mine">' in page
        for analyst, asks in (("mine", "Accept 1 return?"), ("nobodys", "Accept 1 return?"), ("", "Accept 2 returns?")):
            asked = get(cast.dev, "submissions:together", cast.exercise.id, "accept", which="all", analyst=analyst)
            assert asks in text_of(asked)


class TestNotes:
    def test_are_between_those_who_read_returns(self, cast):
        text = text_of(post(cast.dev, "submissions:note_write", at_elm(cast).id, words="Rang; the manager is away."))
        assert "The note is kept." in text and "Rang; the manager is away." in text
        assert "Rang; the manager" in text_of(get(cast.fay, "submissions:return_detail", at_elm(cast).id))
        assert "1 note" in text_of(get(cast.dev, "submissions:desk"))
        for _ in range(2):
            send(cast.dev, "submissions:note_write", at_elm(cast).id, words="Twice", once=str(at_elm(cast).id))
        assert AnalystNote.objects.filter(words="Twice").count() == 1
        for page in ("participation_detail", "ask"):
            assert "Rang; the manager" not in text_of(get(cast.ada, f"submissions:{page}", cast.at_elm.id))

    def test_the_same_words_again_after_going_back_are_one_note(self, cast: Cast):
        for _ in range(2):
            send(cast.dev, "submissions:note_write", at_elm(cast).id, words="Once", once=str(uuid4()))
        assert text_of(get(cast.dev, "submissions:return_detail", at_elm(cast).id)).count("Once") == 1

    def test_are_taken_back_by_their_author_within_the_day(self, cast):
        note = analyst_notes.write(by=cast.dev, return_id=at_elm(cast).id, words="Wrong one")
        assert "Take it back" not in text_of(get(cast.fay, "submissions:return_detail", at_elm(cast).id))
        send(cast.fay, "submissions:note_take_back", note.id)
        assert AnalystNote.objects.get().words == "Wrong one"
        AnalystNote.objects.update(written_at=timezone.now() - timedelta(days=1))
        assert "until the end of the day" in text_of(post(cast.dev, "submissions:note_take_back", note.id))
        AnalystNote.objects.update(written_at=timezone.now())
        assert "taken back" in text_of(post(cast.dev, "submissions:note_take_back", note.id))
        assert AnalystNote.objects.get().words == ""
        assert "Wrong one" not in text_of(get(cast.dev, "submissions:return_detail", at_elm(cast).id))

    @pytest.mark.parametrize(
        ("words", "said"), first_by_day([(" ", "Type the note"), ("x" * 10_000, "at most 1000"), ("a\0b", "Null")])
    )
    def test_that_cannot_be_kept_come_back(self, cast, words, said):
        assert said in text_of(post(cast.dev, "submissions:note_write", at_elm(cast).id, words=words))
        assert not AnalystNote.objects.exists()


class TestCallSheets:
    def test_have_whom_to_ring_and_what_is_open_and_no_peers(self, cast):
        text = text_of(get(cast.dev, "submissions:call_sheets", returns=str(at_elm(cast).id)))
        for words in (
            "1 call sheet",
            "Elm Care Ltd",
            "1-100000001",
            "Is it right?",
            "We read: Marketing: £",
            "asks us",
        ):
            assert words in text, words
        assert "P01" not in text and "Oak" not in text

    def test_have_what_was_answered_in_earlier_cycles(self, cast):
        questions.answer(by=cast.ada, query_id=query().id, words="Adverts for staff.")
        questions.ask(
            by=cast.dev, participation_id=cast.at_elm.id, about=MARKETING, words="All year?", follows=query().id
        )
        text = text_of(get(cast.dev, "submissions:call_sheets", provider=str(cast.elm.id)))
        assert "Cycle 2, asked on" in text and "Adverts for staff." in text

    def test_of_several_are_on_one_page(self, cast):
        ids = [str(one.id) for one in Return.objects.all()]
        text = text_of(get(cast.fay, "submissions:call_sheets", returns=ids))
        assert "2 call sheets" in text and "No query waits for an answer." in text

    @pytest.mark.parametrize("wanted", first_by_day(["a\0b", "x", "", "9" * 32]))
    def test_of_nothing_lead_back_to_the_desk(self, cast, wanted):
        answer = get(cast.dev, "submissions:call_sheets", returns=wanted)
        assert answer.status_code == 302


class TestOnToTheNext:
    def test_after_each_decision_comes_what_is_mine_then_the_oldest(self, cast):
        elm, oak = at_elm(cast), Return.objects.get(participation=cast.at_oak)
        third = submitted(cast.ada, cast.at_elm_too)
        assignments.assign(by=cast.dev, return_id=third.id, analyst_id=cast.dev.person_id)
        answer = post(cast.dev, "submissions:exclude", elm.id, code="whole_company", reason="Two in one", go_on="yes")
        assert answer.context["submission"] == third
        assert "The return is left out of calculations. This is the next of 2 that wait." in text_of(answer).replace(
            "Elm Home Care: the", "The"
        )
        answer = post(cast.dev, "submissions:reopen", third.id, reason="Put it right", go_on="yes")
        assert answer.context["submission"] == oak and "This is the last one that waits." in text_of(answer)
        answer = post(cast.dev, "submissions:query_close", query().id, outcome="explained", go_on="yes")
        assert answer.context["submission"] == oak
        answer = post(cast.dev, "submissions:accept", oak.id, version="1", go_on="yes")
        assert "No submitted return is left in this exercise." in text_of(answer)


# Those who are tried in each run; all others by night.
TRIED = ("ada", "carol", "gus")


@pytest.mark.parametrize(
    "name",
    [name if name in TRIED else pytest.param(name, marks=pytest.mark.nightly) for name in ("ada", "tom", *OUTSIDERS)],
)
def test_nobody_but_the_team_finds_any_of_it(cast, name):
    note = analyst_notes.write(by=cast.dev, return_id=at_elm(cast).id, words="Between us")
    assignments.assign(by=cast.dev, return_id=at_elm(cast).id, analyst_id=cast.dev.person_id)
    by = getattr(cast, name) if name in ("ada", "tom") else outsider(cast, name)
    returned = str(at_elm(cast).id)
    assert desk.notes_on(by, at_elm(cast)) == [] and desk.assigned_to(by) == {} and desk.note_for(by, note.id) is None
    if name != "gus":
        for page, about in (("desk", ()), ("desk_csv", ()), ("return_list_xlsx", (cast.exercise.id,))):
            assert is_kept_out(by, get(by, f"submissions:{page}", *about)), page
        assert is_kept_out(by, get(by, "submissions:call_sheets", returns=returned))
    else:
        assert desk.desk_items(by) == [] and get(by, "submissions:call_sheets", returns=returned).status_code == 302
        assert is_kept_out(by, get(by, "submissions:return_list_xlsx", cast.exercise.id))
    with behind_the_wall(by):
        assert not AuditEvent.objects.filter(verb__in=AT_DESK).exists() or name in ("alex", "una")
        assert not AnalystNote.objects.exists() and not ReturnAssignment.objects.exists()
    for page, about in (("assign", returned), ("note_write", returned), ("note_take_back", note.id)):
        assert is_kept_out(by, post(by, f"submissions:{page}", about, words="Mine"))
    assert AnalystNote.objects.get().words == "Between us"


def item(kind: DeskKind, day: int, **more: object) -> DeskItem:
    since = timezone.make_aware(timezone.datetime(2026, 1, day))
    values = dict.fromkeys(("participation_id", "return_id", "query_id", "provider_id", "exercise_id"))
    words = dict.fromkeys(("place", "cqc_location_id", "provider", "exercise", "about"), "x")
    return DeskItem(kind=kind, since=since, **{**values, **words, **more})


def test_the_order_and_the_counts_agree_with_a_plain_twin():
    rows = [item(kind, day, analyst_id=me) for kind in DeskKind for day in (3, 1, 2) for me in (1, 2)]
    by_hand = []
    for for_team in (True, False):
        for day in (1, 2, 3):
            by_hand += [one for one in rows if one.kind.is_for_team is for_team and one.since.day == day]
    assert ordered(rows, "") == ordered(rows, "zebra") == by_hand
    for one in counts(rows, 1):
        wish = dict(pair.split("=") for pair in one.wish.split("&"))
        fits = DeskWish(wish.get("kind", ""), "", wish.get("whose", ""), "overdue" in wish)
        assert one.count == sum(fits.fits(row, 1) for row in rows)
