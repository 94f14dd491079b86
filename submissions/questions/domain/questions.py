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
    """The outcome of an analyst's question.

    The team chooses one of ``CHOSEN``. *Asked again* is that of a question which a later cycle follows, and *left* was
    chosen before there were cycles.
    """

    CORRECTED = "corrected"
    EXPLAINED = "explained"
    LINE_EXCLUDED = "line_excluded"
    RETURN_EXCLUDED = "return_excluded"
    WITHDRAWN = "withdrawn"
    ASKED_AGAIN = "asked_again"
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
    QuestionOutcome.CORRECTED: "The figure was corrected",
    QuestionOutcome.EXPLAINED: "The figure is right, and explained",
    QuestionOutcome.LINE_EXCLUDED: "The line is left out",
    QuestionOutcome.RETURN_EXCLUDED: "The return is left out",
    QuestionOutcome.WITHDRAWN: "Withdrawn by the team",
    QuestionOutcome.ASKED_AGAIN: "Asked again in the next cycle",
    QuestionOutcome.LEFT: "Left as it is",
}
CHOSEN = (
    QuestionOutcome.CORRECTED,
    QuestionOutcome.EXPLAINED,
    QuestionOutcome.LINE_EXCLUDED,
    QuestionOutcome.RETURN_EXCLUDED,
    QuestionOutcome.WITHDRAWN,
)


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


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question to be asked; ``code`` is the finding that it is asked at."""

    about: QuestionSubject
    words: str
    code: str = ""


def outcomes_for(about: QuestionSubject, *, has_changed: bool) -> tuple[QuestionOutcome, ...]:
    """Return what can come of a question: a correction only where a later version has another figure."""
    fitting = {
        QuestionOutcome.CORRECTED: has_changed,
        QuestionOutcome.LINE_EXCLUDED: bool(about.key or about.line),
    }
    return tuple(outcome for outcome in CHOSEN if fitting.get(outcome, True))


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
