"""`benchmark_round FOLDER --seed N`: one document of a round, or sentences about what cannot be used."""

import csv
import shutil
from pathlib import Path

import pytest

from accounts.tests.commands import Outcome, run

FILES = Path(__file__).parent / "files"


def of(folder: Path, *how: object) -> Outcome:
    return run("benchmark_round", folder, "--seed", 20250407, "--json", *how)


@pytest.fixture(scope="module")
def demo() -> Outcome:
    return of(FILES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a round of nine councils, quick as nothing is drawn."""
    for name in ("authorities", "prices", "providers"):
        with (FILES / f"demo_{name}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, columns = list(reader), reader.fieldnames or []
        chosen = sorted({row["la"] for row in rows})[:9]
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(row for row in rows if row["la"] in chosen)
    return tmp_path


def test_a_council_by_hand(demo: Outcome):
    ashgrove = demo.document["authorities"]["Ashgrove"]
    assert ashgrove["price"].startswith("25.1205") and ashgrove["good_share"].startswith("0.8809")
    assert ashgrove["good_count"].startswith("0.7777") and ashgrove["coverage"].startswith("0.8941")


@pytest.mark.parametrize(
    ("group", "median"),
    [
        ("all", "22.90"),
        ("framework", "23.00"),
        ("dps", "21.80"),
        ("lead_or_patch", "24.40"),
        ("llw", "23.90"),
        ("nlw", None),
        ("none", None),
        ("inner", "23.70"),
        ("outer", "21.30"),
        ("ncl", "22.40"),
        ("nel", "23.80"),
        ("nwl", "22.40"),
        ("sel", None),
    ],
)
def test_what_is_paid_by_group_goes_through_the_gate(demo: Outcome, group: str, median: str | None):
    found = demo.document["distributions"]["price"][group]
    assert found["median"] == (median and f"{median}0000")
    assert found["status"] == ("shown" if median else "hidden")
    assert (found["n"] is None) == (median is None)


def test_good_shares_leave_in_per_cent(demo: Outcome):
    whole = demo.document["distributions"]["good_share"]["all"]
    assert (whole["lower_quartile"], whole["median"], whole["upper_quartile"]) == (
        "77.000000",
        "82.000000",
        "91.500000",
    )


def test_every_part_is_there(demo: Outcome):
    assert set(demo.document["hypotheses"]) == {f"H{number}" for number in range(1, 9)}
    assert set(demo.document["trap"]) == {"between", "pooled", "inside"}


def test_nine_councils_are_too_few(folder: Path):
    found = of(folder).document["hypotheses"]
    assert found["H1"]["tau_b"] is None and found["H7"]["h"] is None
    assert {one["sentence"] for one in found.values()} == {"too few councils"}


def test_the_team_has_exact_figures(folder: Path):
    exact = of(folder, "--team").document["distributions"]["price"]["all"]
    assert exact["n"] == 9 and not exact["median"].endswith("00000")


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("prices", ",visit,", ",week,,", "“price” is missing"),
        ("prices", ",visit,", ",goat,", "“priced_by” is “goat”"),
        ("providers", "1-1", "1e400,1-1", "expected is a number of at least 0"),
        ("authorities", "Ashgrove,", "Elsewhere,", "no row in authorities.csv"),
        ("authorities", "Barrow,", "ASHGROVE,", "“Ashgrove” stands in authorities.csv more than once"),
        ("authorities", ",0.08,", ",8,", "“share_under_30” is “8”; expected is a number of 0 to 1."),
        ("prices", ",15,visit,", ",0.001,visit,", "expected is a number of 5 to 720."),
        ("prices", "visit,6.86", "visit,6000", "expected is a number of 0 to 5,000."),
    ],
)
def test_a_cell_that_cannot_be_used(folder: Path, file: str, before: str, after: str, said: str):
    path = folder / f"{file}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    found = of(folder)
    assert found.status == 1 and said in found.err


def test_a_word_that_is_no_choice_is_read_as_not_given_and_said(folder: Path):
    for name, before, after in (("providers", ",Good", ",excellent"), ("authorities", ",llw,", ",yes,")):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    found = of(folder)
    assert found.status == 0 and "“rating” is “excellent”, which is read as not rated" in found.err
    assert "“pay_floor” is “yes”, which is read as not given" in found.err


def test_no_file_no_round(folder: Path, tmp_path: Path):
    assert of(tmp_path / "none").status == 2
    (folder / "prices.csv").write_bytes(b"\xff\xfe\x00")
    assert of(folder).status == 2
    shutil.copy(FILES / "demo_providers.csv", folder / "prices.csv")
    assert "has no column package" in of(folder).err


def test_no_council_at_all(folder: Path):
    for file in folder.iterdir():
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert of(folder).status == 1
