"""What is made of a stored release: files, sentences, pictures; of released cells alone."""

import csv
from decimal import Decimal
from io import StringIO
from random import Random
from typing import Any

import pytest

from costing.forms.homecare import HOMECARE
from reports.domain.cohort import CohortFault
from reports.domain.policy import PROTECTED, STATUTORY
from reports.domain.protected_table import HidingReason
from reports.domain.release_csv import release_csv
from reports.domain.release_page import release_page
from reports.domain.release_words import REASONS, why
from reports.domain.released_table import released_columns
from reports.domain.summary import public_summary, public_table
from reports.tests.invented_returns import random_returns


def document(size: int, seed: int = 1) -> dict[str, Any]:
    table = public_table(HOMECARE, random_returns(Random(seed), size, all_owners_differ=True))
    assert not isinstance(table, CohortFault)
    return public_summary(table)


def page(size: int, headline: str = "median_of_returns"):
    (column,) = release_page(HOMECARE, document(size), headline=headline)
    return column


def test_the_file_says_what_it_is_and_holds_every_line():
    text = release_csv(HOMECARE, document(20), [("Exercise", '=cmd("x")'), ("Release", "1")])
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["Exercise", '\'=cmd("x")']
    assert ["Unit", HOMECARE.cost_unit] in rows
    assert [row[2] for row in rows if len(row) == 8][1:] == [line.key for line in HOMECARE.lines]
    assert {row[2] for row in rows if len(row) == 5} >= {"careworker_costs", "business_costs", "total"}
    assert "\r\n" in text


def test_a_hidden_cell_is_a_sign_in_each_place():
    rows = [row for row in csv.reader(StringIO(release_csv(HOMECARE, document(4), []))) if len(row) == 8][1:]
    assert all(row[3:7] == ["[c]"] * 4 for row in rows)


def test_the_sentence_has_the_total_and_its_quartiles():
    said = page(30).says
    assert said.startswith("About half of the returns cost less than £")
    assert "the middle half lies roughly between £" in said


def test_where_quartiles_are_withheld_it_says_why_in_the_policy_s_words():
    column = page(8)
    assert "middle half" not in column.says
    assert f"at least {PROTECTED.quartiles_min_returns} returns of {PROTECTED.quartiles_min_owners} owners" in " ".join(
        column.notes
    )
    assert column.has_indicative


def test_where_everything_is_withheld_nothing_is_drawn_and_it_says_so():
    column = page(4)
    assert column.says == "The median of the total is withheld to protect providers."
    assert column.pictures == ()
    assert all(amounts == (None, None) for _, amounts in column.totals)


@pytest.mark.parametrize(
    ("headline", "first"), [("median_of_returns", "median of totals"), ("sum_of_medians", "sum of line medians")]
)
def test_the_headline_of_the_exercise_comes_first(headline: str, first: str):
    column = page(20, headline)
    assert column.ways[0] == first
    assert [amounts[0] for _, amounts in column.totals] == [getattr(total, headline) for total, _ in column.totals]


def test_without_reasons_no_row_has_any():
    assert all(row.why == () for row in page(12).rows)


def test_every_reason_has_words_for_the_team():
    assert set(REASONS) == set(HidingReason)
    said = why({"reason": "R1", "quartiles": "R7", "carried_from": "x"}, {"x": 3})
    assert said[0].startswith("R1: ")
    assert said[1].startswith("Quartiles R7: ")
    assert said[2] == "Carried forward from release 3 (R4)"
    assert why({"carried_from": "x", "carried_because": "R13"}, {"x": 3}) == ["Carried forward from release 3 (R13)"]
    assert why({"carried_from": "y", "carried_because": "R13"}, {}) == [
        "Carried forward from what another exercise published"
    ]


def test_a_sum_of_protected_medians_is_no_surer_than_its_parts():
    """The dearest line is rounded to 5p, so its sum is as well; exact figures are added up as they are."""
    protected = document(60, seed=6)
    exact = protected | {"policy": {"version": STATUTORY.version, "sha256": STATUTORY.sha256}}
    for told, summed in ((protected, "21.95"), (exact, "21.96")):
        (column,) = released_columns(HOMECARE, told)
        assert column.totals[-1].sum_of_medians == Decimal(summed)
