"""Zones, scenarios, providers and rate cards may be called anything: each page and file bears it, and none runs it."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.tests.pages import client_of
from markets.fees.actions import scenarios
from markets.fees.domain.term_list import usual_inputs
from markets.models import FeeScenario, RateCard
from markets.tests.council import make_council
from markets.tests.made_rows import DAY
from spreadsheets.csv_files import FORMULA_SIGNS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor"), pytest.mark.nightly]
SCRIPT = "<script>alert(1)</script>"
ZONES = (
    "=cmd|' /C calc'!A0",
    SCRIPT,
    "\u202eright\u2067 to left\u200f",
    "🏡🚲" * 15,
    "Longlongzonenameoffortycharactersandmore" + "x" * 20,
    "@a;b,c{d}%s{{e}}",
)
TITLE = f"=1+1 {SCRIPT} 🏡 \u202eabc "
FILES = ("xlsx", "csv", "json", "docx", "pdf", "budget-csv")
PAGES = ("lab", "pictures", "budget", "special")


def test_each_page_and_file_bears_odd_names_and_runs_none_of_them():
    cast = make_council()
    client, row = client_of(cast.carol), a_scenario(cast.carol)
    lines = "\n".join(f"{name} Ltd\t100\t24.10\t{zone}" for name, zone in zip(ZONES[::-1], ZONES, strict=True))
    budget = {"start_0": "1", "start_1": "4", "start_2": "2026", "uplift": "3", "growth": "0", "years": "2"}
    typed = client.post(reverse("markets:scenario_budget", args=[row.id]), budget | {"providers": lines}, follow=True)
    assert bears(typed) and "\u202eright" in typed.content.decode()
    assert client.post(reverse("markets:scenario_copy", args=[row.id]), {"name": TITLE[::-1]}).status_code == 302
    card = a_card(client)
    for kind in FILES:
        data = client.get(reverse("markets:scenario_file", args=[row.id, kind])).content
        assert len(data) > 500 and runs_nothing(kind, data), kind
    for kind in ("xlsx", "csv"):
        assert runs_nothing(kind, client.get(reverse("markets:card_file", args=[card.id, kind])).content)
    for page in PAGES:
        assert bears(client.get(reverse(f"markets:scenario_{page}", args=[row.id]))), page
    scenarios.freeze(by=cast.carol, scenario_id=row.id)
    both = [str(one.id) for one in FeeScenario.objects.all()]
    for address, asked in (
        (reverse("markets:scenario_list"), {}),
        (reverse("markets:scenario_lab", args=[row.id]), {}),
        (reverse("markets:charter", args=[row.id]), {}),
        (reverse("markets:scenario_compare"), {"scenario": both}),
        (reverse("markets:wage_test"), {"scenario": both[0]}),
        (reverse("markets:card_list"), {}),
        (reverse("markets:card_detail", args=[card.id]), {"scenario": both[0]}),
        (reverse("markets:card_change", args=[card.id]), {}),
    ):
        assert bears(client.get(address, asked)), address


def a_scenario(by) -> FeeScenario:
    inputs = usual_inputs(DAY)
    assert inputs is not None
    zones = {name: {"t": "8", "w": "1", "d": "2"} for name in ZONES}
    row = scenarios.start(by=by, name=TITLE, inputs=inputs | {"zones": zones}, note=SCRIPT)
    council = {name: {"fee": "25", "hours": "100"} for name in ZONES}
    done = scenarios.save(by=by, scenario_id=row.id, edition=1, inputs=row.inputs, council=council, because=SCRIPT)
    assert isinstance(done, FeeScenario)
    return done


def a_card(client: Client) -> RateCard:
    quoted = [name.replace('"', '""') for name in ZONES]
    lines = "\n".join(["Zone;Minutes;Rate", *(f'"{name}";30;13.87' for name in quoted)])
    typed = {"name": TITLE, "valid_from_0": "1", "valid_from_1": "4", "valid_from_2": "2026", "basis": "visit"}
    answer = client.post(reverse("markets:card_new"), typed | {"lines": lines, "keep": "1"})
    assert answer.status_code == 302, answer.content.decode()
    card = RateCard.objects.get()
    assert {line["zone"] for line in card.lines} == {zone.strip() for zone in ZONES}
    return card


def bears(answer) -> bool:
    page = answer.content.decode()
    return answer.status_code == 200 and SCRIPT not in page and not re.search(r"<strong>alert|&amp;lt;", page)


def runs_nothing(kind: str, data: bytes) -> bool:
    """No cell of ours begins as a formula does but those of the workbook's own sheets, which name none of the words."""
    if kind.endswith("csv"):
        cells = [cell for line in csv.reader(StringIO(data.decode("utf-8-sig"))) for cell in line]
        return not any(cell.startswith(FORMULA_SIGNS) for cell in cells)
    if kind == "xlsx":
        sheets = load_workbook(BytesIO(data)).worksheets
        formulas = [
            cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
        ]
        return not any("cmd" in str(one) or "1+1" in str(one) for one in formulas)
    return True
