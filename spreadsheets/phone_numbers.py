"""Phone numbers as people write them and as spreadsheets leave them, read by the rules of ``phonenumbers``."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher, ValidationResult

HOME = "GB"
LONGEST = 40
_DAMAGED = "the whole phone number: the spreadsheet has cut it; format the column as text and type it again"
_LEADING = re.compile(r"^(?:tel|phone|telephone|mob|mobile)\s*[:.]\s*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$", re.IGNORECASE)
_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3}){2,}$")
_FORMULA_TEXT = re.compile(r'^="(?P<inside>[^"]*)"$')
_LETTER_FOR_A_DIGIT = re.compile(r"(?<![^\W\d])[oOlI](?=\d)|(?<=\d)[oOlI](?=[\d\s]|$)")
_DIGITS_ALONE = re.compile(r"[1-9][\d -]*\d", re.ASCII)
_WITH_COUNTRY = re.compile(r"44\d{10}", re.ASCII)


@dataclass(frozen=True, slots=True)
class NoPhone:
    """A text that is no phone number; ``expected`` fits behind "we expected"."""

    expected: str


def phone_from(text: str) -> str | NoPhone:
    """Return a number as it is written, with the 0 that a spreadsheet took; blank for a blank text.

    What is too long to be kept, damaged, or several numbers is NoPhone: a number is never cut.
    """
    plain = _tidy(text)
    if not plain:
        return ""
    if _SCIENTIFIC.match(plain):
        return NoPhone(_DAMAGED)
    if _DIGITS_ALONE.fullmatch(plain):
        return _without_its_beginning(plain)
    if _LETTER_FOR_A_DIGIT.search(plain):
        return NoPhone("a phone number of digits: a letter stands among them")
    return _as_written(plain)


def _tidy(text: str) -> str:
    """Return text without what spreadsheets put around a number: marks of text, formulas, decimals, thousands."""
    seen = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    plain = " ".join("".join(seen).split())
    if match := _FORMULA_TEXT.match(plain):
        plain = match["inside"]
    plain = _LEADING.sub("", plain.strip("'’\" "))
    if re.fullmatch(r"\d{7,}\.0+", plain, re.ASCII):
        return plain.partition(".")[0]
    return plain.replace(",", "") if _THOUSANDS.match(plain) else plain


def _without_its_beginning(plain: str) -> str | NoPhone:
    """Put back what a spreadsheet takes that reads a number for a figure: the leading 0, or the plus."""
    digits = re.sub(r"\D", "", plain)
    if _WITH_COUNTRY.fullmatch(digits):
        return f"+{plain}"
    # Ten digits are a whole number of here; of nine or seven only some are: the others have lost another digit, too.
    if len(digits) == 10 or (len(digits) in (7, 9) and _is_valid(f"0{digits}")):
        return f"0{plain}"
    if len(digits) > 10 and _is_valid(f"+{digits}"):
        return f"+{plain}"
    return NoPhone(_words_for(len(digits)))


def _as_written(plain: str) -> str | NoPhone:
    found = [match.number for match in PhoneNumberMatcher(plain, HOME, leniency=Leniency.POSSIBLE)]
    if len({(each.country_code, each.national_number) for each in found}) > 1:
        return NoPhone("one phone number, not several")
    number = _parsed(plain) if not found else found[0]
    if number is None or not _is_whole(number):
        return NoPhone(_words_for(sum(char.isdigit() for char in plain)))
    if len(plain) > LONGEST:
        return NoPhone(f"one phone number of at most {LONGEST} characters")
    return plain


def _words_for(digits: int) -> str:
    if digits < 1:
        return "a phone number"
    short = "too few" if digits < 10 else "too many"
    return f"a whole phone number with its area code: it has {short} digits"


def _is_whole(number: phonenumbers.PhoneNumber) -> bool:
    """Tell whether a number has all its digits; of here only a few are as short as seven."""
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return False
    is_short = number.country_code == 44 and (number.national_number or 0) < 10**8
    return not is_short or phonenumbers.is_valid_number(number)


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return None


def _is_valid(text: str) -> bool:
    number = _parsed(text)
    return number is not None and phonenumbers.is_valid_number(number)
