"""The words of the pages on which one action is done for many."""

from dataclasses import dataclass

from submissions.domain.bulk import BulkAction


@dataclass(frozen=True, slots=True)
class BulkWords:
    """The words for one action: what it asks and does, of whom, what was done, and what to know before."""

    asks: str
    does: str
    one: str
    many: str
    was_done: str
    before: str
    nobody: str
    undo: str = ""

    def asks_for(self, count: int) -> str:
        return self.asks.format(self.counted(count))

    def does_for(self, count: int) -> str:
        return self.does.format(self.counted(count))

    def done_for(self, count: int) -> str:
        return f"{self.counted(count)} {self.was_done.format('is' if count == 1 else 'are')}"

    def undo_for(self, count: int) -> str:
        return self.undo.format(self.counted(count))

    def counted(self, count: int) -> str:
        return f"{count:,} {self.one if count == 1 else self.many}"


_LOCATIONS = ("location", "locations")
_WORDS = {
    BulkAction.INVITE: BulkWords(
        "Invite {}?",
        "Send invitations to {}",
        "person",
        "people",
        "{} invited now.",
        "Each gets an email of their own and acts for their provider: fills in and submits its returns, and can "
        "invite colleagues. Those who have signed up or been invited already are not among them. What was sent cannot "
        "be called back.",
        "Nobody is left to invite there: they have no email address, are invited already, or nothing was ticked.",
    ),
    BulkAction.INVITE_AGAIN: BulkWords(
        "Send {} again?",
        "Send {} again",
        "invitation",
        "invitations",
        "{} sent again now.",
        "Each goes to the address that it went to before, with a new link that works for 72 hours, and counts as "
        "an email to the locations there. Those who have signed up are not among them. What was sent cannot be called "
        "back.",
        "Nothing to send again: nothing was ticked, or none fits the filter.",
    ),
    BulkAction.NOT_RELEVANT: BulkWords(
        "Mark {} not relevant?",
        "Mark {} not relevant",
        *_LOCATIONS,
        "{} not relevant to this exercise now.",
        "Each provider is told that its location is not asked. All get the same reason. You can put them back in "
        "scope afterwards. A location that has submitted a return stays as it is.",
        "Nothing to mark: no location in scope was ticked, or none fits the filter.",
    ),
    BulkAction.IN_SCOPE: BulkWords(
        "Put {} back in scope?",
        "Put {} back in scope",
        *_LOCATIONS,
        "{} in scope again.",
        "Each provider is told that its location is asked after all.",
        "Nothing to put back: no location that is not relevant was ticked, or none fits the filter.",
        "Undo: put {} back in scope",
    ),
    BulkAction.LONGER: BulkWords(
        "Give {} longer?",
        "Give {} longer",
        *_LOCATIONS,
        "{} given longer now.",
        "Each provider is told its new last day. A location that has until then, or later, keeps what it has.",
        "Nobody to give longer: no location in scope was ticked, or none fits the filter.",
    ),
    BulkAction.ACCEPT: BulkWords(
        "Accept {}?",
        "Accept {}",
        "return",
        "returns",
        "{} accepted and counted in the next calculation.",
        "Each provider is told that its return was accepted. Each is accepted in the version that is here now: one "
        "that changes before its turn, or that a colleague decides on, stays as it is.",
        "Nothing to accept: no submitted return was ticked, or none fits the filter.",
    ),
    BulkAction.ASSIGN: BulkWords(
        "Assign {}?",
        "Assign {}",
        "return",
        "returns",
        "{} assigned now.",
        "The list and the desk show who looks at which return. Nobody outside the independent team sees it.",
        "Nothing to assign: no submitted return was ticked, or none fits the filter.",
    ),
}


def words_for(action: BulkAction) -> BulkWords:
    return _WORDS[action]
