import re
from decimal import Decimal
from pathlib import Path

from costing.tests.returns import report_on
from spreadsheets.decimals import rounded

README = Path(__file__).resolve().parents[2] / "README.md"
ROW = re.compile(r"^\| \**(\w+)\** \| \**([\d.]+)\** \|$", re.MULTILINE)


def test_the_worked_example_is_what_the_portal_works_out():
    block = README.read_text(encoding="utf-8").split("<!-- example: homecare_1 -->")[1].split("<!-- end")[0]
    rows = dict(ROW.findall(block))
    assert len(rows) == 8
    costs = report_on("homecare_1").costs.columns["homecare"]
    assert {line: rounded(costs[line]) for line in rows} == {line: Decimal(figure) for line, figure in rows.items()}
