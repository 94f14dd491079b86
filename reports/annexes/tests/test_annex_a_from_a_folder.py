"""`annex_a FOLDER`: the department's table from a folder, exact, unsigned, and the same bytes each time."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from accounts.tests.commands import run
from costing.forms import CURRENT
from costing.synthetic import invented_market
from costing.workbook import write_workbook
from spreadsheets.fixed_zip import NO_TIME

RETURNS = 5


@pytest.fixture(scope="module", params=["homecare", "care_home"])
def made(request, tmp_path_factory):
    folder, output = tmp_path_factory.mktemp("market"), tmp_path_factory.mktemp("made") / "annex.xlsx"
    answers = invented_market(request.param, RETURNS, seed=3)
    for one in answers:
        workbook = write_workbook(CURRENT[request.param], prefilled=one)
        (folder / f"{one['location_id']}.xlsx").write_bytes(workbook)
    (folder / "not a return.xlsx").write_bytes(b"nothing")
    outcome = run("annex_a", folder, "--service", request.param, "--output", output)
    return request.param, folder, output, outcome, answers


def rows_of(output, sheet: str) -> list[tuple]:
    return [tuple(row) for row in load_workbook(output)[sheet].iter_rows(values_only=True)]


def test_section_3_has_the_medians_in_the_department_s_order(made):
    service, folder, output, outcome, _ = made
    form = CURRENT[service]
    assert outcome.status == 0
    summary = run("summarise_returns", folder, "--service", service, "--audience", "statutory", "--json").document
    rows = rows_of(output, "Section 3")
    assert [row[0] for row in rows[5 : 5 + len(form.lines)]] == [line.label for line in form.lines]
    shown = [key for key, cells in summary["table"].items() if any(cell["n"] for cell in cells.values())]
    for line, row in zip(form.lines, rows[5:], strict=False):
        for column, value in zip(shown, row[1:], strict=True):
            expected = summary["table"][column][line.key]["median"]
            assert value == ("n/a" if expected is None else pytest.approx(float(expected), abs=1e-9))
    assert "Not for publication" in rows[1][0]


def test_it_says_what_it_left_out_and_what_is_one_return_s_own(made):
    _, _, _, outcome, _ = made
    assert "Left out: not a return.xlsx" in outcome.err
    assert "of its figures are one return’s own:" in outcome.out


def test_supporting_information_follows_the_medians(made):
    service, _, output, _, answers = made
    rows = {row[0]: row[1:] for row in rows_of(output, "Section 3") if row[0]}
    assert rows["Of these, responses used in the figures"][0] is not None
    if service == "homecare":
        assert rows["Of these, responses used in the figures"] == (RETURNS,)
        pay = sorted(float(one["basic_pay_rate"]) for one in answers)
        assert rows["Carer basic pay per hour"] == (pytest.approx(pay[RETURNS // 2]),)
    else:
        residents = sum(float(one["occupied_residential"]) for one in answers)
        assert rows["Number of residents covered by the responses"][0] == pytest.approx(residents)
        assert rows["Number of nursing hours per resident per week"][0] == "n/a"


def test_twice_is_the_same_and_nobody_s_name_is_in_it(made):
    service, folder, output, _, answers = made
    before = output.read_bytes()
    assert run("annex_a", folder, "--service", service, "--output", output).status == 0
    assert output.read_bytes() == before
    with ZipFile(BytesIO(before)) as parts:
        assert {part.date_time for part in parts.infolist()} == {NO_TIME}
        text = b"".join(parts.read(part) for part in parts.infolist()).decode(errors="replace")
    assert "openpyxl" not in text and "1980-01-01" in text
    for one in answers:
        assert one["location_id"] not in text and one["completed_by_email"] not in text


def test_wrong_use_is_told_in_words(tmp_path):
    assert run("annex_a", tmp_path / "no", "--service", "homecare", "--output", "x.xlsx").status == 2
    assert run("annex_a", tmp_path, "--service", "homecare", "--output", tmp_path / "x.ods").status == 2
    empty = run("annex_a", tmp_path, "--service", "homecare", "--output", tmp_path / "x.xlsx")
    assert (empty.status, "can be used" in empty.err) == (1, True)
