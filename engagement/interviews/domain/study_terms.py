"""Words of a study: its kind, how an interview is held, and how far a finding or a quote is on its way out."""

from enum import StrEnum

# Of who answers in writing: whether they may be quoted. No theme has a hyphen in its key.
MAY_QUOTE, YES = "may-quote", "yes"


class StudyKind(StrEnum):
    """How people are heard: one at a time, or a market by a workshop and written answers."""

    INTERVIEWS = "interviews"
    MARKET_TEST = "market_test"

    @property
    def label(self) -> str:
        return {"interviews": "Interviews", "market_test": "Soft market testing"}[self.value]


class InterviewChannel(StrEnum):
    """How an interview was held."""

    VIDEO = "video"
    PHONE = "phone"
    IN_PERSON = "in_person"
    WRITING = "writing"

    @property
    def label(self) -> str:
        return {"video": "By video", "phone": "By phone", "in_person": "In person", "writing": "In writing"}[self.value]


class WordState(StrEnum):
    """How far words are on their way out: drafted by one, released by another, or withdrawn."""

    DRAFT = "draft"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"draft": "Waits for approval", "released": "Released", "withdrawn": "Withdrawn"}[self.value]

    @property
    def colour(self) -> str:
        return {"draft": "yellow", "released": "green", "withdrawn": "grey"}[self.value]
