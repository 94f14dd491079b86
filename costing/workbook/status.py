"""The sentence on top of the result: what it still lacks, in the order in which a person can mend it."""

from costing.form import Form
from costing.workbook.names import (
    ANSWERS_NEEDED,
    ANSWERS_TO_CHECK,
    PRICE_DATE_OUTSIDE,
    RATES_FIRST_DAY,
    RATES_LAST_DAY,
    result_name,
)

_DAY = "d mmmm yyyy"


def status(form: Form) -> str:
    """Return a formula for the first sentence that holds."""
    undefined = [f'{result_name(form, column.key, _total(form))}="n/a"' for column in form.columns]
    return (
        f"IF({PRICE_DATE_OUTSIDE},{_outside()},"
        f"IF({ANSWERS_TO_CHECK}>0,{_count(ANSWERS_TO_CHECK, 'to check')},"
        f"IF({ANSWERS_NEEDED}>0,{_count(ANSWERS_NEEDED, 'still needed')},"
        f"IF(OR({','.join(undefined)}),{_undefined()},"
        '"Every needed answer is given."))))'
    )


def _total(form: Form) -> str:
    return form.lines[-1].key


def _outside() -> str:
    day = f'TEXT(read_price_date,"{_DAY}")'
    window = f'TEXT({RATES_FIRST_DAY},"{_DAY}")&" to "&TEXT({RATES_LAST_DAY},"{_DAY}")'
    return f'"There are no rates for the price date "&{day}&": this workbook has them from "&{window}&"."'


def _count(name: str, what: str) -> str:
    return (
        f'{name}&IF({name}=1," answer is "," answers are ")&"{what}: figures appear as soon as they can be worked out."'
    )


def _undefined() -> str:
    return (
        '"One answer or more is n/a: its line and every sum above it cannot be worked out. '
        'Your return will count in the other lines, not in the totals."'
    )
