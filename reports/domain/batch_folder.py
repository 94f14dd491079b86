"""Make a market from a folder of checked returns: which are used, and which are left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.findings import Layer, Severity
from costing.market_checks import sharing_a_location
from costing.report import Report
from reports.domain.cohort import CohortFault
from reports.domain.further_measures import further_values
from reports.domain.market import ReturnCosts
from reports.domain.supporting_information import appointments_in, asked_in


@dataclass(frozen=True, slots=True)
class Ownership:
    """The owner of a location, and its hours a week or beds."""

    owner: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class LeftOutReturn:
    file: str
    reason: str


@dataclass(frozen=True)
class Market:
    """The returns that count, and those that do not with the reason.

    ``received`` are the locations of all returns of the service that could be read, whether they count or not.
    """

    returns: tuple[ReturnCosts, ...]
    left_out: tuple[LeftOutReturn, ...]
    received: frozenset[str] = frozenset()


def market_from(
    files: Sequence[str], reports: Sequence[Report], service: str, owners: Mapping[str, Ownership] | None
) -> Market | CohortFault:
    """Make the market.

    Without ``owners`` every location is its own owner; with them, a location they lack is refused.
    """
    shared = sharing_a_location(reports)
    used, left_out = [], []
    for i, (file, report) in enumerate(zip(files, reports, strict=True)):
        reason = _why_not(report, service, i in shared)
        if reason:
            left_out.append(LeftOutReturn(file, reason))
            continue
        location = _location(report)
        if owners is not None and location not in owners:
            return CohortFault(f"The list of owners lacks {location} ({file}).")
        used.append(_costs(location, report, owners))
    received = {_location(report) for report in reports if report.service == service} - {""}
    return Market(tuple(used), tuple(left_out), frozenset(received))


def _why_not(report: Report, service: str, shares_location: bool) -> str:
    if report.layer == Layer.READABLE:
        return f"cannot be read ({report.findings[0].code}: {report.findings[0].message})"
    if report.service != service:
        return f"is a return of another service or template: {report.service or 'unknown'}"
    faults = dict.fromkeys(f.code for f in report.findings if f.severity == Severity.MUST_FIX)
    if faults or report.costs is None:
        return f"has something to put right ({', '.join(faults)})"
    return f"shares its location {_location(report)} with another return" if shares_location else ""


def _location(report: Report) -> str:
    return (report.answers and report.answers.choice("location_id")) or ""


def _costs(location: str, report: Report, owners: Mapping[str, Ownership] | None) -> ReturnCosts:
    own = owners[location] if owners is not None else Ownership(location, Decimal(0))
    if report.costs is None:
        return ReturnCosts(location, own.owner, {}, own.weight)
    given = {key: answer.normal for key, answer in report.answers.by_key.items()} if report.answers else {}
    service = report.service or ""
    further = further_values(report.costs, asked_in(service, given), appointments_in(service, given))
    return ReturnCosts(location, own.owner, report.costs.columns, own.weight, further=further)
