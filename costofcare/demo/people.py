"""The people whom one may sign in as: known before there is a database, and printed when the demo is up."""

from dataclasses import dataclass

AUTHORITY, NEIGHBOUR = "Fernshire Council", "Marshland Council"
OFFICE, ASHGROVE, GAINSLEY = "Northern region: programme office", "Ashgrove", "Gainsley"
ELM, OAK, HARBOUR = "Elm Home Care Limited", "Oak Care at Home Limited", "Harbour Care Homes Limited"


@dataclass(frozen=True)
class Player:
    """An invented person with one role or several; ``sees`` are words for the demo's table of people."""

    name: str
    roles: tuple[str, ...]
    sees: str
    provider: str = ""
    # The roles held for the neighbouring council: nobody is of a council's team and of that council.
    elsewhere: tuple[str, ...] = ()
    # The authority that roles are held for, where it is none of the invented council's own.
    of: str = ""

    @property
    def all_roles(self) -> tuple[str, ...]:
        return (*self.roles, *self.elsewhere)

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@example.org"


ADA = Player("Ada Elmwood", ("provider_administrator",), "Elm Home Care: four locations, each at another step", ELM)
TOM = Player("Tom Elmwood", ("provider_user",), "the same, without inviting colleagues", ELM)
BEA = Player("Bea Oakley", ("provider_administrator",), "Oak Care at Home: another provider", OAK)
HAL = Player("Hal Homely", ("provider_administrator",), "Harbour Care Homes: three homes of one owner", HARBOUR)
DEV = Player("Dev Analyst", ("analyst",), "all returns; accepts, calculates, drafts releases")
ANA = Player("Ana Analyst", ("analyst",), "the same: a second pair of eyes")
FAY = Player("Fay Approver", ("release_approver",), "approves what an analyst drafted")
NED = Player("Ned Officer", ("engagement_officer",), "who was reached and whom to ring next; no answers")
CAROL = Player("Carol Council", ("commissioner",), f"{AUTHORITY}: how engagement goes, and what was released")
REG = Player("Reg Region", ("regional_lead",), "what was released")
ALEX = Player("Alex Admin", ("administrator",), "people, exercises, the register; no answers")
AMY = Player("Amy Admin", ("administrator",), "the same: the second, whose consent Alex needs to appoint")
UNA = Player("Una Auditor", ("auditor",), "the audit trail")
MAX = Player(
    "Max Manyhats",
    ("analyst",),
    f"either: analyst of {AUTHORITY}, commissioner of {NEIGHBOUR}; changes it on each page",
    elsewhere=("commissioner",),
)
RHEA = Player("Rhea Regional", ("regional_lead",), f"{OFFICE}: rounds of 26 councils, and what was released", of=OFFICE)
PIA = Player("Pia Programme", ("analyst",), f"{OFFICE}: runs the rounds, analyses, drafts editions", of=OFFICE)
QUIN = Player("Quin Approver", ("release_approver",), f"{OFFICE}: approves what Pia drafted", of=OFFICE)
IRIS = Player("Iris Ivory", ("commissioner",), f"{ASHGROVE}: where it stands; a return that is begun", of=ASHGROVE)
GIL = Player("Gil Gains", ("commissioner",), f"{GAINSLEY}: its director, who approves a return", of=GAINSLEY)

PLAYERS = (ADA, TOM, BEA, HAL, DEV, ANA, FAY, NED, CAROL, REG, ALEX, AMY, UNA, MAX, RHEA, PIA, QUIN, IRIS, GIL)


def table() -> list[str]:
    """Return the lines of the table: name, e-mail, role and what there is to see."""
    rows = [(player.name, player.email, words_of(player.all_roles), player.sees) for player in PLAYERS]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return ["  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3])) for row in rows]


def words_of(roles: tuple[str, ...]) -> str:
    return ", ".join(role.replace("_", " ") for role in roles)
