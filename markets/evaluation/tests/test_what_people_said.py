"""Satisfaction and complaints: typed one by one or brought in at once, whole or not at all, and shown beside."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.tests.pages import get, is_kept_out, post, text_of
from markets.evaluation.domain.experience import NOT_TESTED, ExperienceKind, ExperienceRow, experience_says
from markets.evaluation.domain.experience_table import experience_rows, rows_in_file
from markets.evaluation.tests.held_change import planned
from markets.models import ExperienceFigure, MarketEvaluation
from markets.tests.held_visits import council
from spreadsheets.table_files import table_xlsx
from spreadsheets.tables.any_file import UnreadableTable

__all__ = ["council"]
pytestmark = [pytest.mark.usefixtures("no_second_factor")]
ROWS = """Date\tKind\tFigure\tSource
31/03/2025\tsatisfaction\t81.5\tYearly survey
2026-03-31\tSatisfaction\t88\tYearly survey
2025-06-30\tcomplaints\t12\tComplaints log"""


@pytest.mark.django_db
def test_figures_are_typed_and_brought_in(council):
    page = text_of(post(council.carol, "markets:experience_table", table=ROWS.replace("88", "880")))
    assert "Line 3: Satisfaction is a percentage" in page and "Yearly survey" in page
    assert "Choose a file, or put rows in" in text_of(post(council.carol, "markets:experience_table", table=" "))
    assert not ExperienceFigure.objects.exists()
    for words in ("3 kept", "Nothing new"):
        assert words in text_of(post(council.carol, "markets:experience_table", table=ROWS, do="keep"))
    typed = {"kind": "complaints", "day_0": "1", "day_1": "9", "day_2": "2025", "figure": "2.5", "source": "Log"}
    assert "in whole numbers" in text_of(post(council.carol, "markets:experience_list", **typed))
    assert "1 kept" in text_of(post(council.carol, "markets:experience_list", **typed | {"figure": "5"}))
    post(council.carol, "markets:evaluation_new", **planned())
    page = text_of(get(council.dev, "markets:evaluation_detail", MarketEvaluation.objects.get().id))
    assert "81.5 % on average of 1 figure before the change, 88.0 % on average of 1 figure after it" in page
    assert "Complaints: 12 in 1 figure before the change, 5 in 1 figure after it" in page and NOT_TESTED in page
    row = ExperienceFigure.objects.get(figure=5)
    assert is_kept_out(council.dev, post(council.dev, "markets:experience_take_out", row.id))
    assert "is taken out" in text_of(post(council.carol, "markets:experience_take_out", row.id))


HEADS = ("Zone", "Date", "Kind", "Figure", "Source", "Remark")


def workbook(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    return SimpleUploadedFile("said.xlsx", table_xlsx("Said", "For the council", HEADS, rows))


@pytest.mark.django_db
def test_a_file_is_looked_at_before_its_figures_are_kept(council):
    sound = ("Z1", "31/03/2025", "complaints", "7", "Complaints log", "x"), ("", "1/9/2025", "satisfaction", "85%", "S")
    wrong = workbook(*sound, ("Z1", "soon", "complaints", "7", "Log"))
    assert "Row 6: “soon” is no date" in text_of(post(council.carol, "markets:experience_table", file=wrong))
    shown = post(council.carol, "markets:experience_table", file=workbook(*sound))
    page, lines = text_of(shown), shown.context["lines"]
    assert "2 rows, 2 of them new" in page and "31 March 2025" in page and not ExperienceFigure.objects.exists()
    assert "2 kept" in text_of(post(council.carol, "markets:experience_table", table=lines, do="keep"))
    again = text_of(post(council.carol, "markets:experience_table", file=workbook(*sound)))
    assert "2 rows, 0 of them new" in again and "there already" in again
    assert set(ExperienceFigure.objects.values_list("kind", "zone")) == {("complaints", "Z1"), ("satisfaction", "")}
    post(council.carol, "markets:evaluation_new", **planned())
    page = text_of(get(council.dev, "markets:evaluation_detail", MarketEvaluation.objects.get().id))
    assert "Complaints in Z1: 7 in 1 figure before the change, nothing known after it" in page


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"Date,Kind,Figure,Source\n", b"%PDF-1.4"])
def test_a_file_that_is_no_such_table_is_refused_in_words(data):
    with pytest.raises(UnreadableTable):
        rows_in_file(data)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("31/02/2025, complaints, 3, Log", "is no date"),
        ("2025-02-01, praise, 3, Log", "neither satisfaction nor complaints"),
        ("2025-02-01, complaints, many, Log", "is no number"),
        ("2025-02-01, complaints, nan, Log", "is no number"),
        ("2025-02-01, complaints, -1, Log", "whole numbers"),
        ("2025-02-01, complaints, 3,", "where the figure is from"),
        ("2025-02-01, complaints", "2 cells"),
    ],
)
def test_a_line_that_is_no_row_is_named_with_its_number(line, words):
    with pytest.raises(ValueError, match="Line 2: ") as found:
        experience_rows(f"2025-01-01;complaints;1;Log\n{line}")
    assert words in str(found.value)


def test_nothing_known_is_said_and_is_not_nought():
    rows = [ExperienceRow(ExperienceKind.COMPLAINTS, date(2025, 1, 1), Decimal(0), "Log")]
    assert experience_says(ExperienceKind.COMPLAINTS, rows, date(2025, 7, 1)) == (
        "Complaints: 0 in 1 figure before the change, nothing known after it."
    )
