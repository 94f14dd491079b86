"""Drafts: every save is kept, a later one never overwrites an earlier one unseen, and only the provider sees them."""

import pytest
from django.db import DatabaseError, transaction

from accounts.domain.refusal import Refusal
from accounts.models import AuditEvent
from register.models import Exercise
from submissions import queries
from submissions.actions import drafts, returns, submit_draft
from submissions.domain.online.merge import merge
from submissions.models import (
    Draft,
    DraftClash,
    DraftSection,
    Return,
    Version,
)
from submissions.tests.cast import (
    OUTSIDERS,
    behind_the_wall,
    explain_all,
    hand_in,
    mostly_by_night,
    outsider,
    submitted,
)
from submissions.tests.online import again, save, standing, type_in, typed_of

pytestmark = pytest.mark.django_db
PAY = "Careworker pay"
DRAFTS = (Draft, DraftSection, DraftClash)


def typed(cast, key="basic_pay_rate"):
    return standing(cast.ada, cast.at_elm).typed[key]


class TestMerging:
    def test_what_one_changed_is_taken_and_what_both_changed_is_asked(self):
        merged = merge({"a": "1", "b": "1", "c": "1"}, {"a": "2", "b": "1", "c": "2"}, {"a": "1", "b": "3", "c": "4"})
        assert merged.answers == {"a": "2", "b": "3", "c": "2"}
        assert (merged.clashes, merged.taken) == (("c",), ("b",))

    def test_the_same_answer_twice_is_no_clash(self):
        assert merge({}, {"a": "2"}, {"a": "2"}).clashes == ()

    def test_a_question_that_the_page_does_not_send_stays(self):
        assert merge({"a": "1"}, {"a": "1"}, {}).answers == {"a": "1"}

    def test_taking_an_answer_out_is_a_change_too(self):
        assert merge({"a": "1"}, {"a": "1"}, {"a": ""}).answers == {"a": ""}
        assert merge({"a": "1"}, {"a": "2"}, {"a": ""}).clashes == ("a",)


def test_a_save_begins_the_return_and_says_who_and_when(cast):
    assert save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.10"}).number == 1
    assert Return.objects.get().state == "in_progress"
    now = standing(cast.tom, cast.at_elm)
    assert (now.typed["basic_pay_rate"], now.newest[PAY].saved_by.full_name) == ("13.10", "Ada Elm")
    assert queries.last_save(now)[1] == "Ada Elm"


def test_a_colleague_goes_on_and_both_saves_are_kept(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.10"})
    save(cast.tom, cast.at_elm, PAY, {"basic_pay_rate": "13.20"}, number=1)
    assert typed(cast) == "13.20"
    kept = DraftSection.objects.order_by("number").values_list("number", "answers__basic_pay_rate")
    assert list(kept) == [(1, "13.10"), (2, "13.20")]


def test_two_who_changed_the_same_answer_are_both_kept_and_the_earlier_stands(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.10", "careworkers": "30"})
    later = save(cast.tom, cast.at_elm, PAY, {"basic_pay_rate": "12.90", "pay_rate_weekday": "13"})
    assert later.clashes == ("basic_pay_rate",)
    now = standing(cast.ada, cast.at_elm)
    assert (now.typed["basic_pay_rate"], now.typed["careworkers"], now.typed["pay_rate_weekday"]) == (
        "13.10",
        "30",
        "13",
    )
    assert [(one.key, one.answer, one.saved_by.full_name) for one in now.clashes] == [
        ("basic_pay_rate", "12.90", "Tom Elm")
    ]


def test_typing_on_in_a_page_that_saves_itself_is_no_clash_with_oneself(cast):
    for text in ("1", "13", "13.1"):
        assert save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": text}, page="one").clashes == ()
    assert typed(cast) == "13.1"


def test_a_page_left_open_does_not_bring_back_what_a_colleague_changed(cast):
    """Tom's answer came after the page was opened; Ada types in another field and the whole page is sent."""
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1", "careworkers": ""}, page="one")
    save(cast.tom, cast.at_elm, PAY, {"basic_pay_rate": "13.1", "careworkers": "30"}, number=1, page="two")
    for text in ("13.2", "13.25"):
        done = save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": text, "careworkers": ""}, page="one")
        assert done.clashes == ()
    assert (typed(cast), typed(cast, "careworkers")) == ("13.25", "30")


def test_typing_on_after_a_clash_keeps_one_answer_aside_the_last(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1"}, page="one")
    for text in ("12", "12.9"):
        assert save(cast.tom, cast.at_elm, PAY, {"basic_pay_rate": text}, page="two").clashes
    assert typed(cast) == "13.1"
    assert [one.answer for one in DraftClash.objects.all()] == ["12.9"]


def test_two_windows_of_one_person_do_not_overwrite_each_other(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1"}, page="one")
    assert save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "12"}, page="two").clashes


def test_sending_the_same_page_twice_saves_once(cast):
    for _ in range(2):
        assert save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1"}, page="one").number == 1
    assert DraftSection.objects.count() == 1


class TestChoosing:
    @pytest.fixture
    def two(self, cast):
        save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1"})
        save(cast.tom, cast.at_elm, PAY, {"basic_pay_rate": "12.9"})
        return cast

    def choose(self, cast, answer, seen="13.1"):
        with behind_the_wall(cast.tom):
            return drafts.choose(
                by=cast.tom, participation_id=cast.at_elm.id, sheet=PAY,
                seen={"basic_pay_rate": seen}, chosen={"basic_pay_rate": answer},
            )  # fmt: skip

    def test_the_chosen_answer_counts_and_nothing_is_open(self, two):
        self.choose(two, "12.9")
        assert typed(two) == "12.9"
        assert standing(two.ada, two.at_elm).clashes == ()
        assert DraftClash.objects.get().settled_by_id == two.tom.person_id

    def test_a_choice_made_of_answers_that_have_changed_is_refused(self, two):
        save(two.ada, two.at_elm, PAY, {"basic_pay_rate": "13.5"}, number=2)
        assert isinstance(self.choose(two, "12.9"), Refusal)
        assert typed(two) == "13.5"

    def test_until_then_it_cannot_be_finished(self, two):
        with behind_the_wall(two.ada):
            done = submit_draft.finish(by=two.ada, participation_id=two.at_elm.id)
        assert isinstance(done, Refusal)
        assert "two answers" in done.because


class TestFinishing:
    @pytest.fixture
    def full(self, cast):
        type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
        return cast

    def finish(self, cast, by=None):
        with behind_the_wall(by or cast.ada):
            return submit_draft.finish(by=by or cast.ada, participation_id=cast.at_elm.id)

    def test_twice_makes_one_version(self, full):
        first, second = self.finish(full), self.finish(full, full.tom)
        assert first == second
        assert (Version.objects.count(), first.number, first.upload) == (1, 1, None)
        assert Return.objects.get().current == first

    def test_another_answer_makes_another_version_and_it_can_be_submitted(self, full):
        self.finish(full)
        save(full.tom, full.at_elm, PAY, {"basic_pay_rate": "13.2"}, number=1)
        second = self.finish(full, full.tom)
        assert second.number == 2
        submission = Return.objects.get()
        explain_all(full.ada, submission)
        with behind_the_wall(full.ada):
            done = returns.submit(by=full.ada, return_id=submission.id, version_number=2, declared_by_name="Ada Elm")
        assert done.state == "submitted"

    def test_what_is_blank_is_found_and_makes_no_costs(self, cast):
        save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.2"})
        version = self.finish(cast)
        assert not version.is_accepted
        assert version.findings.filter(code="R03").exists()


def test_nothing_is_saved_in_a_return_that_was_submitted_or_after_the_close(cast):
    submitted(cast.ada, cast.at_elm)
    asked = {"by": cast.ada, "sheet": PAY, "number": 1, "page": "", "typed": {"basic_pay_rate": "1"}}
    assert isinstance(drafts.save(participation_id=cast.at_elm.id, **asked), Refusal)
    Exercise.objects.update(closes_on="2020-01-02", opens_on="2020-01-01")
    assert isinstance(drafts.save(participation_id=cast.at_elm_too.id, **asked), Refusal)


def test_the_trail_says_which_page_and_never_an_answer(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.77"})
    event = AuditEvent.objects.get(verb="saved a page")
    assert (event.words, event.provider_id) == ("Careworker pay, save 1", cast.elm.id)


class TestNobodyElse:
    @pytest.fixture
    def two(self, cast):
        save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1"})
        save(cast.tom, cast.at_elm, PAY, {"basic_pay_rate": "12.9"})
        return cast

    @pytest.mark.parametrize("name", mostly_by_night(*OUTSIDERS, "dev", "fay"))
    def test_sees_a_draft_through_a_query_or_through_the_wall(self, two, name):
        context = outsider(two, name)
        assert queries.draft_of(context, again(two.at_elm)) is None
        with behind_the_wall(context):
            assert [model.__name__ for model in DRAFTS if model.objects.exists()] == []

    @pytest.mark.parametrize("name", ["bea", "dev", "carol"])
    def test_saves_chooses_or_finishes(self, two, name):
        context, place = outsider(two, name), two.at_elm.id
        with behind_the_wall(context):
            more = {"sheet": PAY, "number": 0, "page": "", "typed": {"basic_pay_rate": "1"}}
            assert drafts.save(by=context, participation_id=place, **more) is None
            assert drafts.choose(by=context, participation_id=place, sheet=PAY, seen={}, chosen={}) is None
            assert submit_draft.finish(by=context, participation_id=place) is None

    def test_changes_or_deletes_a_save(self, two):
        with behind_the_wall(two.ada):
            assert DraftSection.objects.update(answers={}) == 0
            assert DraftSection.objects.all()._raw_delete("default") == 0

    def test_saves_for_another_provider_behind_the_wall(self, two):
        row = DraftSection.objects.first()
        row.pk, row.number = None, 9
        with pytest.raises(DatabaseError, match="row-level"), transaction.atomic(), behind_the_wall(two.bea):
            row.save(force_insert=True)


def test_of_two_saves_of_one_page_the_later_counts_whichever_came_first(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1"}, page="one", step=5)
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13"}, page="one", step=4)
    assert typed(cast) == "13.1"
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.2"}, page="one", step=6)
    assert typed(cast) == "13.2"


class TestNotes:
    NOTE = {"note-basic_pay_rate": "Agreed with the union in May"}

    def test_are_kept_with_the_answers_and_go_into_the_version(self, cast):
        save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1", **self.NOTE})
        with behind_the_wall(cast.tom):
            version = submit_draft.finish(by=cast.tom, participation_id=cast.at_elm.id)
        assert version.notes == {"basic_pay_rate": "Agreed with the union in May"}
        assert version.answers["basic_pay_rate"]["value"] == "13.1"

    def test_another_note_makes_another_version(self, cast):
        for note in ("one", "two", "two"):
            number = standing(cast.ada, cast.at_elm).number(PAY)
            save(cast.ada, cast.at_elm, PAY, {"note-basic_pay_rate": note}, number=number)
            with behind_the_wall(cast.ada):
                submit_draft.finish(by=cast.ada, participation_id=cast.at_elm.id)
        assert [version.notes["basic_pay_rate"] for version in Version.objects.order_by("number")] == ["one", "two"]

    def test_that_two_people_wrote_are_both_kept(self, cast):
        save(cast.ada, cast.at_elm, PAY, self.NOTE)
        assert save(cast.tom, cast.at_elm, PAY, {"note-basic_pay_rate": "Ask Ada"}).clashes == ("note-basic_pay_rate",)

    def test_stay_when_a_workbook_fills_the_page_and_are_its_versions_too(self, cast):
        save(cast.ada, cast.at_elm, "Surplus", {"note-roo_basis": "As last year"})
        version = hand_in(cast.tom, cast.at_elm)
        assert standing(cast.ada, cast.at_elm).typed["note-roo_basis"] == "As last year"
        assert version.notes == {"roo_basis": "As last year"}

    def test_on_questions_of_other_pages_are_not_taken(self, cast):
        save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "1", "note-roo_basis": "x", "roo_basis": "y"})
        assert "note-roo_basis" not in standing(cast.ada, cast.at_elm).typed
