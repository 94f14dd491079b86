"""Test support: lists of places as they are published, and one that was read, by rows."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from accounts.domain.context import Context
from markets.models import PlaceList, VisitRun
from markets.places import domain

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
INVENTED = Path(domain.__file__).parent / "data"
ONSPD = ("pcd7", "pcds", "doterm", "oscty", "oslaua", "ctry", "oseast1m", "osnrth1m", "osgrdind", "lsoa21", "ru11ind")
RUC = ("LSOA21CD", "LSOA21NM", "RUC21CD", "RUC21NM", "Urban_rural_flag")
COUNTY = "E10000099"


def onspd_row(postcode: str = "ZZ1 1AA", **other: str) -> list[str]:
    said = {
        "pcd7": postcode, "pcds": postcode, "doterm": "", "oscty": COUNTY, "oslaua": "E07000901", "ctry": "E92000001",
        "oseast1m": "430123", "osnrth1m": "280456", "osgrdind": "1", "lsoa21": "E01090001", "ru11ind": "E1",
    }  # fmt: skip
    return list((said | other).values())


def code_point_row(postcode: str = "ZZ1 1AA", east: str = "430123", north: str = "280456", **other: str) -> list[str]:
    said = {
        "pc": postcode, "pq": "10", "ea": east, "no": north, "cy": "E92000001", "rh": "E19000001", "lh": "E18000001",
        "cc": COUNTY, "dc": "E07000901", "wc": "E05000001",
    }  # fmt: skip
    return list((said | other).values())


def csv_of(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode(encoding)


def zip_of(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()


def sealed(data: bytes) -> bytes:
    """Return a zip of one file as if it had a password: the flag is set in both of its headings."""
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data = data[:at] + bytes([data[at] | 1]) + data[at + 1 :]
    return data


def a_place_list(by: Context, kept_at: datetime | None = NOON) -> dict[str, UUID]:
    run = VisitRun.objects.create(
        authority_id=by.authority_id, holder="council", kind="places", name="ONSPD_FEB_2026_UK.csv", state="done",
        received_at=NOON,
    )  # fmt: skip
    row = PlaceList.objects.create(
        id=run.id, authority_id=by.authority_id, kind="postcodes", source="onspd", file_name="ONSPD_FEB_2026_UK.csv",
        sha256="0" * 64, area=COUNTY, attribution="ONS Postcode Directory. Source: Office for National Statistics.",
        places=[["ZZ11AA", 430_100, 280_400, "E01090001", "RSF1"]], rows=1, used=1, made_at=NOON, kept_at=kept_at,
    )  # fmt: skip
    return {"place_list_id": row.id}
