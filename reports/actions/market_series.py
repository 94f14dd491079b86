"""Release a market again and again from folders of workbooks, one folder a release, without storing anything."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_bytes

from costing.exercise_requirements import ExerciseRequirements
from costing.form import Form
from costing.report import Report
from reports.actions.market_summary import workbooks_in
from reports.domain.batch_folder import Ownership, market_from
from reports.domain.breakdown_list import Breakdown, breakdown_from
from reports.domain.cohort import CohortFault
from reports.domain.ledger import Ledger
from reports.domain.market_series import MarketOfRelease, releases_in_turn
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


def holds_releases(folder: Path) -> bool:
    """Tell whether the folder holds folders of releases, and no workbooks of its own."""
    return bool(_numbered(folder)) and not workbooks_in(folder)


def release_folders(folder: Path) -> list[tuple[int, Path]] | CohortFault:
    """Return the folders of the releases in order of number; the folder itself where it has workbooks and no such."""
    found = _numbered(folder)
    twice = next((number for i, (number, _) in enumerate(found) if i and found[i - 1][0] == number), None)
    if twice is not None:
        return CohortFault(f"Two folders of {folder} are release {twice}.")
    beside = workbooks_in(folder)
    if found and beside:
        return CohortFault(f"{folder} has {beside[0].name} beside folders of releases: put it into one of them.")
    if found:
        return found
    if beside:
        return [(1, folder)]
    return CohortFault(f"{folder} has no folders of releases: they are called 1, 2, 3 and so on.")


def released_series(form: Form, folder: Path, terms: SeriesTerms) -> list[Part] | CohortFault:
    """Return the document of each release, in order of number."""
    markets = _markets(form, folder, terms)
    if isinstance(markets, CohortFault):
        return markets
    made = []
    ledger = Ledger("a series", token_bytes(32))
    for release in releases_in_turn(form, markets, terms.policy, terms.owners or {}, ledger):
        if isinstance(release, CohortFault):
            return release
        made.append(series_document(form, release))
    return made


def owners_in(path: Path) -> Mapping[str, Ownership] | CohortFault:
    data = _bytes_of(path)
    return data if isinstance(data, CohortFault) else owners_from(data)


def _numbered(folder: Path) -> list[tuple[int, Path]]:
    named = [path for path in folder.iterdir() if path.is_dir() and path.name.isascii() and path.name.isdecimal()]
    return sorted((int(path.name), path) for path in named)


def _markets(form: Form, folder: Path, terms: SeriesTerms) -> list[MarketOfRelease] | CohortFault:
    folders, reports = release_folders(folder), _Reports(form.service)
    breakdown = _breakdown_in(terms.breakdown) if terms.breakdown else {}
    if isinstance(folders, CohortFault):
        return folders
    markets = []
    for number, path in folders:
        own = path / OWN_BREAKDOWN
        breakdown = _breakdown_in(own) if own.exists() else breakdown
        if isinstance(breakdown, CohortFault):
            return breakdown
        files = workbooks_in(path)
        read = [reports.of(file) for file in files]
        market = market_from([file.name for file in files], read, form.service, terms.owners)
        if isinstance(market, CohortFault):
            return market
        markets.append(MarketOfRelease(number, market, breakdown))
    return markets


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
