"""Prepare a release from the inputs of a calculation: the table as others see it, and what the team reviews.

The same inputs under the same policy and ledger always prepare the same, so that an approval can be held against
its draft.
"""

    returns = [released_costs(form, one, dimensions) for one in inputs.as_calculated(form)]
    table = public_table(form, returns, policy, ledger)
    if isinstance(table, CohortFault):
        return table
    document = {**released_summary(table, dimensions), "coverage": _coverage(form, inputs, policy)}
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
