"""The table that the commissioner sees is what `summarise_returns --audience public` says of the same files."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from accounts.domain.roles import RoleName
from accounts.tests.commands import run
from accounts.tests.pages import get
from costing.figure_words import gbp
from costing.forms import CURRENT
from costing.workbook import write_workbook
from reports.actions import calculations, releases
from reports.models import Release
from reports.tests.accepted_returns import market_answers
from reports.tests.rows import rows_in
from submissions.tests.cast import Cast, accepted, make_cast, person, provider, take_part

pytestmark = pytest.mark.usefixtures("no_second_factor")
# Some owners have two locations, so that it matters that owners count and not returns.
OWNERS = [f"Owner {i % 12}" for i in range(14)]
ANSWERS = market_answers()[: len(OWNERS)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for answers in ANSWERS:
        path = tmp_path / f"{answers['location_id']}.xlsx"
        path.write_bytes(write_workbook(CURRENT["homecare"], prefilled=answers))
    return tmp_path


def said_by_the_command(folder: Path) -> Any:
    rows = [f"{one['location_id']},{owner},100" for one, owner in zip(ANSWERS, OWNERS, strict=True)]
    (folder / "owners.csv").write_text("\n".join(["location_id,owner,weight", *rows]), encoding="utf-8")
    how = ("--service", "homecare", "--audience", "public", "--owners", folder / "owners.csv", "--json")
    return run("summarise_returns", folder, *how).document


def released(cast: Cast, folder: Path) -> Release:
    """The whole line: uploaded, read, checked, explained, submitted, accepted, calculated, drafted, approved."""
    for i, (answers, owner) in enumerate(zip(ANSWERS, OWNERS, strict=True)):
        of = provider(f"Branch {i} Ltd", owner)
        asked = take_part(cast.exercise, of, f"Branch {i}", answers["location_id"])
        sender = person(f"Sender {i}", RoleName.PROVIDER_USER, of)
        accepted(sender, cast.dev, asked, (folder / f"{answers['location_id']}.xlsx").read_bytes())
    calculation = calculations.make(by=cast.dev, exercise_id=cast.exercise.id)
    draft = releases.draft(by=cast.dev, calculation_id=calculation.id)
    return releases.approve(by=cast.fay, release_id=draft.id)


def printed(figure: str | None) -> str:
    return "[c]" if figure is None else gbp(Decimal(figure))


@pytest.mark.nightly
def test_cell_by_cell(db: None, folder: Path):
    cast, document = make_cast(), said_by_the_command(folder)
    release = released(cast, folder)
    for part in ("table", "totals", "policy"):
        assert release.table[part] == document[part]
    seen = rows_in(get(cast.carol, "reports:release_detail", release.id).content.decode())
    cells = document["table"]["homecare"]
    assert len(seen) == len(cells)
    for line in CURRENT["homecare"].lines:
        cell = cells[line.key]
        n = "[c]" if cell["n"] is None else str(cell["n"])
        expected = [n, *(printed(cell[name]) for name in ("lower_quartile", "median", "upper_quartile"))]
        assert seen[line.label][:4] == expected
    assert sum(cell["median"] is not None for cell in cells.values()) > 10, "a table of hidden cells would prove little"
