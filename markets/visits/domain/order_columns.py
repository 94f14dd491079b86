"""Columns of an order export that was sent with visits: known by what they hold, named apart from the visits' own."""

from collections.abc import Mapping, Sequence

from markets.visits.domain.columns import ColumnMapping, columns_in

PREFIX = "Order: "
PLAN = ("planned_start", "planned_end", "planned_seconds")
PLAN_IN_UNITS = ("planned_minutes", "planned_hours")
ORDER_FIELDS = ("visit_ref", "client_ref", "provider_ref", *PLAN, *PLAN_IN_UNITS)
LACKING = (
    "Which column of the order export holds the planned start, and which the client or the visit? "
    "Without them its plan cannot be joined to the visits."
)


def named_apart(names: Sequence[str]) -> list[str]:
    return [f"{PREFIX}{name}" for name in names]


def has_orders(names: Sequence[str]) -> bool:
    return any(name.startswith(PREFIX) for name in names)


def can_be_joined(fields: Sequence[str] | Mapping[str, object]) -> bool:
    return "planned_start" in fields and ("client_ref" in fields or "visit_ref" in fields)


def of_orders(names: Sequence[str], mapping: ColumnMapping) -> dict[str, list[int]]:
    """Return the places of fields in an order export of these names."""
    mapped = {name.removeprefix(PREFIX): field for name, field in mapping.columns.items() if name.startswith(PREFIX)}
    return {key: places for key, places in columns_in(names, ColumnMapping(mapped)).items() if key in ORDER_FIELDS}


def of_visits(mapping: ColumnMapping) -> ColumnMapping:
    """Return the mapping of the visits alone, whose plan is to come from their orders."""
    columns = {
        name: field
        for name, field in mapping.columns.items()
        if not name.startswith(PREFIX) and field not in (*PLAN, *PLAN_IN_UNITS)
    }
    columns |= {f"{PREFIX}{key}": key for key in PLAN}
    return ColumnMapping(columns, mapping.words, mapping.zone, mapping.dates)
