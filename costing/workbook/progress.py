"""The progress of a return: live counts of what was answered, what is needed and what to check."""

from costing.form import Form
from costing.workbook.expressions import CHECK
from costing.workbook.layout import MARK, READ, question_range

GIVEN, NEEDED = "●", "○"
LEGEND = f"{NEEDED} still needed   {GIVEN} answered   no mark: optional"


def progress(form: Form, sheet: str) -> str:
    """Return a formula for words such as "3 of 12 answered · 1 to check"."""
    given, missing, to_check = given_on(form, sheet), missing_on(form, sheet), to_check_on(form, sheet)
    done = f'IF({given}+{missing}=0,"all optional",{given}&" of "&({given}+{missing})&" answered")'
    return f'{done}&IF({to_check}>0," · "&{to_check}&" to check","")'


def given_on(form: Form, sheet: str) -> str:
    return f'COUNTIF({question_range(form, sheet, MARK)},"{GIVEN}")'


def missing_on(form: Form, sheet: str) -> str:
    return f'COUNTIF({question_range(form, sheet, MARK)},"{NEEDED}")'


def to_check_on(form: Form, sheet: str) -> str:
    return f'SUMPRODUCT(--(LEFT({question_range(form, sheet, READ)},{len(CHECK)})="{CHECK}"))'
