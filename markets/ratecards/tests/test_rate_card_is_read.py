"""A rate card is read from text or a file: each rate once, and a sentence for each cell that cannot be used."""

from decimal import Decimal

import pytest

from markets.ratecards.domain.card_lines import HEADS, CardBasis, CardLine, DayKind, card_text, lines_of
from markets.ratecards.domain.card_reader import read_card
from spreadsheets.table_files import table_xlsx
from spreadsheets.tables.any_file import UnreadableTable

TEXT = "Lot;Visit length;Day type;Handed;Price\nurban;30 mins;Mon–Fri;Single;£13.87\n;60;;double-handed;40\n"
LINES = [
    CardLine("urban", 30, DayKind.WEEKDAY, 1, Decimal("13.87")),
    CardLine("", 60, DayKind.ANY, 2, Decimal(40)),
]


def test_words_of_many_councils_are_read():
    card = read_card(TEXT.encode(), CardBasis.VISIT)
    assert card.lines == LINES and card.is_sound


def test_what_was_read_reads_the_same_again_from_text_json_and_workbook():
    assert read_card(card_text(LINES).encode(), CardBasis.VISIT).lines == LINES
    assert lines_of([line.as_json for line in LINES]) == LINES
    book = table_xlsx("Card", "Testshire", HEADS, [line.cells for line in LINES])
    assert read_card(book, CardBasis.VISIT).lines == LINES


def test_headings_that_mean_nothing_are_named():
    card = read_card(b"Contract,Zone,Rate\n7,urban,25\n", CardBasis.HOUR)
    assert card.unread == ["Contract"] and card.lines[0].minutes is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("urban,30,weekday,1,lots", "Row 2, rate: it is “lots”; expected is pounds above 0 and at most 1,000."),
        ("urban,30,weekday,1,", "Row 2, rate: it is blank"),
        ("urban,30,weekday,1,1e400", "it is “1e400”"),
        ("urban,30,weekday,1," + "9" * 27, "at most 1,000"),
        ("urban,30,weekday,1,5%", "it is “5%”"),
        ("urban,half an hour,weekday,1,13", "Row 2, minutes: it is “half an hour”; expected is whole minutes"),
        ("urban,,weekday,1,13", "the length of the visit that this is the price of"),
        ("urban,30,Tuesday,1,13", "Row 2, day: it is “Tuesday”; expected is weekday, Saturday"),
        ("urban,30,weekday,3,13", "Row 2, careworkers: it is “3”; expected is 1 or 2."),
        ("x" * 101 + ",30,weekday,1,13", "a name of at most 100 characters"),
        ("urban,30,weekday,1,13\nUrban,30,,1,14\nURBAN,30,weekday,1,15", "each once: row 2 is the same"),
    ],
)
def test_what_cannot_be_used_is_said(row: str, said: str):
    card = read_card(f"Zone,Minutes,Day,Careworkers,Rate\n{row}\n".encode(), CardBasis.VISIT)
    assert said in " ".join(fault.message for fault in card.faults) and not card.is_sound


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"urban,30,13.87\n", "There is no row of headings"),
        (b"Zone,Rate\n", "There is no rate below"),
        (b"Zone,Rate\n" + b"a,1\n" * 501, "more than 500 rates"),
        (b"%PDF-1.7\n", "This is no spreadsheet"),
        (b"", "empty"),
    ],
)
def test_what_is_no_rate_card_is_said(data: bytes, said: str):
    with pytest.raises(UnreadableTable, match=said):
        read_card(data, CardBasis.HOUR)
