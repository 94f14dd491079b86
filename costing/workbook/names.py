"""The workbook's defined names: the contract between the sheets, their formulas and whoever reads the file."""

from costing.form import Form

FORM_SERVICE = "form_service"
FORM_VERSION = "form_version"
FORM_EXERCISE = "form_exercise"
FORM_NOTES = "form_notes"
WEEKS = "weeks"

RATES_NAME = "rates_name"
RATES_FROM = "rates_from"
RATES_VALUE = "rates_value"
RATES_FIRST_DAY = "rates_first_day"
RATES_LAST_DAY = "rates_last_day"
NA_WORDS = "na_words"

PRICE_DATE_OUTSIDE = "price_date_outside"
ANSWERS_NEEDED = "answers_needed"
ANSWERS_GIVEN = "answers_given"
ANSWERS_TO_CHECK = "answers_to_check"


def input_name(key: str) -> str:
    """Return the name of the cell a person types in: the key of the inputs table, unchanged."""
    return key


def read_name(key: str) -> str:
    """Return the name of what was understood.

    A number in the question's unit, a share, a choice in words, ``n/a`` or blank.
    """
    return f"read_{key}"


def note_name(key: str) -> str:
    return f"note_{key}"


def rate_name(rate: str) -> str:
    """Return the name of a rate's value at the price date."""
    return f"rate_{rate}"


def driver_name(driver: str) -> str:
    return f"driver_{driver}"


def result_name(form: Form, column: str, line: str) -> str:
    """Return ``result_<line>`` if the service is its own only column, else ``result_<column>_<line>``."""
    if [each.key for each in form.columns] == [form.service]:
        return f"result_{line}"
    return f"result_{column}_{line}"


def section_name(form: Form, column: str, section: str) -> str:
    """Return the name of the range of all plain lines of a section, which its subtotal adds up."""
    return result_name(form, column, section).replace("result_", "lines_", 1)
