"""Prepare a release from the inputs of a calculation: the table as others see it, and what the team reviews.

The same inputs under the same policy and ledger always prepare the same, so that an approval can be held against
its draft.
"""

from dataclasses import dataclass
from typing import Any

from costing.form import Form
from reports.domain.cohort import ALL, CohortFault
from reports.domain.inputs import Inputs, return_costs
from reports.domain.ledger import Ledger, LedgerEntry
from reports.domain.policy import Policy
from reports.domain.protect import ledger_entries
from reports.domain.protected_table import ProtectedTable
from reports.domain.rounding import coverage
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
    table = public_table(form, returns, policy, ledger)
    if isinstance(table, CohortFault):
        return table
    document = {**public_summary(table), "coverage": _coverage(form, inputs, policy)}
    return Prepared(document, _reasons(table), [], table)


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
