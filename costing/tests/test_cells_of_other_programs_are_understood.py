"""Cells as other programs store them: a formula that gives "" is no answer, and a day is a day in each spelling."""

from datetime import date

import pytest

from costing.forms import FORMS
from costing.reader import read_workbook
from costing.report import check_raw
from costing.tests.hostile.craft import with_cell, with_text

LINK = '<f>IF(Other!A1="","",Other!A1)</f>'
BLANK_RESULTS = {
    "as Excel writes it": (f"{LINK}<v></v>", "str"),
    "as an empty element": (f"{LINK}<v/>", "str"),
    "of blanks": (f'{LINK}<v xml:space="preserve">  </v>', "str"),
    "of a blank that does not break": (f"{LINK}<v>\u00a0</v>", "str"),
    "shared": ('<f t="shared" si="0"/><v></v>', "str"),
    "of an array": ('<f t="array" ref="C1">IF(A1:A2="","",1)</f><v></v>', "str"),
    "typed in": ("<is><t></t></is>", "inlineStr"),
}
NO_RESULTS = {"nothing": LINK, "an empty number": f"{LINK}<v></v>", "an empty element": f"{LINK}<v/>"}
DAYS = {
    "SheetJS": ("<v>2021-04-01T00:00:00.000Z</v>", "d"),
    "ISO": ("<v>2021-04-01</v>", "d"),
    "ISO with midnight": ("<v>2021-04-01T00:00:00</v>", "d"),
    "ISO with an offset": ("<v>2021-04-01T00:00:00+01:00</v>", "d"),
    "small letters": ("<v>2021-04-01t00:00:00z</v>", "d"),
    "with a time": ("<v>2021-04-01T09:30:00Z</v>", "d"),
    "text with midnight": ("<is><t>01/04/2021 00:00:00</t></is>", "inlineStr"),
    "text in ISO": ("<is><t>2021-04-01T00:00:00Z</t></is>", "inlineStr"),
    "JavaScript": ("<is><t>Thu Apr 01 2021 00:00:00 GMT+0100 (British Summer Time)</t></is>", "inlineStr"),
    "a formula’s text": ("<f>TODAY()</f><v>1 April 2021 12:00:00 AM</v>", "str"),
}


def report_on(data: bytes):
    return check_raw(read_workbook(data, FORMS))


def said(report, key: str) -> set[str]:
    return {finding.code for finding in report.findings if finding.key == key}


@pytest.mark.parametrize(("inside", "kind"), BLANK_RESULTS.values(), ids=BLANK_RESULTS)
def test_a_formula_that_gives_nothing_is_no_answer(inside: str, kind: str):
    assert said(report_on(with_cell("own_total", inside, kind)), "own_total") == set()
    assert said(report_on(with_cell("completed_by_phone", inside, kind)), "completed_by_phone") == set()
    assert said(report_on(with_cell("ppe_cost", inside, kind)), "ppe_cost") == {"R03"}


@pytest.mark.parametrize("inside", NO_RESULTS.values(), ids=NO_RESULTS)
def test_a_formula_without_a_stored_result_is_asked_about(inside: str):
    assert said(report_on(with_cell("ppe_cost", inside)), "ppe_cost") == {"R04"}


@pytest.mark.parametrize(("inside", "kind"), DAYS.values(), ids=DAYS)
def test_a_day_is_read_in_each_spelling(inside: str, kind: str):
    report = report_on(with_cell("price_date", inside, kind))
    assert report.answers.values["price_date"] == date(2021, 4, 1)


@pytest.mark.parametrize("text", ["01/04/2021 09:30", "2021-03-31T23:00:00Z", "1 April"])
def test_a_day_that_is_not_clear_is_asked_about(text: str):
    assert "R04" in said(report_on(with_text("price_date", text)), "price_date")
