"""Release a market again and again from folders of workbooks, a folder a release, without storing anything."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_bytes

from costing.exercise_requirements import ExerciseRequirements
from costing.form import Form
from costing.report import Report
from reports.actions.market_summary import workbooks_in
from reports.actions.release_folders import exercise_folders, release_folders
from reports.domain.batch_folder import Ownership, market_from
from reports.domain.breakdown_list import Breakdown, breakdown_from
from reports.domain.cohort import CohortFault
from reports.domain.exercise_series import MarketsOfExercise, exercises_in_turn
from reports.domain.market_series import MarketOfRelease
from reports.domain.owners import owners_from
from reports.domain.policy import PROTECTED, Policy
from reports.domain.released_document import Part
from reports.domain.series_document import series_document
from submissions.actions.check_file import check_file

# Beside the workbooks of a release: the groups of its locations from then on.
OWN_BREAKDOWN = "breakdown.csv"


@dataclass(frozen=True)
class SeriesTerms:
    """The terms of a series: the lists of owners and of groups, and how often a cell gets fresh figures (R13)."""

    owners: Mapping[str, Ownership] | None = None
    breakdown: Path | None = None
    cap: int | None = None

    @property
    def policy(self) -> Policy:
        return PROTECTED if self.cap is None else replace(PROTECTED, fresh_figures=self.cap)


def released_series(form: Form, folder: Path, terms: SeriesTerms) -> list[Part] | CohortFault:
    """Return the document of each release in order of number, exercise by exercise, where the folder holds several."""
    exercises = _markets_by_exercise(form, folder, terms)
    if isinstance(exercises, CohortFault):
        return exercises
    made = []
    for name, release in exercises_in_turn(form, exercises, terms.policy, terms.owners or {}, token_bytes(32)):
        if isinstance(release, CohortFault):
            return release
        made.append(({"exercise": name} if name else {}) | series_document(form, release))
    return made


def owners_in(path: Path) -> Mapping[str, Ownership] | CohortFault:
    data = _bytes_of(path)
    return data if isinstance(data, CohortFault) else owners_from(data)


def _markets_by_exercise(form: Form, folder: Path, terms: SeriesTerms) -> list[MarketsOfExercise] | CohortFault:
    folders, reports, made = exercise_folders(folder), _Reports(form.service), []
    if isinstance(folders, CohortFault):
        return folders
    for name, path in folders:
        exercise = _markets_of(name, path, terms, reports)
        if isinstance(exercise, CohortFault):
            return exercise
        made.append(exercise)
    return made


def _markets_of(name: str, folder: Path, terms: SeriesTerms, reports: "_Reports") -> MarketsOfExercise | CohortFault:
    folders = release_folders(folder)
    breakdown = _breakdown_in(terms.breakdown) if terms.breakdown else {}
    if isinstance(folders, CohortFault):
        return folders
    markets, price_dates = [], set()
    for number, path in folders:
        own = path / OWN_BREAKDOWN
        breakdown = _breakdown_in(own) if own.exists() else breakdown
        if isinstance(breakdown, CohortFault):
            return breakdown
        files = workbooks_in(path)
        read = [reports.of(file) for file in files]
        market = market_from([file.name for file in files], read, reports.service, terms.owners)
        if isinstance(market, CohortFault):
            return market
        markets.append(MarketOfRelease(number, market, breakdown))
        price_dates |= {day for report in read if report.answers and (day := report.answers.day("price_date"))}
    return MarketsOfExercise(name, markets, frozenset(price_dates))


def _breakdown_in(path: Path) -> Breakdown | CohortFault:
    data = _bytes_of(path)
    if isinstance(data, CohortFault):
        return data
    found = breakdown_from(data)
    return CohortFault(f"{path}: {found.message}") if isinstance(found, CohortFault) else found


def _bytes_of(path: Path) -> bytes | CohortFault:
    try:
        return path.read_bytes()
    except OSError:
        return CohortFault(f"{path} cannot be read.")


class _Reports:
    """Reads and checks each workbook once, however many folders have a copy of it."""

    def __init__(self, service: str) -> None:
        self.service = service
        self._terms = ExerciseRequirements(service=service)
        self._known: dict[str, Report] = {}

    def of(self, path: Path) -> Report:
        digest = _digest_of(path)
        if digest is None:
            return check_file(path, terms=self._terms)
        if digest not in self._known:
            self._known[digest] = check_file(path, terms=self._terms)
        return self._known[digest]


def _digest_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
