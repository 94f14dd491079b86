"""Prepare a release from the inputs of a calculation: the table as others see it, and what the team reviews.

The same inputs under the same policy and ledger always prepare the same, so that an approval can be held against
its draft.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from costing.form import Form
from reports.domain.cohort import CohortFault
from reports.domain.further_measures import further_values
from reports.domain.inputs import Inputs, ReturnInputs, return_costs
from reports.domain.ledger import Ledger, LedgerEntry
from reports.domain.market import ReturnCosts
from reports.domain.measures import CellKey
from reports.domain.policy import Policy
from reports.domain.protect import ledger_entries
from reports.domain.protected_table import ProtectedTable
from reports.domain.released_document import GROUPS
from reports.domain.subgroups import release_groups
from reports.domain.summary import public_table, released_summary, statutory_summary

EQUAL = "equal_to_one_return"


@dataclass(frozen=True)
class Prepared:
    """A prepared release.

    ``document`` is released; ``reasons`` and ``equal_to_one_return`` stay with the independent team.
    """

    document: dict[str, Any]
    reasons: dict[str, Any]
    equal_to_one_return: list[dict[str, Any]]
    table: ProtectedTable | None

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
    table = public_table(form, returns, policy, ledger, inputs.weight_in_scope)
    if isinstance(table, CohortFault):
        return table
    document = {**released_summary(table, dimensions), "coverage": _coverage(table)}
    return Prepared(document, _reasons(table), [], table)


def _coverage(table: ProtectedTable) -> dict[str, str]:
    """Return the share of hours or beds behind the fullest published cell of each column, rounded by the policy."""
    found: dict[str, Decimal] = {}
    for cell in table:
        if cell.coverage is not None and not cell.key.dimension:
            found[cell.key.column] = max(cell.coverage, found.get(cell.key.column, Decimal(0)))
    return {column: f"{share:f}" for column, share in found.items()}


def released_costs(form: Form, one: ReturnInputs, dimensions: Sequence[str]) -> ReturnCosts:
    """Return a return as a release uses it: with its groups and its values of the further measures."""
    return replace(
        return_costs(form, one),
        breakdown=release_groups(form, one, dimensions),
        further=further_values(one.costs, one.asked, one.appointments, is_whole=not one.lines_left_out),
    )


def _reasons(table: ProtectedTable) -> dict[str, Any]:
    """Return why each cell, or only its quartiles, are withheld, or which release its figure was carried from.

    By column and line, further measures by their names among lines; those of groups stand in the same way under
    ``groups``, dimension and group.
    """
    found: dict[str, Any] = {}
    for cell in table:
        said = {
            "reason": cell.reason.value if cell.reason else "",
            "quartiles": cell.quartiles_reason.value if cell.quartiles_reason else "",
            "carried_from": cell.carried_from or "",
        }
        if any(said.values()):
            place = _place(found, cell.key).setdefault(cell.key.column, {})
            place[cell.key.line] = {key: words for key, words in said.items() if words}
    return found


def _place(found: dict[str, Any], key: CellKey) -> dict[str, Any]:
    if not key.dimension:
        return found
    of: dict[str, Any] = found.setdefault(GROUPS, {}).setdefault(key.dimension, {}).setdefault(key.group, {})
    return of
