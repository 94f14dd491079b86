"""Test support: invented CQC directories in the published columns, in each layout and kind of file."""

import csv
import io
import random
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from itertools import groupby

import xlsxwriter

USED = (
    "Location ID",
    "Location HSCA start date",
    "Dormant (Y/N)",
    "Care home?",
    "Location Name",
    "Location ODS Code",
    "Care homes beds",
    "Location Type/Sector",
    "Location Inspection Directorate",
    "Location Primary Inspection Category",
    "Location Latest Overall Rating",
    "Publication Date",
    "Location Region",
    "Location Local Authority",
    "Location Street Address",
    "Location Postal Code",
    "Location Latitude",
    "Location Longitude",
    "Brand ID",
    "Brand Name",
    "Provider ID",
    "Provider Name",
    "Provider Ownership Type",
)
ACTIVITIES = tuple(f"Regulated activity - {number}" for number in range(1, 15))
SERVICES = (
    *(f"Service type - {number}" for number in range(1, 28)),
    "Service type - Care home service with nursing",
    "Service type - Care home service without nursing",
    "Service type - Domiciliary care service",
)
BANDS = (*(f"Service user band - {number}" for number in range(1, 12)), "Service user band - Older People")
COLUMNS = (*USED, *ACTIVITIES, *SERVICES, *BANDS)
WEEKLY = (
    "Name",
    "Also known as",
    "Address",
    "Postcode",
    "Phone number",
    "Service's website (if available)",
    "Service types",
    "Date of latest check",
    "Specialisms/services",
    "Provider name",
    "Local authority",
    "Region",
    "Location URL",
    "CQC Location ID (for office use only)",
    "CQC Provider ID (for office use only)",
)
RATINGS = ("Location ID", "Location Name", "Service / Population Group", "Domain", "Latest Rating", "Publication Date")
DOMAINS = ("Safe", "Effective", "Caring", "Responsive", "Well-led", "Overall")
TITLE_ROWS = [["HSCA active locations"], [], *([f"Note {number}"] for number in range(1, 26))]
WEEKLY_TITLE = [["CQC Locations data"], [], ["This data was produced on 18 November 2026"], []]

Row = dict[str, str]


def invented(count: int, seed: int = 1) -> list[Row]:
    """Return invented locations of the directory with filters: a third home care, a third homes, the rest clinics."""
    chance = random.Random(seed)
    return [_location(number, chance) for number in range(count)]


def _location(number: int, chance: random.Random) -> Row:
    kind = number % 3
    provider = number // 2
    branded = provider % 5 == 0
    row = {
        "Location ID": f"1-{100000000 + number}",
        "Location HSCA start date": "01/10/2010",
        "Dormant (Y/N)": "Y" if number % 50 == 7 else "N",
        "Care home?": "Y" if kind == 1 else "N",
        "Location Name": f"Location {number:05}",
        "Location Type/Sector": "Social Care Org" if kind < 2 else "Primary Dental Care",
        "Location Inspection Directorate": "Adult social care" if kind < 2 else "Primary medical services",
        "Location Latest Overall Rating": chance.choice(["Good", "Outstanding", "Requires improvement", "Not Rated"]),
        "Publication Date": (date(2022, 1, 1) + timedelta(days=number % 1500)).strftime("%d/%m/%Y"),
        "Location Region": f"Region {number % 150 % 9}",
        "Location Local Authority": f"Authority {number % 150:03}",
        "Location Street Address": f"{number % 200} High Street, the & corner",
        "Location Postal Code": f"ZZ{number % 90 + 1} {number % 9 + 1}ZZ",
        "Location Latitude": f"{50 + chance.random() * 5:.6f}",
        "Location Longitude": f"{-3 + chance.random() * 4:.6f}",
        "Brand ID": f"BD{provider % 400:03}" if branded else "-",
        "Brand Name": f"BRAND Group {provider % 400:03}" if branded else "-",
        "Provider ID": f"1-{200000000 + provider}",
        "Provider Name": f"Provider {provider:05} Limited",
        "Provider Ownership Type": "Organisation",
    }
    row |= dict.fromkeys(chance.sample(ACTIVITIES, 2), "Y")
    row |= dict.fromkeys(chance.sample(BANDS[:-1], 3), "Y")
    if kind == 0:
        row |= {"Service type - Domiciliary care service": "Y"}
    if kind == 1:
        nursing = "with" if number % 2 else "without"
        row |= {f"Service type - Care home service {nursing} nursing": "Y", "Care homes beds": str(number % 80 + 5)}
        row |= {"Service user band - Older People": "Y"} if number % 4 else {}
    return row


def weekly_from(row: Row) -> Row:
    """Return the same location as the weekly directory lists it."""
    types = {
        "Service type - Domiciliary care service": "Homecare agencies",
        "Service type - Care home service with nursing": "Nursing homes",
        "Service type - Care home service without nursing": "Residential homes",
    }
    older = "Caring for adults over 65 yrs|Dementia" if row.get("Service user band - Older People") else "Dementia"
    return {
        "Name": row["Location Name"],
        "Address": f"{row['Location Street Address']}, Town",
        "Postcode": row["Location Postal Code"],
        "Service types": "|".join(word for name, word in types.items() if row.get(name)) or "Dentist",
        "Date of latest check": row["Publication Date"],
        "Specialisms/services": older,
        "Provider name": row["Provider Name"],
        "Local authority": row["Location Local Authority"],
        "Region": row["Location Region"],
        "Location URL": f"https://www.cqc.org.uk/location/{row['Location ID']}",
        "CQC Location ID (for office use only)": row["Location ID"],
        "CQC Provider ID (for office use only)": row["Provider ID"],
    }


def ratings_from(row: Row) -> list[Row]:
    """Return the twelve rows of ratings of a location: a service and the whole, in six domains each."""
    shared = {key: row[key] for key in ("Location ID", "Location Name", "Publication Date")}
    return [
        {**shared, "Service / Population Group": group, "Domain": domain, "Latest Rating": rating}
        for group, rating in (("Residential", "Inadequate"), ("Overall", row["Location Latest Overall Rating"]))
        for domain in DOMAINS
    ]


def table(columns: Sequence[str], rows: Iterable[Row], title: Sequence[Sequence[str]] = ()) -> list[list[str]]:
    return [*map(list, title), list(columns), *([row.get(name, "") for name in columns] for row in rows)]


def as_csv(
    cells: Iterable[Sequence[str]], *, bom: bool = False, encoding: str = "utf-8", separator: str = ","
) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator).writerows(cells)
    return ("\ufeff" if bom else "").encode() + buffer.getvalue().encode(encoding)


def as_xlsx(**sheets: Iterable[Sequence[str]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as book:
        for title, cells in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(cells):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_number(number, column, int(text)) if text.isdigit() else sheet.write(
                            number, column, text
                        )
    return buffer.getvalue()


_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">
<office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>"""
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def as_ods(**sheets: Iterable[Sequence[str]]) -> bytes:
    """Return the sheets as an ods file such as programs write.

    Equal neighbours are one repeated cell, blank rows at the end.
    """
    content = _CONTENT % "".join(_ods_sheet(title, cells) for title, cells in sheets.items())
    return packed_ods(content)


def packed_ods(content: str, manifest: str = _MANIFEST) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def _ods_sheet(title: str, cells: Iterable[Sequence[str]]) -> str:
    rows = "".join(f"<table:table-row>{''.join(_ods_cells(row))}</table:table-row>" for row in cells)
    blank = '<table:table-row table:number-rows-repeated="990000"><table:table-cell/></table:table-row>'
    return f'<table:table table:name="{title}">{rows}{blank}</table:table>'


def _ods_cells(row: Sequence[str]) -> Iterable[str]:
    for text, same in groupby(row):
        count = len(list(same))
        repeated = f' table:number-columns-repeated="{count}"' if count > 1 else ""
        if not text:
            yield f"<table:table-cell{repeated}/>"
        elif text.isdigit():
            yield (
                f'<table:table-cell office:value-type="float" office:value="{text}"{repeated}>'
                f"<text:p>{text}</text:p></table:table-cell>"
            )
        else:
            yield (
                f'<table:table-cell office:value-type="string"{repeated}>'
                f"<text:p>{escape(text, quote=False)}</text:p></table:table-cell>"
            )
