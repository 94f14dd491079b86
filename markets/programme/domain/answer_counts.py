"""Counts of answers by question, zone and answer: pasted, put together, and shown from five."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from costing.small_counts import shown_cells, shown_counts
from markets.programme.domain.question_sets import ServiceUserQuestion
from markets.tables.domain.table_kinds import plain

MOST_COUNTED, MOST_LINES = 100_000, 5_000
HIDDEN = "[c]"
# By question, zone and answer; as it is kept.
Answers = Mapping[str, Mapping[str, Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class CountedAnswer:
    question: str
    zone: str
    answer: str
    n: int


@dataclass(frozen=True, slots=True)
class ShownAnswers:
    """A question: how many answered how, in all and by zone; a hidden count is ``HIDDEN``."""

    number: int
    question: ServiceUserQuestion
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def heads(self) -> tuple[str, ...]:
        return ("Answered", *self.question.kind.answers)


def pasted_answers(
    text: str, questions: Sequence[ServiceUserQuestion], zones: Sequence[str]
) -> tuple[CountedAnswer, ...]:
    """Return the counts of a pasted table: zone, number of the question, answer, count.

    Raises:
        ValueError: a line is no such row; in words, with its number.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValueError(f"These are {len(lines):,} lines. Bring in {MOST_LINES:,} at a time at most.")
    if lines and plain(lines[0][1]).startswith("zone"):
        lines = lines[1:]
    return tuple(_counted(number, line, questions, {plain(zone): zone for zone in zones}) for number, line in lines)


def _counted(
    number: int, line: str, questions: Sequence[ServiceUserQuestion], zones: Mapping[str, str]
) -> CountedAnswer:
    mark = next((mark for mark in "\t;" if mark in line), ",")
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter=mark))]
    if len(cells) != 4:
        raise ValueError(f"Line {number}: write zone, question, answer and count; these are {len(cells)} cells.")
    zone, place, answer, n = cells
    if plain(zone) not in zones:
        raise ValueError(f"Line {number}: “{zone[:40]}” is no zone of the plan.")
    if not (place.isascii() and place.isdecimal() and 1 <= int(place[:6]) <= len(questions)):
        raise ValueError(f"Line {number}: “{place[:40]}” is no number of a question, 1 to {len(questions)}.")
    question = questions[int(place[:6]) - 1]
    known = {plain(one): one for one in question.kind.answers}
    if plain(answer) not in known:
        raise ValueError(f"Line {number}: “{answer[:40]}” is no answer to question {place}.")
    if not (n.isascii() and n.isdecimal() and int(n[:9]) <= MOST_COUNTED):
        raise ValueError(f"Line {number}: “{n[:40]}” is no count from 0 to {MOST_COUNTED:,}.")
    return CountedAnswer(question.key, zones[plain(zone)], known[plain(answer)], int(n[:9]))


def with_counts(kept: Answers, told: Sequence[CountedAnswer]) -> dict[str, dict[str, dict[str, int]]]:
    """Return the counts with those that were told in place of what stood there."""
    found = {key: {zone: dict(row) for zone, row in zones.items()} for key, zones in kept.items()}
    for one in told:
        found.setdefault(one.question, {}).setdefault(one.zone, {})[one.answer] = one.n
    return found


def shown_answers(questions: Sequence[ServiceUserQuestion], kept: Answers, zones: Sequence[str]) -> list[ShownAnswers]:
    """Return what a page shows of each question; zones without an answer to any are left out."""
    answered = [zone for zone in zones if any(n for key in kept for n in kept[key].get(zone, {}).values())]
    return [
        ShownAnswers(number, one, _rows(one, kept.get(one.key, {}), answered))
        for number, one in enumerate(questions, 1)
    ]


def _rows(
    question: ServiceUserQuestion, kept: Mapping[str, Mapping[str, int]], zones: Sequence[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a row of all zones and one a zone; what a hidden sum would follow from is hidden with it."""
    answers = question.kind.answers
    counts = {zone: {answer: kept.get(zone, {}).get(answer, 0) for answer in answers} for zone in zones}
    sums = shown_counts({answer: sum(row[answer] for row in counts.values()) for answer in answers})
    by_zone = shown_counts({zone: sum(row.values()) for zone, row in counts.items()})
    cells = shown_cells(counts)
    rows = [("All zones", (_all(counts), *(_words(sums[answer]) for answer in answers)))]
    for zone in zones if len(zones) > 1 else ():
        is_hidden = by_zone[zone] is None
        own = (HIDDEN if is_hidden or sums[one] is None else _words(cells[zone][one]) for one in answers)
        rows.append((zone, (_words(by_zone[zone]), *own)))
    return tuple(rows)


def _all(counts: Mapping[str, Mapping[str, int]]) -> str:
    n = sum(sum(row.values()) for row in counts.values())
    return _words(shown_counts({"": n})[""])


def _words(n: int | None) -> str:
    return HIDDEN if n is None else f"{n:,}"
