"""The sentences about a released table: for everybody from released figures alone, and reasons for the team."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from costing.figure_words import gbp, percent
from costing.form import Form, LineKind
from reports.domain.cohort import ALL
from reports.domain.comparison import HEADLINES
from reports.domain.policy import Policy
from reports.domain.protected_table import HidingReason
from reports.domain.released_table import ReleasedCell, ReleasedColumn

REASONS = {
    HidingReason.NO_VALUES: "no return has a figure",
    HidingReason.FEW_OWNERS: "fewer owners than the policy asks for",
    HidingReason.ONE_OWNER_DOMINATES: "too few returns outside the largest owner",
    HidingReason.LITTLE_SPREAD: "the figures lie so close together that one would tell all",
    HidingReason.FEW_ABOVE_ZERO: "too few owners have a figure above zero",
    HidingReason.FEW_BESIDE_TOTAL: "too few returns for more than their total",
    HidingReason.TOTAL_HIDDEN: "its total is hidden",
    HidingReason.DIFFERENCE: "differs from a published cell by too few owners",
    HidingReason.COMPLEMENT: "published cells taken from a total would leave too few owners",
    HidingReason.WINDOW_HELD: "one or two owners hold too much of what the figure is taken from",
    HidingReason.ZERO: "a figure of £0.00 would tell that all who stand lower have £0.00",
    HidingReason.FEW_FOR_QUARTILES: "too few returns or owners for quartiles",
    HidingReason.OWN_FIGURE: "every rounding near it is some return’s own figure",
    HidingReason.QUARTILES_OUT_OF_ORDER: "after rounding the quartiles do not lie around the median",
    HidingReason.REPEATED: "fresh figures have to wait: for those of its total, or for the closing day",
    HidingReason.ANOTHER_EXERCISE: "differs by too few owners from what another exercise published",
}


def unit_of(form: Form) -> str:
    """Return what an amount is for: “per contact hour”."""
    return form.cost_unit.removeprefix("£").strip()


def what_it_shows(form: Form, column: ReleasedColumn, *, is_only: bool = True) -> str:
    """Return a sentence with the total, and with its quartiles if they are released."""
    total, of = column.total, "" if is_only else f"{column.label}: "
    if column.key == ALL:
        return "What costs the same in every category stands here once, over all returns."
    if total is None or total.median is None:
        return f"{of}{'the' if of else 'The'} median of the total is withheld to protect providers."
    about = "about" if of else "About"
    words = f"{of}{about} half of the returns cost less than {gbp(total.median)} {unit_of(form)}, about half more"
    if total.lower_quartile is None or total.upper_quartile is None:
        return f"{words}."
    return f"{words}; the middle half lies roughly between {gbp(total.lower_quartile)} and {gbp(total.upper_quartile)}."


def largest_line(form: Form, column: ReleasedColumn) -> str:
    return largest_line_of(form, [cell for cell in column.cells if cell.line.kind == LineKind.LINE])


def largest_line_of(form: Form, cells: Sequence[ReleasedCell]) -> str:
    """Return a sentence on the largest of these lines, for their picture."""
    shown = [cell for cell in cells if cell.median is not None]
    if not shown:
        return "All of these lines are withheld to protect providers."
    most = max(shown, key=lambda cell: cell.median or 0)
    return f"The largest is “{most.line.label}”, with a median of {gbp(most.median or Decimal(0))} {unit_of(form)}."


def how_much_is_withheld(column: ReleasedColumn) -> str:
    """Return how many medians are withheld, without the rule: the rule alone would tell something of who took part."""
    if not column.hidden:
        return ""
    verb = "is" if column.hidden == 1 else "are"
    return f"{column.hidden} of {len(column.cells)} medians {verb} withheld to protect providers."


def why_quartiles_lack(column: ReleasedColumn, policy: Policy) -> str:
    """Return the sentence on missing quartiles with the policy's numbers, the same whatever the reason was here."""
    if not column.lacks_quartiles:
        return ""
    return (
        f"Quartiles are published only where at least {policy.quartiles_min_returns} returns of "
        f"{policy.quartiles_min_owners} owners stand behind them, and only where nobody’s own figure can be read "
        "from them. Here they are withheld."
    )


def ways_to_state(headline: str) -> list[str]:
    """Return the keys of both ways to state a sum, the headline of the exercise first."""
    return sorted(HEADLINES, key=lambda way: way != headline)


def why(said: Mapping[str, str], numbers: Mapping[str, int]) -> list[str]:
    """Return for the team why a cell is as it is; ``numbers`` names earlier releases by id."""
    words = []
    if "reason" in said:
        words.append(f"{said['reason']}: {REASONS[HidingReason(said['reason'])]}")
    if "quartiles" in said:
        words.append(f"Quartiles {said['quartiles']}: {REASONS[HidingReason(said['quartiles'])]}")
    if "carried_from" in said:
        words.append(_carried(numbers.get(said["carried_from"]), said.get("carried_because", "R4")))
    return words


def _carried(release: int | None, rule: str) -> str:
    """Return from where a figure was carried; without the number of a release it is another exercise’s."""
    if rule == HidingReason.ANOTHER_EXERCISE or release is None:
        return "Carried forward from what another exercise published"
    return f"Carried forward from release {release} ({rule})"


def how_much_stands_behind(form: Form, column: ReleasedColumn) -> str:
    """Return how much was received, rounded (R12): a share of what was used would name who was left out."""
    if column.coverage is None:
        return ""
    share = percent(column.coverage)
    return f"Returns for about {share} of the {form.weight} of all who were asked had been received by then."


def largest_number(columns: Sequence[ReleasedColumn]) -> int | None:
    """Return how many returns stand behind the release, as its cells say; None if they all are withheld."""
    return max((cell.n for column in columns for cell in column.cells if cell.n is not None), default=None)
