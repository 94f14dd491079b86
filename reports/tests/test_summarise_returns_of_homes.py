"""A market of fifteen homes from a folder: exact for the team, and for the public nobody's own figure."""

from decimal import Decimal
from pathlib import Path

import pytest

from accounts.tests.commands import run
from costing.forms.care_home import CARE_HOME
from costing.synthetic import invented_market
from costing.synthetic.special_homes import invented_owners
from costing.tests.plain_care_home import CATEGORIES, plain_care_home
from costing.workbook import write_workbook
from reports.tests.plain_quantile import plain_quantile

pytestmark = pytest.mark.nightly
HOMES = 15
STATISTICS = {"lower_quartile": Decimal("0.25"), "median": Decimal("0.5"), "upper_quartile": Decimal("0.75")}
DIFFERING = ["staffing_costs", "nursing_staff", "care_staff", "return_on_operations", "total"]


@pytest.fixture(scope="module")
def answers():
    return invented_market("care_home", HOMES, seed=3)


@pytest.fixture(scope="module")
def twin(answers):
    return [plain_care_home(one) for one in answers]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, answers):
    folder = tmp_path_factory.mktemp("homes")
    for one in answers:
        path = folder / f"{one['location_id']}.xlsx"
        path.write_bytes(write_workbook(CARE_HOME, prefilled=one))
    return folder


@pytest.fixture(scope="module")
def owners(tmp_path_factory, answers) -> Path:
    path = tmp_path_factory.mktemp("owners") / "owners.csv"
    beds = {one["location_id"]: one["registered_beds"] for one in answers}
    rows = [f"{location},{owner},{beds[location]}" for location, owner in invented_owners(answers).items()]
    path.write_text("\n".join(["location_id,owner,weight", *rows]))
    return path


@pytest.fixture(scope="module")
def team(folder):
    return run("summarise_returns", folder, "--service", "care_home", "--json").document


@pytest.fixture(scope="module")
def public(folder, owners):
    arguments = (folder, "--service", "care_home", "--audience", "public", "--owners", owners, "--json")
    outcome = run("summarise_returns", *arguments)
    assert outcome.status == 0, outcome.err
    return outcome.document


def test_the_team_s_table_equals_a_plain_twin_in_every_category(team, twin):
    assert (team["returns"], team["left_out"]) == (HOMES, [])
    assert list(team["table"]) == list(CATEGORIES)
    for category, cells in team["table"].items():
        assert list(cells) == [line.key for line in CARE_HOME.lines]
        for line, cell in cells.items():
            values = [columns[category][line] for columns in twin if category in columns]
            assert cell["n"] == len(values)
            for statistic, p in STATISTICS.items():
                assert abs(Decimal(cell[statistic]) - plain_quantile(values, p)) <= Decimal("0.0000005")


def test_a_home_without_residents_of_a_category_is_not_in_its_figures(team):
    n = {category: cells["total"]["n"] for category, cells in team["table"].items()}
    assert n == {"residential": 15, "residential_enhanced": 15, "nursing": 10, "nursing_enhanced": 10}


def test_in_public_what_is_the_same_in_every_category_stands_once(public):
    assert list(public["table"]) == [*CATEGORIES, "all"]
    shared = [line.key for line in CARE_HOME.lines if line.key not in DIFFERING]
    assert list(public["table"]["all"]) == shared
    assert all(list(public["table"][category]) == DIFFERING for category in CATEGORIES)
    assert public["table"]["all"]["food"]["status"] == "shown"
    assert public["table"]["all"]["food"]["n"] == HOMES


def test_the_public_table_prints_nobody_s_own_figure(public, twin):
    for column, cells in public["table"].items():
        categories = CATEGORIES if column == "all" else (column,)
        for line, cell in cells.items():
            own = {columns[c][line].quantize(Decimal("0.01")) for columns in twin for c in categories if c in columns}
            printed = [Decimal(cell[name]) for name in STATISTICS if cell[name] is not None]
            assert not {figure for figure in printed if figure >= 4} & own
            assert (cell["status"] == "hidden") == (cell["median"] is None)


def test_every_category_has_its_total_and_nursing_nobody_has_is_hidden(public):
    assert {public["table"][category]["total"]["status"] for category in CATEGORIES} == {"shown"}
    assert public["table"]["residential"]["nursing_staff"]["status"] == "hidden"
    assert public["table"]["nursing"]["nursing_staff"]["status"] == "shown"


def test_a_column_that_lacks_one_home_alone_is_hidden_for_its_figure_could_be_subtracted(folder, owners, tmp_path):
    """Without four of the five homes that have no nursing, the nursing columns stand one owner apart from the rest."""
    without_nursing = {1, 4, 10, 12}
    for position, path in enumerate(sorted(folder.iterdir())):
        if position not in without_nursing:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    arguments = (tmp_path, "--service", "care_home", "--audience", "public", "--owners", owners, "--json")
    table = run("summarise_returns", *arguments).document["table"]
    assert {category: table[category]["total"]["status"] for category in CATEGORIES} == {
        "residential": "shown",
        "residential_enhanced": "shown",
        "nursing": "hidden",
        "nursing_enhanced": "hidden",
    }


def test_one_owner_of_fourteen_homes_hides_everything(folder, answers, tmp_path):
    owners = tmp_path / "owners.csv"
    rows = [f"{one['location_id']},{'Group' if i else 'Other'},40" for i, one in enumerate(answers)]
    owners.write_text("\n".join(["location_id,owner,weight", *rows]))
    outcome = run(
        "summarise_returns", folder, "--service", "care_home", "--audience", "public", "--owners", owners, "--json"
    )
    assert outcome.status == 1
    assert {cell["status"] for cells in outcome.document["table"].values() for cell in cells.values()} == {"hidden"}


def test_the_statutory_table_is_exact_and_has_every_line_in_every_category(folder, team):
    arguments = (folder, "--service", "care_home", "--audience", "statutory", "--json")
    document = run("summarise_returns", *arguments).document
    for category in CATEGORIES:
        medians = {line: cell["median"] for line, cell in document["table"][category].items()}
        assert medians == {line: cell["median"] for line, cell in team["table"][category].items()}
    equal = {(cell["column"], cell["line"], cell["statistic"]) for cell in document["equal_to_one_return"]}
    assert ("residential", "total", "median") in equal


def test_in_words_each_column_is_named_and_so_is_what_stands_once(folder, owners):
    out = run("summarise_returns", folder, "--service", "care_home", "--audience", "public", "--owners", owners).out
    assert "With nursing, enhanced needs" in out and "The same in every category" in out


def test_home_care_in_the_folder_is_left_out_and_said(folder, tmp_path):
    home = next(iter(folder.iterdir()))
    (tmp_path / home.name).write_bytes(home.read_bytes())
    outcome = run("summarise_returns", tmp_path, "--service", "homecare", "--json")
    [left_out] = outcome.document["left_out"]
    assert (left_out["file"], outcome.status) == (home.name, 1)
    assert "care_home" in left_out["reason"]
