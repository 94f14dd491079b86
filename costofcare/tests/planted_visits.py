"""Test support: files of visits with a name, an NHS number and a postcode planted in any column, in every dress."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

NAME, NHS_NUMBER, POSTCODE = "Zylphrena Quibblethwaite", "943 476 5919", "ZE2 9ZZ"
SECRETS = (NAME, NAME.split()[0], NHS_NUMBER, NHS_NUMBER.replace(" ", ""), POSTCODE, POSTCODE.replace(" ", ""))
# As people write them: alone, together, run together, in lower case.
WRITTEN = (
    NAME,
    NHS_NUMBER,
    POSTCODE,
    f"{NAME}, {POSTCODE}",
    NHS_NUMBER.replace(" ", ""),
    f"{NAME.upper()} {NHS_NUMBER}",
)
COLUMNS = (
    "provider_ref", "client_ref", "carer_ref", "visit_ref", "planned_start", "planned_seconds", "actual_start",
    "actual_seconds", "start_method", "end_method", "outcome", "zone_key", "contract_ref", "place_ref", "ruc",
    "service", "funder", "Notes", "ServiceUserDetails", "FileReference",
)  # fmt: skip
# Of these a person is asked what a word means, as it stands: no name can be told from a word there.
ASKED_ABOUT = ("provider_ref", "outcome")
DRESSES = ("csv", "semicolons", "xlsx", "xml", "zip")
ROWS = 24
Table = list[list[str]]


@dataclass(frozen=True, slots=True)
class PlantedFile:
    name: str
    data: bytes


def planted_files(count: int = 20) -> list[PlantedFile]:
    """Return a file for each of the first columns, then broken ones, and those that are refused."""
    found = []
    for number, column in enumerate(COLUMNS[:count]):
        dress = DRESSES[number % len(DRESSES)]
        table = planted_table(column, number)
        found.append(PlantedFile(f"visits-{number}.{_ending(dress)}", dressed(table, dress)))
    return [*found, *broken_files()]


def planted_table(column: str, number: int) -> Table:
    """Return rows of visits of a day of its own, every third of them with something planted in it."""
    rows = [list(COLUMNS)]
    for line in range(ROWS):
        row = _plain_row(line, number)
        if line % 3 == 0:
            written = WRITTEN[line // 3 % len(WRITTEN)]
            if column not in ASKED_ABOUT or NAME.split()[0].lower() not in written.lower():
                row[column] = written
            row["Notes"] = f"Said by {NAME} ({NHS_NUMBER}), {POSTCODE}"
            row["ServiceUserDetails"] = f"{NAME}, 1 High Street {POSTCODE}"
        rows.append([row[name] for name in COLUMNS])
    return rows


def _plain_row(line: int, number: int) -> dict[str, str]:
    day, hour = 1 + number, 6 + line % 14
    return {
        "provider_ref": "1-elm-a", "client_ref": f"C{line % 8}", "carer_ref": f"W{line % 6}",
        "visit_ref": f"V{number}-{line}",
        "planned_start": f"2025-06-{day:02}T{hour:02}:00:00Z", "planned_seconds": "1800",
        "actual_start": f"2025-06-{day:02}T{hour:02}:03:00Z", "actual_seconds": str(1500 + line), "start_method": "app",
        "end_method": "app", "outcome": "done", "zone_key": "moor", "contract_ref": "K1", "place_ref": "SJ 837 654",
        "ruc": "UN1", "service": "home care", "funder": "council", "Notes": "", "ServiceUserDetails": "",
        "FileReference": f"F{number}",
    }  # fmt: skip


def dressed(table: Table, dress: str) -> bytes:
    if dress == "xlsx":
        return _workbook(table)
    if dress == "xml":
        return _xml(table)
    text = _csv(table, ";" if dress == "semicolons" else ",")
    if dress != "zip":
        return text
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{NAME} {POSTCODE}.csv", text)
    return packed.getvalue()


def broken_files() -> list[PlantedFile]:
    """Return files with secrets in their headings and titles, files that are damaged, and files that are no visits."""
    table = planted_table("zone_key", 25)
    headed = [[*table[0][:17], f"Visits to {NAME}", NHS_NUMBER, f"{NAME}"], *table[1:]]
    titled = [[f"Visits of {NAME}, {POSTCODE}"], [], *planted_table("client_ref", 26)]
    no_header = [[NAME, NHS_NUMBER, POSTCODE, "1"], *([NAME, "2", POSTCODE, "1"] for _ in range(5))]
    unknown = [
        ["Branch", "SU", NAME, "Due", "In", "Out", NHS_NUMBER],
        *([["1-elm-a", NAME, "x", "y", "z", POSTCODE, "1"]] * 5),
    ]
    whole = _workbook(planted_table("carer_ref", 27))
    return [
        PlantedFile("headed.csv", _csv(headed)),
        PlantedFile("headed.xlsx", _workbook(headed)),
        PlantedFile("titled.xlsx", _workbook(titled)),
        PlantedFile("no-header.csv", _csv(no_header)),
        PlantedFile("unknown.csv", _csv(unknown)),
        PlantedFile("cut.xlsx", whole[: len(whole) // 2]),
        PlantedFile("cut.xml", _xml(planted_table("carer_ref", 28))[:2000]),
        PlantedFile("quote.csv", f'provider_ref,client_ref\n"{NAME},{NHS_NUMBER}\n{POSTCODE}'.encode()),
        PlantedFile("letter.txt", f"Dear {NAME},\nyour NHS number is {NHS_NUMBER}.\n{POSTCODE}\n".encode()),
        PlantedFile("picture.csv", b"\x89PNG\r\n\x1a\n" + NAME.encode() + b"\0" * 50),
    ]


def _csv(table: Sequence[Sequence[str]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(table)
    return text.getvalue().encode()


def _workbook(table: Sequence[Sequence[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(NAME)
        for place, row in enumerate(table):
            sheet.write_row(place, 0, row)
        book.set_properties({"author": NAME, "title": POSTCODE})
    return made.getvalue()


def _xml(table: Sequence[Sequence[str]]) -> bytes:
    head, *rows = table
    lines = ["<Visits>", *("<Visit>" + "".join(map(_element, head, row)) + "</Visit>" for row in rows), "</Visits>"]
    return "\n".join(lines).encode()


def _element(name: str, text: str) -> str:
    return f"<{name}>{text}</{name}>"


def _ending(dress: str) -> str:
    return "csv" if dress == "semicolons" else dress
