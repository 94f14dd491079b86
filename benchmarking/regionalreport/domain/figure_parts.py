"""Parts of chapters that are made of figures: tables of an edition’s medians and counts, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from benchmarking.analysis.domain.catalogue import MEASURES
from benchmarking.analysis.domain.practice_answers import practice_label
from benchmarking.editions.domain.edition_tables import FEW, group_in_words
from benchmarking.returns.domain.questionnaire import PROFILE
from benchmarking.rounds.domain.distributions import WHOLE
from costing.form import Question
from reports.annexes.domain.blocks import Block, table, words

HIDDEN = "[c]"
HEADS = ("Councils", "Lower quartile", "Median", "Upper quartile")
WIDTHS = (3.4, 1.6, 1.2, 1.2, 1.2)
SPELT_OUT = {"dps": "DPS", "llw": "London Living Wage", "nlw": "National Living Wage", "rlw": "Real Living Wage",
             "ncl": "North Central", "nel": "North East", "nwl": "North West", "sel": "South East",
             "swl": "South West", "not_london": "Not in London"}  # fmt: skip
Document = Mapping[str, Any]


def cell_of(document: Document, measure: str, group: str = WHOLE) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = (document["figures"].get(measure) or {}).get(group)
    return found


def median_of(document: Document, measure: str, group: str = WHOLE) -> str | None:
    cell = cell_of(document, measure, group)
    return None if cell is None else cell["median"]


def in_unit(measure: str, text: str) -> str:
    """Return a figure with its unit, as a sentence says it."""
    unit = MEASURES[measure].unit
    if unit.startswith("£"):
        return f"£{Decimal(text):.2f}" + unit[1:].replace("per", "a", 1)
    text = _tidy([text])[0]
    return f"{text} %" if unit == "%" else f"{text} {unit}".strip()


def by_measure(title: str, document: Document, keys: Sequence[str]) -> list[Block]:
    """Return a table of measures over all councils, and a sentence that names those that are withheld."""
    shown = [key for key in keys if cell_of(document, key)]
    rows = [_row(_label(key), document, key, WHOLE) for key in shown]
    found = [table(title, ("Measure", *HEADS), rows, widths=WIDTHS, note=_note(rows))] if rows else []
    return [*found, *withheld([key for key in keys if key not in shown], "" if rows else title)]


def by_group(title: str, document: Document, measure: str, groups: Sequence[str]) -> Block:
    rows = [_row(group_in_words(name), document, measure, name) for name in groups]
    return table(title, ("Councils of", *HEADS), rows, widths=WIDTHS, note=_note(rows))


def withheld(keys: Sequence[str], title: str = "") -> list[Block]:
    """Return the sentence that names measures that are withheld, behind the title of a table that has no row."""
    labels = [MEASURES[key].label for key in keys]
    said = f"as too few councils have a figure or one’s own would follow from it: {'; '.join(labels)}."
    return [words(_withheld(title, said))] if labels else []


def _withheld(title: str, because: str) -> str:
    return f"{title}: withheld, {because}" if title else f"Withheld, {because}"


def practice_table(title: str, document: Document, keys: Sequence[str]) -> list[Block]:
    """Return how many councils gave each answer to each question, and which questions are not shown."""
    counted = document["practice"]
    shown, left = [key for key in keys if key in counted], [key for key in keys if key not in counted]
    rows = [row for key in shown for row in _counted(key, counted[key])]
    found = [table(title, ("Question", "Answer", "Councils"), rows, widths=(3, 3, 1.4))] if rows else []
    labels = "; ".join(practice_label(key) for key in left)
    because = f"as nobody answered or the answers of a few unnamed councils would follow: {labels}."
    return [*found, *([words(_withheld("" if rows else title, because))] if left else [])]


def most_usual(document: Document, key: str) -> tuple[str, int] | None:
    """Return the answer that most councils gave, if that many leaves."""
    counted = {choice: n for choice, n in document["practice"].get(key, {}).items() if n}
    if not counted:
        return None
    choice = max(counted, key=lambda one: counted[one])
    return answer_in_words(PROFILE.by_key[key], choice), counted[choice]


def answer_in_words(question: Question, choice: str) -> str:
    return SPELT_OUT.get(choice) or question.words_of(choice)


def _counted(key: str, counts: Mapping[str, int | None]) -> Iterator[tuple[str, str, str]]:
    """Yield the answers of a question, the most usual first, and all that are hidden in one row."""
    words_of = {choice: answer_in_words(PROFILE.by_key[key], choice) for choice in counts}
    shown = sorted(((n, choice) for choice, n in counts.items() if n is not None), key=lambda each: -each[0])
    rows = [(words_of[choice], str(n)) for n, choice in shown]
    hidden = [words_of[choice] for choice, n in counts.items() if n is None]
    rows += [("; ".join(hidden), f"{FEW} each" if len(hidden) > 1 else FEW)] if hidden else []
    for at, row in enumerate(rows):
        yield (practice_label(key) if at == 0 else "", *row)


def _label(key: str) -> str:
    one = MEASURES[key]
    return f"{one.label}, {one.unit}" if one.unit else one.label


def _row(label: str, document: Document, measure: str, group: str) -> tuple[str, ...]:
    """Return whom or what a row is of, how many councils have a figure, median and quartiles."""
    cell = cell_of(document, measure, group)
    if cell is None:
        return label, HIDDEN, HIDDEN, HIDDEN, HIDDEN
    n = HIDDEN if cell["n"] is None else str(cell["n"])
    mark = " (indicative)" if cell["indicative"] else ""
    quantiles = [cell[key] for key in ("lower_quartile", "median", "upper_quartile")]
    known = [text for text in quantiles if text is not None]
    said = iter(known if MEASURES[measure].unit.startswith("£") else _tidy(known))
    low, middle, high = (HIDDEN if text is None else next(said) for text in quantiles)
    return label + mark, n, low, middle, high


def _tidy(texts: Sequence[str]) -> list[str]:
    """Return figures without the zeros that all of them end in behind the point, which say nothing."""
    while texts and all("." in text and text[-1] in "0." for text in texts):
        texts = [text[:-1] for text in texts]
    return list(texts)


def _note(rows: Sequence[Sequence[str]]) -> str:
    """Return what the marks of a table mean, of those that stand in it."""
    cells = " ".join(cell for row in rows for cell in row)
    hidden = f"{HIDDEN}: withheld, so that no council’s own figure follows from it." if HIDDEN in cells else ""
    few = "Indicative: fewer than 10 councils." if "(indicative)" in cells else ""
    return f"{hidden} {few}".strip()
