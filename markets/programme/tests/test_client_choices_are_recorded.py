"""What clients chose is recorded by reference: it is kept nowhere, and one that is not in the list is said."""

import pytest
from django.db import connection

from accounts.models import AuditEvent
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import is_kept_out, post, text_of
from markets.models import MarketProgramme, ProgrammeChoice
from markets.programme.tests.made_programme import a_programme, packages, with_the_switch
from markets.tests.council import Council, make_council

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def council() -> Council:
    made = make_council()
    made.carol = with_the_switch(made.carol)
    a_programme(made.carol)
    packages(made.carol, (4, "Oak", "East"))
    return made


def record(council: Council, references: str, choice: str = "keep", year: int = 2026) -> str:
    row = MarketProgramme.objects.get()
    given = {"references": references, "choice": choice, "chosen_on_0": 1, "chosen_on_1": 2, "chosen_on_2": year}
    answer = post(council.carol, "markets:programme_choices", row.id, **given)
    return text_of(answer) + answer.content.decode().split("<textarea")[-1].split("</textarea>")[0]


def test_a_later_choice_takes_the_place_of_an_earlier_one_and_can_be_taken_back(council):
    assert "3 choices are recorded." in record(council, " c1\nC2\n\nC3")
    assert "1 choice is recorded." in record(council, "C2", "direct")
    assert sorted(ProgrammeChoice.objects.values_list("choice", flat=True)) == ["direct", "keep", "keep"]
    record(council, "C1\nC2", "none")
    assert ProgrammeChoice.objects.get().choice == "keep"
    assert AuditEvent.objects.filter(verb="programme.choices_recorded").count() == 3


def test_a_reference_that_is_not_in_the_list_is_said_and_nothing_is_lost(council):
    page = record(council, "C1\nAnn Example 12\nC4")
    assert "1 of these is in no package on the books, and stand" in page and "2 choices are recorded" in page
    assert page.strip().endswith("Ann Example 12") and ProgrammeChoice.objects.count() == 2


def test_what_was_typed_is_stored_nowhere(council):
    record(council, "C1\nAnn Example 12")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', ["%Ann Example%"])
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize(
    ("references", "choice", "year"), first_by_day([("C1", "keep", 2199), ("", "keep", 2026), ("C1", "else", 2026)])
)
def test_what_is_no_choice_is_refused_in_words(council, references, choice, year):
    assert "There is a problem" in record(council, references, choice, year)
    assert not ProgrammeChoice.objects.exists()


def test_they_are_recorded_with_the_switch_alone(council):
    row = MarketProgramme.objects.get()
    for who in (council.dev, council.cora, council.ada):
        assert is_kept_out(who, post(who, "markets:programme_choices", row.id))
