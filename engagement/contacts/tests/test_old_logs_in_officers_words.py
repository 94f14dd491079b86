"""A log in an officer's own words is taken whole after a few answers, and by itself the second time."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from engagement.contacts.domain.log_file.people import who
from engagement.contacts.domain.log_file.plan import plan_log
from engagement.contacts.domain.log_words.days import likely_year, read_clock, read_day
from engagement.contacts.domain.log_words.row_translation import later_day, minutes_of, promised_day
from engagement.contacts.domain.log_words.usual_words import first, usual_words
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Direction
from engagement.contacts.tests.known_market import OLD_LOGS, answered, known, read
from register.domain.place_names import Places

LOGS = sorted(OLD_LOGS.iterdir())
MOST = 8
# What the officer says of words that nothing is proposed for.
SAID = {
    "went well": "attended",
    "hung up": "declined_other",
    "apologised, rebooked": "spoke",
    "happy now": "spoke",
    "gave new address": "spoke",
    "Chasing": "spoke",
    "Y": "spoke",
    "N": "no_answer",
    "Y - worried council sees figures": "declined_confidentiality",
    "Chasing (after: Call)": "spoke",
}


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.stem)
def test_a_log_of_24_rows_is_taken_whole_after_at_most_eight_answers_and_by_itself_the_second_time(path: Path):
    data = path.read_bytes()
    kept, count, found = answered(data, SAID)
    assert len([each for each in read(data).questions if not each.proposal]) < MOST
    plan = plan_log(found.log, known())
    assert (len(plan.new), plan.faults) == (24, []) and count <= MOST
    again = read(data, kept)
    assert again.questions == [] and len(again.log.lines) == 24
    taken = frozenset(each.external_id for each in plan.new)
    twice = read(data, taken=taken)
    assert twice.log.there == 24 and {each.kind for each in twice.questions} <= {"rows", "column"}
    assert plan_log(twice.log, known(taken)).new == []


def test_there_are_logs_of_at_least_five_officers():
    assert len(LOGS) >= 5


def test_a_phone_log_is_understood_word_by_word():
    _, _, found = answered((OLD_LOGS / "phone_log_of_janet.csv").read_bytes())
    lines = {each.row: each.line for each in found.log.lines}
    assert all(line.channel == Channel.CALL for line in lines.values())
    assert [lines[row].outcome for row in (5, 6, 8, 9, 11)] == [
        ContactOutcome.NO_ANSWER,
        ContactOutcome.LEFT_MESSAGE,
        ContactOutcome.DECLINED_OTHER,
        ContactOutcome.DECLINED_CAPACITY,
        ContactOutcome.NO_ANSWER,
    ]
    assert lines[7].promised_on == date(2022, 5, 6) and lines[7].words == "What happened: will send Fri"
    assert lines[7].happened_at == datetime(2022, 5, 3, 8, 30, tzinfo=UTC)
    assert who(lines[5].logged_by, known().colleagues) == known().colleagues[0].key  # type: ignore[arg-type]
    assert found.left_out == [20, 30]


def test_several_ids_in_a_cell_are_one_contact_with_several_locations_and_names_in_two_columns_are_one_person():
    _, _, found = answered((OLD_LOGS / "contact_sheet_of_omar.csv").read_bytes())
    lines = {each.row: each.line for each in found.log.lines}
    assert lines[3].locations == ("1-200000002", "1-200000003")
    assert lines[9].locations == ("1-200000007", "1-200000008")
    assert lines[14].locations == ("1-200000011", "1-200000012")
    assert [each.name for each in lines[2].people] == ["Grace Adeyemi"]
    assert (lines[6].direction, lines[6].outcome) == (Direction.IN, ContactOutcome.SPOKE)
    assert "Job title: Owner" in lines[5].words


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("1-200000001", ("1-200000001",)),
        ("1-200000001,1-200000002", ("1-200000001", "1-200000002")),
        ("1-200000001 ; 1 - 200000002", ("1-200000001", "1-200000002")),
        ("1-200000001/1-200000002", ("1-200000001", "1-200000002")),
        ("1-200000001\n1-200000002", ("1-200000001", "1-200000002")),
        ("1-200000001 and 1-200000002", ("1-200000001", "1-200000002")),
        ("1-200000001 & 1-200000002 & 1-200000001", ("1-200000001", "1-200000002")),
        ("200000003", ("1-200000003",)),
        ("1-999999999", ("1-999999999",)),
        ("Rowan Homecare", None),
        ("", None),
    ],
)
def test_ids_in_a_cell(cell: str, ids: tuple[str, ...] | None):
    assert Places(known()).by_ids(cell) == ids


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Oakfield & Sons Homecare", ["Oakfield & Sons Homecare"]),
        ("Oakfield and Sons", ["Oakfield and Sons"]),
        ("Rowan & Birchwood", ["Rowan", "Birchwood"]),
        ("Rowan Homecare; Quince Care", ["Rowan Homecare", "Quince Care"]),
        ("Rose and Crown House", ["Rose and Crown House"]),
    ],
)
def test_names_in_a_cell(cell: str, parts: list[str]):
    assert Places(known()).parts(cell) == parts


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Birchwod Care", "1-200000002"),
        ("Kestrel", "1-200000004"),
        ("Robin Care Ltd", "1-200000011; 1-200000012"),
        ("Robin", "1-200000011; 1-200000012"),
        ("Robin Nth", "1-200000011"),
        ("Care", ""),
        ("Somebody Else", ""),
    ],
)
def test_a_name_that_is_nearly_one_is_proposed_and_an_unclear_one_is_not(name: str, ids: str):
    assert Places(known()).likely(name).first == ids


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3.5.22", date(2022, 5, 3)),
        ("03-May-22", date(2022, 5, 3)),
        ("3 May '22", date(2022, 5, 3)),
        ("44684", date(2022, 5, 3)),
        ("44684.5", date(2022, 5, 3)),
        ("Tues 3rd May 2022", date(2022, 5, 3)),
        ("2022-05-03T09:30:00", date(2022, 5, 3)),
    ],
)
def test_days_with_a_year(text: str, day: date):
    read = read_day(text)
    assert read and read.whole == day


@pytest.mark.parametrize(
    "text", ["3/5", "03-May", "3rd May", "May 3", "Tues 3 May", "3.5.", "3/5 2.15pm", "3 May at 9am"]
)
def test_days_without_a_year(text: str):
    read = read_day(text)
    assert read and read.lacks_year and (read.day, read.month) == (3, 5)


@pytest.mark.parametrize("text", ["", "soon", "32/5", "30/2", "9" * 27, "1e400", "\x00", "x" * 10_000, "week 3", "3"])
def test_what_is_no_day(text: str):
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [("930", "9:30"), ("1415hrs", "14:15"), ("c. 3pm", "3pm"), ("10ish", "10"), ("2.15 p.m.", "2.15 pm")],
)
def test_times_as_people_write_them(text: str, clock: str):
    assert read_clock(text) == (clock, "")


def test_the_part_of_a_day_is_kept_in_words():
    assert read_clock("pm") == ("", "pm")


def test_a_year_is_proposed_so_that_no_day_lies_ahead():
    days = [day for text in ("3/11", "9/1", "2/2") if (day := read_day(text))]
    assert likely_year(days, date(2022, 1, 10), date(2022, 3, 1)) == 2021


def test_a_log_that_runs_past_new_year_goes_on_in_the_next():
    data = b"Date,Provider,Outcome,How\n20/12,Rowan Homecare,LM,tel\n9/1,Rowan Homecare,LM,tel\n"
    kept, _, found = answered(data)
    assert [each.line.happened_at.year for each in found.log.lines] == [2021, 2022] and ("year", "exercise") in kept


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("10 mins", 10), ("approx 10", 10), ("1 hr", 60), ("1h 20m", 80), ("0:45", 45), ("ages", None)],
)
def test_minutes(text: str, minutes: int | None):
    assert minutes_of(text) == minutes


def test_a_promised_day_is_the_next_one():
    day = date(2022, 5, 3)
    assert promised_day("will send by Fri", day) == date(2022, 5, 6)
    assert promised_day("by 20/5", day) == date(2022, 5, 20) and promised_day("soon", day) is None
    assert later_day("3/1", day) == date(2023, 1, 3)


@pytest.mark.parametrize(
    ("text", "outcome", "is_sure"),
    [
        ("N/A no reply", "no_answer", True),
        ("LM", "left_message", True),
        ("left msg", "left_message", True),
        ("VM", "left_message", True),
        ("will send Fri", "promised_date", False),
        ("not interested", "declined_other", True),
        ("too busy", "declined_capacity", True),
        ("worried re confidentiality", "declined_confidentiality", False),
        ("wrong number", "no_answer", True),
        ("spoke to Mary, will send Friday", "promised_date", False),
        ("no answer, left message", "left_message", False),
        ("xyzzy", None, False),
    ],
)
def test_usual_words_are_known_and_others_proposed(text: str, outcome: str | None, is_sure: bool):
    said = first(usual_words().find(text))
    assert (said.outcome, said.is_sure) == (outcome, is_sure)


def test_days_that_head_their_rows_are_the_days_of_the_rows_below():
    rows = ["x;Datum;Who;Where;What", "Tuesday 3 May 2022;;;;", ";9.00;Tracey;Rowan Homecare;tel - LM"]
    rows += [
        ";9.10;Alan;Birchwood Care;e-mail sent",
        "Wednesday 4 May 2022;;;;",
        ";9.00;Joe;Quince Care;121 - attended",
    ]
    _, count, found = answered("\n".join(rows).encode())
    lines = [each.line for each in found.log.lines]
    assert [line.happened_at.strftime("%d %H") for line in lines] == ["03 08", "03 08", "04 08"] and count == 1
    assert [line.channel for line in lines] == [Channel.CALL, Channel.EMAIL, Channel.ONE_TO_ONE_PHONE]


def test_what_nobody_knows_is_kept_and_nothing_is_dropped_in_silence():
    data = b"Date,Provider,Zorb,Outcome,How\n3/5/22,Rowan Homecare,seven,LM,tel\n4/5/22,Rowan Homecare,two,LM,tel\n"
    _, _, found = answered(data)
    assert [each.line.words for each in found.log.lines] == ["Zorb: seven", "Zorb: two"]


def test_absurd_cells_are_faults_or_questions_and_never_an_error():
    cells = ["9" * 27, "1e400", "x" * 10_000, "=1+1", "−5", "NaN", '""""""', "1-" + "9" * 40, "😀", "and, and; / and"]
    rows = "\n".join(f"3/5/22,{cell},{cell},{cell},{cell},{cell},{cell}" for cell in cells)
    found = read(f"Date,Time,Provider,Outcome,How,Mins,Chase date\n{rows}\n{rows}".encode())
    assert found.questions and not found.log.lines
