"""Words with fields: filled in as text, refused where a field is unknown, and never a template of any language."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from engagement.campaigns.domain.merge_fields import faults_in, partly_filled
from engagement.campaigns.domain.message_text import NamedRecipient, Sender, written
from engagement.campaigns.domain.schedule import (
    Due,
    When,
    is_due,
    is_missed,
)

UK = ZoneInfo("Europe/London")
SENDER = Sender("Testshire", "Home care 2026", date(2026, 10, 1), date(2026, 11, 30), "https://portal.example", "Ned")
ELM = NamedRecipient("Elm <b>Home</b>", "Elm Ltd", date(2026, 11, 30))
NORTH = NamedRecipient("Elm North", "Elm Ltd", date(2026, 12, 14))


def letter(body: str, about: tuple[NamedRecipient, ...] = (ELM,), subject: str = "Hello {{name}}", name: str = "Mia"):
    return written(subject, body, name, about, SENDER, "https://portal.example/no-more/x:y/")


def test_fields_are_filled_in_however_they_are_spaced_or_written():
    said = letter("{{Name}}, {{ location_names }} of {{provider}}: {{ Closing  Date }}", (ELM, NORTH)).text
    assert said.startswith(
        "Mia, Elm <b>Home</b> and Elm North of Elm Ltd: 30 November 2026 (Elm North: 14 December 2026)"
    )


def test_what_a_name_contains_is_text_and_nothing_more():
    made = letter("Dear {{ name }} & {{ location names }}, {{ portal link }}", name="{{ officer name }}<script>")
    assert "{{ officer name }}<script>" in made.text
    assert "<script>" not in made.html and "Elm &lt;b&gt;Home" in made.html and " &amp; " in made.html
    assert '<a href="https://portal.example">' in made.html


def test_a_title_has_what_is_the_same_for_everybody():
    assert partly_filled("{{Exercise}}: {{ name }}, {{x}}", {"exercise": "2026"}) == "2026: {{ name }}, {{x}}"


def test_a_subject_stays_on_one_line():
    assert letter("x", name="Mia\r\nBcc: all@example.org").subject == "Hello Mia Bcc: all@example.org"


@pytest.mark.parametrize("typed", ["{{ costs }}", "{{ name|upper }}", "{{ name.password }}", "{{ settings }}"])
def test_an_unknown_field_is_refused_in_words(typed):
    (fault,) = faults_in(f"Dear {typed}")
    assert fault.startswith("There is no field “") and "closing date" in fault


@pytest.mark.parametrize("typed", ["{{ name", "name }}", "{{ {{ name }} }}"])
def test_so_is_half_a_field(typed):
    assert any("missing" in fault for fault in faults_in(typed))


def test_a_template_tag_of_django_stays_what_was_typed():
    assert faults_in("{% load x %}{# y #}") == []
    assert letter("{% load x %}").text.startswith("{% load x %}")


def test_steps_are_due_on_working_days_relative_to_opening_and_closing():
    opens, closes = date(2026, 10, 1), date(2026, 11, 29)
    assert Due(When.FROM_OPENING, days=7).on(opens, closes) == date(2026, 10, 8)
    # 22 November 2026 is a Sunday
    assert Due(When.BEFORE_CLOSING, days=7).on(opens, closes) == date(2026, 11, 23)
    assert Due(When.AFTER_CLOSING, days=2).on(opens, closes) == date(2026, 12, 1)
    assert Due(When.ON_DAY, day=date(2026, 11, 28)).on(opens, closes) == date(2026, 11, 30)
    assert Due(When.BY_HAND).on(opens, closes) is None


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=UK), True),
        (datetime(2026, 11, 23, 8, 59, tzinfo=UK), False),
        (datetime(2026, 11, 23, 17, 0, tzinfo=UK), False),
        (datetime(2026, 11, 22, 12, 0, tzinfo=UK), False),
        (datetime(2026, 11, 27, 16, 59, tzinfo=UK), True),
        (datetime(2026, 11, 30, 12, 0, tzinfo=UK), False),
    ],
)
def test_they_go_out_in_office_hours_and_not_when_long_overdue(moment, due):
    assert is_due(date(2026, 11, 23), moment) is due
    assert is_missed(date(2026, 11, 23), moment) is (moment.day == 30)


def test_office_hours_are_london_s_in_summer_too():
    assert is_due(date(2026, 7, 1), datetime(2026, 7, 1, 8, 30, tzinfo=ZoneInfo("UTC")))
    assert not is_due(date(2026, 7, 1), datetime(2026, 7, 1, 16, 30, tzinfo=ZoneInfo("UTC")))
