"""What a text of a file looks like: a reference, a place that may be kept, or somebody's name, postcode or number."""

import re

from markets.visits.domain.copies import NAMES

# An area's code, or a grid reference to 100 m: as letters and digits, or metres east and north in whole hundreds.
PLACE = re.compile(r"[EW]0\d{7}|[A-Z]{2} ?\d{3} ?\d{3}|\d{4,5}00[ ,]+\d{4,5}00")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
NHS_NUMBER = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")


def bears_a_name(text: str) -> bool:
    """Tell whether a text is no reference but a name, an address, a date of birth or an NHS number in its groups."""
    return (" " in text or "/" in text) and NAMES.fullmatch(text) is not None


def is_place(text: str) -> bool:
    return PLACE.fullmatch(text) is not None


def is_plain_word(text: str, longest: int) -> bool:
    """Tell whether a text may be kept as the name of a zone or a contract: short, and without a postcode or number."""
    return len(text) <= longest and text.isprintable() and not POSTCODE.search(text) and not NHS_NUMBER.search(text)


def seems_personal(texts: list[str]) -> bool:
    """Tell whether a column of references seems to hold names, addresses, dates of birth or NHS numbers (V18)."""
    said = [text for text in texts if text]
    bad = sum(bears_a_name(text) or bool(POSTCODE.search(text)) or _is_nhs_number(text) for text in said)
    return bool(said) and bad * 5 > len(said)


def _is_nhs_number(text: str) -> bool:
    """Tell whether ten digits bear the check digit of an NHS number."""
    digits = re.sub(r"[ -]", "", text)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == int(digits[9])
