"""The words that old logs use for channels, directions, outcomes and topics."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Topic,
    Worded,
)

AnyWord = TypeVar("AnyWord", bound=Worded)
_PUNCTUATION = re.compile(r"[^a-z0-9]+")

_CHANNELS: Mapping[Channel, tuple[str, ...]] = {
    Channel.EMAIL: ("mail", "e mail", "e mails", "emails"),
    Channel.CALL: ("phone", "phone call", "telephone", "telephone call", "tel", "calls"),
    Channel.ONE_TO_ONE_PHONE: ("1 2 1", "121", "1 to 1", "one to one"),
    Channel.ONE_TO_ONE_VIDEO: ("teams", "zoom", "video", "video call", "1 2 1 teams"),
    Channel.SESSION: ("session", "workshop", "webinar", "training"),
    Channel.VISIT: ("site visit",),
    Channel.DROP_IN: ("drop in session",),
    Channel.LETTER: ("post",),
}
_DIRECTIONS: Mapping[Direction, tuple[str, ...]] = {
    Direction.OUT: ("outbound", "outgoing", "from us", "sent"),
    Direction.IN: ("inbound", "incoming", "to us", "received"),
}
_OUTCOMES: Mapping[ContactOutcome, tuple[str, ...]] = {
    ContactOutcome.NO_ANSWER: ("no reply", "no response", "not answered", "unanswered"),
    ContactOutcome.LEFT_MESSAGE: ("message left", "voicemail", "left voicemail", "left message", "left a voicemail"),
    ContactOutcome.SPOKE: ("answered", "spoke to", "spoken to", "replied", "reply"),
    ContactOutcome.BOUNCED: ("bounced back", "undelivered", "not delivered"),
    ContactOutcome.DID_NOT_ATTEND: ("dna", "no show", "not attended"),
    ContactOutcome.PROMISED_DATE: ("promised", "promised date"),
    ContactOutcome.ASKED_FOR_HELP: ("help", "asked for support", "needs help"),
    ContactOutcome.DECLINED_CAPACITY: ("no capacity", "declined capacity"),
    ContactOutcome.DECLINED_CONFIDENTIALITY: ("confidentiality", "declined confidentiality"),
    ContactOutcome.DECLINED_OTHER: ("declined", "refused", "not interested"),
}
YES = frozenset({"yes", "y", "true", "1", "shared", "done"})


def plain(text: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", text.casefold()).split())


def _known(words: Iterable[AnyWord], also: Mapping[AnyWord, tuple[str, ...]]) -> dict[str, AnyWord]:
    own = {plain(said): word for word in words for said in (word.label, word.value)}
    return {said: word for word, more in also.items() for said in more} | own


CHANNELS = _known(Channel, _CHANNELS)
DIRECTIONS = _known(Direction, _DIRECTIONS)
OUTCOMES = _known(ContactOutcome, _OUTCOMES)
TOPICS = _known(Topic, {})
