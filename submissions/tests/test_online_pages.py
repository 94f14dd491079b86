"""The return online as pages: drawn from the form alone, kept as typed, with what is wrong said on the page."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.text import slugify
from openpyxl import load_workbook

from accounts.tests.pages import client_of, get, post, text_of
from costing.forms import CURRENT
from submissions.actions import process_upload
from submissions.models import DraftSection, Return, Version
from submissions.tests.cast import (
    as_worker,
    make_exercise,
    mostly_by_night,
    outsider,
    send_in,
    submitted,
    take_part,
    workbook_for,
)
from submissions.tests.online import save, standing, type_in, typed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
PAY = "Careworker pay"
# Answers that call for as many of the other questions as can be at once, and what is left then.
CALLED_FOR = {
    "homecare": {
        "visits_other": "1",
        "ni_basis": "actual",
        "pension_basis": "actual",
        "other_overheads_cost": "1",
        "roo_basis": "markup",
    },
    "care_home": {
        "occupied_nursing": "1",
        "other_premises_cost": "1",
        "roo_basis": "markup",
        "roc_basis": "percent_of_value",
    },
}
NOT_CALLED_FOR = {"pension_rate", "pension_opt_in_share", "roo_gbp", "roc_gbp"}
SHARES = {"pay_share_weekday": "50", "pay_share_evening": "30", "pay_share_weekend": "7"}


@pytest.fixture
def homes(cast):
    exercise = make_exercise(cast.authority, "Care homes 2026", service="care_home")
    return take_part(exercise, cast.elm, "Elm House", "1-100000009")


def section(context, place, sheet, **query):
    return get(context, "submissions:online_section", place.id, slugify(sheet), **query)


def fill(context, place, sheet, **typed):
    return post(context, "submissions:online_section", place.id, slugify(sheet), **{"on-number": "0", **typed})


def autosave(context, place, sheet, **typed):
    return post(context, "submissions:online_save", place.id, slugify(sheet), **{"on-number": "0", **typed})


@pytest.mark.parametrize("service", list(CURRENT))
def test_every_question_of_the_form_has_a_field_with_its_label_and_unit(cast, homes, service):
    place = cast.at_elm if service == "homecare" else homes
    form, conditions = CURRENT[service], CALLED_FOR[service]
    for sheet in dict.fromkeys(form.by_key[key].sheet for key in conditions):
        save(cast.ada, place, sheet, {key: text for key, text in conditions.items() if form.by_key[key].sheet == sheet})
    for page in form.pages:
        answer = section(cast.ada, place, page.title)
        shown, body = text_of(answer), answer.content.decode()
        for question in page.questions:
            if question.key in NOT_CALLED_FOR:
                continue
            assert question.label in shown
            assert f'name="{question.key}"' in body
            sign = "%" if question.type == "percent" else question.unit.removeprefix("£").strip()
            assert sign.lower() in shown.lower(), question.key


def test_the_list_says_how_far_each_page_is_and_who_saved_it(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm, basic_pay_rate="", share_nhs="50"))
    shown = text_of(get(cast.tom, "submissions:online", cast.at_elm.id))
    assert "Something to put right" in shown
    assert "11 of 12 answered" in shown
    assert "Last saved by Ada Elm" in shown
    assert "Not started" in text_of(get(cast.tom, "submissions:online", cast.at_elm_too.id))


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(cast):
    answer = fill(cast.ada, cast.at_elm, PAY, basic_pay_rate="about twelve")
    shown = text_of(answer)
    assert "There is a problem" in shown
    assert "we read “about twelve”" in shown
    assert 'value="about twelve"' in answer.content.decode()
    assert 'href="#id_basic_pay_rate"' in answer.content.decode()


def test_what_is_blank_stops_nobody(cast):
    answer = fill(cast.ada, cast.at_elm, PAY, basic_pay_rate="13.10")
    assert "Time away from clients" in text_of(answer)
    answer = fill(cast.ada, cast.at_elm, PAY, **{"on-number": "1", "on-later": "1", "careworkers": "30"})
    assert "You and your colleagues can go on with it" in text_of(answer)


def test_shares_are_added_up_as_they_come(cast):
    assert "5 shares add up to 87 % so far" in text_of(autosave(cast.ada, cast.at_elm, PAY, **SHARES))
    assert "5 shares add up to 87 % so far" in text_of(section(cast.tom, cast.at_elm, PAY))
    whole = autosave(cast.tom, cast.at_elm, PAY, **{"on-number": "1"}, pay_share_senior="13")
    assert "5 shares add up to 100 %." in text_of(whole)


def test_five_behind_a_percent_sign_is_five_per_cent_and_a_half_is_half_of_one(cast):
    save(cast.ada, cast.at_elm, PAY, {"pay_share_weekday": "5", "pay_share_evening": "0.5", "pay_share_weekend": "1 %"})
    answers = text_of(get(cast.ada, "submissions:online_answers", cast.at_elm.id))
    assert "5 %" in answers
    assert "0.5 %" in answers
    assert "1 %" in answers


def test_a_page_that_saves_itself_says_so_and_who_was_faster(cast):
    assert "Last saved by Ada Elm" in text_of(autosave(cast.ada, cast.at_elm, PAY, basic_pay_rate="13.1"))
    assert "see both and choose" in text_of(autosave(cast.tom, cast.at_elm, PAY, basic_pay_rate="12.9"))
    answer = section(cast.tom, cast.at_elm, PAY)
    shown = text_of(answer)
    assert "13.1 , changed by Ada Elm on" in shown
    assert "Yours: 12.9 , changed by Tom Elm on" in shown
    data = {"choose-basic_pay_rate": "12.9", "seen-basic_pay_rate": "13.1"}
    answer = post(cast.tom, "submissions:online_choose", cast.at_elm.id, slugify(PAY), **data)
    assert "Two answers" not in text_of(answer)
    assert standing(cast.ada, cast.at_elm).typed["basic_pay_rate"] == "12.9"


def test_who_saves_a_page_with_two_answers_is_asked_to_choose_before_going_on(cast):
    """Also where the page has saved itself before, so that this save has nothing new."""
    autosave(cast.ada, cast.at_elm, PAY, basic_pay_rate="13.1")
    page = {"on-page": "toms-page", "basic_pay_rate": "12.9"}
    autosave(cast.tom, cast.at_elm, PAY, **page)
    assert "Two answers" in text_of(fill(cast.tom, cast.at_elm, PAY, **page))


def test_an_answer_that_nobody_offered_cannot_be_chosen(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1"})
    save(cast.tom, cast.at_elm, PAY, {"basic_pay_rate": "12.9"})
    data = {"choose-basic_pay_rate": "99", "seen-basic_pay_rate": "13.1"}
    answer = post(cast.tom, "submissions:online_choose", cast.at_elm.id, slugify(PAY), **data)
    assert "Two answers" in text_of(answer)


def test_finishing_leads_to_what_was_found_and_on_to_the_declaration(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
    shown = text_of(get(cast.ada, "submissions:online_answers", cast.at_elm.id))
    assert "Nothing has to be put right" in shown
    done = post(cast.ada, "submissions:online_answers", cast.at_elm.id)
    assert "What we found" in text_of(done)
    again = post(cast.tom, "submissions:online_answers", cast.at_elm.id)
    assert Version.objects.count() == 1
    assert "What we found" in text_of(again)
    assert "It comes to" in text_of(get(cast.ada, "submissions:declaration", Return.objects.get().id))


def test_findings_link_to_their_fields(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "x"})
    body = get(cast.ada, "submissions:online_answers", cast.at_elm.id).content.decode()
    assert f"{reverse('submissions:online_section', args=[cast.at_elm.id, slugify(PAY)])}?checked=1#id_basic_" in body


def test_the_answers_come_as_a_filled_workbook(cast):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1", "pay_share_weekday": "50", "careworkers": "about 9"})
    book = load_workbook(BytesIO(get(cast.ada, "submissions:online_workbook", cast.at_elm.id).content))
    found = {}
    for key in ("location_id", "basic_pay_rate", "pay_share_weekday", "careworkers", "pay_rate_senior"):
        sheet, cell = next(iter(book.defined_names[key].destinations))
        found[key] = book[sheet][cell].value
    assert list(found.values()) == ["1-100000001", 13.1, 0.5, "about 9", None]


def test_what_a_workbook_would_change_is_shown_before_it_does(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
    receipt = send_in(cast.tom, cast.at_elm, workbook_for(cast.at_elm, basic_pay_rate="13.5"))
    with as_worker():
        process_upload.process(receipt.upload_id)
    progress = get(cast.tom, "submissions:upload_progress", receipt.upload_id)
    assert reverse("submissions:online_offer", args=[cast.at_elm.id]) in progress.content.decode()
    shown = text_of(get(cast.tom, "submissions:online_offer", cast.at_elm.id))
    assert "would change 1 of the answers and notes that stand online" in shown
    assert "£13.10 per hour £13.50 per hour" in shown
    data = {"version": "1", "seen": standing(cast.tom, cast.at_elm).seen, "take": "1"}
    assert "are now your online answers" in text_of(post(cast.tom, "submissions:online_offer", cast.at_elm.id, **data))
    assert standing(cast.ada, cast.at_elm).typed["basic_pay_rate"] == "13.5"


def test_a_submitted_return_keeps_its_answers_and_says_why(cast):
    submitted(cast.ada, cast.at_elm)
    count = DraftSection.objects.count()
    answer = fill(cast.ada, cast.at_elm, PAY, basic_pay_rate="99")
    assert "Take it back first" in text_of(answer)
    assert 'value="99"' in answer.content.decode()
    assert DraftSection.objects.count() == count


PAGES = ("online", "online_answers", "online_workbook", "online_offer")


@pytest.mark.parametrize("name", mostly_by_night("bea", "dev", "fay", "carol", "ned", "gus", "alex", "una"))
def test_nobody_else_gets_any_of_the_pages(cast, name):
    save(cast.ada, cast.at_elm, PAY, {"basic_pay_rate": "13.1"})
    client = client_of(outsider(cast, name))
    for page in PAGES:
        assert client.get(reverse(f"submissions:{page}", args=[cast.at_elm.id])).status_code == 404
    for page in ("online_section", "online_save", "online_choose"):
        url = reverse(f"submissions:{page}", args=[cast.at_elm.id, slugify(PAY)])
        assert client.post(url, {"basic_pay_rate": "1"}).status_code == 404
    assert DraftSection.objects.count() == 1


def test_each_answer_takes_a_note_that_the_independent_team_reads(cast):
    fill(cast.ada, cast.at_elm, PAY, **{"basic_pay_rate": "13.1", "note-basic_pay_rate": "Agreed in May"})
    assert 'value="Agreed in May"' in section(cast.tom, cast.at_elm, PAY).content.decode()
    assert "Note: Agreed in May" in text_of(get(cast.tom, "submissions:online_answers", cast.at_elm.id))
    post(cast.ada, "submissions:online_answers", cast.at_elm.id)
    assert "note: Agreed in May" in text_of(get(cast.dev, "submissions:return_detail", Return.objects.get().id))


def test_a_day_or_a_share_in_the_words_of_the_page_is_not_read_back(cast):
    type_in(cast.ada, cast.at_elm, typed_of("homecare_3", cast.at_elm))
    sheet = CURRENT["homecare"].sheets[0]
    assert "you wrote" not in text_of(section(cast.tom, cast.at_elm, sheet, checked="1"))
    number = str(standing(cast.tom, cast.at_elm).number(sheet))
    fill(cast.tom, cast.at_elm, sheet, **{"on-number": number, "period_start": "1/4/25", "share_nhs": "80"})
    assert "you wrote “1/4/25”" in text_of(section(cast.tom, cast.at_elm, sheet, checked="1"))
