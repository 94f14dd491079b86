"""Whom one may sign in as: known before there is a database, and printed when the demo is up."""

from dataclasses import dataclass

AUTHORITY = "Fernshire Council"


@dataclass(frozen=True)
class Player:
    """Somebody invented; ``role`` and ``sees`` are words for the table of the demo."""

    name: str
    role: str
    sees: str

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@example.org"


ADA = Player("Ada Elmwood", "provider administrator", "Elm Home Care: three locations, at different steps")
TOM = Player("Tom Elmwood", "provider user", "the same, without inviting colleagues")
BEA = Player("Bea Oakley", "provider administrator", "Oak Care at Home: another provider")
DEV = Player("Dev Analyst", "analyst", "all returns; accepts, calculates, drafts releases")
ANA = Player("Ana Analyst", "analyst", "the same: a second pair of eyes")
FAY = Player("Fay Approver", "release approver", "approves what an analyst drafted")
NED = Player("Ned Officer", "engagement officer", "who takes part; no answers")
CAROL = Player("Carol Council", "commissioner", f"{AUTHORITY}: what was released, and nothing else")
REG = Player("Reg Region", "regional lead", "what was released")
ALEX = Player("Alex Admin", "administrator", "people, exercises, the register; no answers")
UNA = Player("Una Auditor", "auditor", "the audit trail")
MAX = Player("Max Manyhats", "two roles", "analyst and commissioner by turns: chooses one")

PLAYERS = (ADA, TOM, BEA, DEV, ANA, FAY, NED, CAROL, REG, ALEX, UNA, MAX)


def table() -> list[str]:
    """Name, e-mail, role and what there is to see, in columns."""
    rows = [(player.name, player.email, player.role, player.sees) for player in PLAYERS]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return ["  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3])) for row in rows]
