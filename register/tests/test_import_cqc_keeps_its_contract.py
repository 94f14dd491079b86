"""`import_cqc` previews, imports, changes nothing the second time, and leaves with 0, 1 or 2."""

from pathlib import Path

import pytest

from accounts.models import AuditEvent
from accounts.tests.commands import run
from register.models import (
    Authority,
    Location,
    Owner,
    Provider,
)
from register.tests.directories import (
    COLUMNS,
    RATINGS,
    TITLE_ROWS,
    WEEKLY,
    WEEKLY_TITLE,
    as_csv,
    as_ods,
    as_xlsx,
    invented,
    ratings_from,
    table,
    weekly_from,
)

pytestmark = pytest.mark.django_db
ROWS = invented(300)
FILES = {
    "directory.ods": as_ods(Locations=table(COLUMNS, ROWS, TITLE_ROWS)),
    "directory.xlsx": as_xlsx(Locations=table(COLUMNS, ROWS)),
    "weekly.csv": as_csv(table(WEEKLY, map(weekly_from, ROWS), WEEKLY_TITLE), bom=True),
}


@pytest.fixture
def file(tmp_path):
    def write(data: bytes, name: str = "directory.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def filters(rows) -> bytes:
    return as_csv(table(COLUMNS, rows))


def everything() -> list[tuple]:
    """All of the register, as rows that can be compared."""
    return [
        *Location.objects.order_by("cqc_location_id").values_list(),
        *Provider.objects.order_by("cqc_provider_id").values_list(),
        *Owner.objects.order_by("id").values_list(),
        *Authority.objects.order_by("id").values_list(),
    ]


@pytest.mark.parametrize("name", FILES)
def test_each_layout_is_imported_and_a_second_time_changes_nothing(file, name):
    path = file(FILES[name], name)
    first = run("import_cqc", path)
    assert (first.status, first.err) == (0, "")
    assert "300 locations new" in first.out and first.out.endswith("Done.\n")
    assert Location.objects.count() == 300
    before = everything()
    second = run("import_cqc", path)
    assert second.status == 0
    assert "0 locations new" in second.out and "300 locations unchanged" in second.out
    assert second.out.endswith("Nothing to change.\n")
    assert everything() == before


def test_what_is_kept_is_what_the_file_says(file):
    run("import_cqc", file(FILES["directory.ods"], "directory.ods"))
    for row in ROWS:
        kept = Location.objects.select_related("provider__owner", "authority").get(cqc_location_id=row["Location ID"])
        assert kept.name == row["Location Name"]
        assert kept.authority.cqc_name == row["Location Local Authority"]
        assert kept.provider.name == row["Provider Name"]
        assert kept.is_homecare is ("Service type - Domiciliary care service" in row)
        assert kept.is_dormant is (row["Dormant (Y/N)"] == "Y")
        assert kept.beds == (int(row["Care homes beds"]) if "Care homes beds" in row else None)
        assert kept.is_active


def test_the_owner_is_the_brand_and_else_the_provider_itself(file):
    run("import_cqc", file(filters(ROWS)))
    for row in ROWS:
        owner = Provider.objects.select_related("owner").get(cqc_provider_id=row["Provider ID"]).owner
        if row["Brand ID"] == "-":
            assert (owner.name, owner.cqc_brand_id) == (row["Provider Name"], None)
        else:
            assert (f"BRAND {owner.name}", owner.cqc_brand_id) == (row["Brand Name"], row["Brand ID"])


def test_a_dry_run_says_the_same_and_changes_nothing(file):
    path = file(filters(ROWS))
    dry = run("import_cqc", path, "--dry-run")
    assert dry.status == 0
    assert "300 locations new" in dry.out and "this was a dry run" in dry.out
    assert not Location.objects.exists() and not AuditEvent.objects.exists()


def test_only_one_authority_is_imported_when_one_is_named(file):
    outcome = run("import_cqc", file(filters(ROWS)), "--authority", "authority 007")
    assert outcome.status == 0
    assert "2 locations new" in outcome.out
    assert set(Location.objects.values_list("authority__name", flat=True)) == {"Authority 007"}
    assert Authority.objects.count() == 1


def test_an_authority_may_be_named_as_the_register_calls_it(file):
    Authority.objects.create(name="Borough of Seven", cqc_name="Authority 007")
    assert run("import_cqc", file(filters(ROWS)), "--authority", "borough of seven").status == 0
    assert Location.objects.filter(authority__name="Borough of Seven").count() == 2


def test_an_authority_that_nobody_knows_is_refused_with_names_alike(file):
    outcome = run("import_cqc", file(filters(ROWS)), "--authority", "Authority 07")
    assert outcome.status == 2
    assert "No location of “Authority 07” is in this file or in the register. Did you mean “Authority " in outcome.err
    assert not Location.objects.exists()


def test_what_is_no_longer_listed_is_marked_and_kept(file):
    run("import_cqc", file(filters(ROWS)))
    outcome = run("import_cqc", file(filters(ROWS[:-3])))
    assert "3 locations no longer listed" in outcome.out and outcome.status == 0
    gone = Location.objects.filter(is_active=False)
    assert sorted(gone.values_list("cqc_location_id", flat=True)) == [row["Location ID"] for row in ROWS[-3:]]
    assert "3 locations changed" in run("import_cqc", file(filters(ROWS))).out
    assert not Location.objects.filter(is_active=False).exists()


def test_a_changed_location_provider_and_brand_are_changed(file):
    run("import_cqc", file(filters(ROWS)))
    first = {**ROWS[0], "Location Name": "New name", "Brand ID": "BD999", "Brand Name": "BRAND New group"}
    outcome = run("import_cqc", file(filters([first, *ROWS[1:]])))
    assert "1 location changed" in outcome.out and "1 provider changed" in outcome.out
    location = Location.objects.select_related("provider__owner").get(cqc_location_id=first["Location ID"])
    assert (location.name, location.provider.owner.name) == ("New name", "New group")


def test_a_provider_that_is_its_own_owner_takes_it_along_under_a_new_name(file):
    row = next(row for row in ROWS if row["Brand ID"] == "-")
    run("import_cqc", file(filters([row])))
    run("import_cqc", file(filters([{**row, "Provider Name": "Renamed Limited"}])))
    provider = Provider.objects.select_related("owner").get()
    assert (provider.name, provider.owner.name) == ("Renamed Limited", "Renamed Limited")
    assert Owner.objects.count() == 1


def test_an_owner_that_a_person_has_set_outlives_the_next_import(file):
    row = next(row for row in ROWS if row["Brand ID"] == "-")
    run("import_cqc", file(filters([row])))
    Provider.objects.update(owner=Owner.objects.create(name="Real group"))
    assert run("import_cqc", file(filters([row]))).out.endswith("Nothing to change.\n")
    assert Provider.objects.get().owner.name == "Real group"


def test_the_weekly_directory_leaves_what_it_does_not_say(file):
    run("import_cqc", file(filters(ROWS)))
    before = everything()
    outcome = run("import_cqc", file(FILES["weekly.csv"]))
    assert outcome.out.endswith("Nothing to change.\n")
    assert everything() == before


def test_ratings_change_what_the_register_has(file):
    run("import_cqc", file(filters([{**row, "Location Latest Overall Rating": "Not Rated"} for row in ROWS[:100]])))
    ratings = as_csv(table(RATINGS, (each for row in ROWS for each in ratings_from(row))))
    outcome = run("import_cqc", file(ratings))
    assert outcome.out.startswith("Read as ratings.")
    assert "200 rated locations not in the register" in outcome.out
    for row in ROWS[:100]:
        assert Location.objects.get(cqc_location_id=row["Location ID"]).rating == row["Location Latest Overall Rating"]
    assert run("import_cqc", file(ratings)).out.endswith("Nothing to change.\n")


def test_a_row_that_cannot_be_used_is_named_and_the_others_are_imported(file):
    broken = [{**ROWS[0], "Provider ID": ""}, *ROWS[1:]]
    outcome = run("import_cqc", file(filters(broken)))
    assert outcome.status == 1
    assert "Row 2, Provider ID: the cell is blank" in outcome.err and "The row was left out." in outcome.err
    assert Location.objects.count() == 299


def test_a_file_that_drops_a_large_part_is_held_back_until_somebody_says_yes(file):
    run("import_cqc", file(filters(ROWS)))
    # Half of the rows, but of every authority: else the others would not be spoken of.
    half = filters(ROWS[:150])
    held = run("import_cqc", file(half))
    assert held.status == 1
    assert "150 locations of the register are not in this file" in held.err and "--drop-many" in held.err
    assert not Location.objects.filter(is_active=False).exists()
    assert run("import_cqc", file(half), "--drop-many").status == 0
    assert Location.objects.filter(is_active=False).count() == 150


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"%PDF-1.7", "It looks like a PDF document."), (b"a,b\n1,2\n", "We found no directory in this file.")],
)
def test_a_file_of_no_use_leaves_with_two_and_a_sentence(file, data, words):
    outcome = run("import_cqc", file(data))
    assert outcome.status == 2
    assert words in outcome.err and outcome.out == ""


def test_a_file_that_is_not_there_leaves_with_two(tmp_path):
    outcome = run("import_cqc", tmp_path / "nothing.ods")
    assert outcome.status == 2
    assert "nothing.ods cannot be opened: No such file or directory." in outcome.err


def test_an_import_leaves_an_audit_event_without_figures(file):
    run("import_cqc", file(filters(ROWS)))
    event = AuditEvent.objects.get()
    assert (event.verb, event.words, event.by) == ("applied an import", "directory.csv", None)
