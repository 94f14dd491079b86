"""Upload and online are one return: files fill the pages, and ask before they replace what somebody typed."""

import pytest

from accounts.domain.refusal import Refusal
from submissions import queries
from submissions.actions import process_upload, submit_draft, workbook_conflicts
from submissions.models import Return, Version
from submissions.tests.cast import as_worker, behind_the_wall, hand_in, send_in, workbook_for
from submissions.tests.online import save, standing, type_in, typed_of

pytestmark = pytest.mark.django_db
PAY = "Careworker pay"


def worked_on(by, participation, **changed) -> Version:
    """By the worker, behind its own wall."""
    receipt = send_in(by, participation, workbook_for(participation, **changed))
    with as_worker():
        return process_upload.process(receipt.upload_id)


def current():
    return Return.objects.get().current


def test_a_workbook_fills_pages_that_nobody_has_typed_on(cast):
    version = worked_on(cast.ada, cast.at_elm)
    now = standing(cast.tom, cast.at_elm)
    assert current() == version
    assert now.typed == typed_of("homecare_3", cast.at_elm)
    assert {row.filled_from for row in now.newest.values()} == {version}
    assert not now.is_typed_here


def test_a_corrected_workbook_replaces_the_answers_of_the_one_before(cast):
    worked_on(cast.ada, cast.at_elm)
    second = worked_on(cast.ada, cast.at_elm, basic_pay_rate="13.5")
    assert current() == second
    assert standing(cast.ada, cast.at_elm).typed["basic_pay_rate"] == "13.5"


def test_a_workbook_that_says_what_stands_online_counts_at_once(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
    version = worked_on(cast.tom, cast.at_elm)
    assert current() == version
    assert standing(cast.ada, cast.at_elm).draft.offered is None


class TestAnOffer:
    @pytest.fixture
    def offered(self, cast):
        type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
        with behind_the_wall(cast.ada):
            submit_draft.finish(by=cast.ada, participation_id=cast.at_elm.id)
        save(cast.ada, cast.at_elm, PAY, {"careworkers": "33"}, number=1)
        worked_on(cast.tom, cast.at_elm, basic_pay_rate="13.5", ppe_cost="n/a")
        return cast

    def decide(self, cast, decide=workbook_conflicts.take, by=None, **more):
        by = by or cast.tom
        seen = standing(by, cast.at_elm).seen
        asked = {"seen": seen} if decide is workbook_conflicts.take else {}
        with behind_the_wall(by):
            return decide(by=by, participation_id=cast.at_elm.id, **({"version_number": 2} | asked | more))

    def test_names_exactly_what_it_would_change_and_changes_nothing(self, offered):
        now = standing(offered.ada, offered.at_elm)
        assert [(one.key, one.before) for one in workbook_conflicts.changes_of(now)] == [
            ("basic_pay_rate", "£13.10 per hour"),
            ("careworkers", "33 people"),
            ("ppe_cost", workbook_conflicts.changes_of(now)[2].before),
        ]
        assert (now.typed["basic_pay_rate"], current().number) == ("13.1", 1)

    def test_when_taken_counts_and_keeps_what_it_replaced_as_a_version(self, offered):
        assert self.decide(offered).number == 2
        now = standing(offered.ada, offered.at_elm)
        assert (now.typed["basic_pay_rate"], now.typed["ppe_cost"], now.draft.offered) == ("13.5", "n/a", None)
        assert current().number == 2
        kept = Version.objects.get(number=3)
        assert (kept.answers["careworkers"]["value"], kept.upload) == ("33", None)

    def test_when_declined_is_kept_and_does_not_count(self, offered):
        assert self.decide(offered, workbook_conflicts.decline).number == 2
        assert (current().number, standing(offered.ada, offered.at_elm).typed["careworkers"]) == (1, "33")
        assert Version.objects.filter(number=2).exists()

    def test_is_not_taken_for_answers_that_were_not_shown(self, offered):
        assert isinstance(self.decide(offered, seen="1.1"), Refusal)
        assert isinstance(self.decide(offered, version_number=1), Refusal)
        assert current().number == 1

    def test_has_to_be_decided_before_the_return_is_finished(self, offered):
        with behind_the_wall(offered.ada):
            assert isinstance(submit_draft.finish(by=offered.ada, participation_id=offered.at_elm.id), Refusal)

    def test_is_decided_by_its_provider_alone(self, offered):
        for context in (offered.bea, offered.dev):
            assert self.decide(offered, by=context, seen="") is None

    def test_taken_twice_is_taken_once(self, offered):
        self.decide(offered)
        assert isinstance(self.decide(offered), Refusal)
        assert Version.objects.count() == 3


def test_a_return_from_before_there_were_pages_starts_from_its_version(cast):
    hand_in(cast.ada, cast.at_elm)
    Return.objects.get().draft.sections.all().delete()
    Return.objects.get().draft.delete()
    now = standing(cast.ada, cast.at_elm)
    assert now.typed["basic_pay_rate"] == "13.1"
    assert save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.3"}).clashes == ()
    assert queries.last_save(standing(cast.tom, cast.at_elm)) is not None
