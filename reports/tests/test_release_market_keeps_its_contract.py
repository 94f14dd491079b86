"""`release_market`, and `summarise_returns` for the public over folders: one ledger in memory, a list of releases."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from accounts.tests.commands import Outcome, run
from costing import sandbox
from costing.forms import CURRENT
from costing.workbook import write_workbook
from reports.tests.accepted_returns import market_answers

FORM = CURRENT["homecare"]
ANSWERS = market_answers()[:14]
CELL = ["n", "lower_quartile", "median", "upper_quartile", "status", "indicative", "carried_from", "coverage"]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("workbooks")
    paths = [folder / f"{one['location_id']}.xlsx" for one in ANSWERS]
    for path, answers in zip(paths, ANSWERS, strict=True):
        path.write_bytes(write_workbook(FORM, prefilled=answers))
    return paths


def series(folder: Path, *releases: Sequence[Path]) -> Path:
    for number, files in enumerate(releases, 1):
        (folder / str(number)).mkdir()
        for file in files:
            os.link(file, folder / str(number) / file.name)
    return folder


def lists(folder: Path, zones: Sequence[str] = ("North", "South")) -> list[object]:
    owners = [f"{one['location_id']},owner {i},100" for i, one in enumerate(ANSWERS)]
    groups = [f"{one['location_id']},zone,{zones[i % len(zones)]}" for i, one in enumerate(ANSWERS)]
    (folder / "owners.csv").write_text("\n".join(["location_id,owner,weight", *owners, "1-999,elsewhere,1400"]))
    (folder / "breakdown.csv").write_text("\n".join(["location_id,dimension,group", *groups, "1-999,zone,West"]))
    return ["--owners", folder / "owners.csv", "--breakdown", folder / "breakdown.csv"]


def released(folder: Path, *how: object, command: str = "release_market") -> Outcome:
    name, *more = command.split()
    return run(name, folder, "--service", "homecare", *more, *how, "--json")


@pytest.fixture(scope="module")
def three(workbooks: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = series(tmp_path_factory.mktemp("series"), workbooks[:10], workbooks[:12], workbooks)
    return released(folder, *lists(folder))


def test_one_object_a_release_in_the_shape_of_summarise_returns(three: Outcome):
    assert three.status == 0
    assert [one["release"] for one in three.document] == [1, 2, 3]
    for one in three.document:
        assert set(one) >= {"service", "audience", "not_a_release", "returns", "left_out", "table", "totals", "policy"}
        assert list(one["table"]) == ["homecare", "zone=North", "zone=South", "zone=West"]
        for cells in one["table"].values():
            assert list(cells) == [line.key for line in FORM.lines]
            assert all(list(cell) == CELL for cell in cells.values())
        assert list(one["totals"]) == list(one["table"])
        for column, sums in one["totals"].items():
            assert sums["total"]["median_of_returns"] == one["table"][column]["total"]["median"]
    assert list(three.document[0]["visits"]["homecare"]) == ["15", "30", "45", "60"]


def test_a_carried_cell_names_its_release_and_its_number_of_returns(three: Outcome):
    totals = [one["table"]["homecare"]["total"] for one in three.document]
    assert [one["carried_from"] for one in totals] == [None, 1, 1]
    assert [one["n"] for one in totals] == [10, 10, 10]
    assert totals[2]["median"] == totals[0]["median"]


def test_coverage_is_of_what_was_received_and_frozen_with_the_figures(three: Outcome):
    """Ten of fourteen hundred hours and as many elsewhere: 36 %, of 20 and more returns to 5, of fewer to 10."""
    totals = [one["table"]["homecare"]["total"]["coverage"] for one in three.document]
    assert totals == ["0.40", "0.40", "0.40"]
    north = three.document[2]["table"]["zone=North"]["total"]
    assert (north["median"] is None) == (north["coverage"] is None)


def test_a_group_without_returns_looks_like_a_hidden_one(three: Outcome):
    west = three.document[0]["table"]["zone=West"]
    assert {cell["status"] for cell in west.values()} == {"hidden"}
    hidden = dict.fromkeys(CELL) | {"status": "hidden", "indicative": False}
    assert list(west.values()) == [hidden] * len(west)


def test_without_the_cap_more_figures_are_fresh(workbooks: list[Path], tmp_path: Path):
    folder = series(tmp_path, workbooks[:5], workbooks[:10], workbooks[:10], workbooks[:10])
    capped, free = (released(folder, "--cap", cap).document for cap in (1, 0))
    assert [one["table"]["homecare"]["total"]["n"] for one in capped] == [None, None, None, 10]
    assert [one["table"]["homecare"]["total"]["carried_from"] for one in free] == [None, None, 2, 2]
    assert capped[0]["policy"]["sha256"] != free[0]["policy"]["sha256"]


def test_summarise_returns_says_the_same(workbooks: list[Path], tmp_path: Path):
    folder = series(tmp_path, workbooks[:8], workbooks[:9])
    public = released(folder, command="summarise_returns --audience public")
    assert public.document == released(folder).document
    assert run("summarise_returns", folder, "--service", "homecare", "--json").document["returns"] == 0


def test_a_folder_of_workbooks_is_one_release_and_the_same_as_the_public_summary(workbooks: list[Path], tmp_path: Path):
    series(tmp_path, workbooks[:10])
    (one,) = released(tmp_path / "1").document
    public = run(
        "summarise_returns", tmp_path / "1", "--service", "homecare", "--audience", "public", "--json"
    ).document
    cells = one["table"]["homecare"]
    assert public["table"]["homecare"] == {line: without_memory(cell) for line, cell in cells.items()}
    assert (public["totals"], public["policy"]) == (one["totals"], one["policy"])


def without_memory(cell: dict[str, Any]) -> dict[str, Any]:
    return {name: cell[name] for name in CELL[:6]}


def test_a_breakdown_in_the_folder_of_a_release_replaces_the_one_before(workbooks: list[Path], tmp_path: Path):
    folder = series(tmp_path, workbooks, workbooks)
    how = lists(folder)
    rows = [f"{one['location_id']},zone,{'East' if i % 3 else 'North'}" for i, one in enumerate(ANSWERS)]
    (folder / "2" / "breakdown.csv").write_text("\n".join(["location_id,dimension,group", *rows]))
    first, second = released(folder, *how).document
    assert list(first["table"])[1:] == ["zone=North", "zone=South", "zone=West"]
    assert list(second["table"])[1:] == ["zone=East", "zone=North"]


def test_exercises_are_told_apart_and_the_later_is_held_beside_the_earlier(workbooks: list[Path], tmp_path: Path):
    """The same eleven in two years of one price date: what is equal is carried, a twelfth would tell of itself."""
    for name in ("2026", "2027"):
        (tmp_path / name).mkdir()
        series(tmp_path / name, workbooks[: 11 if name == "2026" else 12])
    how = lists(tmp_path)
    earlier, later = released(tmp_path, *how, "--cap", 0).document
    assert [(one["exercise"], one["release"], one["returns"]) for one in (earlier, later)] == [
        ("2026", 1, 11),
        ("2027", 1, 12),
    ]
    assert earlier["table"]["homecare"]["total"]["n"] == 11
    assert {cell["status"] for cell in later["table"]["homecare"].values()} == {"hidden"}
    (tmp_path / "2027" / "1" / workbooks[11].name).unlink()
    earlier, later = released(tmp_path, *how, command="summarise_returns --audience public").document
    both = [one["table"]["homecare"]["total"] for one in (earlier, later)]
    assert both[1] == both[0] | {"carried_from": 1, "carried_from_exercise": "2026"}
    assert both[0]["coverage"] == "0.40"


def test_each_workbook_is_read_once(workbooks: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    read: list[object] = []
    whole = sandbox.read_file
    monkeypatch.setattr(sandbox, "read_file", lambda path: read.append(path) or whole(path))
    assert len(released(series(tmp_path, *([workbooks[:5]] * 6))).document) == 6
    assert len(read) == 5


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "This file is empty"),
        ("location_id,dimension,group\n", "has no rows"),
        ("location_id,zone\n1-1,North\n", "lacks the column dimension"),
        ("location_id,dimension,group\n1-1,zone,\n", "Line 2 of the breakdown has no group"),
        ("location_id,dimension,group\n1-1,zone,N\n1-1,zone,S\n", "Line 3 of the breakdown gives 1-1 a second zone"),
        ("location_id,dimension,group\n1-1,zo=ne,N\n", "equals sign"),
        (f"location_id,dimension,group\n1-1,zone,{'N' * 10_000}\n", "more than 100 characters"),
        ("location_id,dimension,group\n1-1,zone,N\0rth\n", "cannot be read"),
    ],
)
def test_a_wrong_breakdown_is_told_of_in_a_sentence(tmp_path: Path, text: str, says: str):
    (tmp_path / "1").mkdir()
    (tmp_path / "groups.csv").write_text(text)
    outcome = released(tmp_path, "--breakdown", tmp_path / "groups.csv")
    assert outcome.status == 2
    assert says in outcome.err


@pytest.mark.parametrize(
    ("folders", "how", "says"),
    [
        ([], (), "no folders of releases"),
        (["1", "01"], (), "Two folders"),
        (["2026/1", "2027"], (), "has 2027 beside folders of exercises"),
        (["1"], ("--cap", "-1"), "--cap is a number of times"),
        (["1"], ("--breakdown", "missing.csv"), "cannot be read"),
        (["1"], ("--owners", "missing.csv"), "cannot be read"),
    ],
)
def test_wrong_usage_is_said_in_words(tmp_path: Path, folders: list[str], how: tuple[str, ...], says: str):
    for name in folders:
        (tmp_path / name).mkdir(parents=True)
    outcome = released(tmp_path, *how)
    assert outcome.status == 2
    assert says in outcome.err


def test_groups_and_caps_are_for_the_public(tmp_path: Path):
    outcome = released(tmp_path, "--cap", "0", command="summarise_returns")
    assert outcome.status == 2
    assert "for the public audience" in outcome.err


def test_a_location_without_owner_refuses_the_series(workbooks: list[Path], tmp_path: Path):
    folder = series(tmp_path, workbooks[:5])
    (tmp_path / "owners.csv").write_text("location_id,owner,weight\n1-1,A,5\n")
    outcome = released(folder, "--owners", tmp_path / "owners.csv")
    assert outcome.status == 2
    assert "The list of owners lacks" in outcome.err


def test_a_series_reads_well_in_a_terminal(workbooks: list[Path], tmp_path: Path):
    folder = series(tmp_path, workbooks[:10])
    outcome = run("release_market", folder, "--service", "homecare", *lists(folder))
    assert "Release 1" in outcome.out
    assert "zone=North" in outcome.out
