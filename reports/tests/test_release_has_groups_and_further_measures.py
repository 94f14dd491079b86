"""What is released beyond the lines of whole cohorts: groups, visits by length, appointments, supporting rows."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from costing.forms import CURRENT
from costing.formulas.costs import Amount
from reports.domain.cohort import ALL, CohortFault
from reports.domain.inputs import Inputs, ReturnInputs
from reports.domain.ledger import EMPTY_LEDGER, Ledger, values_in
from reports.domain.market import ReturnCosts, public_cohorts
from reports.domain.measure_parts import further_measure
from reports.domain.measures import CellKey
from reports.domain.policy import PROTECTED, STATUTORY
from reports.domain.preview_page import preview_page
from reports.domain.protect import ledger_entries, protect
from reports.domain.protected_table import ProtectedTable
from reports.domain.release_preview import Prepared, prepared
from reports.domain.released_costs import released_costs
from reports.domain.released_document import cells_in, dimensions_of
from reports.domain.released_table import measured_figures, printed, released_columns, shown_figures, visits_agree
from reports.domain.subgroups import CARE_TYPE, CONTRACTED, SIZE, ZONE, breakdown_of
from reports.tests.invented_inputs import random_inputs

RATES = {"national_living_wage": Decimal("12.71")}


def inputs_of(service: str, returns: tuple[ReturnInputs, ...]) -> Inputs:
    return Inputs("an exercise", service, "1", date(2026, 4, 1), Decimal(52), RATES, returns)


def market(service: str, size: int, zones: tuple[str, ...] = ("North", "South")) -> tuple[ReturnInputs, ...]:
    returns = random_inputs(Random(3), service, size)
    return tuple(
        replace(
            one,
            owner=f"owner {i}",
            breakdown=breakdown_of(zones[i % len(zones)], "", i % 3 > 0),
            costs=replace(one.costs, columns=shared_once(service, one)),
        )
        for i, one in enumerate(returns)
    )


def shared_once(service: str, one: ReturnInputs) -> dict[str, dict[str, Amount]]:
    """The columns with the same figure in each of a line that is the same in every column."""
    first = next(iter(one.costs.columns.values()), {})
    shared = {line.key for line in CURRENT[service].lines if not line.differs_by_category}
    columns = one.costs.columns.items()
    return {
        column: {key: first[key] if key in shared else amount for key, amount in lines.items()}
        for column, lines in columns
    }


def made(service: str, returns: tuple[ReturnInputs, ...], *dimensions: str, ledger: Ledger = EMPTY_LEDGER) -> Prepared:
    found = prepared(CURRENT[service], inputs_of(service, returns), PROTECTED, ledger, dimensions)
    assert not isinstance(found, CohortFault), found
    return found


@pytest.fixture(scope="module")
def homecare() -> Prepared:
    return made("homecare", market("homecare", 30), ZONE)


@pytest.fixture(scope="module")
def homes() -> Prepared:
    return made("care_home", market("care_home", 40), CARE_TYPE)


def test_the_document_has_groups_and_further_measures_beside_the_table(homecare: Prepared) -> None:
    document = homecare.document
    assert dimensions_of(document) == (ZONE,)
    assert list(document["groups"][ZONE]) == ["North", "South"]
    assert document["groups"][ZONE]["North"]["homecare"].keys() == document["table"]["homecare"].keys()
    assert list(document["visits"]["homecare"]) == ["15", "30", "45", "60"]
    assert set(document["appointments"]["homecare"]) == {"15", "30", "45", "60", "other"}
    assert "effective_pay" in document["supporting"]["homecare"]
    assert "contact_hours_per_year" not in document["supporting"]["homecare"], "the same measure as that of a week"
    assert json.loads(json.dumps(document)) == document


def test_a_group_of_the_preview_is_shown_when_it_is_asked_for(homecare: Prepared, rf: RequestFactory) -> None:
    page = preview_page(CURRENT["homecare"], homecare.preview(PROTECTED), {})
    assert page is not None
    folded, tables = [one for one in page.sections if one.is_folded], []
    for asked in ({}, {"section": folded[0].key}, {"section": "nonsense"}):
        shown = render_to_string("reports/_release_preview.html", {"preview": page}, request=rf.get("/", asked))
        assert all(one.label in shown for one in folded)
        tables.append(shown.count("<table"))
    assert tables == [1, 2, 1]


def test_without_dimensions_nothing_is_broken_down() -> None:
    document = made("homecare", market("homecare", 12)).document
    assert (document["groups"], document["dimensions"]) == ({}, [])


def test_every_shown_cell_is_in_the_ledger_as_it_is_in_the_document(homecare: Prepared, homes: Prepared) -> None:
    for one in (homecare, homes):
        entries = {entry.key: printed(entry.figures) for entry in one.entries("1")}
        assert measured_figures(one.document) == entries and visits_agree(one.document)
        assert len({key for key, _ in cells_in(one.document)}) > 40


def test_a_document_of_before_there_were_groups_is_read_as_ever(homecare: Prepared) -> None:
    old = {key: homecare.document[key] for key in ("table", "totals", "policy")}
    assert all(not key.dimension for key in shown_figures(old))
    assert dimensions_of(old) == ()
    assert len(released_columns(CURRENT["homecare"], old)) == 1


def test_groups_and_visits_change_no_cell_of_the_whole(homecare: Prepared) -> None:
    plain = made("homecare", market("homecare", 30)).document
    for part in ("table", "totals", "visits"):
        assert plain[part].keys() == homecare.document[part].keys()
    assert plain["table"] == homecare.document["table"]


def test_reasons_of_groups_stand_under_their_group(homecare: Prepared) -> None:
    few = made("homecare", market("homecare", 12, ("North", "North", "South")), ZONE)
    reasons = few.reasons["groups"][ZONE]["South"]["homecare"]
    assert reasons["total"]["reason"] == "R1"
    assert "groups" not in few.document["table"]


def test_a_group_of_which_nothing_is_shown_is_not_named() -> None:
    """Otherwise it would tell that a home in it has sent a return."""
    document = made("homecare", market("homecare", 20, ("North", "North", "North", "North", "South")), ZONE).document
    assert "South" not in json.dumps(document)


def test_small_complements_of_a_total_are_hidden() -> None:
    """All but three are in North: the difference would tell of them."""
    zones = ("North",) * 7 + ("",)
    found = made("homecare", market("homecare", 24, zones), ZONE)
    assert found.reasons["groups"][ZONE]["North"]["homecare"]["total"]["reason"] == "R4"


def test_further_measures_are_hidden_with_the_total() -> None:
    document = made("homecare", market("homecare", 4)).document
    assert {cell["status"] for _, cell in cells_in(document)} == {"hidden"}
    reasons = made("homecare", market("homecare", 4)).reasons["homecare"]
    assert {words["reason"] for line, words in reasons.items() if further_measure(line)} <= {"R1", "no_values", "R2"}


def test_rates_by_length_follow_from_the_lines_and_are_nobody_s(homecare: Prepared) -> None:
    """Returns whose own rates are quite others, or that have none, are released with the same: of them nothing is
    measured, and so neither R4 nor the ledger knows a rate."""
    plain = market("homecare", 30)
    others = tuple(replace(one, costs=replace(one.costs, visit_rates={})) for one in plain)
    assert made("homecare", others, ZONE).document == homecare.document
    visits = homecare.document["visits"]["homecare"]
    rates = [Decimal(cell["median"]) for cell in visits.values()]
    assert rates == sorted(rates, reverse=True) and rates[0] > rates[-1]
    assert {cell["lower_quartile"] for cell in visits.values()} == {None}
    assert not [entry for entry in homecare.entries("1") if entry.key.line.startswith("visit_")]


def test_a_rate_that_was_changed_afterwards_does_not_agree(homecare: Prepared) -> None:
    document = json.loads(json.dumps(homecare.document))
    document["visits"]["homecare"]["30"]["median"] = "20.000000"
    assert not visits_agree(document)


def test_visits_are_on_the_grid_of_the_total(homecare: Prepared) -> None:
    total = homecare.document["table"]["homecare"]["total"]
    assert total["median"] is not None
    for cell in homecare.document["visits"]["homecare"].values():
        assert cell["median"] is None or Decimal(cell["median"]) % Decimal("0.05") == 0
    assert any(cell["median"] for cell in homecare.document["visits"]["homecare"].values())


def test_how_much_a_provider_does_is_rounded_as_coverage_is(homecare: Prepared) -> None:
    table = homecare.table
    assert table is not None
    cell = table.cells[CellKey("homecare", "supporting_contact_hours_per_week")]
    assert cell.median is not None
    assert cell.median % 20 == 0 or cell.median % 50 == 0, "steps of 5 % of some 640 hours"


def test_a_correction_is_held_against_the_step_of_its_own_measure() -> None:
    """All hours a week corrected by 1 %: less than a step of that measure, and more than one of a cost."""
    form, returns = CURRENT["homecare"], market("homecare", 20)
    costs = [released_costs(form, one) for one in returns]
    before, after = (public_cohorts(form, of) for of in (costs, [busier(one, "1.01") for one in costs]))
    assert not isinstance(before, CohortFault) and not isinstance(after, CohortFault)
    first = protect(before, PROTECTED, Ledger("one", b"key"))
    assert isinstance(first, ProtectedTable)
    ledger = Ledger("one", b"key").with_entries(ledger_entries(first, "1"), {"1": values_in(before)})
    second = protect(after, PROTECTED, ledger)
    assert isinstance(second, ProtectedTable)
    assert second.cell("homecare", "supporting_contact_hours_per_week").carried_from == "1"
    assert second.cell("homecare", "total").carried_from is None or first.cell("homecare", "total").median is None


def busier(one: ReturnCosts, factor: str) -> ReturnCosts:
    """The same return with all its figures multiplied."""

    def times(amounts: Mapping[str, Amount]) -> dict[str, Amount]:
        return {key: None if amount is None else amount * Decimal(factor) for key, amount in amounts.items()}

    return replace(one, columns={key: times(lines) for key, lines in one.columns.items()}, further=times(one.further))


def test_homes_have_what_is_asked_by_category_in_its_column(homes: Prepared) -> None:
    supporting = homes.document["supporting"]
    assert "occupied_nursing" in supporting["nursing"]
    assert "nurse_hours_residential" not in supporting["residential"]
    assert {"occupancy", "freehold_value_per_bed"} <= supporting[ALL].keys()
    assert homes.document["visits"] == {}
    assert set(homes.document["groups"][CARE_TYPE]) <= {"with_nursing", "without_nursing"}
    assert any(cell["median"] for cells in supporting.values() for cell in cells.values())


def test_a_statutory_table_has_none_of_it() -> None:
    inputs = inputs_of("homecare", market("homecare", 12))
    found: Any = prepared(CURRENT["homecare"], inputs, STATUTORY, EMPTY_LEDGER, (ZONE, SIZE, CONTRACTED))
    assert not found.document.keys() & {"groups", "visits", "appointments", "supporting"}
