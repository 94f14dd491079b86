"""Where a council stands, as its page shows it: a range a measure, words and a sentence; all from its own copy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from benchmarking.analysis.domain.catalogue import DAYS, MEASURES, OWN, RoundMeasure
from benchmarking.analysis.domain.practice_answers import PRACTICE_KEYS, choice_in_words, practice_label
from benchmarking.pictures.domain.unit_ranges import UnitMarks, UnitRanges, unit_ranges
from benchmarking.position.domain.measure_notes import NOTES, UNKNOWN, change_words, figure_words
from costing.charts import OwnRangeChart

MODEL_WORDS = {"framework": "framework", "dps": "DPS", "lead_or_patch": "lead contract or patch"}
PLACE_WORDS = {"inner": "inner London", "outer": "outer London", "not_london": "places outside London"}
FEW = "fewer than 5"
BY_QUALITY = "good_share"
FIVE = 5


class ComparisonGroup(StrEnum):
    """Whom a council is held against."""

    ALL = "all"
    PLACE = "place"
    MODEL = "model"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A measure: own figure and place in words, the group's range with the own mark, and what has changed."""

    key: str
    title: str
    note: str
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
    """A question of choice: the answers with their counts in the upper third and in all, and the own answer."""

    label: str
    own: str
    rows: tuple[tuple[str, str, str], ...]
    says_of_upper: bool = True


@dataclass(frozen=True, slots=True)
class ShownPosition:
    """The page: measures held against ``group``, and practice of the upper third by ``upper``."""

    group: str
    choices: tuple[tuple[str, str], ...]
    why: str
    alike: tuple[str, ...]
    councils: int
    measures: tuple[ShownMeasure, ...]
    practice: tuple[ShownPractice, ...]
    others: tuple[ShownPractice, ...]
    upper: str
    upper_label: str
    uppers: tuple[tuple[str, str], ...]

    @property
    def all_ranges(self) -> OwnRangeChart:
        """Return the bars of all measures, of which the key speaks once."""
        return OwnRangeChart(tuple(bar for one in self.measures for bar in one.ranges.chart.ranges))


def shown_position(document: Mapping[str, Any], wanted: str = "", upper: str = "") -> ShownPosition:
    """Return the page for a comparison group; where it cannot be shown, all stand for it and it is said."""
    names = _names(document)
    group = next((one for one in ComparisonGroup if one.value == wanted), ComparisonGroup.ALL)
    measures = tuple(_measure(one, document, group, names) for one in OWN)
    uppers = {key: MEASURES[key].label for key in document["upper"] if key in MEASURES}
    of = next((key for key in (upper, BY_QUALITY, *uppers) if key in uppers), "")
    asked = list(_practice(document, of))
    return ShownPosition(
        group=group.value,
        choices=tuple((one.value, name[0].upper() + name[1:]) for one, name in names.items()),
        why=_why(group, document, measures),
        alike=tuple(_part(document)["alike"]),
        councils=document["returned"],
        measures=measures,
        practice=tuple(one for one in asked if one.says_of_upper),
        others=tuple(one for one in asked if not one.says_of_upper),
        upper=of,
        upper_label=uppers.get(of, "").lower(),
        uppers=tuple(uppers.items()),
    )


def _part(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was added for the page; an edition that lacks it says nothing of it."""
    return document.get("position") or {"alike": [], "cells": {}, "change": {}, "answers": {}}


def _names(document: Mapping[str, Any]) -> dict[ComparisonGroup, str]:
    groups = document["groups"]
    return {
        ComparisonGroup.ALL: f"all {document['returned']} councils",
        ComparisonGroup.PLACE: f"councils in {PLACE_WORDS.get(groups['place'], 'places like yours')}",
        ComparisonGroup.MODEL: f"councils that buy by {MODEL_WORDS.get(groups['model'], 'your model')}",
        ComparisonGroup.ALIKE: "the five most alike",
    }


def _why(group: ComparisonGroup, document: Mapping[str, Any], measures: tuple[ShownMeasure, ...]) -> str:
    """Return why a group does not stand where it was asked for; blank if it does everywhere."""
    if group == ComparisonGroup.ALIKE and len(_part(document)["alike"]) < FIVE:
        return "The populations of too few councils are known to say which five are most alike: all stand for them."
    fell = [one.title for one in measures if one.fell_back]
    if not fell:
        return ""
    few = "This group has fewer than five councils, or its figures would tell of one of them"
    if all(one.fell_back or one.ranges.chart.ranges[0].median is None for one in measures):
        return f"{few}: all stand for it."
    return f"{few}, in some measures; all stand for it in: {'; '.join(fell)}."


def _cell_of(document: Mapping[str, Any], key: str, group: ComparisonGroup) -> Mapping[str, Any] | None:
    if group == ComparisonGroup.ALIKE:
        found: Mapping[str, Any] | None = _part(document)["cells"].get(key)
        return found
    name = "all" if group == ComparisonGroup.ALL else document["groups"][group.value]
    shown: Mapping[str, Any] | None = document["figures"].get(key, {}).get(name)
    return shown


def _measure(
    measure: RoundMeasure,
    document: Mapping[str, Any],
    wanted: ComparisonGroup,
    names: Mapping[ComparisonGroup, str],
) -> ShownMeasure:
    own = _decimal(document["own"].get(measure.key))
    cell, whole = (_cell_of(document, measure.key, group) for group in (wanted, ComparisonGroup.ALL))
    fell_back = cell is None and whole is not None
    group = names[ComparisonGroup.ALL if fell_back else wanted]
    marks = _marks(group, cell or whole or {}, own)
    stands = document["thirds_of"].get(measure.key)
    third = f"{stands['third'].capitalize()} third of {stands['of']}" if stands else ""
    ends = (marks.lower_quartile, marks.median, marks.upper_quartile)
    return ShownMeasure(
        key=measure.key,
        title=measure.label if measure.unit in ("", DAYS) else f"{measure.label}, {measure.unit}",
        note=NOTES.get(measure.key, ""),
        own=figure_words(measure, own),
        third=third,
        ranges=unit_ranges([marks], lambda value: figure_words(measure, value)),
        group=group,
        fell_back=fell_back,
        says=_sentence(measure, own, third, marks, group),
        change=_change(measure, _part(document)["change"].get(measure.key)),
        cells=(measure.label, figure_words(measure, own), third or "–", *(_or_dash(measure, end) for end in ends)),
    )


def _marks(group: str, cell: Mapping[str, Any], own: Decimal | None) -> UnitMarks:
    low, middle, high = (_decimal(cell.get(end)) for end in ("lower_quartile", "median", "upper_quartile"))
    return UnitMarks(group[0].upper() + group[1:], middle, low, high, cell.get("n"), own)


def _or_dash(measure: RoundMeasure, value: Decimal | None) -> str:
    return "–" if value is None else figure_words(measure, value)


def _sentence(measure: RoundMeasure, own: Decimal | None, third: str, marks: UnitMarks, group: str) -> str:
    yours = f"Yours: {figure_words(measure, own)}" if own is not None else "Yours is not known"
    stands = f", {third[0].lower()}{third[1:]}" if third else ""
    if marks.median is None:
        return f"{yours}{stands}. The others’ figures cannot be shown."
    middle = f"The middle of {group} is {figure_words(measure, marks.median)}"
    if marks.lower_quartile is None or marks.upper_quartile is None:
        return f"{yours}{stands}. {middle}."
    ends = f"{figure_words(measure, marks.lower_quartile)} and {figure_words(measure, marks.upper_quartile)}"
    return f"{yours}{stands}. {middle}; half lie between {ends}."


def _change(measure: RoundMeasure, found: Mapping[str, Any] | None) -> str:
    """Return how the figure moved since the last round, of councils in both alone; blank without an earlier round."""
    if found is None:
        return ""
    own, cell, panel = _decimal(found["own"]), found["all"], f"the {found['panel']} councils in both rounds"
    yours = f"Since the last round yours moved by {change_words(measure, own)}"
    yours = yours if own is not None else "You have no figure in both rounds"
    if cell is None:
        return f"{yours}; how {panel} moved cannot be shown."
    return f"{yours}; in the middle of {panel} it was {change_words(measure, _decimal(cell['median']))}."


def _practice(document: Mapping[str, Any], upper: str) -> Iterator[ShownPractice]:
    """Yield the questions of which an answer may be shown: of the upper third, or of all."""
    there, everybody, answers = document["upper"].get(upper, {}), document["practice"], _part(document)["answers"]
    for key in (one for one in PRACTICE_KEYS if one in everybody or one in there):
        counts, above, own = everybody.get(key, {}), there.get(key, {}), answers.get(key, "")
        shown = [one for one in {**above, **counts} if above.get(one) or counts.get(one) or one == own]
        if shown:
            ordered = sorted(shown, key=lambda one: (-(above.get(one) or 0), -(counts.get(one) or 0), one))
            rows = tuple((choice_in_words(key, one), _count(above, one), _count(counts, one)) for one in ordered)
            words = choice_in_words(key, own) if own else UNKNOWN
            yield ShownPractice(practice_label(key), words, rows, any(above.get(one) for one in shown))


def _count(counts: Mapping[str, int | None], answer: str) -> str:
    """Return a count in words: what is hidden may be fewer than 5, or would tell of one that is."""
    found = counts.get(answer)
    return f"{found}" if found else "not shown"


def _decimal(text: Any) -> Decimal | None:
    return None if text is None else Decimal(text)
