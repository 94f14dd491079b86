"""A home's workbook on its way in: costed to the worked examples, and refused where it is not this home's year."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.tests.in_turn import first_by_day
from costing.tests.returns import example, example_names, expected_columns
from register.models import Participation
from submissions.models import Version, VersionFinding
from submissions.tests.cast import Cast, hand_in, make_exercise, take_part, workbook_for

pytestmark = pytest.mark.django_db
CLOSE = Decimal("0.00005")


@pytest.fixture
def homes(cast: Cast) -> dict[str, Participation]:
    """Two homes of one group, each that of a worked example."""
    exercise = make_exercise(cast.authority, "Care homes 2022", service="care_home", price_date=date(2022, 4, 1))
    return {
        name: take_part(exercise, cast.elm, f"Home of {name}", example(name)["answers"]["location_id"])
        for name in example_names("care_home")
    }


def faults(version: Version) -> list[tuple[str, str]]:
    return list(VersionFinding.objects.filter(version=version, severity="must_fix").values_list("code", "key"))


@pytest.mark.parametrize("name", example_names("care_home"))
def test_a_worked_example_comes_to_its_figures_in_each_column(cast, homes, name):
    version = hand_in(cast.ada, homes[name], workbook_for(homes[name], name))
    found, expected = version.costs["columns"], expected_columns(name)
    assert {column: set(lines) for column, lines in found.items()} == {c: set(lines) for c, lines in expected.items()}
    for column, lines in expected.items():
        for line, amount in lines.items():
            assert abs(Decimal(found[column][line]) - Decimal(amount)) <= CLOSE, (column, line)


def test_a_groups_workbook_for_another_of_its_homes_is_not_taken(cast, homes):
    first, second = homes.values()
    version = hand_in(cast.ada, first, workbook_for(second, "care_home_1"))
    assert faults(version) == [("R01", "location_id")]
    assert not version.is_accepted
    said = VersionFinding.objects.get(version=version, code="R01")
    assert first.location.cqc_location_id in f"{said.message} {said.expected} {said.fix}"


@pytest.mark.parametrize(
    ("changed", "fault"),
    first_by_day(
        [
            ({"period_end": "2021-06-23"}, ("R06", "period_end")),
            ({"active_beds": "30"}, ("C01", "active_beds")),
            ({"nurse_hours_nursing": "0", "nurse_hours_nursing_enhanced": "0"}, ("C04", "nursing_staff_cost")),
            ({"freehold_value_per_bed": ""}, ("R03", "freehold_value_per_bed")),
        ]
    ),
    ids=["a year of 12 weeks", "more residents than beds", "nurses without hours", "a percentage of no value"],
)
def test_what_cannot_be_costed_is_said_at_its_cell(cast, homes, changed, fault):
    first = homes["care_home_1"]
    version = hand_in(cast.ada, first, workbook_for(first, "care_home_1", **changed))
    assert faults(version) == [fault]
    assert version.costs is None


def test_a_home_care_workbook_is_no_homes(cast, homes):
    version = hand_in(cast.ada, homes["care_home_1"], workbook_for(homes["care_home_1"], "homecare_3"))
    assert [code for code, _ in faults(version)] == ["R02"]
