"""An exercise is set up inside the table of rates; once returns have begun, what they are costed by stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, get, post, text_of
from costing.bands import Band
from register.actions import exercises
from register.domain.exercise_rules import Proposal, faults_of, price_window
from register.models import Exercise
from submissions.actions.exercise_requirements import terms_of
from submissions.tests.cast import mostly_by_night, refused, send_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FIELDS = {
    "name": "Home care 2027",
    "service": "homecare",
    "weeks": "52",
    "preset": "protected",
    **{f"price_date_{place}": part for place, part in enumerate(("1", "4", "2026"))},
    **{f"opens_on_{place}": part for place, part in enumerate(("1", "5", "2026"))},
    **{f"closes_on_{place}": part for place, part in enumerate(("30", "6", "2026"))},
}


def fill(by, page: str, *arguments: object, **fields: str):
    """The forms of exercises have a field called name."""
    return client_of(by).post(reverse(f"register:{page}", args=arguments), FIELDS | fields, follow=True)


def proposal(**changed) -> Proposal:
    values = {
        "name": "Home care 2027",
        "service": "homecare",
        "price_date": date(2026, 4, 1),
        "opens_on": date(2026, 5, 1),
        "closes_on": date(2026, 6, 30),
        "weeks": 52,
        "preset": "protected",
    }
    return Proposal(**(values | changed))


def test_an_administrator_sets_an_exercise_up(cast):
    page = fill(cast.alex, "exercise_new", authority=str(cast.authority.id))
    assert "Home care 2027 has been created." in text_of(page)
    made = Exercise.objects.get(name="Home care 2027")
    assert (made.price_date, made.opens_on, made.closes_on) == (date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 30))
    assert AuditEvent.objects.get(verb="created an exercise").exercise_id == made.id


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    first_by_day(
        [
            ({"name": ""}, "name", "Enter a name for the exercise"),
            ({"price_date_2": "1999"}, "price_date", "We have statutory rates from"),
            ({"price_date_0": "31", "price_date_1": "2"}, "price_date", "Enter a real date"),
            ({"closes_on_2": "2025"}, "closes_on", "The closing day must be the opening day or later"),
            ({"weeks": "5"}, "weeks", "The weeks of a year must be from 50 to 53"),
            ({"weeks": "many"}, "weeks", "Enter a number of weeks, such as 52"),
            ({"service": "dentist"}, "service", "no longer among these"),
            ({"preset": ""}, "preset", "Say whether the department’s table is made as well"),
            ({"name": "Home care 2026"}, "name", "This authority has an exercise of this name already"),
            ({"authority": ""}, "authority", "Choose the authority whose exercise it is"),
        ],
        3,
    ),
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_made(cast, changed, field, words):
    page = fill(cast.alex, "exercise_new", **{"authority": str(cast.authority.id), **changed})
    assert field in page.context["form"].errors
    assert words in text_of(page)
    assert Exercise.objects.count() == 1


def test_the_ends_of_the_table_of_rates_are_inside_it():
    window = price_window("homecare")
    day = timedelta(days=1)
    for price_date in (window.first, window.last):
        assert faults_of(proposal(price_date=price_date)) == []
    for price_date in (window.first - day, window.last + day):
        (fault,) = faults_of(proposal(price_date=price_date))
        assert fault.field == "price_date"


def test_one_day_is_long_enough():
    assert faults_of(proposal(opens_on=date(2026, 5, 1), closes_on=date(2026, 5, 1))) == []


def test_an_exercise_is_changed_while_nothing_has_begun(cast):
    page = fill(cast.alex, "exercise_edit", cast.exercise.id)
    assert "Home care 2027 has been changed." in text_of(page)
    assert Exercise.objects.get().closes_on == date(2026, 6, 30)


def test_once_a_return_has_begun_the_price_date_and_the_weeks_stay(cast):
    send_in(cast.ada, cast.at_elm)
    assert "Returns have begun" in text_of(get(cast.alex, "register:exercise_edit", cast.exercise.id))
    page = fill(cast.alex, "exercise_edit", cast.exercise.id, price_date_2="2025", weeks="51")
    assert page.context["form"].errors.keys() == {"price_date", "weeks"}
    assert Exercise.objects.get().price_date == cast.exercise.price_date


def test_once_a_return_has_begun_the_name_and_the_dates_may_still_change(cast):
    send_in(cast.ada, cast.at_elm)
    later = timezone.localdate() + timedelta(days=60)
    done = exercises.change(
        by=cast.alex,
        exercise_id=cast.exercise.id,
        proposal=proposal(opens_on=cast.exercise.opens_on, closes_on=later),
    )
    assert isinstance(done, Exercise) and done.closes_on == later


def test_the_service_stays_once_locations_are_drawn_up(cast, monkeypatch):
    monkeypatch.setattr("register.domain.exercise_rules.OPEN_SERVICES", ("homecare", "other"))
    monkeypatch.setattr("register.domain.exercise_rules.price_window", lambda _: price_window("homecare"))
    done = exercises.change(by=cast.alex, exercise_id=cast.exercise.id, proposal=proposal(service="other"))
    assert [(fault.field, fault.words) for fault in done] == [
        ("service", "Locations have been drawn up for the other service")
    ]


@pytest.mark.parametrize("name", mostly_by_night("dev", "fay", "carol", "ned", "ada", "una"))
def test_only_administrators_set_exercises_up(cast, name):
    by = getattr(cast, name)
    done = exercises.create(by=by, authority_id=cast.authority.id, proposal=proposal())
    assert refused(done) == "Only administrators set up exercises."
    changed = exercises.change(by=by, exercise_id=cast.exercise.id, proposal=proposal())
    assert changed is None or refused(changed) == "Only administrators set up exercises."


def test_a_service_without_a_form_has_no_exercise():
    assert [fault.words for fault in faults_of(proposal(service="dentist"))] == [
        "There is no form for this service yet"
    ]


# Bands


def test_bands_are_shown_with_what_is_usual(cast):
    page = text_of(get(cast.dev, "register:exercise_bands", cast.exercise.id))
    assert "Visit minutes 15 minutes to 90 minutes" in page


def test_an_analyst_changes_a_band_and_it_is_kept_by_its_name(cast):
    page = post(cast.dev, "register:exercise_band", cast.exercise.id, "visit_minutes", low="10", high="")
    assert "From 10 minutes Changed" in text_of(page)
    assert Exercise.objects.get().bands == {"visit_minutes": {"low": "10", "high": None}}


@pytest.mark.parametrize("typed", first_by_day(["5%", "0.05", "5 %"]))
def test_a_share_may_be_typed_as_a_percentage(cast, typed):
    post(cast.alex, "register:exercise_band", cast.exercise.id, "pension_share_of_gross", low="", high=typed)
    assert Exercise.objects.get().bands == {"pension_share_of_gross": {"low": None, "high": "0.05"}}


def test_a_band_goes_back_to_what_is_usual(cast):
    exercises.change_band(by=cast.dev, exercise_id=cast.exercise.id, name="visit_minutes", band=Band(None, None))
    post(cast.dev, "register:exercise_band", cast.exercise.id, "visit_minutes", default="yes")
    assert Exercise.objects.get().bands == {}


def test_a_band_that_is_typed_as_it_usually_is_is_not_kept(cast):
    post(cast.dev, "register:exercise_band", cast.exercise.id, "visit_minutes", low="15", high="90")
    assert Exercise.objects.get().bands == {}


def test_one_band_changes_beside_another(cast):
    for name in ("visit_minutes", "holiday_weeks"):
        exercises.change_band(by=cast.dev, exercise_id=cast.exercise.id, name=name, band=Band(None, None))
    assert Exercise.objects.get().bands.keys() == {"visit_minutes", "holiday_weeks"}


@pytest.mark.parametrize(
    ("low", "high", "field", "words"),
    first_by_day(
        [
            ("ten or so", "", "low", "Enter a number of minutes, or leave it blank"),
            ("90", "15", "high", "The highest expected must not be below the lowest"),
            ("", "5%", "high", "Enter a number of minutes, or leave it blank"),
        ]
    ),
)
def test_a_band_that_is_no_range_is_refused_beside_its_field(cast, low, high, field, words):
    page = post(cast.dev, "register:exercise_band", cast.exercise.id, "visit_minutes", low=low, high=high)
    assert page.context["form"].errors == {field: [words]}
    assert Exercise.objects.get().bands == {}


def test_a_band_that_is_not_there_is_not_found(cast):
    assert get(cast.dev, "register:exercise_band", cast.exercise.id, "nonsense").status_code == 404


def test_a_changed_band_is_what_returns_are_checked_against(cast):
    exercises.change_band(by=cast.dev, exercise_id=cast.exercise.id, name="visit_minutes", band=Band(None, None))
    cast.at_elm.exercise.refresh_from_db()
    assert terms_of(cast.at_elm).bands["visit_minutes"] == Band(None, None, "minutes")


def test_strangers_and_others_change_no_band(cast):
    for context in (cast.gus, cast.carol, cast.ada, cast.fay, cast.una):
        response = client_of(context).post(
            f"/exercises/{cast.exercise.id}/bands/visit_minutes/", {"low": "1", "high": "2"}
        )
        assert response.status_code == 404
    assert Exercise.objects.get().bands == {}


class TestTheDepartmentsTable:
    """Whether it is made is fixed when the exercise opens; afterwards it can only be given up, and all asked hear."""

    def change(self, cast, **changed: object):
        now = replace(exercises.proposal_of(Exercise.objects.get(id=cast.exercise.id)), **changed)
        with TestCase.captureOnCommitCallbacks(execute=True):
            return exercises.change(by=cast.alex, exercise_id=cast.exercise.id, proposal=now)

    def test_is_chosen_freely_before_the_exercise_opens(self, cast):
        Exercise.objects.update(opens_on=timezone.localdate() + timedelta(days=1))
        assert isinstance(self.change(cast, preset="statutory"), Exercise)
        assert isinstance(self.change(cast, preset="protected"), Exercise)
        assert not mail.outbox

    def test_is_not_added_once_it_has_opened(self, cast):
        (fault,) = self.change(cast, preset="statutory")
        assert fault.field == "preset" and Exercise.objects.get().preset == "protected"

    def test_is_not_added_by_opening_it_again(self, cast):
        (fault,) = self.change(cast, opens_on=timezone.localdate() + timedelta(days=1))
        assert fault.field == "opens_on"

    def test_is_given_up_with_a_letter_to_all_who_were_asked(self, cast):
        Exercise.objects.update(preset="statutory")
        assert isinstance(self.change(cast, preset="protected"), Exercise)
        assert sorted(letter.to[0] for letter in mail.outbox) == ["ada.elm@example.org", "bea.oak@example.org"]
        assert all("will not be made" in letter.subject for letter in mail.outbox)
        assert AuditEvent.objects.filter(verb="gave up the department’s table").count() == 1
        assert self.change(cast, preset="statutory")[0].field == "preset"
