"""Test support: random scenarios as workbooks, recalculated by LibreOffice, against what the page says."""

from pathlib import Path
from random import Random

from openpyxl import load_workbook

from costing.tests.libreoffice import convert
from markets.fees.domain.exports.fee_workbook import FEES, fee_workbook
from markets.fees.domain.result import CouncilZone, ScenarioResult, scenario_result
from markets.fees.tests.typed_fees import pounds, random_document, read

CLOSE = 0.000001


def random_result(rng: Random) -> ScenarioResult:
    council = {"one": CouncilZone(pounds(f"{rng.uniform(18, 40):.2f}"), pounds(str(rng.randint(1, 5000))))}
    return scenario_result(read(random_document(rng)), council)


def shown(file: Path) -> dict[tuple[str, int], object]:
    """Return the figures of the sheet of fees, by label of the row and its place, and column."""
    sheet = load_workbook(file, data_only=True)[FEES]
    return {
        (f"{row} {cells[0].value}", column): cell.value or 0 if cell.value != "" else None
        for row, cells in enumerate(sheet.iter_rows(), 1)
        for column, cell in enumerate(cells[1:], 1)
        if cells[0].value and not isinstance(cell.value, str)
    }


def differences(number: int, seed: int, folder: Path) -> list[object]:
    """Return where a recalculated figure is another than the one stored from the page."""
    rng, made = Random(seed), folder / "made"
    made.mkdir()
    files = []
    for index in range(number):
        file = made / f"book_{index}.xlsx"
        file.write_bytes(fee_workbook(random_result(rng), f"Scenario {index}"))
        files.append(file)
    convert(files, "xlsx", folder / "again", folder / "profile")
    found: list[object] = []
    for file in files:
        stored, again = shown(file), shown(folder / "again" / file.name)
        assert len(stored) > 50
        found += [
            (file.name, key, value, again.get(key))
            for key, value in stored.items()
            if abs(float(value or 0) - float(again.get(key) or 0)) > CLOSE * max(1, abs(float(value or 0)))  # type: ignore[arg-type]
        ]
    return found
