import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from accounts.tests.commands import run
from costing.forms import CURRENT, SERVICES
from costing.tests.returns import example
from costing.workbook import write_workbook


@pytest.fixture(scope="module", params=SERVICES)
def form(request):
    return CURRENT[request.param]


@pytest.fixture(scope="module")
def book(form):
    return load_workbook(BytesIO(write_workbook(form)))


def place(book, name):
    [(sheet, reference)] = book.defined_names[name].destinations
    return book[sheet], reference.replace("$", "")


RESULT_NAMES = {
    "homecare": {f"result_{line.key}" for line in CURRENT["homecare"].lines},
    "care_home": {
        f"result_{category}_{line.key}"
        for category in ("residential", "residential_enhanced", "nursing", "nursing_enhanced")
        for line in CURRENT["care_home"].lines
    },
}


def test_every_input_and_every_line_has_its_name(form, book):
    assert {question.key for question in form.questions} | RESULT_NAMES[form.service] <= set(book.defined_names)
    assert all(place(book, question.key)[0].title == question.sheet for question in form.questions)
    assert {place(book, name)[0].title for name in RESULT_NAMES[form.service]} == {"Result"}


def test_inputs_and_notes_can_be_typed_in_and_nothing_else(form, book):
    for question in form.questions:
        sheet, cell = place(book, question.key)
        row = sheet[cell].row
        assert sheet.protection.sheet
        assert not sheet[cell].protection.locked
        assert sheet[f"B{row}"].protection.locked
        assert not sheet[f"F{row}"].protection.locked


def test_label_and_unit_stand_beside_each_input(form, book):
    for question in form.questions:
        sheet, cell = place(book, question.key)
        row = sheet[cell].row
        assert question.label.lstrip("… ") in str(sheet[f"B{row}"].value)
        assert (sheet[f"D{row}"].value or "") == question.unit


def test_choices_drop_down_and_ranges_warn_but_never_stop(form, book):
    for question in form.questions:
        sheet, cell = place(book, question.key)
        rules = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
        if question.choices or question.hard_min is not None or question.type == "date":
            assert rules, question.key
        assert all(rule.errorStyle in ("warning", "information") for rule in rules)


def test_the_same_form_gives_the_same_bytes_and_names_no_author(form):
    first, second = write_workbook(form), write_workbook(form)
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core


def test_openpyxl_may_save_it_and_it_is_still_our_form(form, tmp_path):
    again = tmp_path / "again.xlsx"
    filled = load_workbook(BytesIO(write_workbook(form, prefilled=example(f"{form.service}_1")["answers"])))
    filled.save(again)
    [document] = run("check_return", again, "--json").document
    assert (document["service"], document["template_version"], document["accepted"]) == (form.service, "1", True)


@pytest.mark.parametrize("service", SERVICES)
def test_the_command_writes_a_blank_or_a_prefilled_workbook(service, tmp_path):
    path = tmp_path / "blank.xlsx"
    assert run("return_template", service, "--output", path, "--location", "1-100000007").status == 0
    [document] = run("check_return", path, "--json").document
    assert (document["service"], document["answers"]["location_id"]) == (service, "1-100000007")


@pytest.mark.parametrize(
    "arguments",
    [
        ("homecare", "--output", "no/such/folder/x.xlsx"),
        ("care_home", "--output", "no/such/folder/x.xlsx"),
        ("homecare", "--output", "x.xlsx", "--location", "123"),
    ],
)
def test_wrong_usage_is_said_in_words_and_leaves_with_two(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = run("return_template", *arguments)
    assert outcome.status == 2
    assert outcome.err
