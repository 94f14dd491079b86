"""Prepare a release from the inputs of a calculation: the table as others see it, and what the team reviews.

The same inputs under the same policy and ledger always prepare the same, so that an approval can be held against
its draft.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from costing.form import Form
from reports.domain.cohort import ALL, Cohort, CohortFault
from reports.domain.inputs import Inputs, return_costs
from reports.domain.ledger import Ledger, LedgerEntry
from reports.domain.market import public_cohorts
from reports.domain.policy import Policy
from reports.domain.preview_cells import CellPart, preview_cells
from reports.domain.protect import ledger_entries, protect
from reports.domain.protected_table import ProtectedTable
from reports.domain.release_reasons import Reasons, reasons_of
from reports.domain.released_costs import released_costs
from reports.domain.rounding import coverage
from reports.domain.summary import released_summary, statutory_summary

EQUAL = "equal_to_one_return"


@dataclass(frozen=True)
class Prepared:
    """A prepared release.

    ``document`` is released; ``reasons`` and ``equal_to_one_return`` stay with the independent team.
    """

    document: dict[str, Any]
    reasons: Reasons
    equal_to_one_return: list[dict[str, Any]]
    table: ProtectedTable | None
    cohorts: tuple[Cohort, ...] = ()

    def preview(self, policy: Policy) -> list[CellPart]:
        """Return the release cell by cell, for the team; [] of a table that is not for publication."""
        return [] if self.table is None else preview_cells(self.cohorts, self.table, policy)

    def entries(self, release: str) -> tuple[LedgerEntry, ...]:
        """Return what the ledger gains; nothing from a table that is not for publication."""
        return () if self.table is None else ledger_entries(self.table, release)


def prepared(
    form: Form, inputs: Inputs, policy: Policy, ledger: Ledger, dimensions: Sequence[str] = ()
) -> Prepared | CohortFault:
    """Prepare a release, broken down by ``dimensions`` if it is for publication."""
    if not policy.for_publication:
        document = statutory_summary(form, [return_costs(form, one) for one in inputs.as_calculated(form)])
        if isinstance(document, CohortFault):
            return document
        return Prepared(document, {}, document.pop(EQUAL), None)
    returns = [released_costs(form, one, dimensions) for one in inputs.as_calculated(form)]
    cohorts = public_cohorts(form, returns)
    if isinstance(cohorts, CohortFault):
        return cohorts
    table = protect(cohorts, policy, ledger)
    if isinstance(table, CohortFault):
        return table
    document = {**released_summary(table, dimensions), "coverage": _coverage(form, inputs, policy)}
    return Prepared(document, reasons_of(table), [], table, cohorts)


def _coverage(form: Form, inputs: Inputs, policy: Policy) -> dict[str, str]:
    """Return the share of hours or beds that was received, rounded, for the column that all returns are in (R12).

    It hangs on nothing that was decided on a return: whoever knows all weights cannot tell by it who was left out.
    """
    received = inputs.received
    if received is None or received.weight is None:
        return {}
    share = coverage(received.weight, inputs.weight_in_scope, received.number, policy)
    whole = form.columns[0].key if len(form.columns) == 1 else ALL
    return {} if share is None else {whole: f"{share:f}"}


def digest_of(document: Mapping[str, Any]) -> str:
    """Return the digest of a released document: made again from its frozen calculation, it has the same."""
    return sha256(json.dumps(document, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
