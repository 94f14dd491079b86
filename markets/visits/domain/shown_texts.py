"""What a page may repeat of a file: a heading, a first row, a cell that cannot be read, a word that is asked about.

Whatever seems to be somebody's name, postcode, date of birth or NHS number is repeated nowhere, as what is shown is
kept until it is answered. One word alone cannot be told from a name, and a provider's name not from a person's.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

from markets.visits.domain.reference_looks import NHS_NUMBER, POSTCODE, bears_a_name

HIDDEN = "…"
LONGEST_ASKED = 60
NO_HEADER = "We found no row of column names. The first row we read is “{row}”."
NO_HEADER_BUT_NAMES = (
    "We found no row of column names. The first row we read seems to hold somebody’s name or number, so it is not "
    "shown."
)
_TWO_NAMES = re.compile(r"\b([A-Z][a-z'’-]+,? +[A-Z][a-z'’-]+|[A-Z]{3,},? +[A-Z]{3,})\b")
_WORD = re.compile(r"[A-Za-z]+")
_FILE = Path(__file__).parent / "data" / "column_words.csv"
# Words of headings beside those that systems use for a field.
_OF_HEADINGS = """
    about account address age alert amount approved area arrival arrived authority away band birth booked break
    called cancelled carers category check checked cleared clock code comment comments completed contact cost
    council count created date day days declined deleted delivered department departure description details
    device difference distance dob double due early email end exception exported extra fee file finish first
    flag from funding gender given grade group handed home hour hours invoice invoiced key label last late left
    length level line location log logged made manual match mileage miles minute minutes missed mobile mode
    modified month name nhs note notes notice number of off office on order other out outcome over package paid
    patch patient pay payer period phone place plan planned post postcode price primary priority programme
    property rate read reason received record region remark remarks report reported required result role room
    rota round route row run scheduled second secondary service session sex shift sign signed site slot source
    staff start state status street sub system tag task tasks team telephone text time times title to total town
    travel type unit updated user value variance version verified visit visits ward week when who with year zone
"""


def seems_of_somebody(text: str) -> bool:
    """Tell whether somebody's name, postcode, date of birth or NHS number seems to stand anywhere in a text."""
    return bool(POSTCODE.search(text) or NHS_NUMBER.search(text) or _TWO_NAMES.search(text) or bears_a_name(text))


def heading_shown(name: str) -> str:
    """Return a heading; blank where it seems to be somebody's: two words with capitals that no system uses."""
    if POSTCODE.search(name) or NHS_NUMBER.search(name):
        return ""
    names = _TWO_NAMES.findall(name)
    return "" if any(_words_of(found).isdisjoint(heading_words()) for found in names) else name


def row_shown(text: str) -> str:
    """Return what is said of a file without a row of names, with its first row where that is nobody's."""
    return NO_HEADER_BUT_NAMES if seems_of_somebody(text) else NO_HEADER.format(row=text[:200])


def cell_shown(text: str) -> str:
    """Return a cell that cannot be read as a time or a number: stars where it is words."""
    return HIDDEN if seems_of_somebody(text) or (text and not any(sign.isdigit() for sign in text)) else text


def may_be_asked_about(word: str) -> bool:
    """Tell whether a person may be asked what a word means: it is short, and no postcode or number of somebody."""
    return len(word) <= LONGEST_ASKED and not POSTCODE.search(word) and not NHS_NUMBER.search(word)


@lru_cache
def heading_words() -> frozenset[str]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        of_systems = " ".join(f"{row['field']} {row['words']}" for row in csv.DictReader(file))
    return frozenset(_words_of(f"{of_systems.replace('_', ' ')} {_OF_HEADINGS}"))


def _words_of(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))
