"""The files of a scenario: workbook, list of figures, inputs for the command, and the paper in Word and PDF."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markets.fees.domain.exports.fee_paper import PaperFacts, fee_paper
from markets.fees.domain.exports.fee_workbook import fee_workbook
from markets.fees.domain.result import ScenarioResult
from markets.fees.domain.saved_scenario import in_order
from reports.annexes.domain.annex_b_word import annex_b_word
from reports.annexes.domain.page_layout import annex_b_pdf
from spreadsheets.decimals import rounded
from spreadsheets.table_files import CONTENT_TYPES, table_csv

# What each kind is to a browser; the order is that of the page.
TYPES: Mapping[str, str] = {
    "xlsx": CONTENT_TYPES["xlsx"],
    "csv": CONTENT_TYPES["csv"],
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
MARK = "Modelled from figures typed, released or of the council’s visits; no provider’s own cost is in it"


@dataclass(frozen=True)
class ScenarioFile:
    """A file to be downloaded."""

    kind: str
    data: bytes

    @property
    def content_type(self) -> str:
        return TYPES[self.kind]


def scenario_file(
    kind: str, result: ScenarioResult, facts: PaperFacts, document: Mapping[str, Any]
) -> ScenarioFile | None:
    """Return the file of a kind; None for a kind that there is not. The same scenario gives the same bytes."""
    match kind:
        case "xlsx":
            return ScenarioFile(kind, fee_workbook(result, facts.name, MARK))
        case "csv":
            return ScenarioFile(kind, figures_csv(result).encode())
        case "json":
            return ScenarioFile(kind, inputs_json(document).encode())
        case "docx":
            return ScenarioFile(kind, annex_b_word(fee_paper(result, facts)))
        case "pdf":
            return ScenarioFile(kind, annex_b_pdf(fee_paper(result, facts)))
    return None


def inputs_json(document: Mapping[str, Any]) -> str:
    """Return the inputs as ``fee_scenario`` takes them; numbers are texts, so that none loses a digit."""
    return json.dumps(in_order(document), ensure_ascii=False, indent=1) + "\n"


def figures_csv(result: ScenarioResult) -> str:
    """Return every figure by zone, £."""
    rows: list[tuple[str, str, Decimal]] = []
    for zone in result.zones:
        fee = zone.fee
        rows += [(zone.name, key, amount) for key, amount in fee.lines.items()]
        rows.append((zone.name, "rate an hour", fee.rate))
        rows += [(zone.name, f"{k} minutes, a visit", one.per_visit) for k, one in fee.by_length.items()]
        rows += [(zone.name, "a visit", fee.tariff.per_visit), (zone.name, "a minute", fee.tariff.per_minute)]
        rows += [(zone.name, f"at {size} hours a week", rate) for size, rate in zone.scale.items()]
        rows.append((zone.name, "fee that carries the living wage", zone.fee_for_floor))
    return table_csv(MARK, ("Zone", "What", "£"), [(zone, key, rounded(one, 6)) for zone, key, one in rows])
