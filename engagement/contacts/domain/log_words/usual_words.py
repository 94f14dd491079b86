"""The usual words of engagement officers, as data: what each says of channel, direction, outcome and topic."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from engagement.contacts.domain.log_file import words
from engagement.contacts.domain.log_file.columns import COLUMNS
from engagement.contacts.domain.vocabulary import DECLINED, Channel, ContactOutcome, Direction, Topic
from spreadsheets.word_likeness import FoundPhrases, PhraseBook, plain_words

_NAME_BEGAN = re.compile(
    r"^(?P<name>[A-Z][a-z]+)(?: [A-Z][a-z]*)?(?: \([^)]{1,30}\))? "
    r"(?:rang|phoned|called|emailed|e-mailed|rings|phones|calls|emails|texted|wrote|replied)\b"
)
_WAYS = {
    "incoming": Direction.IN,
    "inbound": Direction.IN,
    "received": Direction.IN,
    "recd": Direction.IN,
    "outgoing": Direction.OUT,
    "outbound": Direction.OUT,
}
_LONGEST_CHANNEL = 3
_NO_NAMES = frozenset({"i", "we", "have", "just", "then", "also", "again", "not", "never", "only", "finally", "re"})
_HERE = Path(__file__).parent
# Of several outcomes in one text, the first of these is what came of it.
_TELLING = (
    *sorted(DECLINED),
    ContactOutcome.PROMISED_DATE,
    ContactOutcome.ASKED_FOR_HELP,
    ContactOutcome.BOUNCED,
    ContactOutcome.DID_NOT_ATTEND,
    ContactOutcome.ATTENDED,
    ContactOutcome.REGISTERED,
    ContactOutcome.LEFT_MESSAGE,
    ContactOutcome.NO_ANSWER,
    ContactOutcome.SPOKE,
    ContactOutcome.SENT,
)


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """What a phrase says; one that is not ``is_sure`` is proposed, never taken by itself."""

    channel: Channel | None = None
    direction: Direction | None = None
    outcome: ContactOutcome | None = None
    topic: Topic | None = None
    is_sure: bool = True

    @property
    def is_direction_alone(self) -> bool:
        return self.channel is None and self.outcome is None and self.topic is None


@cache
def usual_words() -> PhraseBook[WordMeaning]:
    """Return the usual words, with those that the portal's own files use."""
    known = {plain_words(row["words"]): _meaning(row) for row in _rows("usual_words.csv")}
    known |= {plain_words(text): WordMeaning(channel=channel) for text, channel in words.CHANNELS.items()}
    known |= {
        plain_words(text): _own(known.get(plain_words(text)), outcome) for text, outcome in words.OUTCOMES.items()
    }
    known |= {plain_words(text): WordMeaning(direction=found) for text, found in words.DIRECTIONS.items()} | known
    return PhraseBook(known)


@cache
def usual_columns() -> PhraseBook[str]:
    known = {plain_words(row["heading"]): row["meaning"] for row in _rows("usual_columns.csv")}
    return PhraseBook(known | {plain_words(name): key for key, names in COLUMNS.items() for name in names})


@lru_cache(maxsize=20_000)
def said_by(text: str) -> WordMeaning:
    """Return what a text says, by the usual words in it."""
    return first(usual_words().find(text)) if text else WordMeaning()


def way_of_channel(text: str) -> Direction | None:
    """Return the direction in a channel's own words: “Incoming email”, “Letter (in)”; “drop-in” has none."""
    plain = plain_words(text)
    said = plain.split()
    if plain in usual_words().phrases or not 1 < len(said) <= _LONGEST_CHANNEL:
        return None
    told = next((each for each in said if each in _WAYS), said[-1])
    return _WAYS.get(told) or {"in": Direction.IN, "out": Direction.OUT}.get(told)


def began_by_name(text: str, colleagues: frozenset[str]) -> bool:
    """Tell whether a text begins with a name that is no colleague's and rang: “Sharon phoned”, “Raj (owner) emailed”.

    ``colleagues`` are the words of their names.
    """
    found = _NAME_BEGAN.match(text)
    return found is not None and plain_words(found["name"]) not in colleagues | _NO_NAMES


@lru_cache(maxsize=5_000)
def nearly_said(text: str) -> WordMeaning | None:
    """Return what the usual word says that a text is nearly written like."""
    return usual_words().nearest(text)


def first(found: FoundPhrases[WordMeaning]) -> WordMeaning:
    """Return what a text says as a whole; it is not sure where a phrase is not, or several outcomes stand in it."""
    outcomes = {each.outcome for each in found.meanings if each.outcome}
    if any(each.outcome == ContactOutcome.SPOKE and each.is_sure for each in found.meanings):
        # “On leave, spoke to Claire”: somebody answered.
        outcomes -= {each.outcome for each in found.meanings if not each.is_sure} & {ContactOutcome.NO_ANSWER}
    return WordMeaning(
        channel=next((each.channel for each in found.meanings if each.channel), None),
        direction=next((each.direction for each in _telling(found.meanings) if each.direction), None),
        outcome=next((each for each in _TELLING if each in outcomes), None),
        topic=next((each.topic for each in found.meanings if each.topic), None),
        is_sure=found.is_whole and len(outcomes) < 2 and all(each.is_sure for each in found.meanings),
    )


def _telling(meanings: Iterable[WordMeaning]) -> Iterator[WordMeaning]:
    """Yield those that may say the direction: “in” or “out” alone, inside a longer text, is only a preposition."""
    meanings = tuple(meanings)
    yield from (each for each in meanings if len(meanings) == 1 or not each.is_direction_alone)


def _own(listed: WordMeaning | None, outcome: ContactOutcome) -> WordMeaning:
    return listed if listed and listed.outcome == outcome else WordMeaning(outcome=outcome)


def _meaning(row: dict[str, str]) -> WordMeaning:
    return WordMeaning(
        channel=Channel.of(row["channel"]) if row["channel"] else None,
        direction=Direction.of(row["direction"]) if row["direction"] else None,
        outcome=ContactOutcome.of(row["outcome"]) if row["outcome"] else None,
        topic=Topic.of(row["topic"]) if row["topic"] else None,
        is_sure=row["sure"] == "yes",
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
