"""Prepare a release from the inputs of a calculation: the table as others see it, and what the team reviews.

The same inputs under the same policy and ledger always prepare the same, so that an approval can be held against
its draft.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.form import Form
from reports.domain.cohort import CohortFault
from reports.domain.inputs import Inputs, return_costs
from reports.domain.ledger import Ledger, LedgerEntry
from reports.domain.policy import Policy
from reports.domain.protect import ledger_entries
from reports.domain.protected_table import ProtectedTable
from reports.domain.summary import public_summary, public_table, statutory_summary

EQUAL = "equal_to_one_return"


@dataclass(frozen=True)
class Prepared:
    """A prepared release.

    ``document`` is released; ``reasons`` and ``equal_to_one_return`` stay with the independent team.
    """

    document: dict[str, Any]
    reasons: dict[str, dict[str, dict[str, str]]]
    equal_to_one_return: list[dict[str, Any]]
    table: ProtectedTable | None

    def entries(self, release: str) -> tuple[LedgerEntry, ...]:
        """Return what the ledger gains; nothing from a table that is not for publication."""
        return () if self.table is None else ledger_entries(self.table, release)


def prepared(form: Form, inputs: Inputs, policy: Policy, ledger: Ledger) -> Prepared | CohortFault:
    returns = [return_costs(form, one) for one in inputs.as_calculated(form)]
    if not policy.for_publication:
        document = statutory_summary(form, returns)
        if isinstance(document, CohortFault):
            return document
        return Prepared(document, {}, document.pop(EQUAL), None)
    table = public_table(form, returns, policy, ledger, inputs.weight_in_scope)
    if isinstance(table, CohortFault):
        return table
    document = {**public_summary(table), "coverage": _coverage(table)}
    return Prepared(document, _reasons(table), [], table)


def _coverage(table: ProtectedTable) -> dict[str, str]:
    """Return the share of hours or beds behind the fullest published cell of each column, rounded by the policy."""
    found: dict[str, Decimal] = {}
    for cell in table:
        if cell.coverage is not None and not cell.key.dimension:
            found[cell.key.column] = max(cell.coverage, found.get(cell.key.column, Decimal(0)))
    return {column: f"{share:f}" for column, share in found.items()}


def _reasons(table: ProtectedTable) -> dict[str, dict[str, dict[str, str]]]:
    """Return why each cell, or only its quartiles, are withheld, or which release its figure was carried from."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for cell in table:
        said = {
            "reason": cell.reason.value if cell.reason else "",
            "quartiles": cell.quartiles_reason.value if cell.quartiles_reason else "",
            "carried_from": cell.carried_from or "",
        }
        if any(said.values()):
            found.setdefault(cell.key.column, {})[cell.key.line] = {key: words for key, words in said.items() if words}
    return found
