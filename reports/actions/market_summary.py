"""Summarise a whole market from a folder of workbooks, without storing anything."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from costing.exercise_requirements import ExerciseRequirements
from costing.form import Form
from costing.sandbox.process_pool import cores
from reports.domain.batch_folder import Market, Ownership, market_from
from reports.domain.cohort import CohortFault
from reports.domain.market import ReturnCosts
from reports.domain.summary import public_summary, public_table, statutory_summary, team_summary
from submissions.actions.check_file import check_file

AUDIENCES = ("team", "public", "statutory")
_WORKBOOKS = (".xlsx", ".xlsm")


def workbooks_in(folder: Path) -> list[Path]:
    """Return the workbooks of a folder, sorted, without subfolders and the lock files of spreadsheet programs."""
    files = (path for path in folder.iterdir() if path.suffix.lower() in _WORKBOOKS and path.is_file())
    return sorted(path for path in files if not path.name.startswith("~$"))


def market_in(
    folder: Path, *, service: str, owners: Mapping[str, Ownership] | None, at_once: int = 0
) -> Market | CohortFault:
    """Read a folder, as many files at a time as there are cores: each is read in a process of its own."""
    files, terms = workbooks_in(folder), ExerciseRequirements(service=service)
    with ThreadPoolExecutor(at_once or cores()) as pool:
        reports = list(pool.map(lambda path: check_file(path, terms=terms), files))
    return market_from([path.name for path in files], reports, service, owners)


def summary_of(form: Form, returns: tuple[ReturnCosts, ...], *, audience: str) -> dict[str, Any] | CohortFault:
    """Return ``table``, ``totals`` and ``policy`` for an audience.

    The statutory one also lists what equals one return.
    """
    if audience == "public":
        table = public_table(form, returns)
        return table if isinstance(table, CohortFault) else public_summary(table)
    return statutory_summary(form, returns) if audience == "statutory" else team_summary(form, returns)
