"""Test support: answers as people would type them, without a workbook."""

import json
from collections.abc import Mapping
from pathlib import Path

from costing.exercise_requirements import NO_EXERCISE, ExerciseRequirements
from costing.forms import CURRENT, SERVICES
from costing.reader.raw_return import RawReturn
from costing.report import Report, check_raw
from spreadsheets.cells import Cell, CellKind

EXAMPLES = Path(__file__).parent / "examples"


def example(name: str) -> dict:
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def example_names(service: str) -> list[str]:
    return sorted(path.stem for path in EXAMPLES.glob(f"{service}_*.json"))


def every_example() -> list[str]:
    return [name for service in SERVICES for name in example_names(service)]


def expected_columns(name: str) -> dict[str, dict[str, str | None]]:
    """Return the figures of an example by column, its service being the only one of home care."""
    given = example(name)
    return given["expected"].get("columns") or {given["service"]: given["expected"]["lines"]}


def raw_return(service: str, answers: Mapping[str, str]) -> RawReturn:
    """Return a workbook as read in which every answer was typed as text, in column C of its sheet."""
    form = CURRENT[service]
    cells = {
        question.key: Cell(question.sheet, f"C{row}", CellKind.TEXT if text else CellKind.EMPTY, text)
        for row, question in enumerate(form.questions, 5)
        for text in [answers.get(question.key, "")]
    }
    return RawReturn(service, form.version, "", False, cells)


def report_on(name: str, terms: ExerciseRequirements = NO_EXERCISE, **changed: str) -> Report:
    """Return the report on an example return with some answers changed."""
    given = example(name)
    return check_raw(raw_return(given["service"], given["answers"] | changed), terms)


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}
