"""Read the words of a row: how, in which direction, and what came of it. What is not known is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engagement.contacts.domain.log_file import words
from engagement.contacts.domain.log_words.file_questions import FileQuestions
from engagement.contacts.domain.log_words.questions import LogQuestion, QuestionKind
from engagement.contacts.domain.log_words.usual_words import (
    WordMeaning,
    began_by_name,
    nearly_said,
    said_by,
    way_of_channel,
)
from engagement.contacts.domain.vocabulary import (
    FITTING,
    ONE_TO_ONES,
    Channel,
    ContactOutcome,
    Direction,
    misfit,
)
from spreadsheets.file_questions import LEAVE_OUT
from spreadsheets.word_likeness import kept_word, plain_words

_WRITTEN = frozenset({Channel.EMAIL, Channel.LETTER, Channel.PORTAL_MESSAGE})
# What mostly comes of a call, where nothing says how.
_BY_PHONE = FITTING[Channel.CALL] - {ContactOutcome.REGISTERED}
# What mostly comes of an email, where nothing says how.
_SENT = frozenset({ContactOutcome.SENT, ContactOutcome.BOUNCED})
_MET = frozenset(Channel) - _WRITTEN - {Channel.CALL}
# Letters that stand for a channel in a column of them; proposed, as they may be anything.
_CODES = {
    "t": Channel.CALL,
    "p": Channel.CALL,
    "c": Channel.CALL,
    "e": Channel.EMAIL,
    "l": Channel.LETTER,
    "v": Channel.VISIT,
    "mt": Channel.ONE_TO_ONE_VIDEO,
    "tm": Channel.ONE_TO_ONE_VIDEO,
    "ms": Channel.ONE_TO_ONE_VIDEO,
}
_CHANNELS = [(each.value, each.label) for each in Channel]
_DIRECTIONS = [(each.value, each.label) for each in Direction]
_LEAVE = (LEAVE_OUT, "No contact: leave these rows out")


@dataclass
class RowWords:
    """The words of a row; None where they are still to be asked, ``is_left_out`` where somebody said so."""

    channel: Channel | None = None
    direction: Direction | None = None
    outcome: ContactOutcome | None = None
    topics: list[str] = field(default_factory=list)
    is_left_out: bool = False
    is_pending: bool = False
    # The outcome was not in the portal's words, so what stood there is kept in the notes.
    keeps_words: bool = False


@dataclass(frozen=True)
class WordReader:
    """``how`` is what a row without a word for it was; ``has_outcomes`` tells whether there is a column for them.

    ``colleagues`` are the words of our own names, whose “Ned rang” is our contact.
    """

    asked: FileQuestions
    how: str = ""
    has_outcomes: bool = True
    colleagues: frozenset[str] = frozenset()

    def read(self, row: int, cells: Mapping[str, str]) -> RowWords:
        """Read the cells ``channel``, ``direction``, ``outcome`` and ``words`` of a row."""
        found = RowWords()
        how, said = said_by(cells["channel"]), said_by(cells["outcome"])
        if not self.has_outcomes:
            said = said_by(cells["words"])
        self._channel(row, cells, found, how, said)
        self._direction(row, cells, found, how, said)
        self._outcome(row, cells, found, how, said)
        return found

    def _take(self, found: RowWords, question: LogQuestion, row: int) -> str:
        answer = self.asked.of(question, row)
        found.is_pending |= answer is None
        found.is_left_out |= answer == LEAVE_OUT
        return "" if answer is None or answer == LEAVE_OUT else answer

    def _channel(
        self, row: int, cells: Mapping[str, str], found: RowWords, how: WordMeaning, said: WordMeaning
    ) -> None:
        text = cells["channel"]
        word = kept_word(text) if text else ""
        known = words.CHANNELS.get(words.plain(text)) or (how.channel if how.is_sure else None)
        if not text and said.channel:
            known = said.channel
        elif not text and not self.how and said.outcome in _SENT:
            known = Channel.EMAIL
        if known and (not text or self.asked.answer(QuestionKind.CHANNEL, word) is None):
            found.channel = known
            return
        near = nearly_said(text)
        likely = how.channel or (near.channel if near else None) or _CODES.get(plain_words(text).partition(" ")[0])
        says = text or "nothing says how"
        told = cells["outcome"] or cells["words"]
        by_phone = (said.outcome in _BY_PHONE or is_sentence(told)) and Channel.CALL.value
        proposal = likely.value if likely else "" if text else self.how or by_phone or ""
        answer = self._take(found, LogQuestion(QuestionKind.CHANNEL, word, says, [*_CHANNELS, _LEAVE], proposal), row)
        # While it is asked, what is proposed: what came of it has to fit.
        stands = self.asked.questions.get((QuestionKind.CHANNEL, word))
        likeliest = answer or (stands.proposal if stands else "")
        found.channel = Channel.of(likeliest) if likeliest else None

    def _direction(
        self, row: int, cells: Mapping[str, str], found: RowWords, how: WordMeaning, said: WordMeaning
    ) -> None:
        text = cells["direction"]
        if not text:
            told = cells["outcome"] or ("" if self.has_outcomes else cells["words"])
            is_theirs = began_by_name(told, self.colleagues)
            way = how.direction or way_of_channel(cells["channel"])
            found.direction = Direction.IN if is_theirs and not way else way or said.direction
            return
        word, mine = kept_word(text), said_by(text)
        known = words.DIRECTIONS.get(words.plain(text)) or (mine.direction if mine.is_sure else None)
        if known and self.asked.answer(QuestionKind.DIRECTION, word) is None:
            found.direction = known
            return
        proposal = mine.direction.value if mine.direction else ""
        answer = self._take(
            found, LogQuestion(QuestionKind.DIRECTION, word, text, [*_DIRECTIONS, _LEAVE], proposal), row
        )
        found.direction = Direction.of(answer) if answer else None

    def _outcome(
        self, row: int, cells: Mapping[str, str], found: RowWords, how: WordMeaning, said: WordMeaning
    ) -> None:
        text = cells["outcome"]
        outcome = self._known_outcome(text, found, how, said)
        if not text and outcome is None and said_by(cells["words"]).is_sure:
            outcome = said_by(cells["words"]).outcome
        topic = said.topic or how.topic
        found.topics = [topic.label] if topic else []
        says_all = words.plain(text) in words.OUTCOMES or (said.is_sure and topic is None)
        found.keeps_words = bool(text) and not says_all
        if not text and outcome is None:
            text, said = cells["words"], said_by(cells["words"])
        word = kept_word(text) if text else ""
        if (answer := self.asked.answer(QuestionKind.OUTCOME, word)) and word:
            self.asked.of(self._question(word, text, None, None), row)
            found.is_left_out |= answer == LEAVE_OUT
            outcome = outcome_of(answer)
        if outcome and not (found.channel and misfit(found.channel, outcome)):
            found.outcome = outcome
        elif not found.is_left_out:
            likely = outcome or said.outcome or self._near(text)
            is_theirs = found.direction == Direction.IN and said.direction != Direction.IN
            if likely == ContactOutcome.SENT and found.channel in _WRITTEN and is_theirs:
                likely = ContactOutcome.SPOKE
            self._ask_outcome(row, text, word, found, likely)

    def _ask_outcome(self, row: int, text: str, word: str, found: RowWords, likely: ContactOutcome | None) -> None:
        """Ask for a word, or for a word after one channel where what it means cannot come of that channel."""
        channel = found.channel
        if likely is None and text and channel and (channel in _WRITTEN or is_sentence(text)):
            likely = mildest(channel, found.direction)
        if likely == ContactOutcome.SPOKE and channel in _MET:
            likely = ContactOutcome.ATTENDED
        is_misfit = bool(channel and likely and misfit(channel, likely))
        if channel and likely and is_misfit:
            likely = nearest_fit(channel, likely)
        if likely == ContactOutcome.NO_ANSWER and channel == Channel.CALL and found.direction == Direction.IN:
            # Whoever rings us is there.
            likely = ContactOutcome.SPOKE
        of_channel = channel if channel and (is_misfit or not word) else None
        own = f"{word} @ {channel.value}" if of_channel and channel else word
        question = self._question(own, text, of_channel, likely)
        if channel:
            question.choices = [each for each in question.choices if each[0] in {*FITTING[channel], LEAVE_OUT}]
        answer = self._take(found, question, row)
        found.outcome = outcome_of(answer)

    def _question(self, word: str, text: str, channel: Channel | None, likely: ContactOutcome | None) -> LogQuestion:
        choices = [(each.value, each.label) for each in ContactOutcome if channel is None or each in FITTING[channel]]
        says = text or "nothing"
        says = f"{says} (after: {channel.label})" if channel else says
        return LogQuestion(QuestionKind.OUTCOME, word, says, [*choices, _LEAVE], likely.value if likely else "")

    def _known_outcome(self, text: str, found: RowWords, how: WordMeaning, said: WordMeaning) -> ContactOutcome | None:
        if text:
            return words.OUTCOMES.get(words.plain(text)) or (said.outcome if said.is_sure else None)
        if how.outcome and how.is_sure:
            return how.outcome
        if found.channel in _WRITTEN and (self.has_outcomes or not said.outcome):
            return ContactOutcome.SPOKE if found.direction == Direction.IN else ContactOutcome.SENT
        return None

    def _near(self, text: str) -> ContactOutcome | None:
        near = nearly_said(text)
        return near.outcome if near else None


def outcome_of(answer: str) -> ContactOutcome | None:
    return ContactOutcome.of(answer) if answer and answer != LEAVE_OUT else None


def is_sentence(text: str) -> bool:
    return " " in plain_words(text)


def mildest(channel: Channel, direction: Direction | None) -> ContactOutcome:
    """Return what is presumed to have come of a contact whose words say nothing of it."""
    if channel in _WRITTEN:
        return ContactOutcome.SPOKE if direction == Direction.IN else ContactOutcome.SENT
    return ContactOutcome.SPOKE if channel == Channel.CALL else ContactOutcome.ATTENDED


def nearest_fit(channel: Channel, outcome: ContactOutcome) -> ContactOutcome | None:
    """Return the outcome of a channel that comes nearest to one that cannot come of it; None if none is near."""
    nearest = {
        ContactOutcome.LEFT_MESSAGE: ContactOutcome.SENT,
        ContactOutcome.BOUNCED: ContactOutcome.NO_ANSWER,
        ContactOutcome.DID_NOT_ATTEND: ContactOutcome.NO_ANSWER,
        ContactOutcome.ATTENDED: ContactOutcome.SPOKE,
        ContactOutcome.REGISTERED: ContactOutcome.SPOKE,
        ContactOutcome.NO_ANSWER: ContactOutcome.DID_NOT_ATTEND,
        ContactOutcome.SPOKE: ContactOutcome.ATTENDED,
    }
    found = nearest.get(outcome)
    if outcome == ContactOutcome.DID_NOT_ATTEND and channel in _WRITTEN:
        found = ContactOutcome.SPOKE
    if outcome == ContactOutcome.SENT:
        found = ContactOutcome.SPOKE if channel == Channel.CALL or channel in ONE_TO_ONES else None
    return found if found in FITTING[channel] else None


def is_headed(text: str, headings: frozenset[str]) -> bool:
    """Tell whether a cell repeats one of the headings."""
    return bool(text) and plain_words(text) in headings
