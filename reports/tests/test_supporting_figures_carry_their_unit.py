"""Supporting information: money carries its sign at each figure, another unit stands once, beside the label."""

from decimal import Decimal

import pytest

from costing import figure_words
from reports.domain.calculation_page import ExactRow, SupportingRow
from reports.domain.supporting_information import SupportingRowName


@pytest.mark.parametrize(
    ("unit", "figure", "words"),
    [
        ("£ per hour", Decimal("1234.5"), "£1,234.50"),
        ("hours a week", Decimal("812.5"), "812.5"),
    ],
)
def test_figure_shows_money_with_its_sign(unit: str, figure: Decimal, words: str):
    row = SupportingRow(SupportingRowName("Pay", unit), ExactRow("", "line", 9, figure, figure, figure))
    assert figure_words.with_unit(figure, row.figure_unit) == words
