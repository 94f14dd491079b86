"""A company divides its shared costs among its branches: previewed, put in as saves, and taken out again."""

import inspect
import re

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, post, send, text_of
from costing.forms import CURRENT
from submissions import queries
from submissions.allocation.actions import allocated_costs, allocations
from submissions.allocation.domain import shared_costs
from submissions.allocation.views import allocation_tables
from submissions.allocation.views import allocations as views
from submissions.models import Allocation, DraftSection, Return
from submissions.tests.cast import OUTSIDERS, behind_the_wall, make_exercise, on_page, outsider, submitted, take_part
from submissions.tests.online import save, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
SHEET, HOURS = "Running costs", "Visits and care hours"


def begin(by, cast) -> Allocation:
    send(by, "submissions:division_list", cast.exercise.id)
    return Allocation.objects.latest("begun_at")


def hidden(response) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def previewed(by, cast, **changed) -> tuple[Allocation, str, dict[str, str]]:
    """IT and insurance by contact hours: 812.5 and 1,000 of 2,708.3, the rest elsewhere."""
    division = begin(by, cast)
    costs = {"it_cost": "£40,000", "insurance_cost": "9,000.01", "key": "hours"}
    send(by, "submissions:division_costs", division.id, **costs | changed)
    figures = {f"at-{cast.at_elm.id}": "812.5", f"at-{cast.at_elm_too.id}": "1000", "at-elsewhere": "895.8"}
    answer = post(by, "submissions:division_figures", division.id, **figures)
    return division, text_of(answer), hidden(answer)


def put_in(by, cast) -> Allocation:
    division, _, sent = previewed(by, cast)
    send(by, "submissions:division_preview", division.id, **sent)
    division.refresh_from_db()
    return division


def typed(cast, place) -> dict[str, str]:
    return dict(standing(cast.ada, place).typed)


def test_its_parts_are_shown_to_the_penny_before_anything_is_changed(cast):
    save(cast.tom, cast.at_elm, SHEET, {"it_cost": "500", "insurance_cost": "70"})
    division, shown, _ = previewed(cast.ada, cast)
    assert "IT (hardware, software, CRM, ECM) £12,000.15 £14,769.41 £13,230.44 £40,000.00" in shown
    assert "Contact hours 812.5 1,000 895.8 2,708.3" in shown
    assert "Elm Home Care IT (hardware, software, CRM, ECM) £500.00 in the cost year £12,000.15 in" in shown
    assert "“£12,000.15 of £40,000.00 by contact hours: 812.5 of 2,708.3”" in shown
    assert typed(cast, cast.at_elm)["it_cost"] == "500"
    assert division.saved_at is None


def test_they_are_put_in_as_a_save_of_that_person_with_a_note_on_each_line(cast):
    save(cast.tom, cast.at_elm, SHEET, {"it_cost": "500", "note-it_cost": "Laptops"})
    put_in(cast.ada, cast)
    now = typed(cast, cast.at_elm)
    assert now["it_cost"] == "12000.15"
    assert now["note-it_cost"] == "Laptops. £12,000.15 of £40,000.00 by contact hours: 812.5 of 2,708.3"
    assert now["overheads_shared_by"] == "hours"
    assert typed(cast, cast.at_elm_too)["insurance_cost"] == "3323.12"
    newest = DraftSection.objects.filter(draft__submission__participation=cast.at_elm).latest("number")
    assert (newest.number, newest.saved_by_id) == (2, cast.ada.person_id)
    assert AuditEvent.objects.filter(verb="divided shared costs", by_id=cast.ada.person_id).exists()
    answers = text_of(get(cast.tom, "submissions:online_answers", cast.at_elm.id))
    assert "£12,000.15" in answers
    assert "How shared costs were divided" in text_of(get(cast.tom, "submissions:online", cast.at_elm.id))


def test_figures_are_taken_from_the_returns_where_they_say(cast):
    save(cast.tom, cast.at_elm, HOURS, {"contact_hours_period": "42,250"})
    division = begin(cast.ada, cast)
    answer = post(cast.ada, "submissions:division_costs", division.id, it_cost="40000", key="hours")
    assert 'value="42250"' in answer.content.decode()
    assert "Its return does not say yet" in text_of(answer)


def test_a_colleague_s_answer_that_came_meanwhile_stands_and_both_are_asked(cast):
    division, _, sent = previewed(cast.ada, cast)
    save(cast.tom, cast.at_elm, SHEET, {"it_cost": "700", "ppe_cost": "10"})
    answer = post(cast.ada, "submissions:division_preview", division.id, **sent)
    assert "A colleague answered differently meanwhile: choose for “IT" in text_of(answer)
    now = standing(cast.ada, cast.at_elm)
    assert (now.typed["it_cost"], now.typed["ppe_cost"]) == ("700", "10")
    assert {clash.answer for clash in now.clashes} >= {"12000.15"}
    assert now.typed["insurance_cost"] == "2700.04"


def test_a_return_that_was_submitted_takes_its_part_and_is_not_changed(cast):
    submitted(cast.ada, cast.at_elm)
    division, shown, sent = previewed(cast.ada, cast)
    assert "Elm Home Care: This return has been submitted" in shown
    answer = post(cast.ada, "submissions:division_preview", division.id, **sent)
    assert "Not changed. This return has been submitted" in text_of(answer)
    assert typed(cast, cast.at_elm_too)["it_cost"] == "14769.41"


def test_what_was_changed_since_it_was_shown_is_shown_again(cast):
    division, _, sent = previewed(cast.ada, cast)
    send(cast.tom, "submissions:division_costs", division.id, it_cost="1", key="hours")
    answer = post(cast.ada, "submissions:division_preview", division.id, **sent)
    assert "Please look at it again" in text_of(answer)
    assert not Return.objects.exists()


def test_taken_out_again_what_stood_there_before_comes_back_and_what_was_changed_since_stays(cast):
    save(cast.tom, cast.at_elm, SHEET, {"it_cost": "500", "insurance_cost": "70", "note-it_cost": "Laptops"})
    division = put_in(cast.ada, cast)
    save(cast.tom, cast.at_elm, SHEET, {"insurance_cost": "71"}, number=2)
    answer = post(cast.ada, "submissions:division_take_out", division.id)
    now = typed(cast, cast.at_elm)
    assert (now["it_cost"], now["note-it_cost"], now["overheads_shared_by"]) == ("500", "Laptops", "")
    assert now["insurance_cost"] == "71"
    assert typed(cast, cast.at_elm_too)["it_cost"] == ""
    assert "Taken out, but for what was changed since: “Insurance”" in text_of(answer)
    assert "taken out already" in text_of(post(cast.ada, "submissions:division_take_out", division.id))


def leave(place) -> None:
    place.eligibility, place.eligibility_reason = place.Eligibility.NOT_RELEVANT, "Closed"
    place.save()


def test_a_location_that_has_left_since_stays_in_the_picture_and_is_said_not_to_be_taken_out(cast):
    division = put_in(cast.ada, cast)
    before = text_of(get(cast.ada, "submissions:division_detail", division.id))
    leave(cast.at_elm)
    shown = text_of(get(cast.ada, "submissions:division_detail", division.id))
    assert "IT (hardware, software, CRM, ECM) £12,000.15 £14,769.41 £13,230.44 £40,000.00" in shown
    assert shown == before
    shown = text_of(post(cast.ada, "submissions:division_take_out", division.id))
    assert "Elm Home Care 812.5 Not taken out. This location is not asked any more" in shown
    assert "Elm Home Care North 1,000 Taken out" in shown
    assert (typed(cast, cast.at_elm)["it_cost"], typed(cast, cast.at_elm_too)["it_cost"]) == ("12000.15", "")
    leave(cast.at_elm_too)
    assert "£12,000.15" in text_of(get(cast.tom, "submissions:division_detail", division.id))


def test_a_location_that_leaves_before_it_is_put_in_takes_its_part_elsewhere(cast):
    division, _, _ = previewed(cast.ada, cast)
    leave(cast.at_elm)
    shown = text_of(get(cast.ada, "submissions:division_preview", division.id))
    assert "IT (hardware, software, CRM, ECM) £14,769.41 £25,230.59 £40,000.00" in shown
    assert "Contact hours 1,000 1,708.3 2,708.3" in shown


def test_what_cannot_be_an_amount_is_said_at_its_field_and_kept(cast):
    division = begin(cast.ada, cast)
    answer = post(cast.ada, "submissions:division_costs", division.id, it_cost="lots", insurance_cost="90", key="other")
    shown, body = text_of(answer), answer.content.decode()
    assert "There is a problem" in shown
    assert 'value="lots"' in body and 'value="90"' in body
    assert 'href="#id_it_cost"' in body and 'href="#id_measure"' in body
    send(cast.ada, "submissions:division_costs", division.id, insurance_cost="90", key="revenue")
    one = {f"at-{cast.at_elm.id}": "5", f"at-{cast.at_elm_too.id}": "many"}
    answer = post(cast.ada, "submissions:division_figures", division.id, **one)
    assert 'value="many"' in answer.content.decode()
    assert "Elm Home Care North: enter a number" in text_of(answer)


def test_homes_divide_by_beds_with_the_same_pages(cast):
    exercise = make_exercise(cast.authority, "Care homes 2026", service="care_home")
    homes = [take_part(exercise, cast.elm, f"Elm House {n}", f"1-10000000{n}") for n in (8, 9)]
    save(cast.tom, homes[0], "About the home", {"registered_beds": "30"})
    save(cast.tom, homes[1], "About the home", {"registered_beds": "60"})
    with on_page(cast.ada):
        division = allocations.begin(by=cast.ada, exercise_id=exercise.id)
    answer = post(cast.ada, "submissions:division_costs", division.id, support_services_cost="100", key="beds")
    sent = re.findall(r'name="(at-[^"]+)" value="([^"]*)"', answer.content.decode())
    answer = post(cast.ada, "submissions:division_figures", division.id, **dict(sent))
    send(cast.ada, "submissions:division_preview", division.id, **hidden(answer))
    assert typed(cast, homes[0])["support_services_cost"] == "33.33"
    assert typed(cast, homes[1])["support_services_cost"] == "66.67"


def test_is_nobody_elses_business(cast):
    division = put_in(cast.ada, cast)
    for context in (*(outsider(cast, name) for name in OUTSIDERS), cast.dev):
        assert queries.division_for(context, division.id) is None
        with behind_the_wall(context):
            assert not Allocation.objects.exists()
    for context in (cast.bea, cast.dev):
        with on_page(context):
            assert allocated_costs.take_out(by=context, division_id=division.id) is None
    path = reverse("submissions:division_list", args=[cast.exercise.id])
    assert client_of(cast.dev).get(path).status_code == client_of(cast.carol).get(path).status_code == 404


def test_the_pages_know_no_service():
    keys = {question.key for form in CURRENT.values() for question in form.questions if "_" in question.key}
    for module in (allocated_costs, allocations, shared_costs, views, allocation_tables):
        words = set(re.findall(r"\w+", inspect.getsource(module)))
        assert not words & (keys | set(CURRENT))


class TestYourLocations:
    def listed(self, context, **query) -> str:
        return text_of(get(context, "submissions:own_location_list", **query))

    def test_are_all_shown_with_who_is_in_charge_who_saved_and_what_is_left(self, cast):
        save(cast.tom, cast.at_elm, SHEET, {"it_cost": "500"})
        send(cast.ada, "submissions:hand_over", cast.at_elm.id, to=str(cast.tom.person_id))
        shown = self.listed(cast.ada)
        assert re.search(r"Elm Home Care In progress \d+ of \d+ sections done online Tom Elm .* by Tom Elm", shown)
        assert "Elm Home Care North Not started Fill it in, online or in a workbook Nobody yet" in shown
        assert "Oak" not in shown

    def test_are_found_by_words_state_and_who_is_in_charge(self, cast):
        send(cast.ada, "submissions:hand_over", cast.at_elm.id, to=str(cast.tom.person_id))
        for query in ({"q": "north"}, {"charge": "nobody"}):
            assert "1 location Locations" in self.listed(cast.ada, **query)
            assert "Elm Home Care North" in self.listed(cast.ada, **query)
        assert "1 location Locations" in self.listed(cast.ada, charge=str(cast.tom.person_id))
        assert "No location fits" in self.listed(cast.ada, state="accepted")

    def test_are_sorted(self, cast):
        send(cast.ada, "submissions:hand_over", cast.at_elm_too.id, to=str(cast.tom.person_id))
        first = [row.location_name for row in queries.own_location_list(cast.ada, order="charge")]
        assert first == ["Elm Home Care North", "Elm Home Care"]
        for order in ("state", "-saved", "closes", "-location", "made up"):
            assert queries.own_location_list(cast.ada, order=order).count() == 2

    def test_are_nobody_elses(self, cast):
        assert "Oak Home Care" in self.listed(cast.bea)
        assert "Elm" not in self.listed(cast.bea).replace("Elm Care Ltd", "Elm")
        for name in ("dev", "carol", "ned", "alex", "una"):
            assert get(getattr(cast, name), "submissions:own_location_list").status_code == 404
