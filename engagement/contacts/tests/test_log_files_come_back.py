"""Import of an exported log gives the log: as CSV and as a workbook, whatever people have written."""

from datetime import UTC, date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagement.contacts.domain.log_file.lines import LogLine, Somebody
from engagement.contacts.domain.log_file.lists import entries_of, joined
from engagement.contacts.domain.log_file.moments import LONDON, clock_in_words, moment_of
from engagement.contacts.domain.log_file.reader import LogFile, read_log
from engagement.contacts.domain.log_file.writer import cells_of, log_csv, log_xlsx
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Topic,
)
from spreadsheets.tables.any_file import UnreadableTable

# What a person can type into a field: no control characters, no halves of a pair. Those that mean something come often.
TYPED = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
CHARACTERS = st.one_of(st.sampled_from("=+-@';\\\"<>, ab"), TYPED)
# Its time is the machine's, which may be busy.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def tidy(text: str) -> str:
    return " ".join(text.split())


def name_of(text: str) -> str:
    """What a name never holds is taken out of it."""
    return tidy(text.replace("@", "").replace("<", "")).strip("\"' ") or "Kim"


def texts(most: int = 12) -> st.SearchStrategy[str]:
    return st.text(CHARACTERS, max_size=most).map(tidy)


NAMES = texts().map(name_of)
PEOPLE = st.builds(Somebody, NAMES, st.sampled_from(["", "sam@elm.example", "o'neil+x@oak.example"]))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NOTES = st.lists(texts(), max_size=3).map("\n".join).map(str.strip)
LINES = st.builds(
    LogLine,
    happened_at=st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    channel=st.sampled_from(Channel),
    direction=st.sampled_from(Direction),
    outcome=st.sampled_from(ContactOutcome),
    locations=st.lists(st.sampled_from(["1-100000001", "1-100000002", "RWJ09"]), min_size=1, unique=True).map(tuple),
    location_names=st.lists(NAMES, max_size=2).map(tuple),
    people=st.lists(PEOPLE, max_size=3).map(tuple),
    colleagues=st.lists(PEOPLE, max_size=2).map(tuple),
    minutes=st.none() | st.integers(0, 1_440),
    promised_on=st.none() | DAYS,
    topics=st.lists(st.sampled_from(Topic), unique=True).map(tuple),
    words=NOTES,
    is_shared=st.booleans(),
    next_step=texts(),
    next_on=st.none() | DAYS,
    next_for=st.none() | PEOPLE,
    next_is_done=st.booleans(),
    logged_by=st.none() | PEOPLE,
    id=st.uuids().map(str),
    side=st.sampled_from(["Independent team", "Council"]),
    source=st.just("Typed"),
)


def read(data: bytes) -> list[LogLine]:
    log = read_log(data)
    assert log.faults == []
    return [each.line for each in log.lines]


@UNHURRIED
@given(st.lists(LINES, min_size=1, max_size=3))
def test_what_was_written_as_csv_is_read_again(lines: list[LogLine]):
    assert read("".join(log_csv(map(cells_of, lines))).encode()) == lines


@settings(UNHURRIED, max_examples=40)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_what_was_written_as_a_workbook_is_read_again(lines: list[LogLine]):
    assert read(b"".join(log_xlsx(map(cells_of, lines)))) == lines


@pytest.mark.parametrize(("hour", "shown"), [(0, "01:30 BST"), (1, "01:30 GMT")])
def test_the_hour_that_comes_twice_in_autumn_is_told_apart(hour: int, shown: str):
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert clock_in_words(moment) == shown and moment_of(date(2026, 10, 25), shown) == moment


@UNHURRIED
@given(st.lists(NAMES, max_size=4))
def test_names_stay_apart_whatever_stands_in_them(names: list[str]):
    assert entries_of(joined(names)) == names


def test_no_cell_is_taken_for_a_formula():
    line = LogLine(
        datetime(2026, 11, 1, tzinfo=UTC), Channel.CALL, Direction.OUT, ContactOutcome.SPOKE, ("1-100000001",),
        words="=1+1", next_step="@SUM(A1)", people=(Somebody("+44"),),
    )  # fmt: skip
    text = "".join(log_csv([cells_of(line)]))
    assert ",'=1+1," in text and ",'@SUM(A1)," in text and ",'+44," in text


def of(*rows: str) -> LogFile:
    return read_log("\n".join(["Date,Time,Type,Outcome,CQC ID,Contact,Notes,Minutes", *rows]).encode())


def test_an_old_log_is_understood_by_its_own_words():
    (found,) = of("03/11/2026,2.15pm,Phone call,Voicemail,1-100000001,Sam; Kim,Rang,15 mins").lines
    line = found.line
    assert (line.channel, line.direction, line.outcome) == (Channel.CALL, Direction.OUT, ContactOutcome.LEFT_MESSAGE)
    assert line.happened_at == datetime(2026, 11, 3, 14, 15, tzinfo=UTC) and line.minutes == 15
    assert line.people == (Somebody("Sam"), Somebody("Kim")) and found.row == 2


@pytest.mark.parametrize(
    ("day", "clock", "hour", "minute"),
    [
        ("12/09/2026 14:35", "", 14, 35),
        ("12/09/2026, 2.35pm", "", 14, 35),
        ("Sat 12 Sep 2026 at 2:35 pm", "", 14, 35),
        ("14:35 on 12 September 2026", "", 14, 35),
        ("2026-09-12T14:34:59.9999995", "", 14, 35),
        ("2026-09-12T13:35:00Z", "", 14, 35),
        ("2026-09-12 13:35:00+0000", "", 14, 35),
        ("12/09/2026 14:35", "9am", 9, 0),
        ("12/09/2026 00:00:00", "12/09/2026 14:35", 14, 35),
        ("12/09/2026 00:00", "", 12, 0),
        ("12/09/2026 00:00", "00:00", 0, 0),
    ],
)
def test_a_day_and_a_time_may_stand_in_one_cell(day: str, clock: str, hour: int, minute: int):
    (found,) = of(f'"{day}","{clock}",Call,Spoke,1-100000001,,,').lines
    assert found.line.happened_at == datetime(2026, 9, 12, hour, minute, tzinfo=LONDON)


def test_so_they_may_in_the_cells_of_a_spreadsheet():
    columns = [["Date", "Time", "Channel", "Outcome", "Location ID", "Follow-up date"]]
    rows = [
        [datetime(2026, 9, 12, 14, 35), None, "Call", "Spoke", "1-100000001", datetime(2026, 9, 20, 9)],
        [datetime(2026, 9, 12, 14, 35), time(9, 5), "Call", "Spoke", "1-100000001", None],
        [datetime(2026, 9, 12), datetime(2026, 9, 12, 14, 35), "Call", "Spoke", "1-100000001", None],
        [date(2026, 9, 12), None, "Call", "Spoke", "1-100000001", None],
    ]
    file, book = BytesIO(), openpyxl.Workbook()
    for row in columns + rows:
        book.active.append(row)
    book.save(file)
    lines = read(file.getvalue())
    times = [at_home(each.happened_at) for each in lines]
    assert times == [(14, 35), (9, 5), (14, 35), (12, 0)] and lines[0].next_on == date(2026, 9, 20)


def at_home(moment: datetime) -> tuple[int, int]:
    local = moment.astimezone(LONDON)
    return (local.hour, local.minute)


def test_a_day_with_a_time_that_is_none_is_a_sentence():
    (fault,) = of("12/09/2026 25:99,,Call,Spoke,1-100000001,,,").faults
    assert fault.sentence == "Row 2, Date: we read “12/09/2026 25:99”, we expected a time, such as 14:30."


def test_every_bad_row_is_a_sentence_with_what_was_read_and_expected():
    log = of("31/02/2026,,Call,Spoke,1-100000001,,,", "01/11/2026,,Smoke,Spoke,1-100000001,,,", "1/11/2026,,Call,,,,,x")
    assert [fault.sentence.partition(" “Email”")[0] for fault in log.faults] == [
        "Row 2, Date: we read “31/02/2026”, we expected a date, such as 22/11/2026.",
        "Row 3, Channel: we read “Smoke”, we expected",
        "Row 4, Outcome: the cell is blank, we expected “Sent”, “No answer”, “Left a message”, “Spoke”, “Bounced”, "
        "“Registered”, “Attended”, “Did not attend”, “Asked for help”, “Promised a date”, “Declined: no capacity”, "
        "“Declined: confidentiality” or “Declined: other”.",
        "Row 4, Location ID: the cell is blank, we expected the location’s CQC ID, or its name in the column "
        "“Location”.",
    ]
    assert log.lines == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty."),
        (b"Name,Address\nElm,Road", "We found no contact log in this file."),
        (b"Date,Channel\n1/11/2026,Call", "The column “Outcome” is missing."),
        (b"x" * (10 * 1024 * 1024 + 1), "This file is too large."),
        (b"Date,Channel,Outcome\n", "no contact under it"),
        (b"PK\x03\x04" + b"\x00" * 40, "damaged"),
    ],
)
def test_what_is_no_log_is_refused_in_words(data: bytes, words: str):
    with pytest.raises(UnreadableTable, match=words):
        read_log(data)
