"""One month in five dresses comes to the same visits, in every field that the dress carries; what it lacks is null.

Both nights of the clock change are in it: where a length or an offset is given, or only one reading is possible, the
length is true in all five.
"""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from accounts.tests.in_turn import first_by_day
from markets.models import Dataset
from markets.store.taken_rows import OUTCOME
from markets.store.text_files import UnreadableFile
from markets.tests.council import Council
from markets.tests.held_visits import sent, worked
from markets.visits.actions import datasets
from markets.visits.domain.columns import ColumnMapping, mapping_from
from markets.visits.domain.order_matching import LoggedRow, VisitOrder, matched
from markets.visits.domain.presets import ABACUS
from markets.visits.domain.second_careworker import row_spread
from markets.visits.tests.files_taken_in import Row, assert_alike, plain, taken_from

ENGLAND = ZoneInfo("Europe/London")
# Planned start in UTC, minutes planned, seconds late, seconds delivered, client, careworkers.
STARTS = [
    *(datetime(2025, 10, day, hour, 15, tzinfo=UTC) for day in range(20, 30) for hour in (7, 12, 17, 22)),
    datetime(2025, 10, 26, 0, 30, tzinfo=UTC),
    datetime(2025, 3, 30, 0, 45, tzinfo=UTC),
]
Fact = tuple[datetime, int, datetime, int, str, list[str]]


def facts() -> list[Fact]:
    found: list[Fact] = []
    for number, planned in enumerate(STARTS):
        begun = planned + timedelta(seconds=120 + number)
        people = ["W1"] if number % 4 else ["W1", "W2"]
        found.append((planned, 30, begun, 1500 + 7 * number, f"C{number}", people))
    return found


def wall(moment: datetime, words: str = "%d/%m/%Y %H:%M:%S") -> str:
    return moment.astimezone(ENGLAND).strftime(words)


def length(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


def csv_of(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


ABACUS_HEAD = [
    "FileReference",
    "Description",
    "Created",
    "ProviderRef",
    "ContractNumber",
    "ServiceUserRef",
    "ServiceUserDetails",
    "WeekEnding",
    "OurRef",
    "ServiceUserContribution",
    "PaymentClaimed",
    "ServiceType",
    "VisitDate",
    "StartTimeClaimed",
    "DurationClaimed",
    "ActualStartTime",
    "ActualDuration",
    "SecondaryVisit",
    "NumberOfCarers",
    "OrderRef",
    "ManuallyAmended",
    "VisitCode",
    "CareWorker_Reference",
    "CareWorker_Name",
]


def file_reference() -> str:
    """Return another reference for each month, as a system gives them."""
    return f"F{STARTS[0]:%Y%m}"


def abacus_rows() -> list[dict[str, str]]:
    rows = []
    for planned, minutes, begun, seconds, client, people in facts():
        for place, person in enumerate(people):
            values = {
                "FileReference": file_reference(),
                "ProviderRef": "P1",
                "ServiceUserRef": client,
                "ServiceUserDetails": "Mary Jones, 1 High Street SK9 1AB",
                "ServiceType": "HOME CARE",
                "VisitDate": wall(begun, "%d/%m/%Y"),
                "StartTimeClaimed": wall(planned, "%H:%M:%S"),
                "DurationClaimed": length(minutes * 60),
                "ActualStartTime": wall(begun, "%H:%M:%S"),
                "ActualDuration": length(seconds),
                "SecondaryVisit": str(place > 0),
                "NumberOfCarers": str(len(people)),
                "ManuallyAmended": "False",
                "VisitCode": "done",
                "CareWorker_Reference": person,
                "CareWorker_Name": "Wendy Worker",
            }
            rows.append(values)
    return rows


def abacus_csv() -> bytes:
    head = [name.replace("_", " ") for name in ABACUS_HEAD]
    return csv_of([head, *([row.get(name, "") for name in ABACUS_HEAD] for row in abacus_rows())])


def abacus_xml() -> bytes:
    inner = ""
    for row in abacus_rows():
        own = "".join(
            f"<{key}>{row[key]}</{key}>"
            for key in [
                "VisitDate",
                "StartTimeClaimed",
                "DurationClaimed",
                "ActualStartTime",
                "ActualDuration",
                "SecondaryVisit",
                "NumberOfCarers",
                "ManuallyAmended",
                "VisitCode",
            ]
        )
        worker = (
            f"<CareWorkers><CareWorker><Reference>{row['CareWorker_Reference']}</Reference><Name>Wendy Worker</Name>"
            "</CareWorker></CareWorkers>"
        )
        client = f"<ServiceUserRef>{row['ServiceUserRef']}</ServiceUserRef>"
        head = f"{client}<ServiceUserDetails>Mary Jones</ServiceUserDetails>"
        visit = f"<HomeCareVisits><HomeCareVisit>{own}{worker}</HomeCareVisit></HomeCareVisits>"
        inner += f"<ServiceDeliveryHeader>{head}<ServiceType>HOME CARE</ServiceType>{visit}</ServiceDeliveryHeader>"
    contract = (
        "<ProviderContract><ProviderRef>P1</ProviderRef><ContractNumber></ContractNumber>"
        f"<ServiceDeliveryHeaders>{inner}</ServiceDeliveryHeaders></ProviderContract>"
    )
    reference = f"<FileReference>{file_reference()}</FileReference>"
    text = f"<?xml version='1.0' encoding='utf-8'?><File>{reference}<ProviderContracts>{contract}"
    return f"{text}</ProviderContracts></File>".encode()


def iso_utc() -> bytes:
    head = "provider_ref client_ref carer_ref attendance carers_planned planned_start planned_seconds actual_start"
    rows = [[*head.split(), "actual_seconds", "outcome"]]
    for planned, minutes, begun, seconds, client, people in facts():
        for place, person in enumerate(people, 1):
            who = ["P1", client, person, str(place), str(len(people))]
            times = [f"{planned:%Y-%m-%dT%H:%M:%SZ}", str(minutes * 60), f"{begun:%Y-%m-%dT%H:%M:%SZ}", str(seconds)]
            rows.append([*who, *times, "done"])
    return csv_of(rows)


WORKBOOK = {
    "Branch": "provider_ref",
    "Customer": "client_ref",
    "Employee": "carer_ref",
    "Carer number": "attendance",
    "Carers": "carers_planned",
    "Due": "planned_start",
    "Minutes due": "planned_seconds",
    "Arrived": "actual_start",
    "Stayed": "actual_seconds",
    "Result": "outcome",
    "_dates": "dmy",
}


def workbook() -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Visits")
    sheet.write_row(0, 0, ["Visits of October"])
    sheet.write_row(3, 0, [name for name in WORKBOOK if not name.startswith("_")])
    line = 4
    for planned, minutes, begun, seconds, client, people in facts():
        for place, person in enumerate(people, 1):
            who = ["P1", client, person, place, len(people)]
            sheet.write_row(line, 0, [*who, wall(planned), length(minutes * 60), wall(begun), length(seconds), "done"])
            line += 1
    book.close()
    return file.getvalue()


ORDERS = {
    "Order: Supplier": "provider_ref",
    "Order: Service User": "client_ref",
    "Order: Planned date": "planned_start",
    "Order: Planned time": "planned_start",
    "Order: Scheduled duration": "planned_seconds",
}


def orders() -> bytes:
    """Return what the council ordered, a row a visit, with one of which nothing is known, and one that nobody reads."""
    rows = [[name.removeprefix("Order: ") for name in ORDERS]]
    for planned, minutes, _, _, client, _ in facts():
        rows.append(["p1", f" {client}", wall(planned, "%Y-%m-%d"), wall(planned, "%H:%M"), length(minutes * 60)])
    rows.append(["p1", "C1", "2025-10-29", "23:30", "00:15:00"])
    rows.append(["p1", "C1", "soon", "", "00:15:00"])
    return csv_of(rows)


TWO_IN_A_ROW = {
    "Branch": "provider_ref",
    "Service User": "client_ref",
    "Due": "planned_start",
    "Due until": "planned_end",
    "Staff needed": "carers_planned",
    "Carer 1": "carer_ref",
    "In 1": "actual_start",
    "Out 1": "actual_end",
    "Carer 2": "second_carer_ref",
    "In 2": "second_actual_start",
    "Out 2": "second_actual_end",
    "Status": "outcome",
}


def two_in_a_row() -> bytes:
    rows = [list(TWO_IN_A_ROW)]
    for planned, minutes, begun, seconds, client, people in facts():
        until = planned + timedelta(minutes=minutes)
        times = [wall(begun), wall(begun + timedelta(seconds=seconds))]
        second = [people[1], *times] if len(people) > 1 else ["", "", ""]
        who = ["P1", client, wall(planned), wall(until), str(len(people))]
        rows.append([*who, people[0], *times, *second, "done"])
    return csv_of(rows)


def archive_of(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"visits/{name.replace('_', '.')}", data)
        archive.writestr("__MACOSX/._october.csv", b"\0\1")
    return file.getvalue()


def packed() -> bytes:
    return archive_of(october_csv=iso_utc())


def abacus_csv_and_orders() -> bytes:
    return archive_of(orders_csv=orders(), october_csv=abacus_csv())


def abacus_xml_and_orders() -> bytes:
    return archive_of(october_xml=abacus_xml(), orders_csv=orders())


def test_a_workbook_comes_to_as_many_visits_as_xml():
    """What is shown by day of the five dresses."""
    counts = {taken_from(make(), mapping)[0].used.rows for make, mapping in (DRESSES["a workbook with a title"],)}
    assert counts == {taken_from(abacus_xml(), OF_ABACUS)[0].used.rows}


def mapped(document: dict[str, object]) -> ColumnMapping:
    mapping, faults = mapping_from(document)
    assert not faults
    return mapping


OF_ABACUS = ColumnMapping(ABACUS.columns, ABACUS.words, ABACUS.zone, ABACUS.dates)
WITH_ORDERS = ColumnMapping({**ABACUS.columns, **ORDERS}, ABACUS.words, ABACUS.zone, ABACUS.dates)
DRESSES = {
    "Abacus as CSV with its orders": (abacus_csv_and_orders, WITH_ORDERS),
    "Abacus as XML with its orders": (abacus_xml_and_orders, WITH_ORDERS),
    "ISO in UTC": (iso_utc, ColumnMapping()),
    "two careworkers in a row": (two_in_a_row, mapped(dict(TWO_IN_A_ROW))),
    "a workbook with a title": (workbook, mapped(dict(WORKBOOK))),
}
OTHERS = {
    "an archive": (packed, ColumnMapping()),
    "Abacus as CSV alone": (abacus_csv, OF_ABACUS),
    "Abacus as XML alone": (abacus_xml, OF_ABACUS),
}
# What is compared: client, careworker, attendance, careworkers planned, outcome, start and length.
CARRIED = (2, 3, 5, 6, OUTCOME, 10, 11)
PLAN = (8, 9)


def fields(rows: list[Row], places: tuple[int, ...]) -> list[tuple[object, ...]]:
    return sorted(tuple(row[place] for place in places) for row in rows)


@pytest.mark.nightly
@pytest.mark.parametrize("dress", [name for name in DRESSES | OTHERS if name != "ISO in UTC"])
def test_a_dress_comes_to_the_same_visits(dress: str):
    make, mapping = (DRESSES | OTHERS)[dress]
    plain, wanted = taken_from(iso_utc(), ColumnMapping())
    found, rows = taken_from(make(), mapping)
    assert found.rows == plain.rows == sum(len(people) for *_, people in facts())
    assert (found.used.rows, found.waits, found.refusals) == (found.rows, {}, {})
    assert fields(rows, CARRIED) == fields(wanted, CARRIED)
    if dress.startswith("Abacus"):
        assert {row[12] for row in rows} == {1800}
    if dress.endswith("alone"):
        assert {row[place] for row in rows for place in PLAN} == {None}
    else:
        assert fields(rows, PLAN) == fields(wanted, PLAN)


@pytest.mark.nightly
def test_names_are_in_no_row():
    for make, mapping in (DRESSES | OTHERS).values():
        assert not [
            text
            for row in taken_from(make(), mapping)[1]
            for text in map(str, row)
            if "Mary" in text or "Wendy" in text
        ]


@pytest.mark.parametrize("dress", first_by_day(dict.fromkeys(["two careworkers in a row", *DRESSES])))
@pytest.mark.nightly
def test_the_second_file_of_a_dress_asks_nothing(council: Council, dress: str, monkeypatch: pytest.MonkeyPatch):
    make, mapping = DRESSES[dress]
    row = sent(council.carol, make())
    if row.state == "mapping":
        said = datasets.map_columns(
            by=council.carol, dataset_id=row.id, columns=mapping.columns, zone=mapping.zone, dates=mapping.dates
        )
        assert isinstance(said, Dataset), said
        row = worked(row)
    location = str(council.authority.locations.get().id)
    datasets.answer(by=council.carol, dataset_id=row.id, answers={"V17:P1": location})
    row = worked(row)
    assert (row.state, row.used) == ("taken_in", sum(len(people) for *_, people in facts())), row.words
    monkeypatch.setattr("markets.visits.tests.test_five_dresses.STARTS", [one + timedelta(days=371) for one in STARTS])
    again = sent(council.carol, make(), "second")
    assert (again.state, again.used, again.questions) == ("taken_in", row.used, [])


def test_two_in_a_row_are_read_alike_by_the_plain_reader():
    bad = two_in_a_row() + b"P1,C99,29/10/2025 09:00:00,29/10/2025 09:30:00,2,W1,29/10/2025 09:00:00,soon,,,,done\r\n"
    found = assert_alike(bad, DRESSES["two careworkers in a row"][1])
    assert [(fault.row, fault.read) for fault in found.faults] == [(len(STARTS) + 2, "soon")]
    assert [note["words"] for note in found.notes] == ["11 rows hold two careworkers: each is counted as two rows."]
    assert plain(bad, DRESSES["two careworkers in a row"][1]).faults == tuple(found.faults)


def test_a_visit_takes_the_nearest_order_once():
    orders = [VisitOrder("", ("P", "C"), start) for start in (0, 3600, 90_000)] + [VisitOrder("V9", ("P", "D"), 0)]
    visits = [
        LoggedRow("", ("P", "C"), "W1", 3000),
        LoggedRow("", ("P", "C"), "W1", 3500),
        LoggedRow("", ("P", "C"), "W2", 3000),
        LoggedRow("", ("P", "C"), "W1", 50_000),
        LoggedRow("V9", ("Q", "E"), "W1", None),
        LoggedRow("", ("P", "E"), "W1", 0),
    ]
    assert matched(visits, orders) == [0, 1, 1, -1, 3, -1]


def test_a_second_careworker_at_the_same_hour_needs_no_day():
    spread = row_spread(
        {"carer_ref": [0], "actual_start": [1, 2], "second_carer_ref": [3], "second_actual_start": [4]}, 5
    )
    assert spread is not None
    assert spread.spread(["W1", "1/6/2025", "08:00", "W2", "08:05"]) == (
        ["W1", "1/6/2025", "08:00", "W2", "08:05", "1"],
        ["W2", "1/6/2025", "08:05", "W2", "08:05", "2"],
    )
    assert spread.spread(["W1", "1/6/2025", "08:00"])[1] == []


BROKEN = {
    "damaged XML": b"<?xml version='1.0'?><File><Visit><A>1</A></File>",
    "an entity": b"<!DOCTYPE x [<!ENTITY a 'b'>]><File><Visit><A>&a;</A></Visit></File>",
    "half an archive": packed()[:200],
    "half a workbook": workbook()[:3000],
}


@pytest.mark.parametrize("kind", first_by_day(BROKEN))
def test_what_is_broken_is_refused_in_words(kind: str):
    with pytest.raises(UnreadableFile) as trouble:
        taken_from(BROKEN[kind], ColumnMapping())
    assert trouble.value.args[0] in ("V01", "V02") and trouble.value.args[1].startswith(("We could not", "We found no"))
