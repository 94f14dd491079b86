"""How well a cell's surroundings speak of a question, from 0 to 1."""

import re
from dataclasses import dataclass

from costing.foreign.figures import Figure, figure_in
from costing.foreign.slot_words import SlotWords, words_of
from costing.foreign.slots import LabelledCell
from costing.foreign.units import FigureKind, kind_of
from costing.foreign.vocabulary import UNITS, Vocabulary, vocabulary_of
from costing.foreign.word_sets import words_in
from costing.foreign.words_for_answers import choice_in
from costing.form import AnswerType, Form, Question
from costing.parsing import Understood, understand
from spreadsheets.cells import CellKind

LEAST = 0.45
_OTHER_SHEETS = re.compile(
    r"summar|result|output|calc|example|guid|instruct|lookup|\blist|notes|workings|check|dashboard|medians?|previous",
    re.I,
)
_SERVICES = {
    "homecare": (
        r"home\s?care|domiciliary|\bdom\b|home support|care at home|community care",
        r"care\s?home|residential|nursing|supported living|day (care|cent)|live.?in|extra\s?care|respite|reablement",
    ),
    "care_home": (
        r"care\s?home|residential|nursing|\bres\b|\bemi\b|dementia|65\+|bed",
        r"home\s?care\b(?! home)|domiciliary|\bdom\b|supported living|day (care|cent)|extra\s?care|community|respite",
    ),
}
# Words that head a column of a table: where they are not explained, the cell is of another column.
_DIMENSIONS = words_in(
    "15min 30min 45min 60min othermin weekday evening weekend bankholiday senior resstd resenh nur nurenh otherbed "
    "uplift council othercouncil nhs selffunded"
)
_ASKS_WHAT = re.compile(r"what|detail|specif|descri|which|explain|\blist|\bsay\b|state", re.I)
_IN_ALL = re.compile(r"\b(costs?|price|total|full|break.?even)\b", re.I)
_LENGTH = re.compile(r"\blength|\blong|\bminutes?\b|\bmins?\b|\bduration|\bhours?\b|\blast", re.I)
_RULED_OUT = {
    FigureKind.MONEY: {
        "share", "minute", "mile", "uplift", "people", "income", "perresident", "carehour", "nursehour", "occupied",
    },
    FigureKind.RATE: {"share", "minute", "people"},
    FigureKind.SHARE: {"gbp", "perweek"},
    FigureKind.HOURS: {"gbp", "share", "perhour"},
    FigureKind.MINUTES: {"gbp", "share", "perhour", "permile"},
    FigureKind.WEEKS: {"gbp"},
    FigureKind.COUNT: {"gbp", "share", "perhour", "pence"},
    FigureKind.WORDS: set[str](),
}  # fmt: skip


@dataclass(frozen=True)
class LabelMatch:
    """A slot as the possible answer to a question."""

    slot: LabelledCell
    key: str
    score: float


def service_of(slot: LabelledCell, service: str) -> int:
    """Return 1 where the nearest word of a service is this one, -1 where it is another, and 0 where there is none."""
    own, other = _SERVICES[service]
    for text in (slot.heading, slot.section, slot.sheet):
        is_own, is_other = bool(re.search(own, text, re.I)), bool(re.search(other, text, re.I))
        if is_own or is_other:
            return 1 if is_own else -1
    return 0


def matches(form: Form, slot: LabelledCell) -> list[LabelMatch]:
    """Return the questions that a slot may answer, the best first."""
    service = service_of(slot, form.service)
    if service < 0:
        return []
    vocabulary, figure, words = vocabulary_of(form), figure_in(slot.cell), words_of(slot)
    found = [
        LabelMatch(slot, question.key, round(score + 0.03 * service, 4))
        for question in form.questions
        if question.key in vocabulary.phrases
        and slot.is_words == (kind_of(question) == FigureKind.WORDS)
        and (score := _score(question, slot, figure, words, vocabulary)) >= LEAST
    ]
    return sorted(found, key=lambda match: -match.score)


def _score(question: Question, slot: LabelledCell, figure: Figure | None, words: SlotWords, known: Vocabulary) -> float:
    own = words.own
    if any(out <= own for out in known.without.get(question.key, ())):
        return 0
    best = max((_phrase(phrase, words, known) for phrase in known.phrases[question.key]), default=0.0)
    if best < LEAST:
        return 0
    best *= _fits(question, slot, figure, words)
    best -= 0.15 if _OTHER_SHEETS.search(slot.sheet) else 0
    if "subtotal" in words.label and kind_of(question) == FigureKind.MONEY:
        is_of_a_line = words.label - {"subtotal", "overhead", "other"} - UNITS and not question.key.startswith("other_")
        best *= 0.62 if is_of_a_line else 0
    return best


def _phrase(phrase: frozenset[str], words: SlotWords, known: Vocabulary) -> float:
    """Return how much of the phrase stands there, and how much of what stands there it explains."""
    own, section = phrase & words.own, phrase & words.section - words.own
    sheet = phrase & words.sheet - words.own - words.section
    if not own - UNITS and not (own and len(phrase - UNITS) == 0):
        return 0
    if own | section | sheet != phrase:
        return 0
    whole = known.sum_of(phrase)
    found = known.sum_of(own) + 0.92 * known.sum_of(section) + 0.8 * known.sum_of(sheet)
    label = words.label - {"subtotal"}
    explained, all_of_it = known.sum_of(label & phrase), known.sum_of(label)
    rest = sum(min(known.weight(word), 0.3) for word in words.brackets - phrase) * 0.2
    unexplained = 0.35 if label - UNITS & known.known else 0.75
    precision = explained / (all_of_it - _units(label - phrase, known) + rest) if explained else unexplained
    stray = 0.22 * len(words.heading & _DIMENSIONS - phrase) + 0.1 * len(label & _DIMENSIONS - phrase)
    return found / whole * (0.3 + 0.58 * min(precision, 1)) + 0.12 * min(1.0, found / 1.4) - min(stray, 0.5)


def _units(words: frozenset[str], known: Vocabulary) -> float:
    return 0.8 * known.sum_of(words & UNITS)


def _fits(question: Question, slot: LabelledCell, figure: Figure | None, words: SlotWords) -> float:
    """Return a factor: less than 1 where unit or size speak against it."""
    kind = kind_of(question)
    if kind == FigureKind.WORDS:
        return _fits_words(question, slot)
    own = words.label | words.heading | words.unit
    if question.key.startswith("own_total") and not _IN_ALL.search(f"{slot.label} {slot.heading} {slot.section}"):
        return 0.0
    if question.key == "minutes_other" and not (_LENGTH.search(slot.label) or "minute" in words.unit):
        return 0.0
    if question.key.endswith("uplift"):
        return 1.0 if "uplift" in words.own | words.section else 0.0
    ruled_out = own & _RULED_OUT[kind]
    if (kind == FigureKind.SHARE and "share" in own) or (kind == FigureKind.RATE and "perhour" in own):
        ruled_out = ruled_out - {"gbp", "share", "perweek"} if kind == FigureKind.SHARE else ruled_out - {"share"}
    factor = 0.55 if ruled_out else 1.0
    if figure is None:
        return factor
    if kind == FigureKind.SHARE:
        return factor * (1.0 if 0 <= figure.value <= 100 else 0.3)
    if figure.is_percent and kind != FigureKind.WEEKS:
        return factor * 0.3
    return factor * _size(question, kind, figure)


def _size(question: Question, kind: FigureKind, figure: Figure) -> float:
    """Return a factor by size; a unit of its own (pence, minutes, days) still fits."""
    if question.hard_max is None:
        return 1.0
    if question.key == "freehold_value_per_bed":
        return 1.0
    spare = {
        FigureKind.RATE: 100 if question.unit == "£ per mile" else 1,
        FigureKind.HOURS: 60,
        FigureKind.WEEKS: 20,
    }.get(kind, 60)
    return 1.0 if figure.value <= question.hard_max * spare else 0.4


def _fits_words(question: Question, slot: LabelledCell) -> float:
    if slot.cell is None:
        return 0.0
    if question.key.endswith("_detail") and not _ASKS_WHAT.search(slot.label):
        return 0.0
    if slot.cell.kind == CellKind.TEXT and choice_in(question, slot.label, slot.shown):
        return 1.0
    read = understand(question, slot.cell)
    if not isinstance(read, Understood) or read.value is None:
        return 0.0
    if question.type == AnswerType.DATE and not (slot.cell.is_date or slot.cell.kind == CellKind.TEXT):
        return 0.0
    if question.key == "completed_by_phone":
        return 1.0 if len(re.findall(r"\d", slot.shown)) >= 9 else 0.0
    if question.type == AnswerType.TEXT:
        return 1.0 if re.search(r"[a-z]{2}", slot.shown, re.I) else 0.0
    return 1.0 if question.type != AnswerType.LOCATION_ID or re.match(r"^1-\d+$", str(read.value)) else 0.0
