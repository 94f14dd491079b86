"""An exercise sets its own bands by name; what it does not set stays as published, and nothing is guessed."""

from decimal import Decimal

import pytest

from costing.bands import default_bands
from register.domain.exercise_bands import bands_document, bands_from, faults_in


def test_only_what_is_set_differs():
    bands = bands_from({"visit_minutes": {"low": "20", "high": None}}, "homecare")
    assert bands.keys() == {"visit_minutes"}
    assert (bands["visit_minutes"].low, bands["visit_minutes"].high) == (Decimal(20), None)
    assert bands["visit_minutes"].unit == default_bands("homecare")["visit_minutes"].unit


def test_an_exercise_without_bands_has_the_published_ones():
    assert bands_from({}, "homecare") == {}


def test_bands_come_back_as_they_were_stored():
    published = default_bands("homecare")
    assert bands_from(bands_document(published), "homecare") == published


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"visit_minuets": {"low": "1"}}, "visit_minuets is not the name of a band"),
        ({"visit_minutes": {"low": "a lot"}}, "an end of visit_minutes is not a number"),
        ({"visit_minutes": {"low": "NaN"}}, "an end of visit_minutes is not a number"),
        ({"visit_minutes": {"low": 15}}, "an end of visit_minutes is not a number"),
        ({"visit_minutes": {"low": "90", "high": "15"}}, "the low end of visit_minutes is above the high end"),
        ({"visit_minutes": {"lowest": "1"}}, "visit_minutes needs a low and a high end, or one of them"),
        ({"visit_minutes": "15-90"}, "visit_minutes needs a low and a high end, or one of them"),
    ],
)
def test_a_fault_is_said_in_words_and_never_guessed_around(document, fault):
    assert faults_in(document, "homecare") == [fault]
    with pytest.raises(ValueError, match="visit_minu"):
        bands_from(document, "homecare")
