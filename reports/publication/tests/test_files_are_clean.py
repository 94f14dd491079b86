"""Files of a release: the same bytes each time, read back by others as they were written, without a maker’s mark."""

import csv
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import get
from register.models import Exercise
from reports.actions import releases
from reports.models import Release
from reports.publication.domain.open_formats import OpenRelease
from reports.publication.views import open_release
from reports.tests.accepted_returns import Market, make_market
from spreadsheets.tables.any_file import read_rows
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
FORMULA = '=HYPERLINK("http://example.org")'
FILES = [
    *("release.xlsx", "release.ods", "lines.csv", "sums.csv", "groups.csv", "measures.csv", "tariff.csv"),
    *("release.json", "datapackage.json", "release.zip"),
]


@pytest.fixture(scope="module")
def out(django_db_setup, django_db_blocker) -> Iterator[Release]:
    """Twenty returns in two zones, one of which is named like a formula; so is the exercise."""
    with rows_for_all(django_db_blocker):
        market = make_market(20)
        Exercise.objects.filter(id=market.exercise.id).update(name=FORMULA)
        for number, one in enumerate(market.accepted):
            one.participation.zone = ("North", "@SUM(A1)")[number % 2]
            one.participation.save()
        yield released_by_zone(market)


def released_by_zone(market: Market) -> Release:
    draft = releases.draft(by=market.ana, calculation_id=market.calculate().id, dimensions=["zone"])
    assert isinstance(draft, Release), draft
    done = releases.approve(by=market.fay, release_id=draft.id)
    assert isinstance(done, Release), done
    return done


def sent(release: Release, name: str) -> bytes:
    answer = get(None, "reports:published_file", release.exercise_id, release.number, name)
    assert answer.status_code == 200, name
    return answer.content


def expected(release: Release) -> OpenRelease:
    return open_release(Release.objects.select_related("exercise", "authority").get(id=release.id))


@pytest.mark.parametrize("name", first_by_day(FILES, 3))
def test_each_file_is_the_same_bytes_each_time_and_without_times(out: Release, name: str):
    data = sent(out, name)
    assert data == sent(out, name)
    if data.startswith(b"PK"):
        parts = ZipFile(BytesIO(data)).infolist()
        assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}
        assert not [part.filename for part in parts if re.search("comment|custom|pivot|hidden|meta.xml", part.filename)]


def test_the_workbook_names_no_author_and_hides_nothing(out: Release):
    data = sent(out, "release.xlsx")
    core = ZipFile(BytesIO(data)).read("docProps/core.xml").decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core) in ([], ["", ""])
    assert set(re.findall(r">(\d{4})-", core)) <= {"1980"}
    book = load_workbook(BytesIO(data))
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f" or cell.comment]


def test_the_workbook_has_every_cell_as_released(out: Release):
    book, wanted = load_workbook(BytesIO(sent(out, "release.xlsx"))), expected(out)
    assert book.sheetnames == ["About", "Lines", "Sums", "Groups", "Measures", "Tariff", "Dictionary"]
    for table in wanted.tables:
        rows = [tuple(cell.value for cell in row) for row in book[table.name.capitalize()].iter_rows(min_row=2)]
        assert [tuple(map(plain, row)) for row in rows] == [tuple(map(plain, row)) for row in table.rows], table.name


def plain(value: Any) -> object:
    if value is None or value == "[c]":
        return "[c]"
    return f"{float(value):.6f}" if isinstance(value, int | float | Decimal) else value


def test_the_spreadsheet_is_read_as_it_was_written(out: Release):
    wanted = expected(out)
    read: dict[str, list[list[str]]] = {}

    def begin(name: str):
        read[name] = []
        return lambda number, cells: read[name].append(list(cells)) or True

    read_rows(sent(out, "release.ods"), begin)
    for table in wanted.tables:
        rows = read[table.name.capitalize()][1:]
        for found, row in zip(rows, table.rows, strict=True):
            assert list(map(str, found)) == ["[c]" if cell is None else str(cell) for cell in row]


def test_every_csv_is_tidy_and_runs_nothing(out: Release):
    for table in expected(out).tables:
        head, *rows = csv.reader(StringIO(sent(out, f"{table.name}.csv").decode("utf-8-sig")))
        assert head == [field.name for field in table.fields] and len(rows) == len(table.rows)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert "'@SUM(A1)" in sent(out, "groups.csv").decode()


def test_the_json_has_its_dictionary_and_null_for_what_is_hidden(out: Release):
    found = json.loads(sent(out, "release.json"))
    for table in expected(out).tables:
        part = found["tables"][table.name]
        names = [field["name"] for field in part["dictionary"]]
        assert all(field["means"] and field["type"] for field in part["dictionary"])
        assert [list(row) for row in part["rows"]] == [names] * len(table.rows)
    hidden = [row for row in found["tables"]["lines"]["rows"] if row["mark"] == "withheld"]
    assert all(row["median"] is None and row["returns"] is None for row in hidden)
    assert found["about"]["policy"].startswith(out.policy_version)


def test_the_package_describes_each_csv_that_is_in_the_zip(out: Release):
    folder = ZipFile(BytesIO(sent(out, "release.zip")))
    package = json.loads(folder.read("datapackage.json"))
    assert package["name"] == re.sub(r"[^a-z0-9._-]", "", package["name"])
    for resource in package["resources"]:
        head, *rows = csv.reader(StringIO(folder.read(resource["path"]).decode("utf-8-sig")))
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        assert head == list(fields)
        keys = [
            tuple(dict(zip(head, row, strict=True))[key] for key in resource["schema"]["primaryKey"]) for row in rows
        ]
        assert len(set(keys)) == len(keys)
        for row in rows:
            for name, cell in zip(head, row, strict=True):
                if fields[name] != "string" and cell not in resource["schema"]["missingValues"]:
                    assert Decimal(cell) >= 0, (name, cell)


def test_another_name_is_no_file(out: Release):
    for name in ("returns.csv", "release.docx", "lines.csv.bak", "x" * 2000):
        assert Client().get(f"/published/{out.exercise_id}/1/{name}").status_code == 404
