"""Figures, dates and states in words, as every page shows them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.test import RequestFactory

from costing.findings import Severity
from costofcare.templatetags import portal_tags
from submissions.domain.states import FileState, ReturnState, UploadState


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("22.605"), "£22.61"),
        (Decimal("22.604999"), "£22.60"),
        ("1234.5", "£1,234.50"),
        (0, "£0.00"),
        (Decimal("-3.2"), "−£3.20"),
        (Decimal("0.004"), "£0.004"),
        (None, "n/a"),
        ("", "n/a"),
    ],
)
def test_money_is_rounded_half_up_to_pence(value: object, words: str):
    assert portal_tags.gbp(value) == words


def test_a_share_is_a_percentage_that_no_line_break_parts():
    assert portal_tags.percent(Decimal("0.0525")) == "5.3\u00a0%"
    assert portal_tags.percent(None) == "n/a"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 7, 1, 15, 5, tzinfo=UTC), "1 July 2026 at 4:05pm"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "31 December 2026 at 11:59pm"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026 at 12:30am"),
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), "22 November 2026 at midday"),
        (datetime(2026, 11, 22, 10, 0, tzinfo=UTC), "22 November 2026 at 10am"),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), "23 November 2026 at midnight"),
        (None, "–"),
    ],
)
def test_a_time_is_the_time_in_the_uk(moment: datetime | None, words: str):
    assert portal_tags.uk_time(moment) == words


def test_a_date_is_the_day_in_the_uk():
    assert portal_tags.uk_date(date(2027, 1, 31)) == "31 January 2027"
    assert portal_tags.uk_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"
    assert portal_tags.uk_date(None) == "–"


@pytest.mark.parametrize("state", [*ReturnState, *UploadState, *FileState, *Severity])
def test_every_state_has_words_and_a_colour(state: str):
    assert state in portal_tags.COLOURS and str(state) in portal_tags.LABELS
    assert portal_tags.state_tag(state) == portal_tags.state_tag(str(state))
    assert f"govuk-tag--{portal_tags.COLOURS[state]}" in portal_tags.state_tag(state)


def test_an_unknown_state_is_shown_as_it_is():
    assert portal_tags.state_tag("on_<hold>") == '<strong class="govuk-tag govuk-tag--grey">On &lt;hold&gt;</strong>'


def test_a_withheld_figure_is_never_nothing():
    assert portal_tags.released(Decimal("22.6")) == "£22.60"
    assert portal_tags.released(None) == portal_tags.withheld()
    assert "withheld to protect providers" in portal_tags.withheld()


def test_sorting_by_what_is_sorted_by_default_turns_it_round():
    template = engines["django"].from_string(
        "{% load portal_tags %}{% sort_header 'Location' 'location' default=True %}"
    )
    shown = template.render({}, RequestFactory().get("/?page=3&state=submitted"))
    assert 'aria-sort="ascending"' in shown
    assert "?state=submitted&amp;sort=-location" in shown
