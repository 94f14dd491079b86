"""What stands in the workbook is written for providers: no note of whoever made it, on no sheet, hidden or not."""

import re
import zipfile
from io import BytesIO

import pytest

from costing.forms import CURRENT
from costing.rates import all_rates
from costing.workbook import write_workbook

NOTE_TO_SELF = re.compile(
    r"from memory|to verify|verify before|TODO|FIXME|to do\b|not sure|guess|placeholder", re.IGNORECASE
)


@pytest.mark.parametrize("service", CURRENT)
def test_no_note_to_ourselves_is_handed_out(service: str) -> None:
    with zipfile.ZipFile(BytesIO(write_workbook(CURRENT[service]))) as archive:
        texts = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert NOTE_TO_SELF.findall(texts) == []


def test_each_rate_says_where_it_is_from() -> None:
    assert all(rate.note and not NOTE_TO_SELF.search(rate.note) for rate in all_rates())
