"""Where a council stands, as its page shows it: a range a measure, words, and a sentence; all from its document."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarking.pictures.domain.unit_ranges import UnitMarks, UnitRanges, unit_ranges
from benchmarking.position.domain.position_measures import BY_KEY, PositionMeasure, change_words
from benchmarking.position.domain.protected_groups import ComparisonGroup
from benchmarking.returns.domain.questionnaire import PROFILE

MODEL_WORDS = {"framework": "framework", "dps": "DPS", "lead_or_patch": "lead contract or patch"}
PLACE_WORDS = {"inner": "inner London", "outer": "outer London", "not_london": "outside London"}
FEW = "fewer than 5"


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure: own figure and place in words, the group's range with the own mark, and what has changed."""

    measure: PositionMeasure
    own: str
    third: str
    ranges: UnitRanges
    group: str
    fell_back: bool
    says: str
    change: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPractice:
    """A question of choice: the usual answers with their counts, and the own answer."""

    label: str
    own: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownPosition:
    """The page: measures held against ``group``, and practice of the upper third by quality."""

    group: ComparisonGroup
    choices: tuple[tuple[str, str], ...]
    why: str
    alike: tuple[str, ...]
    councils: int
    measures: tuple[ShownMeasure, ...]
    practice: tuple[ShownPractice, ...]
    in_upper: str


def shown_position(document: Mapping[str, Any], wanted: str = "") -> ShownPosition:
    """Return the page for a comparison group; where it cannot be shown, all stand for it and it is said."""
    names = _names(document)
    group = next((one for one in ComparisonGroup if one.value == wanted), ComparisonGroup.ALL)
    measures = tuple(_measure(one, group, names) for one in document["measures"] if one["key"] in BY_KEY)
    known = [one for one in measures if one.cells[1] != "not known" and one.ranges.chart.ranges]
    fell = [one.measure.label.lower() for one in known if one.fell_back]
    practice = document["practice"]
    return ShownPosition(
        group=group,
        choices=tuple((one.value, name[0].upper() + name[1:]) for one, name in names.items()),
        why=_why(group, document, fell, len(known)),
        alike=tuple(document["alike"]),
        councils=document["councils"],
        measures=measures,
        practice=tuple(_practice(one, practice["own"]) for one in practice["questions"]),
        in_upper=_count(practice["in_upper"]),
    )


def _names(document: Mapping[str, Any]) -> dict[ComparisonGroup, str]:
    model = MODEL_WORDS.get(document["model"], "your model")
    return {
        ComparisonGroup.ALL: f"all {document['councils']} councils",
        ComparisonGroup.PLACE: f"councils in {PLACE_WORDS.get(document['place'], 'places like yours')}",
        ComparisonGroup.MODEL: f"councils that buy by {model}",
        ComparisonGroup.ALIKE: "the five most alike",
    }


def _why(group: ComparisonGroup, document: Mapping[str, Any], fell: list[str], known: int) -> str:
    """Return why a group does not stand where it was asked for; blank if it does everywhere."""
    if group == ComparisonGroup.ALIKE and len(document["alike"]) < 5:
        return "The populations of too few councils are known to say which five are most alike: all stand for them."
    if not fell:
        return ""
    if len(fell) == known:
        return "This group has fewer than five councils, or would tell of one of them: all stand for it."
    few = "In this group too few councils, or ones too easily told apart, have a figure"
    return f"{few}. All stand for it in: {_list(fell)}."


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _measure(found: Mapping[str, Any], wanted: ComparisonGroup, names: Mapping[ComparisonGroup, str]) -> ShownMeasure:
    measure, own = BY_KEY[found["key"]], _decimal(found["own"])
    cell = found["groups"].get(wanted.value)
    fell_back = cell is None and wanted != ComparisonGroup.ALL and found["groups"].get("all") is not None
    group = names[ComparisonGroup.ALL if fell_back else wanted]
    cell = cell or found["groups"].get("all") or {}
    marks = UnitMarks(
        group[0].upper() + group[1:], *(_decimal(cell.get(end)) for end in ("median", "lower_quartile",
                                                                            "upper_quartile")),
        n=cell.get("n"), own=own,
    )  # fmt: skip
    third = f"{found['third'].capitalize()} third of {found['of']}" if found["third"] else ""
    says = _sentence(measure, own, third, marks, group)
    change = _change(measure, found.get("change"))
    ends = (marks.lower_quartile, marks.median, marks.upper_quartile)
    cells = (measure.label, measure.words(own), third or "–", *(_or_dash(measure, end) for end in ends))
    return ShownMeasure(
        measure, measure.words(own), third, unit_ranges([marks], measure.words), group, fell_back, says, change, cells
    )


def _or_dash(measure: PositionMeasure, value: Decimal | None) -> str:
    return "–" if value is None else measure.words(value)


def _sentence(measure: PositionMeasure, own: Decimal | None, third: str, marks: UnitMarks, group: str) -> str:
    yours = f"Yours: {measure.words(own)} {measure.per}" if own is not None else "You gave no figure of it"
    stands = f", {third[0].lower()}{third[1:]}" if third else ""
    if marks.median is None:
        return f"{yours}{stands}. The others’ figures cannot be shown."
    middle = f"The middle of {group} is {measure.words(marks.median)}"
    if marks.lower_quartile is None or marks.upper_quartile is None:
        return f"{yours}{stands}. {middle}."
    ends = f"{measure.words(marks.lower_quartile)} and {measure.words(marks.upper_quartile)}"
    return f"{yours}{stands}. {middle}; half lie between {ends}."


def _change(measure: PositionMeasure, found: Mapping[str, Any] | None) -> str:
    """Return how the figure moved since the last round, of councils in both alone; blank without an earlier round."""
    if found is None:
        return ""
    own, cell = _decimal(found["own"]), found["all"]
    yours = f"Since the last round yours moved by {change_words(measure, own)}" if own is not None else (
        "You have no figure in both rounds"
    )  # fmt: skip
    if cell is None:
        return f"{yours}; how the {found['panel']} councils in both rounds moved cannot be shown."
    return f"{yours}; in the middle of the {found['panel']} councils in both rounds it was " + (
        f"{change_words(measure, _decimal(cell['median']))}."
    )


def _practice(found: Mapping[str, Any], own: Mapping[str, str]) -> ShownPractice:
    question = PROFILE.by_key[found["key"]]
    rows = [
        (_choice(question, one["answer"]), _count(one["upper"]), _count(one["all"]))
        for one in found["answers"]
        if one["upper"] or one["all"] or one["answer"] == own.get(found["key"])
    ]
    said = own.get(found["key"], "")
    return ShownPractice(question.label, _choice(question, said) if said else "not given", tuple(rows))


def _choice(question: Any, answer: str) -> str:
    words: str = question.words_of(answer) if answer in question.choices else answer
    return words


def _count(count: int | None) -> str:
    return FEW if count is None else f"{count}"


def _decimal(text: Any) -> Decimal | None:
    return None if text is None else Decimal(text)
