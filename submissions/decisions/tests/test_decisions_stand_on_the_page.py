"""The analyst's page of a return shows what was decided of its parts, and the pages that decide keep what was typed."""

import pytest
from django.urls import reverse

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get, is_kept_out, post, text_of
from submissions.actions import returns
from submissions.models import Adjustment, LineDecision
from submissions.tests.cast import OUTSIDERS, make_cast, outsider, submitted, workbook_for
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
LINES = {"lines_careworker": ["ppe"], "lines_business": ["insurance", "marketing"]}
UNIT = " in the cost year"
WHY = {"reason": "one_off", "words": "Moved office"}
VALUE = {"key": "insurance_cost", "value": "£1,000", "reason": "told", "words": "By phone"}


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    with rows_for_all(django_db_blocker):
        cast = make_cast()
        yield cast, submitted(cast.ada, cast.at_elm)


@pytest.fixture
def cast(rows):
    return rows[0]


@pytest.fixture
def done(rows):
    return rows[1]


def seen_on(by, name, submission):
    return get(by, f"submissions:{name}", submission.id).context["seen"]


def decide(cast, done, name, **sent):
    return post(cast.dev, f"submissions:{name}", done.id, **({"seen": seen_on(cast.dev, name, done)} | sent))


class TestLines:
    def test_are_chosen_together_shown_as_left_out_and_count_again(self, cast, done):
        text = text_of(decide(cast, done, "lines_leave_out", **LINES, **WHY))
        assert "3 lines are left out of statistics." in text
        assert "left out by Dev Analyst" in text and "A one-off cost. Moved office" in text
        assert "PPE" not in text_of(get(cast.dev, "submissions:lines_leave_out", done.id))
        text = text_of(post(cast.dev, "submissions:line_take_back", LineDecision.objects.get(line="ppe").id))
        assert "The line counts again." in text and "Taken back by Dev Analyst" in text
        again = text_of(post(cast.dev, "submissions:line_take_back", LineDecision.objects.get(line="ppe").id))
        assert "taken back already" in again

    def test_chosen_in_the_address_are_ticked(self, cast, done):
        form = get(cast.dev, "submissions:lines_leave_out", done.id, line="insurance").context["form"]
        assert [form[name].value() for name in form.line_fields] == [[], ["insurance"], []]
        page = get(cast.dev, "submissions:return_detail", done.id).content.decode()
        assert f"{reverse('submissions:lines_leave_out', args=[done.id])}?line=insurance" in page

    @pytest.mark.parametrize(
        ("sent", "said"),
        first_by_day(
            [
                (WHY, "Choose at least one line"),
                ({**LINES, "words": "x"}, "Choose a reason from the list"),
                ({**LINES, "reason": "one_off"}, "Say in a few words why"),
                ({"lines_business": ["total"], **WHY}, "no line of this return"),
                ({"lines_business": ["\x00", "9" * 27], **WHY}, "no line of this return"),
            ]
        ),
    )
    def test_that_cannot_be_left_out_are_said_at_the_field(self, cast, done, sent, said):
        assert said in text_of(decide(cast, done, "lines_leave_out", **sent))
        assert not LineDecision.objects.exists()

    def test_of_a_second_tab_are_refused_and_nothing_typed_is_lost(self, cast, done):
        seen = seen_on(cast.dev, "lines_leave_out", done)
        decide(cast, done, "lines_leave_out", lines_business=["marketing"], **WHY)
        page = post(cast.dev, "submissions:lines_leave_out", done.id, seen=seen, lines_business=["insurance"], **WHY)
        assert "Since you opened this page: you left lines out" in text_of(page)
        assert "Moved office</textarea>" in page.content.decode()
        assert LineDecision.objects.count() == 1

    def test_are_left_out_once_by_a_double_click(self, cast, done):
        sent = {"seen": seen_on(cast.dev, "lines_leave_out", done), "once": "0" * 32, **LINES, **WHY}
        for _ in range(2):
            assert "left out of statistics" in text_of(post(cast.dev, "submissions:lines_leave_out", done.id, **sent))
        assert LineDecision.objects.count() == 3


class TestAdjustment:
    def test_is_shown_beside_what_was_submitted(self, cast, done):
        before = get(cast.dev, "submissions:return_detail", done.id).context["table"].says
        text = text_of(decide(cast, done, "answer_adjust", **VALUE))
        assert f"Insurance: submitted £6,500.00{UNIT}, adjusted to £1,000.00{UNIT}." in text
        assert f"submitted £6,500.00{UNIT}, adjusted to £1,000.00{UNIT} by Dev Analyst" in text
        assert "The provider told us the right figure. By phone" in text
        assert text.count("submitted £0.") >= 1
        assert get(cast.fay, "submissions:return_detail", done.id).context["table"].says != before
        assert "Take back" not in text_of(get(cast.fay, "submissions:return_detail", done.id))
        text = text_of(post(cast.dev, "submissions:adjustment_take_back", Adjustment.objects.get().id))
        assert f"adjusted from £6,500.00{UNIT} to £1,000.00{UNIT} by Dev Analyst" in text and before in text

    @pytest.mark.parametrize(
        ("sent", "said"),
        first_by_day(
            [
                ({"value": "9" * 27}, "we read"),
                ({"value": ""}, "Give the adjusted value"),
                ({"value": "9" * 10_000}, "at most 100 characters"),
                ({"value": "6500"}, "is what was submitted"),
                ({"key": "price_date"}, "Choose"),
                ({"key": "visits_30\x00"}, "Choose"),
                ({"words": ""}, "Say in a few words why"),
            ]
        ),
    )
    def test_that_cannot_be_is_said_and_what_was_typed_stays(self, cast, done, sent, said):
        page = decide(cast, done, "answer_adjust", **(VALUE | sent))
        assert said in text_of(page)
        assert "told" in page.content.decode() and not Adjustment.objects.exists()

    def test_that_makes_the_return_contradict_itself_is_warned_of(self, cast, done):
        decide(cast, done, "answer_adjust", **(VALUE | {"key": "visits_double_handed", "value": "5000"}))
        assert "With the adjustments: " in text_of(get(cast.dev, "submissions:return_detail", done.id))

    def test_of_a_value_that_was_corrected_is_said_and_does_not_count(self, cast, done):
        decide(cast, done, "answer_adjust", **VALUE)
        decide(cast, done, "lines_leave_out", lines_business=["insurance"], **WHY)
        returns.take_back(by=cast.ada, return_id=done.id)
        again = submitted(cast.ada, cast.at_elm, workbook_for(cast.at_elm, insurance_cost="6100"))
        text = text_of(get(cast.dev, "submissions:return_detail", again.id))
        assert f"Made on £6,500.00{UNIT}, which has since been corrected to £6,100.00{UNIT}: look again." in text
        assert "Decided on version 1; its figure has changed since. Look again." in text
        assert "adjusted to £1,000.00 by" not in text
        earlier = text_of(get(cast.dev, "submissions:return_detail", again.id, version="1"))
        assert "adjusted to" not in earlier


def test_provider_and_council_learn_nothing(cast, done):
    decide(cast, done, "answer_adjust", **VALUE)
    decide(cast, done, "lines_leave_out", **LINES, **WHY)
    pages = [("costs", done.id), ("summary", done.id), ("looked_at", done.id), ("participation_detail", cast.at_elm.id)]
    for name, about in pages:
        text = text_of(get(cast.ada, f"submissions:{name}", about))
        assert "adjusted" not in text and "left lines out" not in text and "Moved office" not in text, name
    rows = {"line_take_back": LineDecision.objects.first().id, "adjustment_take_back": Adjustment.objects.get().id}
    for who in (cast.ada, cast.fay, *(outsider(cast, name) for name in OUTSIDERS)):
        for name in ("lines_leave_out", "answer_adjust"):
            assert is_kept_out(who, get(who, f"submissions:{name}", done.id)), (who, name)
            assert is_kept_out(who, post(who, f"submissions:{name}", done.id)), (who, name)
        for name, about in rows.items():
            assert is_kept_out(who, post(who, f"submissions:{name}", about)), (who, name)
    assert Adjustment.objects.get().stands


def test_return_that_is_left_out_or_in_progress_offers_no_decision_on_parts(cast, done):
    addresses = [reverse(f"submissions:{name}", args=[done.id]) for name in ("lines_leave_out", "answer_adjust")]
    page = get(cast.dev, "submissions:return_detail", done.id).content.decode()
    assert all(f'href="{each}"' in page for each in addresses)
    returns.take_back(by=cast.ada, return_id=done.id)
    page = get(cast.dev, "submissions:return_detail", done.id).content.decode()
    assert not any(f'href="{each}"' in page for each in addresses)
    assert "in progress now" in text_of(decide(cast, done, "answer_adjust", **VALUE))


def test_whole_return_is_left_out_for_a_reason_of_the_list_and_words(cast, done):
    text = text_of(decide(cast, done, "exclude", reason="All of Elm"))
    assert "Choose a reason from the list" in text and "All of Elm" in text
    text = text_of(decide(cast, done, "exclude", reason="All of Elm", code="whole_company"))
    assert "Of the whole company, not of this branch or home: All of Elm" in text
    assert "Of the whole company" in text_of(get(cast.ada, "submissions:participation_detail", cast.at_elm.id))
