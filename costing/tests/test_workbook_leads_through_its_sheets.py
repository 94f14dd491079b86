"""The workbook leads through its sheets: sub-headings, help on the screen, percentages as they were typed."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from costing.form import AnswerType, Form
from costing.forms import CURRENT, FORMS
from costing.reader import read_workbook
from costing.reader.labels import label_key
from costing.reader.raw_return import RawReturn
from costing.report import check_raw
from costing.tests.returns import example
from costing.workbook import write_workbook
from costing.workbook.layout import places

SCREEN = 1_280 - 60  # what row numbers and the scroll bar leave
SHARES = ("sick_pay_share", "pension_rate", "share_nhs")


def answers_of(service: str) -> dict[str, str]:
    given: dict[str, str] = example(f"{service}_1")["answers"]
    return given


def book_of(form: Form) -> Workbook:
    return load_workbook(BytesIO(workbook_of(form.service)))


@cache
def workbook_of(service: str) -> bytes:
    return write_workbook(CURRENT[service], prefilled=answers_of(service))


def read(book: Workbook) -> RawReturn:
    saved = BytesIO()
    book.save(saved)
    raw = read_workbook(saved.getvalue(), FORMS)
    assert isinstance(raw, RawReturn), raw
    return raw


def understood(raw: RawReturn) -> dict[str, str]:
    answers = check_raw(raw).answers
    assert answers is not None
    return {key: answer.normal for key, answer in answers.by_key.items() if answer.normal}


@pytest.mark.parametrize("service", CURRENT)
class TestSubHeadings:
    def test_stand_above_their_questions_and_nothing_can_be_typed_beside_them(self, service: str) -> None:
        form, book = CURRENT[service], book_of(CURRENT[service])
        headed = [question for question in form.questions if question.heading]
        assert len(headed) >= 18
        for question in headed:
            at = places(form)[question.key]
            row = [book[at.sheet].cell(at.row, column) for column in range(1, 8)]
            assert [cell.value for cell in row] == [None, question.heading, *[None] * 5]
            assert all(cell.protection.locked for cell in row)

    def test_part_every_sheet_of_more_than_five_questions(self, service: str) -> None:
        form = CURRENT[service]
        for sheet in form.sheets:
            questions = form.questions_on(sheet)
            assert questions[0].heading or len(questions) <= 5, sheet

    def test_are_no_labels_by_which_a_lost_cell_is_looked_for(self, service: str) -> None:
        labels = {label_key(question.label) for form in CURRENT.values() for question in form.questions}
        assert {label_key(question.heading) for question in CURRENT[service].questions}.isdisjoint(labels)

    def test_where_all_names_are_lost_each_answer_is_found_by_its_label(self, service: str) -> None:
        book = book_of(CURRENT[service])
        for name in list(book.defined_names):
            del book.defined_names[name]
        raw = read(book)
        assert (raw.missing, len(raw.by_label)) == (frozenset(), len(CURRENT[service].questions))
        assert understood(raw) == understood(read(book_of(CURRENT[service])))

    @pytest.mark.nightly
    def test_a_workbook_without_them_is_read_alike(self, service: str) -> None:
        form = CURRENT[service]
        plain = replace(form, questions=tuple(replace(question, heading="") for question in form.questions))
        raw = read(book_of(plain))
        assert not raw.missing
        assert understood(raw) == understood(read(book_of(form)))


@pytest.mark.parametrize("service", CURRENT)
def test_question_answer_and_help_fit_on_one_screen(service: str) -> None:
    book = book_of(CURRENT[service])
    for sheet in CURRENT[service].sheets:
        widths = [book[sheet].column_dimensions[letter].width for letter in "ABCDEFG"]
        assert sum(int(7 * width) for width in widths) < SCREEN, sheet


@pytest.mark.parametrize("service", CURRENT)
def test_the_first_question_below_a_sub_heading_has_its_help(service: str) -> None:
    form, book = CURRENT[service], book_of(CURRENT[service])
    for question in form.questions:
        at = places(form)[question.key]
        if question.heading and question.help:
            said = f"{book[at.sheet].cell(at.row + 1, 7).value} {book[at.sheet].cell(3, 2).value}"
            assert all(part.strip(". ") in said for part in question.help.split(". ")), question.key


class TestPercentages:
    """A locked sheet shows 5% as 0.05; a rule shows it as 5%, and the cell stays plain for what is typed next."""

    @pytest.mark.parametrize(("typed", "format_of_the_cell"), [(0.05, "General"), (5, "General"), (0.05, "0%")])
    @pytest.mark.parametrize("key", SHARES)
    def test_is_read_as_before(self, key: str, typed: float, format_of_the_cell: str) -> None:
        assert self.read_with(key, typed, format_of_the_cell) == "0.05"

    @pytest.mark.parametrize("typed", ["5%", "5 %", "0.05", "5"])
    @pytest.mark.nightly
    def test_typed_as_text_too(self, typed: str) -> None:
        assert self.read_with("sick_pay_share", typed, "@") == "0.05"

    def test_no_box_has_a_percent_format_and_each_has_the_rule(self) -> None:
        form, book = CURRENT["homecare"], book_of(CURRENT["homecare"])
        for question in form.questions:
            if question.type == AnswerType.PERCENT:
                cell = self.cell(book, question.key)
                assert cell.number_format == "General"
                assert self.shown(book, question.key) == ["0%", "0.0##%"], question.key

    def read_with(self, key: str, typed: float | str, number_format: str) -> str:
        book = book_of(CURRENT["homecare"])
        cell = self.cell(book, key)
        cell.value, cell.number_format = typed, number_format
        return understood(read(book))[key]

    def cell(self, book: Workbook, key: str) -> Any:
        at = places(CURRENT["homecare"])[key]
        return book[at.sheet].cell(at.row + 1, 3)

    def shown(self, book: Workbook, key: str) -> list[str]:
        cell = self.cell(book, key)
        listed = cell.parent.conditional_formatting
        rules = [rule for area in listed if cell.coordinate in area.cells for rule in area.rules]
        formats = [rule.dxf.numFmt for rule in sorted(rules, key=lambda rule: rule.priority)]
        return [each.formatCode for each in formats if each is not None]
