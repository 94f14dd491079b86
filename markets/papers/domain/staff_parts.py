"""The part of a paper on money with what is typed: staff time, one-off costs and savings."""

from collections.abc import Sequence
from decimal import Decimal

from markets.papers.domain.resource_facts import ResourceFacts
from markets.papers.domain.typed_costs import TypedCost, sum_of
from markets.payment.domain.lab_words import whole_pounds
from reports.annexes.domain.blocks import Block, heading, table, words

NOTHING = Decimal(0)


def staff_and_costs(facts: ResourceFacts) -> list[Block]:
    return [
        heading("Staff time, one-off costs and savings", 1),
        *_costs("Staff time", facts.costs("staff"), facts.head.words("staff"), is_staff=True),
        *_costs("One-off costs", facts.costs("one_off"), facts.head.words("one_off")),
        *_costs("Savings a year", facts.costs("savings"), facts.head.words("savings")),
    ]


def _costs(title: str, costs: Sequence[TypedCost], said: str, *, is_staff: bool = False) -> list[Block]:
    if not costs:
        return [words(f"{title}: {'none' if said else 'not written yet'}.")]
    total = whole_pounds(sum_of(costs))
    styles = ["line"] * len(costs) + ["total"]
    if not is_staff:
        rows = [*((one.name, whole_pounds(one.pounds)) for one in costs), ("Together", total)]
        return [table(f"{title}, £", ("What", "£"), rows, styles=styles)]
    days = sum((one.days or NOTHING for one in costs), NOTHING)
    lines = [
        *((one.name, _days(one.days), whole_pounds(one.pounds)) for one in costs),
        ("Together", _days(days), total),
    ]
    return [table(title, ("What", "Days", "£"), lines, styles=styles)]


def _days(days: Decimal | None) -> str:
    return "" if days is None else f"{days.normalize():,f}"
