"""The independent team's pages: the list of an exercise, one return with all that is known of it, and the decision."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.tests.pages import get, post, text_of
from register.models import Exercise, Participation
from submissions.actions import returns
from submissions.models import Return, Upload
from submissions.tests.cast import (
    Cast,
    accepted,
    hand_in,
    make_exercise,
    mostly_by_night,
    send_in,
    submitted,
    take_part,
    workbook_for,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LOW_PAY = {"basic_pay_rate": "12.10"}


class TestTheList:
    def listed(self, cast: Cast, **asked: str) -> list[str]:
        page = get(cast.dev, "submissions:return_list", **asked)
        return [one.location_name for one in page.context["page"]]

    def test_has_every_location_in_scope_begun_or_not(self, cast):
        submitted(cast.ada, cast.at_elm)
        assert self.listed(cast) == ["Elm Home Care", "Elm Home Care North", "Oak Home Care"]
        text = text_of(get(cast.dev, "submissions:return_list"))
        assert "Submitted" in text and "Not started" in text

    def test_is_filtered_by_state(self, cast):
        submitted(cast.ada, cast.at_elm)
        assert self.listed(cast, state="submitted") == ["Elm Home Care"]
        assert self.listed(cast, state="not_started") == ["Elm Home Care North", "Oak Home Care"]

    def test_is_filtered_by_what_was_found(self, cast):
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **LOW_PAY))
        hand_in(cast.bea, cast.at_oak)
        assert self.listed(cast, findings="explain") == ["Elm Home Care"]
        assert self.listed(cast, findings="none") == ["Oak Home Care"]

    def test_is_searched_by_name_id_and_reference(self, cast):
        reference = send_in(cast.ada, cast.at_elm).reference
        assert self.listed(cast, q="oak") == ["Oak Home Care"]
        assert self.listed(cast, q="1-100000002") == ["Elm Home Care North"]
        assert self.listed(cast, q=reference.lower()) == ["Elm Home Care"]
        assert "Nothing found" in text_of(get(cast.dev, "submissions:return_list", q="zebra"))

    def test_is_sorted_both_ways(self, cast):
        assert self.listed(cast, sort="-location")[0] == "Oak Home Care"
        submitted(cast.bea, cast.at_oak)
        assert self.listed(cast, sort="state")[-1] == "Oak Home Care"

    def test_is_paged(self, cast):
        for n in range(30):
            take_part(cast.exercise, cast.oak, f"Branch {n:02}", f"1-2000000{n:02}")
        assert len(self.listed(cast)) == 25
        assert len(self.listed(cast, page="2")) == 8
        assert len(self.listed(cast, page="99")) == 8

    def test_shows_the_exercise_that_is_open_before_one_to_come(self, cast):
        today = timezone.localdate()
        later = make_exercise(
            cast.authority, "Next", opens_on=today + timedelta(days=40), closes_on=today + timedelta(days=90)
        )
        page = get(cast.dev, "submissions:return_list")
        assert page.context["exercise"] == cast.exercise
        assert get(cast.dev, "submissions:return_list", exercise=str(later.id)).context["exercise"] == later

    def test_keeps_to_the_chosen_exercise_when_it_is_filtered(self, cast):
        page = get(cast.dev, "submissions:return_list", exercise=str(cast.exercise.id), state="submitted")
        assert f'name="exercise" value="{cast.exercise.id}"' in page.content.decode()

    def test_of_another_authority_s_exercise_is_not_found(self, cast):
        other = make_exercise(cast.elsewhere, "Theirs")
        assert get(cast.dev, "submissions:return_list", exercise=str(other.id)).status_code == 404
        assert get(cast.dev, "submissions:return_list", exercise="x").status_code == 404

    def test_is_empty_where_there_is_no_exercise(self, cast):
        assert "No exercise yet" in text_of(get(cast.gus, "submissions:return_list"))

    @pytest.mark.parametrize("name", mostly_by_night("ada", "carol", "ned", "reg", "alex", "una"))
    def test_is_for_the_team_alone(self, cast, name):
        assert get(getattr(cast, name), "submissions:return_list").status_code == 404

    def test_leaves_out_what_is_not_relevant(self, cast):
        Participation.objects.filter(id=cast.at_oak.id).update(eligibility="not_relevant", eligibility_reason="x")
        assert "Oak Home Care" not in self.listed(cast)


class TestOneReturn:
    def page(self, cast: Cast, submission: Return, **asked: str) -> str:
        return text_of(get(cast.dev, "submissions:return_detail", submission.id, **asked))

    def test_shows_answers_findings_costs_explanations_and_history(self, cast):
        done = submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **LOW_PAY, other_overheads_detail="Kites"))
        text = self.page(cast, done)
        for words in (
            "Elm Care Ltd",
            "1-100000001",
            "signed by A. Name",
            "Findings of version 1",
            "H05",
            "Kites",
            "It comes to £",
            "Explained by Ada Elm: Apprentices are included",
            "Ada Elm submitted a return",
            "the portal checked a file",
        ):
            assert words in text, words

    def test_says_what_was_typed_where_it_was_read_differently(self, cast):
        done = submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, insurance_cost="£6,500.00"))
        assert "typed: £6,500.00" in self.page(cast, done)

    def test_shows_what_is_for_analysts_alone_and_says_so(self, cast):
        Participation.objects.update(weight=1)
        done = submitted(cast.ada, cast.at_elm)
        assert "H11, for the independent team only" in self.page(cast, done)

    def test_shows_earlier_versions_and_says_that_they_do_not_count(self, cast):
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="654"))
        done = submitted(cast.ada, cast.at_elm)
        text = self.page(cast, done, version="1")
        assert "This is not the version that counts." in text
        assert "£654" in text
        assert "£654" not in self.page(cast, done)

    @pytest.mark.parametrize("number", ["7", "x", "-1"])
    def test_has_no_version_that_never_was(self, cast, number):
        done = submitted(cast.ada, cast.at_elm)
        answer = get(cast.dev, "submissions:return_detail", done.id, version=number)
        assert answer.status_code == 404

    def test_of_a_file_that_could_not_be_read_shows_why(self, cast):
        version = hand_in(cast.ada, cast.at_elm, b"not a workbook")
        text = self.page(cast, version.submission)
        assert re.search(r"\bF0\d\b", text), "the code of why it could not be read"
        assert "It could not be costed." in text

    def test_on_which_nothing_was_read_yet_says_so(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        assert "No version yet" in self.page(cast, Return.objects.get(id=receipt.return_id))

    def test_leaves_a_trace_of_who_looked(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        self.page(cast, done)
        assert AuditEvent.objects.get(verb="looked at a return").by_id == cast.dev.person_id

    def test_is_read_by_an_approver_who_cannot_decide(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        answer = get(cast.fay, "submissions:return_detail", done.id)
        assert answer.status_code == 200
        assert reverse("submissions:accept", args=[done.id]) not in answer.content.decode()
        assert get(cast.fay, "submissions:accept", done.id).status_code == 404
        assert post(cast.fay, "submissions:accept", done.id, version="1").status_code == 404

    def test_has_no_page_of_this_kind_for_its_provider(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        assert get(cast.ada, "submissions:return_detail", done.id).status_code == 404

    def test_opens_the_file_as_it_came(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        upload = Upload.objects.get(submission=done)
        assert get(cast.dev, "submissions:upload_file", upload.id).status_code == 200
        assert AuditEvent.objects.filter(verb="opened a file", by_id=cast.dev.person_id).exists()


class TestTheDecision:
    def test_is_to_accept(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        assert "Version 1 counts" in text_of(get(cast.dev, "submissions:accept", done.id))
        text = text_of(post(cast.dev, "submissions:accept", done.id, version="1"))
        assert "The return is accepted and counts in the next calculation." in text
        assert Return.objects.get().state == "accepted"

    def test_is_not_on_a_version_that_was_replaced_meanwhile(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        returns.take_back(by=cast.ada, return_id=done.id)
        submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="900"))
        text = text_of(post(cast.dev, "submissions:accept", done.id, version="1"))
        assert "The return is accepted" not in text
        assert Return.objects.get().state == "submitted"

    def test_is_not_on_what_the_provider_took_back_meanwhile(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        assert get(cast.dev, "submissions:accept", done.id).status_code == 200
        returns.take_back(by=cast.ada, return_id=done.id)
        text = text_of(post(cast.dev, "submissions:accept", done.id, version="1"))
        assert "The return is accepted" not in text
        assert Return.objects.get().state == "in_progress"

    def test_is_refused_without_a_version(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        post(cast.dev, "submissions:accept", done.id)
        assert Return.objects.get().state == "submitted"

    @pytest.mark.parametrize(("page", "state"), [("exclude", "excluded"), ("reopen", "in_progress")])
    def test_needs_a_reason_to_leave_out_or_to_give_back(self, cast, page, state):
        done = submitted(cast.ada, cast.at_elm)
        answer = post(cast.dev, f"submissions:{page}", done.id, reason=" ")
        assert "Give a reason" in text_of(answer)
        assert 'href="#id_reason"' in answer.content.decode()
        assert Return.objects.get().state == "submitted"
        post(cast.dev, f"submissions:{page}", done.id, reason="Two branches in one", code="other")
        assert (Return.objects.get().state, Return.objects.get().decision_reason) == (state, "Two branches in one")

    def test_can_be_taken_on_a_return_that_was_left_out(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        returns.exclude(by=cast.dev, return_id=done.id, reason="In doubt")
        page = get(cast.dev, "submissions:return_detail", done.id).content.decode()
        assert reverse("submissions:accept", args=[done.id]) in page
        assert reverse("submissions:exclude", args=[done.id]) not in page

    def test_is_still_possible_after_closing(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
        post(cast.dev, "submissions:accept", done.id, version="1")
        assert Return.objects.get().state == "accepted"

    def test_on_an_accepted_return_offers_no_second_acceptance(self, cast):
        done = accepted(cast.ada, cast.dev, cast.at_elm)
        page = get(cast.dev, "submissions:return_detail", done.id).content.decode()
        assert reverse("submissions:accept", args=[done.id]) not in page
