"""Questions between a provider and the independent team: channels, outcomes, subjects, and whose turn it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from costing.form import Form

LONGEST = 1000
WHOLE_RETURN = "The whole return"


class QuestionSide(StrEnum):
    PROVIDER = "provider"
    TEAM = "team"


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class AnswerChannel(StrEnum):
    """The channel of an answer; an analyst writes down all but the portal's."""

    PORTAL = "portal"
    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"

    @property
    def label(self) -> str:
        return _CHANNELS[self]


class QuestionOutcome(StrEnum):
    """The outcome of an analyst's question."""

    CHANGED = "changed"
    EXPLAINED = "explained"
    LEFT = "left"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]


_CHANNELS = {
    AnswerChannel.PORTAL: "on the portal",
    AnswerChannel.CALL: "by phone",
    AnswerChannel.EMAIL: "by email",
    AnswerChannel.MEETING: "in a 1-2-1",
}
_OUTCOMES = {
    QuestionOutcome.CHANGED: "The figure was changed",
    QuestionOutcome.EXPLAINED: "The figure is right, and explained",
    QuestionOutcome.LEFT: "Left as it is",
}


def turn(asked_by: QuestionSide, state: QuestionState) -> QuestionSide | None:
    """Return who must act: the other side answers, an analyst closes an analyst's question; None if it is done."""
    if state == QuestionState.OPEN:
        return QuestionSide.TEAM if asked_by == QuestionSide.PROVIDER else QuestionSide.PROVIDER
    return QuestionSide.TEAM if asked_by == QuestionSide.TEAM and state == QuestionState.ANSWERED else None


def state_in_words(asked_by: QuestionSide, state: QuestionState) -> str:
    match turn(asked_by, state), state:
        case _, QuestionState.WITHDRAWN:
            return "Withdrawn"
        case QuestionSide.TEAM, QuestionState.ANSWERED:
            return "To be closed"
        case QuestionSide.TEAM, _:
            return "With the team"
        case QuestionSide.PROVIDER, _:
            return "With the provider"
    return "Answered" if asked_by == QuestionSide.PROVIDER else "Closed"


@dataclass(frozen=True, slots=True)
class QuestionSubject:
    """The subject of a question: a question of the form, a line of Annex A, or with neither the whole return."""

    key: str = ""
    line: str = ""
    label: str = WHOLE_RETURN

    @property
    def text(self) -> str:
        """Return the subject as it stands in a choice and an address."""
        return f"question-{self.key}" if self.key else f"line-{self.line}" if self.line else ""


def abouts(form: Form) -> Iterator[tuple[str, tuple[QuestionSubject, ...]]]:
    """Yield everything that can be asked about, in groups as printed."""
    yield "", (QuestionSubject(),)
    for sheet in form.sheets:
        yield (
            sheet,
            tuple(QuestionSubject(key=question.key, label=question.label) for question in form.questions_on(sheet)),
        )
    yield "What it comes to", tuple(QuestionSubject(line=line.key, label=line.label) for line in form.lines)


def about_from(form: Form, text: str) -> QuestionSubject | None:
    return next((about for _, group in abouts(form) for about in group if about.text == text), None)
