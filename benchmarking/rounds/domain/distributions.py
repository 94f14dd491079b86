"""What councils pay and how good care is, over all and by group: through the gate of releases, a council an owner."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from benchmarking.rounds.domain.councils import MODELS, CouncilFigures, as_decimal
from costing.form import Line, LineKind
from reports.domain.cohort import Cohort, CohortFault, CohortRow
from reports.domain.measures import CellKey
from reports.domain.policy import PROTECTED, STATUTORY, Policy
from reports.domain.protect import protect

WHOLE = "all"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "model": MODELS,
    "pay_floor": ("llw", "nlw", "none"),
    "place": ("inner", "outer"),
    "sub_region": ("ncl", "nel", "nwl", "sel", "swl"),
}
# Each group's name, its dimension, and its name there; the whole has neither.
GROUP_PLACES = ((WHOLE, "", ""), *((name, dimension, name) for dimension, names in GROUPS.items() for name in names))
# A share leaves in per cent, so that figures are rounded in steps that fit it.
MEASURES: Mapping[str, Callable[[CouncilFigures], Fraction | None]] = {
    "price": lambda one: one.price_exact,
    "good_share": lambda one: None if one.good_exact is None else one.good_exact * 100,
}


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Median and quartiles of a group; all None where it is hidden."""

    n: int | None = None
    lower_quartile: Decimal | None = None
    median: Decimal | None = None
    upper_quartile: Decimal | None = None


def distributions(councils: Sequence[CouncilFigures], *, exact: bool = False) -> dict[str, dict[str, GroupFigures]]:
    """Return the figures of each measure by group; ``exact`` ones are the team's alone."""
    policy = STATUTORY if exact else PROTECTED
    return {measure: _of(measure, MEASURES[measure], councils, policy) for measure in MEASURES}


def _of(
    measure: str,
    figure: Callable[[CouncilFigures], Fraction | None],
    councils: Sequence[CouncilFigures],
    policy: Policy,
) -> dict[str, GroupFigures]:
    known = [(one, value) for one in councils if (value := figure(one)) is not None]
    if not known:
        return {name: GroupFigures() for name, _, _ in GROUP_PLACES}
    table = protect((cohort_of(measure, known),), policy)
    if isinstance(table, CohortFault):
        raise ValueError(table.message)
    cells = {cell.key: cell.figures for cell in table}
    return {name: _figures(cells.get(CellKey(measure, measure, *where))) for name, *where in GROUP_PLACES}


def cohort_of(measure: str, known: Sequence[tuple[CouncilFigures, Fraction]], *, grouped: bool = True) -> Cohort:
    """Return the cohort of a measure for the gate: a council is a provider and its own owner."""
    line = Line(1, "", measure, measure, LineKind.TOTAL, fixed_share=None, differs_by_category=False)
    rows = (
        CohortRow(one.la, one.la, {measure: as_decimal(value)}, breakdown=group_of(one) if grouped else {})
        for one, value in known
    )
    return Cohort(measure, (line,), tuple(rows))


def group_of(council: CouncilFigures) -> dict[str, str]:
    """Return a council's group in each dimension; what is none of the groups is a group that nobody asks for."""
    given = {dimension: getattr(council, dimension) for dimension in GROUPS}
    return {dimension: value if value in GROUPS[dimension] else "other" for dimension, value in given.items()}


def _figures(found: object) -> GroupFigures:
    if found is None:
        return GroupFigures()
    return GroupFigures(*(getattr(found, name) for name in ("n", "lower_quartile", "median", "upper_quartile")))
