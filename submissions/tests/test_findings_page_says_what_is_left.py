"""The findings page: one card a figure, notes as one folded table, and on to signing once all is explained."""

import pytest
from django.urls import reverse

from accounts.tests.pages import get, post, text_of
from costing.tests.returns import report_on
from submissions import queries
from submissions.models import Explanation, Return
from submissions.tests.cast import explain_all, hand_in, workbook_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LOW_PAY = {"basic_pay_rate": "12.10"}


def page(cast, submission, by=None):
    return get(by or cast.ada, "submissions:findings", submission.id)


def sent(cast, **changed) -> Return:
    return hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **changed)).submission


class TestWhenAllIsExplained:
    def test_leads_on_to_signing_and_says_why(self, cast):
        submission = sent(cast, **LOW_PAY, sick_pay_share="0.12")
        before = page(cast, submission)
        assert "2 unusual figures to change or explain" in text_of(before)
        assert reverse("submissions:declaration", args=[submission.id]) not in before.content.decode()
        explain_all(cast.ada, submission)
        after = page(cast, submission)
        text = text_of(after)
        assert "Nothing has to be put right. What is unusual is explained: 2 figures." in text
        assert reverse("submissions:declaration", args=[submission.id]) in after.content.decode()
        assert "to change or explain" not in text
        signed = post(cast.ada, "submissions:declaration", submission.id, version="1", name="Ada Elm", agreed="on")
        assert Return.objects.get().state == "submitted", text_of(signed)

    def test_counts_what_is_left_and_not_what_is_explained(self, cast):
        submission = sent(cast, **LOW_PAY, sick_pay_share="0.12")
        finding = queries.still_to_explain(cast.ada, submission)[0]
        post(cast.ada, "submissions:explain", submission.id, finding.id, reason="checked", words="So it is.")
        assert "1 unusual figure to change or explain. Others are explained already." in text_of(page(cast, submission))

    def test_has_no_way_to_sign_with_something_to_put_right(self, cast):
        submission = sent(cast, **LOW_PAY, visits_30="")
        explain_all(cast.ada, submission)
        assert reverse("submissions:declaration", args=[submission.id]) not in page(cast, submission).content.decode()


class TestOneFigure:
    def test_gives_one_card_and_is_explained_once(self, cast):
        submission = sent(cast, back_office_cost="2538")
        codes = [one.code for one in queries.still_to_explain(cast.ada, submission) if one.key == "back_office_cost"]
        assert sorted(codes) == ["H13", "P02"]
        text = text_of(page(cast, submission))
        figures = {one.key for one in queries.still_to_explain(cast.ada, submission)}
        assert text.count("It is right: explain it") == len(figures)
        assert "× 52" in text and "per contact hour" in text
        finding = next(one for one in queries.still_to_explain(cast.ada, submission) if one.code == "P02")
        form = text_of(get(cast.ada, "submissions:explain", submission.id, finding.id))
        assert "The office serves other branches too" in form
        post(cast.ada, "submissions:explain", submission.id, finding.id, reason="central_office", words="Shared.")
        assert not [one for one in queries.still_to_explain(cast.ada, submission) if one.key == "back_office_cost"]
        assert {one.code for one in Explanation.objects.all()} == {"H13", "P02"}
        assert "The office serves other branches too" in text_of(page(cast, submission))

    @pytest.mark.parametrize("share", ["0.09", "0.10", "0.12", "0.15", "0.18", "0.2", "0.22"])
    def test_that_is_usual_in_its_own_unit_is_not_divided_by_a_hundred(self, share):
        found = [one for one in report_on("homecare_3", sick_pay_share=share).findings if one.key == "sick_pay_share"]
        assert next(one.code for one in found if one.severity == "explain") == "H10"
        assert {one.guess for one in found} == {None}

    @pytest.mark.parametrize(("key", "value", "guess"), [
        ("sick_pay_share", "150%", "0.015"), ("sick_pay_share", "0.4", "0.004"),
        ("notice_suspension_share", "0.1", "0.001"), ("basic_pay_rate", "1310", "13.1"),
        ("mileage_rate", "45", "0.45"), ("overheads_uplift", "300%", "0.03"), ("sick_pay_share", "0.9", "0.009"),
        ("notice_suspension_share", "0.2", "0.002"),
    ])  # fmt: skip
    def test_that_slipped_by_a_hundred_is_still_seen(self, key, value, guess):
        found = [one.guess for one in report_on("homecare_3", **{key: value}).findings if one.key == key]
        assert guess in found


class TestNotes:
    def test_are_one_folded_table_with_what_was_written_and_how_it_is_read(self, cast):
        typed = {"insurance_cost": "£6,500.00", "marketing_cost": "654 pounds", "ppe_cost": "£1 234,50"}
        submission = sent(cast, **typed)
        body = page(cast, submission).content.decode()
        text = text_of(page(cast, submission))
        assert "How we read what you wrote: 3 notes" in text
        assert "portal-finding--note" not in body
        assert text.index("£6,500.00") < text.index("£6,500.00 in the cost year")
        assert "We expected" not in text

    def test_are_folded_for_the_team_too_and_its_own_stay_open(self, cast):
        submission = sent(cast, insurance_cost="£6,500.00")
        text = text_of(get(cast.dev, "submissions:return_detail", submission.id))
        assert "How we read what you wrote: 1 note" in text


def test_explanation_stands_beside_its_finding_on_both_sides(cast):
    submission = sent(cast, **LOW_PAY)
    explain_all(cast.ada, submission)
    for shown in (page(cast, submission), get(cast.dev, "submissions:return_detail", submission.id)):
        body = shown.content.decode()
        card = body[body.index("portal-finding--explain") :]
        assert "Explained by Ada Elm" in card[: card.index("</div>\n</div>") if "</div>\n</div>" in card else None]


def test_explanation_of_another_value_is_kept_apart_for_the_team(cast):
    submission = sent(cast, **LOW_PAY)
    explain_all(cast.ada, submission)
    hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="12.20"))
    text = text_of(get(cast.dev, "submissions:return_detail", submission.id))
    assert "What the provider explained of other figures" in text
    assert "Explained by" not in text


class TestTotals:
    def test_has_a_caveat_while_something_must_be_put_right(self, cast):
        submission = sent(cast, completed_by_email="nobody")
        pages = {"costs": cast.ada, "summary": cast.ada, "what_if": cast.ada, "return_detail": cast.dev}
        for name, by in pages.items():
            text = text_of(get(by, f"submissions:{name}", submission.id))
            assert "these figures are not yet what the return comes to" in text, name
            if name == "what_if":
                continue
            assert "It comes to £" in text, name
            assert text.index("these figures are not yet what the return comes to") < text.index("It comes to £"), name
        assert "Not final" in text_of(get(cast.ada, "submissions:participation_detail", cast.at_elm.id))

    def test_has_none_once_all_is_right(self, cast):
        assert "not yet what" not in text_of(get(cast.ada, "submissions:costs", sent(cast).id))

    def test_says_what_not_available_means(self, cast):
        submission = sent(cast, ppe_cost="n/a")
        text = text_of(get(cast.ada, "submissions:costs", submission.id))
        assert "A cost is missing, so there is no total." in text
        assert "is n/a: the return counts in its other lines, but in no total" in text
