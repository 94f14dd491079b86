"""A provider's pages: from the blank workbook to the receipt, and what each says when something stands in the way."""

import email
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.tests.pages import client_of, get, post, text_of
from register.models import Exercise, Participation
from submissions.actions import process_upload, returns
from submissions.models import Explanation, Return, Upload
from submissions.tests.cast import Cast, hand_in, send_in, submitted, workbook_for
from submissions.tests.online import save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LOW_PAY = {"basic_pay_rate": "12.10"}


def file(data: bytes, name: str = "return.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def submission_of(cast: Cast) -> Return:
    return Return.objects.get(participation=cast.at_elm)


class TestTheWorkbook:
    def test_is_filled_in_as_far_as_the_register_knows(self, cast):
        answer = get(cast.ada, "submissions:workbook", cast.at_elm.id)
        assert answer["Content-Disposition"] == 'attachment; filename="cost-return-1-100000001.xlsx"'
        book = load_workbook(BytesIO(answer.content))
        sheet, cell = next(iter(book.defined_names["location_id"].destinations))
        assert book[sheet][cell].value == "1-100000001"

    def test_has_what_stands_online_once_something_was_begun(self, cast):
        save(cast.tom, cast.at_elm, "Careworker pay", {"basic_pay_rate": "13.1", "note-basic_pay_rate": "Agreed"})
        book = load_workbook(BytesIO(get(cast.ada, "submissions:workbook", cast.at_elm.id).content))
        found = [
            next(iter(book.defined_names[name].destinations)) for name in ("basic_pay_rate", "note_basic_pay_rate")
        ]
        assert [book[sheet][cell].value for sheet, cell in found] == [13.1, "Agreed"]
        assert "with your answers and notes so far" in text_of(
            get(cast.ada, "submissions:participation_detail", cast.at_elm.id)
        )

    def test_is_there_before_the_exercise_opens_and_after_it_closes(self, cast):
        Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
        assert get(cast.ada, "submissions:workbook", cast.at_elm.id).status_code == 200


class TestTheSteps:
    def steps(self, cast: Cast) -> str:
        return text_of(get(cast.ada, "submissions:participation_detail", cast.at_elm.id))

    def test_begin_with_the_workbook(self, cast):
        text = self.steps(cast)
        assert text.count("Cannot start yet") == 3
        assert "None yet. What you send is kept as it came." in text

    def test_say_what_is_to_put_right_and_to_explain(self, cast):
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **LOW_PAY))
        assert "1 to explain" in self.steps(cast)
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, visits_30=""))
        assert "1 to put right" in self.steps(cast)
        assert "Not yet: something must be put right first" in self.steps(cast)

    def test_lead_to_the_signature_when_nothing_is_left(self, cast):
        hand_in(cast.ada, cast.at_elm)
        text = self.steps(cast)
        assert "Nothing to do" in text
        assert reverse("submissions:declaration", args=[submission_of(cast).id]) in self.page(cast)

    def test_say_that_it_has_closed(self, cast):
        Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
        text = self.steps(cast)
        assert "This exercise is not open" in text
        assert reverse("submissions:upload", args=[cast.at_elm.id]) not in self.page(cast)

    def test_list_the_files_with_who_sent_them(self, cast):
        send_in(cast.tom, cast.at_elm)
        text = self.steps(cast)
        assert "return.xlsx" in text
        assert "Tom Elm" in text

    def test_tell_why_a_return_was_left_out_or_came_back(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        returns.exclude(by=cast.dev, return_id=done.id, reason="Two branches in one")
        assert "left this return out: Two branches in one" in self.steps(cast)
        returns.reopen(by=cast.dev, return_id=done.id, reason="Please send each branch")
        assert "sent the return back: Please send each branch" in self.steps(cast)

    def page(self, cast: Cast) -> str:
        return get(cast.ada, "submissions:participation_detail", cast.at_elm.id).content.decode()


class TestUploading:
    def upload(self, cast: Cast, data: bytes, name: str = "return.xlsx"):
        return post(cast.ada, "submissions:upload", cast.at_elm.id, file=file(data, name))

    def test_gives_a_reference_and_shows_how_far_it_is(self, cast):
        answer = self.upload(cast, workbook_for(cast.at_elm))
        upload = Upload.objects.get()
        assert answer.redirect_chain == [(reverse("submissions:upload_progress", args=[upload.id]), 302)]
        text = text_of(answer)
        assert upload.reference in text
        assert upload.sha256 in text
        assert "We are checking your workbook" in text

    def test_asks_for_a_file_at_its_field(self, cast):
        answer = post(cast.ada, "submissions:upload", cast.at_elm.id)
        assert "Choose the workbook to send" in text_of(answer)
        assert 'href="#id_file"' in answer.content.decode()

    def test_says_that_an_empty_file_is_empty(self, cast):
        assert "The file is empty" in text_of(self.upload(cast, b""))
        assert not Upload.objects.exists()

    def test_names_the_colleague_whose_file_it_replaces(self, cast):
        send_in(cast.tom, cast.at_elm)
        text = text_of(self.upload(cast, workbook_for(cast.at_elm, marketing_cost="900")))
        assert "Tom Elm uploaded a file on" in text
        assert "Yours replaces it" in text

    def test_twice_by_a_double_click_is_once(self, cast):
        self.upload(cast, workbook_for(cast.at_elm))
        text = text_of(self.upload(cast, workbook_for(cast.at_elm)))
        assert "We already had this file" in text
        assert Upload.objects.count() == 1

    def test_is_refused_at_the_field_when_the_exercise_has_closed_meanwhile(self, cast):
        client = client_of(cast.ada)
        address = reverse("submissions:upload", args=[cast.at_elm.id])
        assert "Your filled-in workbook" in text_of(client.get(address))
        Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
        answer = client.post(address, {"file": file(b"x")})
        assert "This exercise closed at the end of 31 January 2020" in text_of(answer)
        assert not Upload.objects.exists()

    def test_says_that_a_submitted_return_has_to_be_taken_back_first(self, cast):
        submitted(cast.ada, cast.at_elm)
        assert "Take it back first" in text_of(get(cast.ada, "submissions:upload", cast.at_elm.id))

    def test_says_that_the_new_file_takes_the_place_of_the_old(self, cast):
        send_in(cast.ada, cast.at_elm)
        assert "The new one takes its place" in text_of(get(cast.ada, "submissions:upload", cast.at_elm.id))

    def test_is_possible_for_whoever_was_given_longer(self, cast):
        today = timezone.localdate()
        Exercise.objects.update(closes_on=today - timedelta(days=1))
        Participation.objects.filter(id=cast.at_elm.id).update(extended_until=today, extension_reason="Illness")
        self.upload(cast, workbook_for(cast.at_elm))
        assert Upload.objects.count() == 1


class TestProgress:
    def steps(self, cast: Cast, upload_id: object, seen: str = ""):
        return get(cast.ada, "submissions:upload_steps", upload_id, seen=seen)

    def test_says_nothing_again_while_nothing_has_changed(self, cast):
        upload_id = send_in(cast.ada, cast.at_elm).upload_id
        page = get(cast.ada, "submissions:upload_progress", upload_id)
        assert self.steps(cast, upload_id, page.context["seen"]).status_code == 204
        assert self.steps(cast, upload_id, "something else").status_code == 200

    def test_leads_on_to_the_findings_when_it_is_done(self, cast):
        upload_id = send_in(cast.ada, cast.at_elm).upload_id
        process_upload.process(upload_id)
        answer = self.steps(cast, upload_id)
        assert answer["HX-Redirect"] == reverse("submissions:findings", args=[submission_of(cast).id])
        text = text_of(get(cast.ada, "submissions:upload_progress", upload_id))
        assert "Your workbook has been checked" in text
        assert "See what we found" in text

    def test_leads_to_the_return_where_a_later_file_counts(self, cast):
        first = send_in(cast.ada, cast.at_elm).upload_id
        process_upload.process(send_in(cast.ada, cast.at_elm, b"later").upload_id)
        process_upload.process(first)
        answer = self.steps(cast, first)
        assert answer["HX-Redirect"] == reverse("submissions:participation_detail", args=[cast.at_elm.id])
        assert "this one is kept but does not count" in text_of(get(cast.ada, "submissions:upload_progress", first))

    def test_of_a_file_that_failed_gives_the_reference_and_asks_for_nothing(self, cast):
        receipt = send_in(cast.ada, cast.at_elm)
        Upload.objects.update(state="failed", tries=3)
        answer = get(cast.ada, "submissions:upload_progress", receipt.upload_id)
        text = text_of(answer)
        assert "We could not check your file" in text
        assert receipt.reference in text
        assert "You do not need to send it again" in text
        assert "hx-get" not in answer.content.decode()

    def test_without_javascript_there_is_a_link_to_reload(self, cast):
        upload_id = send_in(cast.ada, cast.at_elm).upload_id
        assert "Reload this page" in text_of(get(cast.ada, "submissions:upload_progress", upload_id))


def test_a_file_comes_back_as_it_was_sent(cast):
    receipt = send_in(cast.ada, cast.at_elm, b"as it came")
    answer = get(cast.ada, "submissions:upload_file", receipt.upload_id)
    assert answer.content == b"as it came"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'attachment; filename="return.xlsx"'


@pytest.mark.parametrize("name", ["Kostenprüfung £ Łódź.xlsx", 'a"; filename="evil.exe', "back\\slash.xlsx"])
def test_a_file_keeps_its_name_whatever_is_in_it(cast, name):
    receipt = send_in(cast.ada, cast.at_elm, b"x")
    Upload.objects.update(file_name=name)
    header = get(cast.ada, "submissions:upload_file", receipt.upload_id)["Content-Disposition"]
    said = email.message_from_string(f"Content-Disposition: {header}")
    assert said.get_filename() == name


class TestFindings:
    def findings(self, cast: Cast, **changed: str) -> str:
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **changed))
        return text_of(get(cast.ada, "submissions:findings", submission_of(cast).id))

    def test_are_none_where_nothing_is_wrong(self, cast):
        assert "Nothing has to be put right." in self.findings(cast)

    def test_say_where_what_was_read_and_what_to_do(self, cast):
        text = self.findings(cast, share_nhs="0.5")
        for words in ("1 thing to put right", "cell", "We read", "We expected", "What to do:"):
            assert words in text

    def test_hide_what_is_for_analysts_alone(self, cast):
        Participation.objects.update(weight=1)
        text = self.findings(cast)
        assert "commissioned" not in text.partition("What we found")[2].partition("Print")[0]

    def test_are_explained_with_a_reason_and_words(self, cast):
        self.findings(cast, **LOW_PAY)
        submission = submission_of(cast)
        finding = submission.current.findings.get(severity="explain")
        answer = post(
            cast.ada, "submissions:explain", submission.id, finding.id, reason="apprentices", words="Two of them."
        )
        text = text_of(answer)
        assert "Your explanation is kept" in text
        assert "Explained by Ada Elm: Apprentices are included" in text
        assert Explanation.objects.get().words == "Two of them."

    def test_are_not_explained_without_words(self, cast):
        self.findings(cast, **LOW_PAY)
        submission = submission_of(cast)
        finding = submission.current.findings.get(severity="explain")
        answer = post(cast.ada, "submissions:explain", submission.id, finding.id, reason="apprentices", words=" ")
        assert "Say in a few words why it is right" in text_of(answer)
        answer = post(cast.ada, "submissions:explain", submission.id, finding.id, words="It is")
        assert "Choose a reason" in text_of(answer)
        assert not Explanation.objects.exists()

    def test_that_must_be_put_right_cannot_be_explained_away(self, cast):
        self.findings(cast, share_nhs="0.5")
        submission = submission_of(cast)
        finding = submission.current.findings.get(severity="must_fix")
        assert get(cast.ada, "submissions:explain", submission.id, finding.id).status_code == 404

    def test_of_an_earlier_version_cannot_be_explained_any_more(self, cast):
        self.findings(cast, **LOW_PAY)
        submission = submission_of(cast)
        old = submission.current.findings.get(severity="explain")
        hand_in(cast.ada, cast.at_elm)
        assert post(cast.ada, "submissions:explain", submission.id, old.id, reason="x", words="y").status_code == 404

    def test_stay_explained_in_the_next_version_while_the_figure_stays(self, cast):
        self.findings(cast, **LOW_PAY)
        submission = submission_of(cast)
        finding = submission.current.findings.get(severity="explain")
        post(cast.ada, "submissions:explain", submission.id, finding.id, reason="apprentices", words="Two.")
        assert "Explained by Ada Elm" in self.findings(cast, **LOW_PAY, marketing_cost="900")
        assert "Explained by" not in self.findings(cast, basic_pay_rate="12.20")


class TestWhatItComesTo:
    def test_is_shown_by_line_with_its_picture(self, cast):
        hand_in(cast.ada, cast.at_elm)
        answer = get(cast.ada, "submissions:costs", submission_of(cast).id)
        text = text_of(answer)
        tariff = ("A visit of any length costs £", "for each minute")
        for words in ("It comes to £", "per contact hour", "TOTAL", "30 minutes", "Direct care", *tariff):
            assert words in text
        assert "<svg" in answer.content.decode()

    def test_is_not_found_where_it_could_not_be_costed(self, cast):
        hand_in(cast.ada, cast.at_elm, b"not a workbook")
        assert get(cast.ada, "submissions:costs", submission_of(cast).id).status_code == 404


class TestSigning:
    GIVEN = {"name": "Ada Elm", "agreed": "on"}

    def sign(self, cast: Cast, **changed: str):
        given = {**self.GIVEN, "version": str(submission_of(cast).current.number), **changed}
        return post(cast.ada, "submissions:declaration", submission_of(cast).id, **given)

    def test_ends_with_a_receipt(self, cast):
        hand_in(cast.ada, cast.at_elm)
        text = text_of(self.sign(cast))
        upload = Upload.objects.get()
        for words in ("Return submitted", upload.reference, upload.sha256, "signed by Ada Elm", "Take it back"):
            assert words in text

    def test_what_is_signed_in_one_tab_is_said_in_the_other(self, cast):
        hand_in(cast.ada, cast.at_elm)
        self.sign(cast)
        assert "Nothing is left to sign: this return is submitted." in text_of(self.sign(cast))

    @pytest.mark.parametrize(
        ("field", "words"), [("name", "Type your full name"), ("agreed", "Tick the box if the figures are right")]
    )
    def test_asks_for_what_is_missing(self, cast, field, words):
        hand_in(cast.ada, cast.at_elm)
        answer = self.sign(cast, **{field: ""})
        assert words in text_of(answer)
        assert submission_of(cast).state == "in_progress"

    def test_is_refused_for_a_version_that_a_colleague_replaced_meanwhile(self, cast):
        hand_in(cast.ada, cast.at_elm)
        hand_in(cast.tom, cast.at_elm, workbook_for(cast.at_elm, marketing_cost="900"))
        self.sign(cast, version="1")
        assert submission_of(cast).state == "in_progress"

    def test_is_refused_while_something_is_to_be_explained(self, cast):
        hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **LOW_PAY))
        page = text_of(get(cast.ada, "submissions:declaration", submission_of(cast).id))
        assert "must be put right or explained first" in page
        self.sign(cast)
        assert submission_of(cast).state == "in_progress"

    def test_is_refused_when_the_exercise_has_closed_meanwhile(self, cast):
        hand_in(cast.ada, cast.at_elm)
        assert "Submit the return" in text_of(get(cast.ada, "submissions:declaration", submission_of(cast).id))
        Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
        text = text_of(self.sign(cast))
        assert "closed" in text
        assert submission_of(cast).state == "in_progress"

    def test_twice_leads_back_to_where_it_stands(self, cast):
        hand_in(cast.ada, cast.at_elm)
        self.sign(cast)
        answer = self.sign(cast)
        assert answer.redirect_chain[-1][0] == reverse("submissions:participation_detail", args=[cast.at_elm.id])

    def test_is_taken_back_after_being_asked_once(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        assert "Take the return back?" in text_of(get(cast.ada, "submissions:take_back", done.id))
        assert submission_of(cast).state == "submitted"
        assert "You have taken the return back" in text_of(post(cast.ada, "submissions:take_back", done.id))
        assert submission_of(cast).state == "in_progress"

    def test_is_not_taken_back_after_closing(self, cast):
        done = submitted(cast.ada, cast.at_elm)
        Exercise.objects.update(opens_on="2020-01-01", closes_on="2020-01-31")
        assert "closed" in text_of(post(cast.ada, "submissions:take_back", done.id))
        assert submission_of(cast).state == "submitted"

    def test_a_receipt_is_there_only_for_what_was_submitted(self, cast):
        hand_in(cast.ada, cast.at_elm)
        assert get(cast.ada, "submissions:receipt", submission_of(cast).id).status_code == 404
