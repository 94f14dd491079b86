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

from markets.store.dataset_reader import OUTCOME
from markets.store.text_files import UnreadableFile
from markets.visits.domain.columns import ColumnMapping, mapping_from
from markets.visits.domain.presets import ABACUS
from markets.visits.tests.files_taken_in import Row, taken_from

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


def abacus_rows() -> list[dict[str, str]]:
    rows = []
    for planned, minutes, begun, seconds, client, people in facts():
        for place, person in enumerate(people):
            values = {
                "FileReference": "F1",
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
    text = f"<?xml version='1.0' encoding='utf-8'?><File><FileReference>F1</FileReference><ProviderContracts>{contract}"
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


def packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("visits/october.csv", iso_utc())
        archive.writestr("__MACOSX/._october.csv", b"\0\1")
    return file.getvalue()


def mapped(document: dict[str, object]) -> ColumnMapping:
    mapping, faults = mapping_from(document)
    assert not faults
    return mapping


OF_ABACUS = ColumnMapping(ABACUS.columns, ABACUS.words, ABACUS.zone, ABACUS.dates)
DRESSES = {
    "Abacus as CSV": (abacus_csv, OF_ABACUS),
    "Abacus as XML": (abacus_xml, OF_ABACUS),
    "ISO in UTC": (iso_utc, ColumnMapping()),
    "a workbook with a title": (workbook, mapped(dict(WORKBOOK))),
    "an archive": (packed, ColumnMapping()),
}
# What is compared: client, careworker, attendance, careworkers planned, outcome, start and length.
CARRIED = (2, 3, 5, 6, OUTCOME, 10, 11)
PLAN = (8, 9)


def fields(rows: list[Row], places: tuple[int, ...]) -> list[tuple[object, ...]]:
    return sorted(tuple(row[place] for place in places) for row in rows)


@pytest.mark.parametrize("dress", [name for name in DRESSES if name != "ISO in UTC"])
def test_a_dress_comes_to_the_same_visits(dress: str):
    make, mapping = DRESSES[dress]
    plain, wanted = taken_from(iso_utc(), ColumnMapping())
    found, rows = taken_from(make(), mapping)
    assert found.rows == plain.rows == sum(len(people) for *_, people in facts())
    assert (found.used.rows, found.waits, found.refusals) == (found.rows, {}, {})
    assert fields(rows, CARRIED) == fields(wanted, CARRIED)
    if dress.startswith("Abacus"):
        assert {row[place] for row in rows for place in PLAN} == {None}
        assert {row[12] for row in rows} == {1800}
    else:
        assert fields(rows, PLAN) == fields(wanted, PLAN)


def test_names_are_in_no_row():
    for make, mapping in DRESSES.values():
        assert not [
            text
            for row in taken_from(make(), mapping)[1]
            for text in map(str, row)
            if "Mary" in text or "Wendy" in text
        ]


BROKEN = {
    "damaged XML": b"<?xml version='1.0'?><File><Visit><A>1</A></File>",
    "an entity": b"<!DOCTYPE x [<!ENTITY a 'b'>]><File><Visit><A>&a;</A></Visit></File>",
    "half an archive": packed()[:200],
    "half a workbook": workbook()[:3000],
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_refused_in_words(kind: str):
    with pytest.raises(UnreadableFile) as trouble:
        taken_from(BROKEN[kind], ColumnMapping())
    assert trouble.value.args[0] in ("V01", "V02") and trouble.value.args[1].startswith(("We could not", "We found no"))
