"""The team takes in workbooks of other layouts: mapped once with few confirmations, and by themselves from then on."""

import pytest
from django.test import TestCase

from accounts.tests.in_turn import first_by_day
from costing.tests.foreign_layouts import monthly_overheads
from register.domain.imports import ImportState
from submissions.intake import queries as intake
from submissions.intake.actions import intake as actions
from submissions.intake.actions import layouts
from submissions.intake.actions.mapping_page import proposal_of
from submissions.intake.domain.waiting_for import WaitingFor
from submissions.intake.tests.taken_in import SentFolder, confirmed, layout, sent
from submissions.models import IntakeWorkbook, RememberedLayout, Return, Upload, Version
from submissions.tests.cast import hand_in, on_page, refused, submitted, workbook_for

pytestmark = pytest.mark.django_db


class TestAWorkbookOfAnotherLayout:
    def test_waits_for_its_mapping_and_becomes_a_version(self, cast):
        row = sent(cast, layout().data, cast.at_elm)
        assert (row.state, row.waiting_for) == (ImportState.READY, WaitingFor.MAPPING)
        row = confirmed(cast, row, excludes_live_in_and_nights="=yes")
        assert row.state == ImportState.DONE, row.words
        version = Version.objects.get(upload=row.upload)
        assert version.answers["careworkers"] | {"typed": ""} == {
            "typed": "", "value": "71", "sheet": "Template 2025-26", "cell": "C14",
        }  # fmt: skip
        assert version.answers["excludes_live_in_and_nights"]["value"] == "yes"
        assert Return.objects.get(id=version.submission_id).current_id == version.id
        assert Upload.objects.get(id=row.upload_id).sha256 == row.sha256

    def test_names_its_own_cells_in_findings(self, cast):
        version = Version.objects.get(upload=confirmed(cast, sent(cast, layout(2).data, cast.at_elm)).upload)
        with_cells = version.findings.exclude(cell="")
        assert {found.sheet for found in with_cells} == {"Template 2025-26"}

    def test_of_another_provider_is_taken_by_itself(self, cast):
        confirmed(cast, sent(cast, layout().data, cast.at_elm))
        row = sent(cast, layout(4).data, cast.at_oak)
        assert (row.state, row.confirmations) == (ImportState.DONE, 0)
        assert Version.objects.get(upload=row.upload).answers["careworkers"]["value"] == "75"
        assert RememberedLayout.objects.get().times_used == 2

    @pytest.mark.nightly
    def test_is_asked_again_once_its_layout_was_forgotten(self, cast):
        confirmed(cast, sent(cast, layout().data, cast.at_elm))
        with on_page(cast.dev):
            layouts.forget(by=cast.dev, layout_id=RememberedLayout.objects.get().id)
        assert sent(cast, layout(4).data, cast.at_oak).waiting_for == WaitingFor.MAPPING

    def test_that_is_here_already_is_not_taken_twice(self, cast):
        sent(cast, layout().data, cast.at_elm)
        again = {"by": cast.dev, "exercise_id": cast.exercise.id, "file_name": "x.xlsx", "data": layout().data}
        assert "already" in refused(actions.receive(**again))

    def test_is_confirmed_only_as_it_was_seen(self, cast):
        row = sent(cast, layout().data, cast.at_elm)
        with on_page(cast.dev):
            done = actions.confirm(by=cast.dev, workbook_id=row.id, chosen={}, by_hand={}, seen="other", name="")
        assert "moved on" in refused(done)

    @pytest.mark.parametrize(
        "typed", first_by_day(["nonsense", "No sheet!B5", "Template 2025-26!", "Template 2025-26!B5+", "9" * 400], 2)
    )
    @pytest.mark.nightly
    def test_a_cell_that_is_none_is_said(self, cast, typed: str):
        row = sent(cast, layout().data, cast.at_elm)
        with on_page(cast.dev):
            page = proposal_of(row)
            chosen = {doubt.id: 0 for doubt in page.proposal.doubts}
            done = actions.confirm(
                by=cast.dev, workbook_id=row.id, chosen=chosen, by_hand={"vacancies": typed}, seen=page.seen, name="x"
            )
        assert "we read" in refused(done)

    def test_replaces_no_return_that_was_submitted(self, cast):
        submission = submitted(cast.ada, cast.at_elm)
        row = confirmed(cast, sent(cast, layout().data, cast.at_elm))
        assert row.state == ImportState.REFUSED and row.words
        assert Return.objects.get(id=submission.id).current_id == submission.current_id

    def test_is_for_analysts_of_its_authority_alone(self, cast):
        row = sent(cast, layout().data, cast.at_elm)
        for other in (cast.ada, cast.bea, cast.carol, cast.ned, cast.gus, cast.alex, cast.una):
            with on_page(other):
                assert intake.workbook_for(other, row.id) is None
                assert not IntakeWorkbook.objects.filter(id=row.id).exists()


class TestAFolder(SentFolder):
    def test_gives_each_file_a_result(self, cast):
        got = self.taken(cast, self.everything(cast), hands_in=True)
        assert {name: (row.state, row.waiting_for) for name, row in got.items()} == {
            "2022/elm.xlsx": ("done", ""),
            f"2022/{cast.at_elm_too.location.cqc_location_id} costs.xlsx": ("ready", "mapping"),
            "2022/nobody.xlsx": ("ready", "location"),
            "letter.docx": ("refused", ""),
            "more.zip": ("refused", ""),
            "../up.xlsx": ("refused", ""),
        }
        assert all(row.words for row in got.values() if row.state == "refused")
        assert Return.objects.get(participation=cast.at_elm).state == "submitted"

    def test_taken_twice_takes_nothing_twice(self, cast):
        self.taken(cast, self.everything(cast))
        before = Version.objects.count()
        again = self.taken(cast, self.everything(cast, **{"one more.txt": b"x"}))
        assert Version.objects.count() == before
        assert again["2022/elm.xlsx"].state == "discarded" and "already" in again["2022/elm.xlsx"].words

    def test_goes_by_the_list_that_comes_with_it(self, cast):
        chosen = {"2022/nobody.xlsx": cast.at_oak.location.cqc_location_id}
        got = self.taken(cast, self.everything(cast), chosen=chosen)
        assert got["2022/nobody.xlsx"].participation_id == cast.at_oak.id

    def test_of_no_use_says_why(self, cast):
        self.taken(cast, b"not a zip")
        assert self.folder.state == "refused" and "not a zip folder" in self.folder.words

    def test_leaves_a_provider_s_own_return_alone(self, cast):
        with TestCase.captureOnCommitCallbacks(execute=True):
            version = hand_in(cast.ada, cast.at_elm)
        got = self.taken(cast, self.zipped(**{"elm.xlsx": workbook_for(cast.at_elm)}))
        assert got["elm.xlsx"].state == "discarded"
        assert Return.objects.get(participation=cast.at_elm).current_id == version.id


def test_a_layout_is_renamed(cast):
    confirmed(cast, sent(cast, monthly_overheads().data, cast.at_elm))
    kept = RememberedLayout.objects.get()
    with on_page(cast.dev):
        layouts.rename(by=cast.dev, layout_id=kept.id, name=" Monthly  model ")
    assert RememberedLayout.objects.get().name == "Monthly model"
