"""A summary of the return to print, and who has looked at it: for its own provider alone."""

import pytest

from accounts.tests.pages import get, text_of
from submissions.actions import uploads
from submissions.models import Return, Upload
from submissions.tests.cast import OUTSIDERS, hand_in, mostly_by_night, outsider, submitted, workbook_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
OTHERS = mostly_by_night(*OUTSIDERS, "dev", "fay")


class TestTheSummary:
    def test_before_the_signature_has_all_answers_and_says_that_it_is_not_signed(self, cast):
        submission = hand_in(cast.ada, cast.at_elm).submission
        text = text_of(get(cast.tom, "submissions:summary", submission.id))
        assert "Not signed yet" in text
        assert "It comes to £" in text
        assert "Paid holiday" in text

    def test_after_it_says_who_signed_and_names_the_file(self, cast):
        submission = submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="12.10"))
        text, upload = text_of(get(cast.ada, "submissions:summary", submission.id)), Upload.objects.get()
        assert "signed by A. Name" in text
        assert upload.reference in text
        assert upload.sha256 in text
        assert "It is right." in text

    def test_of_a_return_that_could_not_be_costed_has_no_costs(self, cast):
        submission = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, visits_30="")).submission
        assert "before it can be costed" in text_of(get(cast.ada, "submissions:summary", submission.id))

    def test_of_a_file_that_could_not_be_read_has_no_answers(self, cast):
        submission = hand_in(cast.ada, cast.at_elm, b"no workbook").submission
        assert "No answers could be read" in text_of(get(cast.ada, "submissions:summary", submission.id))

    @pytest.mark.parametrize("name", OTHERS)
    def test_is_nobody_else_s(self, cast, name):
        submission = hand_in(cast.ada, cast.at_elm).submission
        assert get(outsider(cast, name), "submissions:summary", submission.id).status_code in (302, 404)


class TestWhoHasLooked:
    @pytest.fixture
    def submission(self, cast) -> Return:
        return submitted(cast.ada, cast.at_elm)

    def text(self, context, submission) -> str:
        return text_of(get(context, "submissions:looked_at", submission.id))

    def test_is_nobody_at_first_whatever_the_provider_does_itself(self, cast, submission):
        uploads.open_file(by=cast.tom, upload_id=Upload.objects.get().id)
        assert "Nobody but you and your colleagues" in self.text(cast.ada, submission)

    def test_is_the_team_once_it_has_looked_or_opened_the_file(self, cast, submission):
        get(cast.dev, "submissions:return_detail", submission.id)
        uploads.open_file(by=cast.fay, upload_id=Upload.objects.get().id)
        text = self.text(cast.tom, submission)
        assert "Dev Analyst Analyst Looked at a return" in text
        assert "Fay Approver Release approver Opened a file" in text

    def test_holds_nothing_of_another_return(self, cast, submission):
        get(cast.dev, "submissions:return_detail", submission.id)
        other = hand_in(cast.ada, cast.at_elm_too).submission
        assert "Nobody but you" in self.text(cast.ada, other)

    @pytest.mark.parametrize("name", OTHERS)
    def test_is_shown_to_nobody_else(self, cast, submission, name):
        page = get(outsider(cast, name), "submissions:looked_at", submission.id)
        assert page.status_code in (302, 404)
