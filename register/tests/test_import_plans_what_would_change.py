"""A plan says exactly what differs between a directory and the register; done once, nothing is left of it."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from register.domain.directory import (
    Brand,
    Directory,
    Listed,
    Ratings,
)
from register.domain.directory_layouts import LayoutName
from register.domain.directory_plan import plan_of
from register.domain.import_plan import ImportPlan, NotListed, Thing
from register.domain.known_register import KnownLocation, KnownProvider, KnownRegister

FACTS = {
    "name": "Elm",
    "postcode": "ZZ1 1ZZ",
    "region": "London",
    "is_homecare": True,
    "is_care_home": False,
    "has_nursing": False,
    "is_without_nursing": False,
    "is_for_older_people": False,
    "is_dormant": False,
    "beds": None,
    "rating": "Good",
}


def listed(
    number: int = 1, provider: int = 1, authority: str = "Testshire", brand: Brand | None = None, **facts
) -> Listed:
    return Listed(f"1-10{number}", f"1-20{provider}", f"Provider {provider}", authority, brand, {**FACTS, **facts})


def directory(*rows: Listed, says_brands: bool = True) -> Directory:
    named = frozenset(row.location_id for row in rows)
    return Directory(LayoutName.FILTERS, rows, (), 0, says_brands, named)


def known(*rows: Listed, owner: str = "") -> KnownRegister:
    """A register that says just what these rows say."""
    return KnownRegister(
        authorities=frozenset(row.authority for row in rows if row.authority),
        brands={row.brand.id: row.brand.name for row in rows if row.brand},
        providers={
            row.provider_id: KnownProvider(
                row.provider_name,
                row.brand.id if row.brand else "",
                row.brand.name if row.brand else owner or row.provider_name,
            )
            for row in rows
        },
        locations={row.location_id: KnownLocation(row.provider_id, row.authority, True, row.details) for row in rows},
    )


def changes(plan: ImportPlan, thing: Thing = Thing.LOCATION) -> dict[str, dict[str, tuple]]:
    return {each.key: {f.field: (f.old, f.new) for f in each.fields} for each in plan.changed_of(thing)}


GROUP = Brand("BD1", "Group")


def test_an_empty_register_takes_in_everything():
    plan = plan_of(
        directory(listed(1, 1, brand=GROUP), listed(2, 1, brand=GROUP), listed(3, 2, "Elsewhere")), KnownRegister()
    )
    assert [each.location_id for each in plan.new_locations] == ["1-101", "1-102", "1-103"]
    assert [(each.id, each.brand) for each in plan.new_providers] == [("1-201", GROUP), ("1-202", None)]
    assert plan.new_brands == (GROUP,)
    assert plan.new_authorities == ("Elsewhere", "Testshire")
    assert not plan.changed and not plan.not_listed


def test_what_the_register_says_already_changes_nothing():
    rows = (listed(1, 1, brand=GROUP), listed(2, 2))
    plan = plan_of(directory(*rows), known(*rows))
    assert plan.is_empty
    assert plan.unchanged == 2


@pytest.mark.parametrize(
    ("field", "new"),
    [("name", "Elm Care"), ("beds", 12), ("is_dormant", True), ("rating", "Inadequate"), ("postcode", "")],
)
def test_a_field_that_differs_is_one_change_from_old_to_new(field, new):
    plan = plan_of(directory(listed(**{field: new})), known(listed()))
    assert changes(plan) == {"1-101": {field: (FACTS[field], new)}}


def test_what_a_file_does_not_say_stays():
    row = listed(beds=40)
    weekly = replace(row, details={"name": "Elm", "is_homecare": True})
    assert plan_of(directory(weekly, says_brands=False), known(row)).is_empty


def test_a_location_moves_to_another_provider_and_authority():
    plan = plan_of(directory(listed(1, 2, "Elsewhere")), known(listed(1, 1)))
    assert changes(plan) == {"1-101": {"provider": ("1-201", "1-202"), "authority": ("Testshire", "Elsewhere")}}
    assert [each.id for each in plan.new_providers] == ["1-202"]


def test_capitals_of_an_authority_are_no_change():
    assert plan_of(directory(listed(authority="TESTSHIRE")), known(listed())).is_empty


def test_a_location_that_is_gone_is_marked_and_one_that_is_back_is_listed_again():
    gone = plan_of(directory(listed(2)), known(listed(1), listed(2)))
    assert gone.not_listed == (NotListed("1-101", "Elm", "Testshire"),)
    register = known(listed(1))
    was = replace(register.locations["1-101"], is_active=False)
    back = plan_of(directory(listed(1)), replace(register, locations={"1-101": was}))
    assert changes(back) == {"1-101": {"is_active": (False, True)}}


def test_an_authority_that_the_file_does_not_speak_of_loses_nothing():
    assert not plan_of(directory(listed(1, authority="Elsewhere")), known(listed(2))).not_listed


def test_a_row_that_cannot_be_used_still_says_that_the_location_is_listed():
    found = replace(directory(listed(2)), named=frozenset({"1-101", "1-102"}))
    assert not plan_of(found, known(listed(1), listed(2))).not_listed


def test_for_one_authority_the_others_stay_as_they_are():
    here, there = listed(1), listed(2, 2, "Elsewhere")
    plan = plan_of(directory(here, there), KnownRegister(), "testshire")
    assert [each.location_id for each in plan.new_locations] == ["1-101"]
    assert plan.new_authorities == ("Testshire",)
    assert not plan_of(directory(here), known(here, there), "Testshire").not_listed


def test_for_one_authority_a_location_that_has_left_it_is_followed():
    plan = plan_of(directory(listed(1, authority="Elsewhere"), listed(2)), known(listed(1), listed(2)), "Testshire")
    assert changes(plan) == {"1-101": {"authority": ("Testshire", "Elsewhere")}}
    assert not plan.not_listed


def test_a_provider_joins_a_brand_and_leaves_it():
    joins = plan_of(directory(listed(brand=GROUP)), known(listed()))
    assert changes(joins, Thing.PROVIDER) == {"1-201": {"brand_id": ("", "BD1")}}
    leaves = plan_of(directory(listed()), known(listed(brand=GROUP)))
    assert changes(leaves, Thing.PROVIDER) == {"1-201": {"brand_id": ("BD1", "")}}


def test_an_owner_that_a_person_has_set_stays_where_the_directory_has_no_brand():
    assert plan_of(directory(listed()), known(listed(), owner="Somebody's group")).is_empty


def test_a_file_without_brands_takes_none_away():
    assert plan_of(directory(listed(), says_brands=False), known(listed(brand=GROUP))).is_empty


def test_the_brand_of_a_provider_is_the_first_that_any_of_its_locations_has():
    plan = plan_of(directory(listed(1), listed(2, brand=GROUP)), KnownRegister())
    assert plan.new_providers[0].brand == GROUP


def test_brands_and_providers_are_renamed():
    plan = plan_of(directory(listed(brand=Brand("BD1", "New group"))), known(listed(brand=GROUP)))
    assert changes(plan, Thing.OWNER) == {"BD1": {"name": ("Group", "New group")}}
    renamed = replace(listed(), provider_name="New name")
    assert changes(plan_of(directory(renamed), known(listed())), Thing.PROVIDER) == {
        "1-201": {"name": ("Provider 1", "New name")}
    }


@pytest.mark.parametrize("nothing", ["", "Not Rated", "not rated"])
def test_no_rating_in_the_directory_does_not_wipe_out_one_from_the_ratings(nothing):
    assert plan_of(directory(listed(rating=nothing)), known(listed())).is_empty


def test_ratings_change_ratings_and_nothing_else():
    overall = {"1-101": "Outstanding", "1-102": "Good", "1-999": "Good"}
    found = Ratings(LayoutName.RATINGS, overall, ())
    plan = plan_of(found, known(listed(1), listed(2)))
    assert changes(plan) == {"1-101": {"rating": ("Good", "Outstanding")}}
    assert (plan.unchanged, plan.unknown, plan.not_listed) == (1, 1, ())


def test_a_file_that_drops_a_large_part_is_doubted_and_one_that_drops_a_few_is_not():
    many = [listed(number) for number in range(400)]
    assert plan_of(directory(*many[200:]), known(*many)).drops_many
    assert not plan_of(directory(*many[50:]), known(*many)).drops_many
    few = [listed(number) for number in range(4)]
    assert not plan_of(directory(few[0]), known(*few)).drops_many


def test_plans_are_the_same_when_they_say_the_same_and_differ_when_they_do_not():
    one, other = (plan_of(directory(listed(beds=beds)), known(listed())) for beds in (1, 2))
    assert one.sha256 == plan_of(directory(listed(beds=1)), known(listed())).sha256
    assert one.sha256 != other.sha256


WORKERS_DIGEST = """
import sys
sys.path.insert(0, sys.argv[1])
from register.tests.test_import_plans_what_would_change import GROUP, directory, known, listed, plan_of
from register.tests.test_import_council_list_plans import a_plan
plan = plan_of(directory(listed(1, brand=GROUP), listed(2, 3, "Elsewhere")), known(listed(2, 2), listed(4)))
print(plan.sha256, a_plan().sha256)
"""


@pytest.mark.nightly
def test_another_worker_makes_the_same_digest():
    """The preview and the change are made by different processes, whose sets have different orders."""
    root = Path(__file__).resolve().parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", WORKERS_DIGEST, str(root)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1
