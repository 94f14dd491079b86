"""The frozen inputs of a calculation, and the digest by which two calculations are known to be the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from costing.form import Form, LineKind
from costing.formulas.costs import Amount, Costs
from costing.formulas.occupancy import normalised
from reports.domain.market import ReturnCosts
from reports.domain.scenarios import ReturnScenario, scenario_documents
from reports.domain.statistics import EXACT
from reports.domain.uplift_terms import Uplift, document_of

# Another way of costing or of taking quantiles is another method: its figures may differ on the same returns.
METHOD = "2026.2"
# Calculations of this method had neither groups nor visits; their digests stay as they are.
_FIRST = "2026.1"

_SHARE_OF_COST = "return_on_operations"


@dataclass(frozen=True)
class ReturnInputs:
    """One accepted return: ``version`` is the id of the accepted version, ``location`` the CQC location id.

    ``asked`` are answers shown as supporting information; ``lines_left_out`` count as if they had been n/a.
    ``breakdown`` is its group in each dimension of which one is known; ``appointments`` are visits a week by length.
    ``given`` are the answers from which an uplift or a scenario works figures out afresh.
    """

    version: str
    location: str
    owner: str
    costs: Costs
    weight: Decimal = Decimal(0)
    asked: Mapping[str, Amount] = field(default_factory=dict)
    lines_left_out: frozenset[str] = frozenset()
    breakdown: Mapping[str, str] = field(default_factory=dict)
    appointments: Mapping[str, Amount] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReceivedReturns:
    """The returns received when a calculation was made, used or not; ``weight`` is None unless each one is known."""

    number: int
    weight: Decimal | None


@dataclass(frozen=True)
class Inputs:
    """All inputs of a calculation; ``left_out`` are accepted versions that do not count.

    Reasons, names and times are kept elsewhere and are no part of the digest, as they move no figure. ``returns`` are
    as they were accepted; below an ``occupancy_target`` they are costed as if their beds were as full. An ``uplift``
    and ``scenarios`` make figures of their own beside those. Old ones have no ``received``.
    """

    exercise: str
    service: str
    form_version: str
    price_date: date
    weeks: Decimal
    rates: Mapping[str, Decimal]
    returns: tuple[ReturnInputs, ...]
    left_out: tuple[str, ...] = ()
    method: str = METHOD
    occupancy_target: Decimal | None = None
    weight_in_scope: Decimal | None = None
    received: ReceivedReturns | None = None
    uplift: Uplift | None = None
    scenarios: tuple[ReturnScenario, ...] = ()

    @property
    def canonical_json(self) -> str:
        """Return the same text for the same inputs, whatever their order and trailing zeros."""
        document = {
            "exercise": self.exercise,
            "service": self.service,
            "form": self.form_version,
            "method": self.method,
            "price_date": self.price_date.isoformat(),
            "weeks": plain(self.weeks),
            "rates": _plain(self.rates),
            "returns": sorted((self._return(one) for one in self.returns), key=lambda one: str(one["version"])),
            "left_out": sorted(self.left_out),
            **self._normalisation,
            **self._scope,
            **self._prices,
        }
        return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)

    def _return(self, one: ReturnInputs) -> dict[str, Any]:
        return _return(one) if self.method == _FIRST else {**_return(one), **_groups_and_visits(one)}

    @property
    def _normalisation(self) -> dict[str, Any]:
        """Return the occupancy target with the workings that it needs of each return; {} without a target."""
        if self.occupancy_target is None:
            return {}
        workings = {one.version: _plain(one.costs.workings) for one in self.returns}
        return {"occupancy_target": plain(self.occupancy_target), "workings": workings}

    @property
    def _scope(self) -> dict[str, str]:
        """Return what coverage is made of, as far as it is known: hours or beds of all who were asked, and received."""
        scope = {} if self.weight_in_scope is None else {"weight_in_scope": plain(self.weight_in_scope)}
        if self.received is None:
            return scope
        weight = {} if self.received.weight is None else {"weight_received": plain(self.received.weight)}
        return {**scope, **weight, "received": str(self.received.number)}

    @property
    def _prices(self) -> dict[str, Any]:
        """Return the uplift and the scenarios with the answers that they need of each return; {} without either."""
        if self.uplift is None and not self.scenarios:
            return {}
        given = {
            one.version: {"given": dict(one.given), "workings": _plain(one.costs.workings)} for one in self.returns
        }
        return {**price_terms(self.uplift, self.scenarios), "given": given}

    def as_calculated(self, form: Form) -> tuple[ReturnInputs, ...]:
        """Return the returns as the statistics use them."""
        target = self.occupancy_target
        if target is None:
            return self.returns
        return tuple(replace(one, costs=normalised(one.costs, target=target, form=form)) for one in self.returns)

    @property
    def sha256(self) -> str:
        """Return the digest.

        Nobody can guess values against it: the ids of the versions are random and as long as a key.
        """
        return sha256(self.canonical_json.encode()).hexdigest()


def price_terms(uplift: Uplift | None, scenarios: Sequence[ReturnScenario]) -> dict[str, Any]:
    """Return what a calculation was asked for beside the figures of its price date, as it is frozen and digested."""
    return {
        **({"uplift": document_of(uplift)} if uplift else {}),
        **({"scenarios": scenario_documents(scenarios)} if scenarios else {}),
    }


def plain(amount: Decimal) -> str:
    """Return every digit of an amount, without exponent and trailing zeros."""
    return format(amount.normalize(EXACT) if amount else Decimal(0), "f")


def return_costs(form: Form, one: ReturnInputs) -> ReturnCosts:
    """Return a return as the statistics use it, without the lines that are left out."""
    columns = {column: without(form, costs, one.lines_left_out) for column, costs in one.costs.columns.items()}
    return ReturnCosts(one.location, one.owner, columns, one.weight)


def without(form: Form, costs: Mapping[str, Amount], left_out: frozenset[str]) -> dict[str, Amount]:
    """Return the costs with the lines of ``left_out`` undefined, as for n/a, and every sum above them too.

    A return on operations may be a share of the cost; if a line of the cost is left out it is undefined as well,
    as a share of a doubtful figure is doubtful.
    """
    sections = {form.line_by_key[key].section for key in left_out}
    spoilt = set(left_out)
    spoilt |= {line.key for line in form.lines if line.kind == LineKind.SUBTOTAL and line.section in sections}
    if sections:
        spoilt |= {line.key for line in form.lines if line.kind == LineKind.TOTAL}
    if sections - {form.line_by_key[_SHARE_OF_COST].section}:
        spoilt.add(_SHARE_OF_COST)
    return {key: None if key in spoilt else amount for key, amount in costs.items()}


def _return(one: ReturnInputs) -> dict[str, Any]:
    return {
        "version": one.version,
        "location": one.location,
        "owner": one.owner,
        "weight": plain(one.weight),
        "columns": {column: _plain(lines) for column, lines in one.costs.columns.items()},
        "drivers": _plain(one.costs.drivers),
        "asked": _plain(one.asked),
        "visit_rates": {
            length: rate and [plain(rate.per_hour), plain(rate.per_visit)]
            for length, rate in one.costs.visit_rates.items()
        },
        "lines_left_out": sorted(one.lines_left_out),
    }


def _groups_and_visits(one: ReturnInputs) -> dict[str, Any]:
    tariff = one.costs.tariff
    return {
        "breakdown": dict(one.breakdown),
        "appointments": _plain(one.appointments),
        "tariff": tariff and [plain(tariff.per_visit), plain(tariff.per_minute)],
    }


def _plain(amounts: Mapping[str, Amount]) -> dict[str, str | None]:
    return {key: None if amount is None else plain(amount) for key, amount in amounts.items()}
