"""Turn the cells of a workbook into answers, with findings for what has to be asked or shown (R03, R04, N…)."""

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal

from costing.answers import (
    Answer,
    Answers,
    Value,
    answer_of,
    normal_form,
)
from costing.bands import Band, slip_bands
from costing.figure_words import answer_in_words, band_in_words
from costing.findings import (
    NOTHING_TO_DO,
    Audience,
    Finding,
    Layer,
    Severity,
)
from costing.form import AnswerType, Form, Question
from costing.parsing import NOTHING, NotUnderstood, Understood, understand
from costing.parsing.known_misreadings import hint_for
from costing.parsing.likely_values import likely_meaning
from costing.parsing.usual_values import usual_values
from costing.reader.raw_return import RawReturn
from costing.unit_errors import Suggestion, likely_factor, other_unit
from spreadsheets.cells import Cell, CellKind
from spreadsheets.dates import date_from_serial

Read = Understood | NotUnderstood

# As much of a note as the online pages hold.
LONGEST_NOTE = 1000
# What prices usually rise by; not every service has a slip band for it.
_RISE = Band(Decimal("0.001"), Decimal("0.3"), "share")
_WANTED = {
    AnswerType.DATE: "a date, such as 1 April 2021",
    AnswerType.EMAIL: "an email address, such as manager@example.org",
    AnswerType.INTEGER: "a whole number",
    AnswerType.PERCENT: "a percentage, such as 5 %",
    AnswerType.DECIMAL_OR_NA: "an amount, 0 where there is none, or n/a where you cannot give it",
}


def take_in(form: Form, raw: RawReturn) -> tuple[Answers, list[Finding]]:
    """Return all answers of a workbook, and a finding for each that is missing, not understood or out of range."""
    usual = usual_values(form, raw.cells, uses_1904_dates=raw.uses_1904_dates)
    read = {question.key: _read(question, raw) for question in form.questions if question.key not in usual}
    notes = _notes(raw)
    at_a_glance = _usual_answers(raw, usual, notes)
    by_key = {key: at_a_glance.get(key) or _answer(key, raw, read, notes.get(key)) for key in form.by_key}
    answers = Answers(form.service, form.version, by_key)
    long = {key for key, note in notes.items() if note and len(note) > LONGEST_NOTE}
    looked_at = _looked_at(form, answers, {*read, *raw.missing, *raw.by_label, *raw.hidden, *long})
    return answers, [each for q in looked_at for each in _findings(q, raw, answers, read.get(q.key, NOTHING))]


def _read(question: Question, raw: RawReturn) -> Read:
    cell = raw.cells.get(question.key)
    return NOTHING if cell is None else understand(question, cell, uses_1904_dates=raw.uses_1904_dates)


def _usual_answers(raw: RawReturn, usual: Mapping[str, Value], notes: Mapping[str, str | None]) -> dict[str, Answer]:
    """Return nearly all answers of nearly all workbooks, and so without a call for each."""
    cells, made, note = raw.cells.items(), answer_of, notes.get
    return {
        key: made((key, text, usual[key], sheet or None, address or None, note(key)))
        for key, (sheet, address, _, text, _, _, _) in cells
        if key in usual
    }


def _answer(key: str, raw: RawReturn, read: Mapping[str, Read], note: str | None) -> Answer:
    cell = raw.cells.get(key)
    if cell is None:
        return Answer(key, "", None, note=note)
    found = read[key]
    typed = _seen(cell, raw) if isinstance(found, NotUnderstood) and cell.is_date else cell.text
    value = found.value if isinstance(found, Understood) else None
    return Answer(key, typed, value, cell.sheet or None, cell.address or None, note)


def _notes(raw: RawReturn) -> dict[str, str | None]:
    """Return the notes; None if the workbook says nothing: a blank note removes none that it was never told of."""
    said = {key: cell for key, cell in raw.notes.items() if cell.text or raw.has_online_notes}
    return {key: _note(cell, raw) for key, cell in said.items()}


def _note(cell: Cell, raw: RawReturn) -> str | None:
    words = _seen(cell, raw) if cell.text else ""
    return words if words or (raw.has_online_notes and not cell.is_formula) else None


def _looked_at(form: Form, answers: Answers, marked: Container[str]) -> list[Question]:
    """Return the questions of which something may be said: of a usual cell only if it is marked, or lacks an answer."""
    values = answers.values
    asked = form.by_key.items()
    return [q for key, q in asked if key in marked or (values[key] is None and is_asked(q, values))]


def _findings(question: Question, raw: RawReturn, answers: Answers, read: Read) -> Iterator[Finding]:
    answer = answers.by_key[question.key]
    if isinstance(read, NotUnderstood):
        yield _not_understood(question, answer, read, raw)
        return
    if answer.value is None and is_asked(question, answers.values):
        yield _missing(question, answer, lost=question.key in raw.missing)
    elif question.key in raw.missing:
        yield _lost(question, answer)
    elif wrong := _out_of_range(question, answers):
        yield wrong
    elif read.shown:
        yield _as_read(question, answer, read)
    if question.key in raw.by_label:
        yield _by_label(question, answer)
    if question.key in raw.hidden and answer.typed.strip():
        yield _hidden(question, answer)
    if len(answer.note or "") > LONGEST_NOTE:
        yield _long_note(question, answer)


def is_asked(question: Question, values: Mapping[str, Value]) -> bool:
    """Tell whether the question must be answered, given the other answers."""
    return question.required or (question.required_when is not None and question.required_when.holds(values))


def finding_on(
    question: Question, answer: Answer, *, code: str, layer: Layer, severity: Severity, message: str, fix: str,
    read: str = "", expected: str = "", audience: Audience = Audience.PROVIDER, guess: str | None = None,
) -> Finding:  # fmt: skip
    """Return a finding about one answer, with the cell it stands in and the label as printed."""
    return Finding(
        code=code, layer=layer, severity=severity, audience=audience, message=message, fix=fix, read=read,
        expected=expected, key=question.key, sheet=answer.sheet or question.sheet, cell=answer.address,
        label=question.label, guess=guess,
    )  # fmt: skip


def _missing(question: Question, answer: Answer, *, lost: bool) -> Finding:
    because = "we could not find its cell in the workbook" if lost else "it is blank"
    fix = "Fill it in in a freshly downloaded workbook." if lost else f"Please give {wanted(question)}."
    return finding_on(
        question, answer, code="R03", layer=Layer.TYPES, severity=Severity.MUST_FIX, read="blank",
        expected=wanted(question), message=f"“{question.label}” has no answer: {because}.", fix=fix,
    )  # fmt: skip


def _not_understood(question: Question, answer: Answer, read: NotUnderstood, raw: RawReturn) -> Finding:
    cell = raw.cells[question.key]
    typed = _typed(cell, raw) or "an empty result"
    return finding_on(
        question, answer, code="R04", layer=Layer.TYPES, severity=Severity.MUST_FIX, read=typed,
        expected=wanted(question), message=f"“{question.label}”: we read “{typed}”, {read.because}.",
        fix=f"Please give {wanted(question)}. {hint_for(question, cell)}".strip(),
        guess=likely_meaning(question, cell.text) if cell.kind == CellKind.TEXT and not cell.is_formula else None,
    )  # fmt: skip


def _typed(cell: Cell, raw: RawReturn) -> str:
    return _seen(cell, raw)[:120]


def _seen(cell: Cell, raw: RawReturn) -> str:
    """Return what a person sees in the cell; a date is not shown as its serial number."""
    if cell.kind == CellKind.NUMBER and cell.is_date:
        day = date_from_serial(Decimal(cell.text), uses_1904=raw.uses_1904_dates) if _is_plain(cell.text) else None
        return f"{day.day} {day:%B %Y}" if day else "a date or a time"
    return " ".join(cell.text.split())


def _is_plain(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def wanted(question: Question) -> str:
    """Return what a question expects, in words that fit behind "Please give"."""
    if question.choices:
        return "one of: " + ", ".join(choice.replace("_", " ") for choice in question.choices)
    if question.is_numeric and question.type not in _WANTED:
        return f"a number ({question.unit})" if question.unit else "a number"
    return _WANTED.get(question.type, "an answer")


def _out_of_range(question: Question, answers: Answers) -> Finding | None:
    """Check the hard range, and whole numbers; not for an answer that nobody needs."""
    answer, value = answers.by_key[question.key], answers.number(question.key)
    if value is None or (question.required_when is not None and not is_asked(question, answers.values)):
        return None
    band = Band(question.hard_min, question.hard_max, question.unit)
    if value in band and not (question.type == AnswerType.INTEGER and value != int(value)):
        return None
    return _range_finding(question, answer, value, band, answers.service)


def _range_finding(question: Question, answer: Answer, value: Decimal, band: Band, service: str) -> Finding:
    read, guess = answer_in_words(question, value), _likely(question, value, service)
    expected = wanted(question) if value in band else band_in_words(band)
    likely = f" {guess.words.capitalize()}" if guess else ""
    hint = f" If you meant {answer_in_words(question, guess.value)}, type that." if guess else ""
    fix = f"Please check the figure and its unit.{hint} {question.help}".strip()
    return finding_on(
        question, answer, code="R04", layer=Layer.TYPES, severity=Severity.MUST_FIX, read=read, expected=expected,
        message=f"“{question.label}”: we read {read}; we expected {expected}.{likely}",
        fix=fix, guess=normal_form(guess.value) if guess else None,
    )  # fmt: skip


def _likely(question: Question, value: Decimal, service: str) -> Suggestion | None:
    """Return a likelier value: another unit before a slip of the point, as 28 holiday weeks are days."""
    usual = next((slip.band for slip in slip_bands(service) if slip.key == question.key and not slip.per), None)
    if usual is None and question.hard_min is not None and question.hard_min < 0:
        usual = _RISE
    return (other_unit(value, usual, question.unit) or likely_factor(value, usual, question.unit)) if usual else None


def _as_read(question: Question, answer: Answer, read: Understood) -> Finding:
    words = answer_in_words(question, read.value)
    code, is_rise = "N02" if read.as_percent else "N01", question.hard_min is not None and question.hard_min < 0
    times = f" If you meant times {answer.typed.strip()}, type only what comes on top." if _is_factor(read) else ""
    return finding_on(
        question, answer, code=code, layer=Layer.TYPES, severity=Severity.NOTE, read=answer.typed.strip(),
        expected=words, message=f"“{question.label}”: you wrote “{answer.typed.strip()}”; we read it as {words}.",
        fix=f"{NOTHING_TO_DO}{times if is_rise else ''}",
    )  # fmt: skip


def _is_factor(read: Understood) -> bool:
    """Tell whether a percentage between 1 and 2 was typed, such as 1.05: it may have been meant as "times"."""
    return read.as_percent and isinstance(read.value, Decimal) and 1 < read.value * 100 < 2


def _lost(question: Question, answer: Answer) -> Finding:
    return finding_on(
        question, answer, code="N05", layer=Layer.TYPES, severity=Severity.NOTE, read="nothing",
        message=f"We could not find the cell for “{question.label}” in the workbook, so it counts as not answered.",
        fix="If you have an answer, please give it in a freshly downloaded workbook.",
    )  # fmt: skip


def _long_note(question: Question, answer: Answer) -> Finding:
    kept = f"{LONGEST_NOTE:,} characters"
    return finding_on(
        question, answer, code="N06", layer=Layer.TYPES, severity=Severity.NOTE, expected=f"up to {kept}",
        message=f"Your note on “{question.label}” is longer than {kept}: online you see its beginning.",
        fix="Nothing to do: the independent team gets all of it, and your file is kept.",
    )  # fmt: skip


def _by_label(question: Question, answer: Answer) -> Finding:
    return finding_on(
        question, answer, code="N03", layer=Layer.TYPES, severity=Severity.NOTE, read=answer.typed.strip(),
        message=f"The name of the cell for “{question.label}” was lost; we found it by its label.",
        fix=f"Please check that cell {answer.address} on sheet {answer.sheet} holds your answer.",
    )  # fmt: skip


def _hidden(question: Question, answer: Answer) -> Finding:
    return finding_on(
        question, answer, code="N04", layer=Layer.TYPES, severity=Severity.NOTE, read=answer.typed.strip(),
        message=f"“{question.label}” stands in a hidden row, column or sheet; we read it all the same.",
        fix="Please unhide it and check that the answer is meant.",
    )  # fmt: skip
