"""Files of a round as other programs save them: they are read as pages read them, or one sentence says why not."""

from fractions import Fraction
from pathlib import Path

import pytest

from benchmarking.analysis.domain.hypotheses import LINKS, findings_of
from benchmarking.rounds.domain.cell_numbers import SHARE, cell_number
from benchmarking.rounds.domain.round_files import COLUMNS, RoundFigures, round_figures
from benchmarking.tests.demo_region import demo_rows
from spreadsheets.csv_rows import UnreadableCsv, csv_rows

Rows = dict[str, list[dict[str, str]]]


def first(councils: int = 3) -> Rows:
    named = [row["la"] for row in demo_rows("authorities")[:councils]]
    return {name: [row for row in demo_rows(name) if row["la"] in named] for name in COLUMNS}


def saved(folder: Path, rows: Rows, *, separator: str = ",", encoding: str = "utf-8", comma: bool = False) -> Path:
    for name, told in rows.items():
        lines = [separator.join(told[0]), *(separator.join(row.values()) for row in told)]
        text = "\r\n".join(["", *lines, separator * 3, ""][1:])
        (folder / f"{name}.csv").write_bytes((text.replace(".", ",") if comma else text).encode(encoding))
    return folder


def of(folder: Path) -> RoundFigures:
    return round_figures(*(csv_rows(folder / f"{name}.csv", COLUMNS[name]) for name in COLUMNS))


@pytest.mark.parametrize(
    "how",
    [
        {"separator": ";", "encoding": "utf-8-sig"},
        {"separator": ";", "encoding": "cp1252", "comma": True},
        {"separator": "\t", "encoding": "utf-16"},
    ],
)
def test_whatever_separates_its_cells_a_round_is_the_same(tmp_path: Path, how: dict):
    rows = first()
    for told in rows.values():
        for row in told:
            row["la"] = row["la"].replace("Barrow", "Naïve")
    found = of(saved(tmp_path, rows, **how))
    assert (found.faults, found.notes) == ([], [])
    plain = [(one.price_exact, one.good_exact, one.hours, one.under_30_exact) for one in of_plain(first()).councils]
    assert [(one.price_exact, one.good_exact, one.hours, one.under_30_exact) for one in found.councils] == plain


def of_plain(rows: Rows) -> RoundFigures:
    return round_figures(*(rows[name] for name in COLUMNS))


def test_a_marker_is_no_figure_and_never_0():
    rows = first()
    rows["authorities"][0]["packages_handed_back"] = "[x]"
    rows["providers"][0]["average_price"] = ":"
    found = of_plain(rows)
    assert found.faults == [] and found.councils[0].handed_back_exact is None
    assert found.notes[-1] == (
        "authorities.csv, row 2: “packages_handed_back” is “[x]”: not available in this file. It is read as not "
        "given, and not as 0."
    )
    rows["prices"][0]["price"] = "*"
    assert of_plain(rows).faults == ["prices.csv, row 2: “price” is missing."]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,063.00", "1063"), ("£21.50", "21.5"), ("21,50", "21.5"), ("11.250,5", "11250.5"), ("nil", "0")],
)
def test_a_number_is_read_as_pages_read_it(text: str, value: str):
    assert cell_number(text).value == Fraction(value)


@pytest.mark.parametrize("text", ["-1", "1e400", "9" * 27, "NaN", "=1+1", "8%", "twenty", "1.2.3"])
def test_what_is_no_number_is_a_fault(text: str):
    assert cell_number(text).is_fault
    assert cell_number("8%", SHARE).value == Fraction(8, 100) and cell_number("130%", SHARE).is_fault


def test_a_council_that_gives_no_pay_floor_says_neither_yes_nor_no():
    rows = first(12)
    for row in rows["authorities"][:4]:
        row["pay_floor"] = "n/a"
    councils = of_plain(rows).councils
    assert [one.pays_llw for one in councils[:4]] == [None] * 4
    asked = findings_of(councils, 1, [one.key for one in LINKS[:3]], times=9, only_sure=True)
    assert {key: one.n for key, one in asked.items()} == {"H1": 12, "H2": 8, "H3": 8}


def test_a_column_that_stands_twice_is_not_guessed(tmp_path: Path):
    (tmp_path / "a.csv").write_text("la, Price ,price\nA,1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableCsv, match="has the column price twice"):
        csv_rows(tmp_path / "a.csv", ("la",))
