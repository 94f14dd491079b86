"""The three summaries of a market have the written shape, and each shows what its audience may see."""

import json
import statistics
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest

from costing.form import (
    Column,
    Form,
    Line,
    LineKind,
)
from costing.forms.homecare import HOMECARE
from reports.domain.attacks.markets import COLUMN
from reports.domain.cohort import ALL, CohortFault
from reports.domain.market import ReturnCosts, public_cohorts
from reports.domain.policy import PROTECTED, STATUTORY
from reports.domain.protected_table import ProtectedTable
from reports.domain.summary import public_summary, public_table, statutory_summary, team_summary
from reports.tests.invented_returns import random_returns

RETURNS = random_returns(Random(8), 25, not_available=0.01)
LINE_KEYS = [line.key for line in HOMECARE.lines]
SUM_KEYS = ["careworker_costs", "business_costs", "total"]


def public(form: Form, returns: list[ReturnCosts]) -> dict[str, Any]:
    return public_summary(shown(public_table(form, returns)))


def shown(table: ProtectedTable | CohortFault) -> ProtectedTable:
    assert not isinstance(table, CohortFault), table
    return table


def part(summary: Mapping[str, Any] | CohortFault) -> Mapping[str, Any]:
    assert not isinstance(summary, CohortFault), summary
    return summary


def half_up(figure: Decimal) -> str:
    return str(figure.quantize(Decimal("0.000001"), ROUND_HALF_UP))


@pytest.fixture(params=["team", "public", "statutory"])
def summary(request: pytest.FixtureRequest) -> Mapping[str, Any]:
    made = {
        "team": lambda: part(team_summary(HOMECARE, RETURNS)),
        "public": lambda: public(HOMECARE, RETURNS),
        "statutory": lambda: part(statutory_summary(HOMECARE, RETURNS)),
    }
    return made[request.param]()


def test_every_line_stands_in_its_column_in_the_order_of_annex_a(summary: Mapping[str, Any]) -> None:
    assert list(summary["table"]) == [COLUMN]
    assert list(summary["table"][COLUMN]) == LINE_KEYS
    assert list(summary["totals"][COLUMN]) == SUM_KEYS


def test_figures_are_texts_with_six_places_or_nothing(summary: Mapping[str, Any]) -> None:
    assert json.loads(json.dumps(summary)) == summary
    for cell in summary["table"][COLUMN].values():
        assert list(cell) == ["n", "lower_quartile", "median", "upper_quartile", "status", "indicative"]
        for name in ("lower_quartile", "median", "upper_quartile"):
            assert cell[name] is None or len(cell[name].partition(".")[2]) == 6
        assert (cell["status"] == "shown") == (cell["median"] is not None)
        assert cell["status"] == "shown" or cell["n"] is None
        assert isinstance(cell["indicative"], bool)


@pytest.mark.parametrize("summarise", [team_summary, statutory_summary])
def test_the_exact_tables_are_a_plain_twins(summarise: Any) -> None:
    summary = part(summarise(HOMECARE, RETURNS))
    medians = {}
    for key in LINE_KEYS:
        values = [value for one in RETURNS if (value := one.columns[COLUMN][key]) is not None]
        lower, median, upper = statistics.quantiles(values, n=4, method="inclusive")
        cell = summary["table"][COLUMN][key]
        medians[key] = median
        assert cell["n"] == len(values)
        found = (cell["lower_quartile"], cell["median"], cell["upper_quartile"])
        assert found == tuple(half_up(figure) for figure in (lower, median, upper))
    lines = [line.key for line in HOMECARE.lines if line.kind == LineKind.LINE]
    total = summary["totals"][COLUMN]["total"]
    assert total["sum_of_medians"] == half_up(sum((medians[key] for key in lines), Decimal(0)))
    assert total["median_of_returns"] == half_up(medians["total"])


def test_the_team_is_told_of_no_policy_and_the_others_of_theirs() -> None:
    assert part(team_summary(HOMECARE, RETURNS))["policy"] is None
    assert public(HOMECARE, RETURNS)["policy"] == {"version": PROTECTED.version, "sha256": PROTECTED.sha256}
    assert part(statutory_summary(HOMECARE, RETURNS))["policy"]["sha256"] == STATUTORY.sha256


def test_the_public_table_hides_some_cells_and_shows_others() -> None:
    nine = random_returns(Random(2), 9)
    statuses = {cell["status"] for cell in public(HOMECARE, nine)["table"][COLUMN].values()}
    assert statuses == {"hidden", "shown"}


def test_the_department_is_told_which_cells_are_one_returns_figure() -> None:
    """Five returns: every quantile of a line that all of them have is one of the five."""
    five = random_returns(Random(1), 5)
    equal = part(statutory_summary(HOMECARE, five))["equal_to_one_return"]
    table = part(statutory_summary(HOMECARE, five))["table"][COLUMN]
    assert len(equal) == 3 * len(LINE_KEYS)
    for entry in equal:
        assert entry["column"] == COLUMN
        assert entry["value"] == table[entry["line"]][entry["statistic"]]
    assert not {one.provider for one in five} & set(json.dumps(equal).split('"'))


def test_figures_between_two_returns_are_not_listed() -> None:
    four = random_returns(Random(1), 4, all_owners_differ=True)
    equal = part(statutory_summary(HOMECARE, four))["equal_to_one_return"]
    assert not [entry for entry in equal if entry["line"] == "total"]


def test_a_statutory_table_is_never_printed_as_a_public_one() -> None:
    table = shown(public_table(HOMECARE, RETURNS, STATUTORY))
    with pytest.raises(ValueError, match="not for publication"):
        public_summary(table)


def test_an_empty_market_is_a_table_without_figures() -> None:
    assert {cell["n"] for cell in part(team_summary(HOMECARE, []))["table"][COLUMN].values()} == {0}
    assert {cell["status"] for cell in public(HOMECARE, [])["table"][COLUMN].values()} == {"hidden"}


@pytest.mark.parametrize("summarise", [team_summary, statutory_summary, public_table])
def test_a_bad_return_refuses_every_summary(summarise: Any) -> None:
    assert isinstance(summarise(HOMECARE, [*RETURNS, replace(RETURNS[0])]), CohortFault)
    assert isinstance(summarise(HOMECARE, [*RETURNS, ReturnCosts("x", "x", {"nursing": {}})]), CohortFault)
    assert isinstance(summarise(HOMECARE, [*RETURNS, ReturnCosts("x", "x", {COLUMN: {}})]), CohortFault)


# A form of homes: two columns, one line that differs between them and one that does not.
HOMES = replace(
    HOMECARE,
    lines=(
        Line(1, "staffing", "care_staff", "Care staff", LineKind.LINE, None, True),
        Line(2, "premises", "premises_costs", "Premises", LineKind.SUBTOTAL, None, False),
        Line(3, "premises", "repairs", "Repairs", LineKind.LINE, None, False),
        Line(9, "total", "total", "TOTAL", LineKind.TOTAL, None, True),
    ),
    columns=(Column("residential", "Residential"), Column("nursing", "Nursing")),
)


def home(number: int, *columns: str, repairs: Mapping[str, Decimal] | None = None) -> ReturnCosts:
    care = {"residential": Decimal(700 + 7 * number), "nursing": Decimal(900 + 9 * number)}
    each = {column: (repairs or {}).get(column, Decimal(40 + number)) for column in columns}
    return ReturnCosts(
        f"home {number}",
        f"owner {number}",
        {
            column: {
                "care_staff": care[column],
                "premises_costs": each[column],
                "repairs": each[column],
                "total": care[column] + each[column],
            }
            for column in columns
        },
    )


HOMES_BOTH = [home(number, "residential", "nursing") for number in range(20)]


def test_in_public_a_line_that_is_the_same_everywhere_stands_once() -> None:
    table = public(HOMES, HOMES_BOTH)["table"]
    assert {column: list(lines) for column, lines in table.items()} == {
        "residential": ["care_staff", "total"],
        "nursing": ["care_staff", "total"],
        ALL: ["premises_costs", "repairs"],
    }
    assert table[ALL]["repairs"]["n"] == 20


def test_inside_every_line_stands_in_every_column() -> None:
    for summary in (team_summary(HOMES, HOMES_BOTH), statutory_summary(HOMES, HOMES_BOTH)):
        table = part(summary)["table"]
        assert {column: len(lines) for column, lines in table.items()} == {"residential": 4, "nursing": 4}


def test_a_public_sum_takes_the_lines_that_stand_once_into_every_column() -> None:
    summary = public(HOMES, HOMES_BOTH)
    repairs = Decimal(summary["table"][ALL]["repairs"]["median"])
    for column in ("residential", "nursing"):
        care = Decimal(summary["table"][column]["care_staff"]["median"])
        assert Decimal(summary["totals"][column]["total"]["sum_of_medians"]) == care + repairs
    assert Decimal(summary["totals"][ALL]["premises_costs"]["sum_of_medians"]) == repairs


def test_homes_of_one_column_only_join_the_lines_that_stand_once() -> None:
    returns = [home(number, "residential") for number in range(8)]
    returns += [home(number, "nursing") for number in range(8, 20)]
    table = public(HOMES, returns)["table"]
    assert (table["residential"]["total"]["n"], table["nursing"]["total"]["n"]) == (8, 12)
    assert table[ALL]["repairs"]["n"] == 20


def test_a_shared_line_with_two_values_in_one_home_is_refused() -> None:
    odd = home(99, "residential", "nursing", repairs={"residential": Decimal(1), "nursing": Decimal(2)})
    refusal = public_cohorts(HOMES, [*HOMES_BOTH, odd])
    assert isinstance(refusal, CohortFault) and "premises_costs" in refusal.message
