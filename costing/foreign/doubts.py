"""Doubts put as few questions as will do: one of them may settle many cells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from costing.foreign.label_matches import LabelMatch, matches, service_of
from costing.foreign.label_words import tokens
from costing.foreign.proposal import DoubtOption, MappingDoubt, Pick
from costing.foreign.resolution import Variants
from costing.foreign.rules import MEAN, SUM
from costing.foreign.slots import LabelledCell
from costing.foreign.units import PERIODS, FigureKind, kind_of, period_of
from costing.form import Form
from spreadsheets.addresses import column_letters

# With the one that takes all that is certain: ten.
MOST = 9
_EXAMPLES = 3
# Of a column so many uncertain cells are asked one by one; more are asked together.
_ALONE = 3
# Questions that one table answers, a column or a row each: they are asked together.
_FAMILIES = ("care_hours_", "nurse_hours_", "occupied_", "own_total_", "pay_rate_", "pay_share_", "visits_", "share_")
_PERIODS_OFFERED = ("peryear", "permonth", "perweek", "perquarter", "perhalfyear", "perfourweeks")


def surroundings(slot: LabelledCell) -> str:
    """Return where a cell stands, as a person would find it."""
    parts = [f"sheet “{slot.sheet}”", f"cell {slot.address}"]
    parts += [f"under “{slot.section}”"] if slot.section else []
    parts += [f"column “{slot.heading}”"] if slot.heading else []
    return ", ".join(parts)


def shown(pick: Pick) -> str:
    joined = " + " if pick.how == SUM else " / "
    return joined.join(f"“{slot.label}” {slot.address}: {slot.shown or 'blank'}" for slot in pick.slots)


def of_variants(form: Form, variants: Sequence[Variants]) -> tuple[MappingDoubt, ...]:
    """Return a doubt for all questions whose cells stand in the same columns, or in the same places."""
    groups: dict[tuple[object, ...], list[Variants]] = defaultdict(list)
    for one in variants:
        groups[one.signature].append(one)
    return tuple(_of_group(form, number, group) for number, group in enumerate(groups.values()))


def _of_group(form: Form, number: int, group: list[Variants]) -> MappingDoubt:
    labels = [form.by_key[one.key].label for one in group]
    many = f" and {len(labels) - 1} more" if len(labels) > 1 else ""
    which = "Which column holds the figures" if group[0].is_column else "Which of these cells is meant"
    options = [_variant(form, group, at) for at in range(len(group[0].picks))]
    options.append(DoubtOption("None of them", "These questions stay unanswered.", {one.key: None for one in group}))
    return MappingDoubt(
        f"choice{number}", f"{which} for “{labels[0]}”{many}?", tuple(one.key for one in group), tuple(options), None,
        "More than one cell answers by its label.",
    )  # fmt: skip


def _variant(form: Form, group: list[Variants], at: int) -> DoubtOption:
    first = group[0].picks[at]
    name = first.first.heading if group[0].is_column else ""
    column = f"Column {column_letters(first.first.position[0])}" + (f" “{name}”" if name else "")
    label = f"{column}, sheet “{first.first.sheet}”" if group[0].is_column else surroundings(first.first).capitalize()
    if first.how == MEAN:
        label = "The mean of them"
    examples = "; ".join(shown(one.picks[at]) for one in group[:_EXAMPLES] if at < len(one.picks))
    return DoubtOption(label, examples, {one.key: one.picks[at] for one in group if at < len(one.picks)})


def of_periods(form: Form, picks: Iterable[Pick]) -> tuple[MappingDoubt, ...]:
    """Return a doubt for all figures printed a month, all printed a week, and all without a period."""
    groups: dict[str, list[Pick]] = defaultdict(list)
    for pick in picks:
        question, change = form.by_key[pick.key], pick.conversion
        is_yearly = period_of(question) == "peryear" and kind_of(question) in (FigureKind.MONEY, FigureKind.HOURS)
        if is_yearly and (change.asks_period or change.period not in ("", "peryear")):
            groups[change.period if not change.asks_period else ""].append(pick)
    asked = {printed: group for printed, group in groups.items() if any(not pick.first.is_blank for pick in group)}
    return tuple(_of_period(form, printed, group) for printed, group in sorted(asked.items()))


def _of_period(form: Form, printed: str, group: list[Pick]) -> MappingDoubt:
    keys = tuple(dict.fromkeys(pick.key for pick in group))
    group = [pick for pick in group if not pick.first.is_blank]
    examples = "; ".join(shown(pick) for pick in group[:_EXAMPLES])
    likely = printed or "peryear"
    offered = (likely, *(period for period in _PERIODS_OFFERED if period != likely))
    options = tuple(DoubtOption(_reads(period), "", {}, period) for period in offered)
    count = len({pick.key for pick in group})
    lines = f"{count} figure{'s' * (count > 1)}"
    if printed:
        asks, why = (
            f"{lines} printed as {PERIODS[printed][0]}: bring them to a year?",
            f"The workbook says so. {examples}",
        )
    else:
        asks, why = f"Of what period {'are' if count > 1 else 'is'} {lines}?", f"No period is printed. {examples}"
    return MappingDoubt(f"period-{printed or 'none'}", asks, keys, options, 0, why)


def _reads(period: str) -> str:
    words, times = PERIODS[period]
    return "They are for a year" if times == 1 else f"They are for {words}: × {times}"


def of_price_rises(
    form: Form, slots: Iterable[LabelledCell], answered: set[str], wanted: set[str]
) -> tuple[MappingDoubt, ...]:
    """Return a doubt on the price rises, which other layouts seldom ask line by line."""
    keys = tuple(key for key in form.by_key if key.endswith("_uplift") and key in wanted and key not in answered)
    if not keys:
        return ()
    general = [
        slot for slot in slots
        if not slot.is_words and not slot.is_blank and _is_general_rise(slot) and service_of(slot, form.service) >= 0
    ]  # fmt: skip
    options = [
        DoubtOption(f"{slot.shown} for all of them", surroundings(slot), _for_all(keys, slot)) for slot in general[:3]
    ]
    options.append(
        DoubtOption("None: the costs are at the prices of the price date", "", {}, "", dict.fromkeys(keys, "0"))
    )
    options.append(DoubtOption("Leave them unanswered, to be asked"))
    asks = f"The workbook has no price rise for {len(keys)} line{'s' * (len(keys) > 1)}. Which one holds?"
    return (MappingDoubt("rises", asks, keys, tuple(options), None, "From the cost year to the price date."),)


def _is_general_rise(slot: LabelledCell) -> bool:
    words = set(tokens(slot.label))
    return "uplift" in words and not words & {"holiday", "pay", "surplus", "pension"}


def _for_all(keys: Iterable[str], slot: LabelledCell) -> dict[str, Pick | None]:
    return {key: Pick(key, (LabelMatch(slot, key, 1.0),)) for key in keys}


def of_weak(form: Form, weak: Sequence[Pick], room: int) -> tuple[MappingDoubt, ...]:
    """Return a doubt for each column of cells that are not certain; those beyond the room are asked as one."""
    columns: dict[tuple[str, int | str], list[Pick]] = defaultdict(list)
    for pick in sorted(weak, key=lambda pick: -pick.score):
        family = next((stem for stem in _FAMILIES if pick.key.startswith(stem)), "")
        columns[pick.first.sheet, family or pick.first.position[0]].append(pick)
    at_least = {place: 1 if isinstance(place[1], str) else _ALONE for place in columns}
    singles = [pick for place, group in columns.items() if len(group) <= at_least[place] for pick in group]
    groups = [group for place, group in columns.items() if len(group) > at_least[place]]
    spare = max(0, room - len(groups))
    if len(singles) > spare:
        groups, singles = [*groups, singles[max(0, spare - 1) :]], singles[: max(0, spare - 1)]
    if len(singles) + len(groups) > room:
        groups = [[pick for group in groups for pick in group]]
    return (
        *(_weak(form, pick) for pick in singles),
        *(_rest(form, number, group) for number, group in enumerate(groups)),
    )


def _weak(form: Form, pick: Pick) -> MappingDoubt:
    question = form.by_key[pick.key]
    others = [each for each in matches(form, pick.first) if each.key != pick.key][:3] if len(pick.found) == 1 else []
    options = [
        DoubtOption(f"Yes: “{question.label}” ({question.unit or question.sheet})", shown(pick), {pick.key: pick})
    ]
    for other in others:
        asked = form.by_key[other.key]
        instead = {pick.key: None, other.key: Pick(other.key, (other,))}
        options.append(DoubtOption(f"No: “{asked.label}” ({asked.unit or asked.sheet})", "", instead))
    options.append(DoubtOption("Neither: it is not used", "", {pick.key: None}))
    asks = f"Is “{pick.first.label}” ({pick.first.shown}) the answer to “{question.label}”?"
    return MappingDoubt(f"cell-{pick.key}", asks, (pick.key,), tuple(options), 0, surroundings(pick.first).capitalize())


def _rest(form: Form, number: int, picks: list[Pick]) -> MappingDoubt:
    listed = "; ".join(f"{form.by_key[pick.key].label} ← {shown(pick)}" for pick in picks)
    options = (
        DoubtOption("Yes, all of them", listed, {pick.key: pick for pick in picks}),
        DoubtOption("No, none of them", "They stay unanswered.", {pick.key: None for pick in picks}),
    )
    return MappingDoubt(f"rest{number}", f"Are these {len(picks)} cells right?", tuple(p.key for p in picks), options)
