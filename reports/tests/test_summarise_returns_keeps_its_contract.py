from decimal import Decimal
from pathlib import Path

import pytest

from accounts.tests.commands import run
from costing.forms import CURRENT
from costing.synthetic import invented_market
from costing.tests.plain_homecare import plain_homecare
from costing.workbook import write_workbook
from reports.tests.plain_quantile import plain_quantile

FORM = CURRENT["homecare"]
LOCATIONS = 24


def save(folder: Path, answers: dict[str, str], name: str | None = None) -> None:
    (folder / (name or f"{answers['location_id']}.xlsx")).write_bytes(write_workbook(FORM, prefilled=answers))


@pytest.fixture(scope="module")
def answers():
    market = invented_market("homecare", LOCATIONS, seed=3)
    market[5]["marketing_cost"] = "n/a"
    return market


@pytest.fixture(scope="module")
def folder(tmp_path_factory, answers):
    folder = tmp_path_factory.mktemp("market")
    for one in answers:
        save(folder, one)
    return folder


@pytest.fixture(scope="module")
def team(folder):
    return run("summarise_returns", folder, "--service", "homecare", "--json").document


def test_the_team_s_table_equals_a_plain_twin(team, answers):
    document = team
    twin = [plain_homecare(one, "0.1505", "9100") for one in answers]
    cells = document["table"]["homecare"]
    assert list(cells) == [line.key for line in FORM.lines]
    for line, cell in cells.items():
        values = [costs[line] for costs in twin if costs[line] is not None]
        assert cell["n"] == len(values)
        for statistic, p in (("lower_quartile", "0.25"), ("median", "0.5"), ("upper_quartile", "0.75")):
            assert abs(Decimal(cell[statistic]) - plain_quantile(values, Decimal(p))) <= Decimal("0.0000005")


def test_both_totals_stand_beside_each_other(team):
    document = team
    cells, totals = document["table"]["homecare"], document["totals"]["homecare"]
    assert set(totals) == {"careworker_costs", "business_costs", "total"}
    plain = [line.key for line in FORM.lines if line.kind == "line"]
    summed = sum(Decimal(cells[line]["median"]) for line in plain)
    assert abs(Decimal(totals["total"]["sum_of_medians"]) - summed) < Decimal("0.00005")
    assert totals["total"]["median_of_returns"] == cells["total"]["median"]


def test_the_public_table_prints_nobody_s_own_figure(folder, answers):
    outcome = run("summarise_returns", folder, "--service", "homecare", "--audience", "public", "--json")
    document = outcome.document
    assert (outcome.status, document["not_a_release"], document["returns"]) == (0, True, LOCATIONS)
    assert set(document["policy"]) == {"version", "sha256"}
    twin = [plain_homecare(one, "0.1505", "9100") for one in answers]
    for line, cell in document["table"]["homecare"].items():
        own = {costs[line].quantize(Decimal("0.01")) for costs in twin if costs[line] is not None}
        for statistic in ("lower_quartile", "median", "upper_quartile"):
            figure = cell[statistic]
            assert figure is None or Decimal(figure) < 4 or Decimal(figure).quantize(Decimal("0.01")) not in own
    assert document["table"]["homecare"]["total"]["status"] == "shown"


def test_a_market_of_four_shows_nothing_and_leaves_with_one(tmp_path, answers):
    for one in answers[:4]:
        save(tmp_path, one)
    outcome = run("summarise_returns", tmp_path, "--service", "homecare", "--audience", "public", "--json")
    assert outcome.status == 1
    hidden = {"n": None, "lower_quartile": None, "median": None, "upper_quartile": None}
    for cell in outcome.document["table"]["homecare"].values():
        assert cell == hidden | {"status": "hidden", "indicative": False}


def test_what_must_be_fixed_or_shares_a_location_is_left_out_and_said(tmp_path, answers):
    for one in answers[:8]:
        save(tmp_path, one)
    save(tmp_path, answers[0], "again.xlsx")
    save(tmp_path, answers[9] | {"careworkers": ""}, "blank.xlsx")
    (tmp_path / "notes.xlsx").write_text("not a workbook")
    (tmp_path / "~$open.xlsx").write_text("a lock")
    (tmp_path / "below").mkdir()
    save(tmp_path / "below", answers[10])
    outcome = run("summarise_returns", tmp_path, "--service", "homecare", "--json")
    left_out = {one["file"]: one["reason"] for one in outcome.document["left_out"]}
    first = f"{answers[0]['location_id']}.xlsx"
    assert set(left_out) == {"again.xlsx", first, "blank.xlsx", "notes.xlsx"}
    assert "shares its location" in left_out["again.xlsx"]
    assert "R03" in left_out["blank.xlsx"]
    assert outcome.document["returns"] == 7
    assert "blank.xlsx" in outcome.err


def test_without_owners_each_location_is_its_own_and_it_says_so(folder):
    assert "own owner" in run("summarise_returns", folder, "--service", "homecare").err


def test_one_owner_of_many_locations_counts_once(folder, answers, tmp_path):
    owners = tmp_path / "owners.csv"
    rows = [f"{one['location_id']},Group {i % 4},100" for i, one in enumerate(answers)]
    owners.write_text("\n".join(["location_id,owner,weight", *rows]))
    arguments = (folder, "--service", "homecare", "--audience", "public", "--owners", owners, "--json")
    outcome = run("summarise_returns", *arguments)
    assert outcome.status == 1
    assert {cell["status"] for cell in outcome.document["table"]["homecare"].values()} == {"hidden"}


def test_a_location_without_owner_refuses_a_public_run(folder, answers, tmp_path):
    owners = tmp_path / "owners.csv"
    rows = [f"{one['location_id']},{one['location_id']},100" for one in answers[1:]]
    owners.write_text("\n".join(["location_id,owner,weight", *rows]))
    public = run("summarise_returns", folder, "--service", "homecare", "--audience", "public", "--owners", owners)
    assert public.status == 2
    assert answers[0]["location_id"] in public.err
    assert run("summarise_returns", folder, "--service", "homecare", "--owners", owners).status == 0


def test_the_statutory_table_is_exact_and_names_the_cells_that_equal_one_return(tmp_path, answers):
    for one in answers[6:13]:
        save(tmp_path, one)
    outcome = run("summarise_returns", tmp_path, "--service", "homecare", "--audience", "statutory", "--json")
    exact = run("summarise_returns", tmp_path, "--service", "homecare", "--json").document["table"]["homecare"]
    cells = outcome.document["table"]["homecare"]
    assert cells["total"]["median"] == exact["total"]["median"]
    equal = {(cell["line"], cell["statistic"]) for cell in outcome.document["equal_to_one_return"]}
    assert ("total", "median") in equal


@pytest.mark.parametrize(
    "arguments", [("none", "--service", "homecare"), ("none", "--service", "care_home"), (".", "--service", "nursery")]
)
def test_wrong_usage_is_said_in_words(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = run("summarise_returns", *arguments)
    assert outcome.status in (1, 2)
    assert "Traceback" not in outcome.err


def test_an_empty_folder_has_nothing_to_show(tmp_path):
    assert run("summarise_returns", tmp_path, "--service", "homecare", "--audience", "public").status == 1
