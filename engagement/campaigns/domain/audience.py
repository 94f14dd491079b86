"""Work out whom a message goes to: a pure function of a rule and of today's locations and people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from engagement.contacts.domain.vocabulary import Worded
from engagement.domain.owner_team import OwnerTeam
from spreadsheets.email_addresses import email_from

WEEK = timedelta(days=7)
FEW_EMAILS = 3


class Who(Worded):
    EVERYBODY = "everybody", "Everybody whose return is not in"
    NOT_OPENED = "not_opened", "Not yet opened the portal"
    OPENED = "opened", "Opened the portal, and the return is not in"
    OLD_DRAFT = "old_draft", "Draft untouched for more than a week"
    CLOSING_SOON = "closing_soon", "Closing within seven days"
    FEW_EMAILS = "few_emails", "Fewer than three emails so far"


class AtALocation(Worded):
    RIGHT_PERSON = "right_person", "The right person for the return; where nobody is marked, everybody"
    EVERYBODY = "everybody", "Everybody whose email address we have"


class Why(Worded):
    """The reason why somebody is left out, or a message is stopped at the last moment."""

    NOT_RELEVANT = "not_relevant", "The location is not relevant"
    RETURN_IN = "return_in", "The return is in"
    ANSWERED = "answered", "Has answered, or is not asked"
    DECLINED = "declined", "The location declined"
    ONE_TO_ONE = "one_to_one", "A 1-2-1 is booked"
    NO_ADDRESS = "no_address", "No email address"
    MALFORMED = "malformed", "The email address is not written as one"
    BAD_ADDRESS = "bad_address", "The email address does not work"
    OPTED_OUT = "opted_out", "Wants no more emails"
    LEFT = "left", "Has left"
    HAD_IT = "had_it", "Has had this step"
    STOPPED = "stopped", "The campaign was stopped"


# Draft progress is the independent team's to know.
OF_THE_TEAM = frozenset({Who.OLD_DRAFT})
# Marks on a person, the first that holds says why.
MARKS = {"opted_out": Why.OPTED_OUT, "bad_address": Why.BAD_ADDRESS, "left": Why.LEFT}


@dataclass(frozen=True, slots=True)
class Missed:
    """An event that somebody was invited to, or registered for, and did not come to."""

    event_id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class BesideReturn:
    """Something that a room above asks beside the return: of which kind, which one, and what it is called."""

    kind: str
    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class AudienceRule:
    """The rule of an audience; blank filters let everything through.

    With ``beside`` it reaches those who owe that, whatever became of their return.
    """

    who: Who = Who.EVERYBODY
    at_a_location: AtALocation = AtALocation.RIGHT_PERSON
    contracted: bool | None = None
    zones: tuple[str, ...] = ()
    size_bands: tuple[str, ...] = ()
    missed: Missed | None = None
    beside: BesideReturn | None = None


@dataclass(frozen=True, slots=True)
class LocationNow:
    """A location as it is today. ``last_used_at`` is None for the council, and without a draft.

    ``has_missed``: it did not come to the event that the rule names. ``owes_beside``: what the rule asks beside the
    return is still to come.
    """

    participation_id: UUID
    name: str
    provider: str
    last_day: date
    is_relevant: bool = True
    zone: str = ""
    size_band: str = ""
    is_contracted: bool | None = None
    used_on: date | None = None
    last_used_on: date | None = None
    is_received: bool = False
    emails: int = 0
    has_declined: bool = False
    has_one_to_one: bool = False
    has_missed: bool = False
    owes_beside: bool = False


@dataclass(frozen=True, slots=True)
class PersonNow:
    """A person to write to. ``right_for`` are the participations for whose return they are marked as the right one."""

    person_id: UUID
    name: str
    address: str
    participation_ids: frozenset[UUID]
    marks: frozenset[str] = frozenset()
    right_for: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient of one message: an address, its person, and all locations that it answers for."""

    address: str
    person_id: UUID
    name: str
    participation_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class LeftOutRecipient:
    """A location or person that the rule would reach and that gets nothing, with the reason."""

    participation_id: UUID
    location: str
    why: Why
    person: str = ""


@dataclass(frozen=True, slots=True)
class MessageAudience:
    recipients: tuple[Recipient, ...] = ()
    left_out: tuple[LeftOutRecipient, ...] = field(default=())


def rules_for(side: OwnerTeam) -> list[Who]:
    return [who for who in Who if side is OwnerTeam.TEAM or who not in OF_THE_TEAM]


def is_fit(address: str) -> bool:
    """Tell whether an address is written as mail servers take it, with nothing around it."""
    return email_from(address) == address.lower()


def why_stopped(location: LocationNow) -> Why | None:
    """Tell what ends automatic mail to a location, whatever the rule; None if nothing does."""
    if not location.is_relevant:
        return Why.NOT_RELEVANT
    if location.is_received:
        return Why.RETURN_IN
    if location.has_declined:
        return Why.DECLINED
    return Why.ONE_TO_ONE if location.has_one_to_one else None


def why_not_written_to(address: str, marks: Iterable[str]) -> Why | None:
    """Tell what keeps a message from a person; None if nothing does."""
    held = set(marks)
    for mark, why in MARKS.items():
        if mark in held:
            return why
    if not address.strip():
        return Why.NO_ADDRESS
    return None if is_fit(address.strip()) else Why.MALFORMED


REACHES: dict[Who, Callable[[LocationNow, date], bool]] = {
    Who.EVERYBODY: lambda location, today: True,
    Who.NOT_OPENED: lambda location, today: location.used_on is None,
    Who.OPENED: lambda location, today: location.used_on is not None,
    Who.OLD_DRAFT: lambda location, today: location.last_used_on is not None and today - location.last_used_on > WEEK,
    Who.CLOSING_SOON: lambda location, today: timedelta() <= location.last_day - today <= WEEK,
    Who.FEW_EMAILS: lambda location, today: location.emails < FEW_EMAILS,
}


def is_meant(rule: AudienceRule, location: LocationNow, today: date) -> bool:
    if rule.contracted is not None and location.is_contracted is not rule.contracted:
        return False
    if rule.zones and location.zone not in rule.zones:
        return False
    if rule.size_bands and location.size_band not in rule.size_bands:
        return False
    if rule.missed and not location.has_missed:
        return False
    if rule.beside and not location.owes_beside:
        return False
    return REACHES[rule.who](location, today)


def audience(
    rule: AudienceRule,
    locations: Iterable[LocationNow],
    people: Iterable[PersonNow],
    today: date,
    already: frozenset[str] = frozenset(),
) -> MessageAudience:
    """Return recipients and those left out; ``already`` are the addresses, in lower case, that have had this step."""
    meant = [location for location in locations if is_meant(rule, location, today)]
    there = _people_at(people)
    reached: dict[str, _Addressed] = {}
    left_out: list[LeftOutRecipient] = []
    for location in meant:
        stop = why_stopped(replace(location, is_received=False, has_one_to_one=False) if rule.beside else location)
        if stop:
            left_out.append(LeftOutRecipient(location.participation_id, location.name, stop))
            continue
        left_out += _at(location, _chosen(rule, location, there), reached, already)
    recipients = sorted((addressed.recipient() for addressed in reached.values()), key=lambda one: one.address.lower())
    return MessageAudience(tuple(recipients), tuple(left_out))


@dataclass(slots=True)
class _Addressed:
    person: PersonNow
    about: list[UUID]

    def recipient(self) -> Recipient:
        return Recipient(self.person.address.strip(), self.person.person_id, self.person.name, tuple(self.about))


def _people_at(people: Iterable[PersonNow]) -> dict[UUID, list[PersonNow]]:
    there: dict[UUID, list[PersonNow]] = {}
    for person in people:
        for participation_id in person.participation_ids:
            there.setdefault(participation_id, []).append(person)
    return there


def _chosen(rule: AudienceRule, location: LocationNow, there: Mapping[UUID, list[PersonNow]]) -> list[PersonNow]:
    """Return the right ones of a location if somebody is marked and can be written to; otherwise all."""
    everybody = there.get(location.participation_id, [])
    if rule.at_a_location is AtALocation.EVERYBODY:
        return everybody
    right = [person for person in everybody if location.participation_id in person.right_for]
    usable = [person for person in right if why_not_written_to(person.address, person.marks) is None]
    return usable or everybody


def _at(
    location: LocationNow, people: list[PersonNow], reached: dict[str, _Addressed], already: frozenset[str]
) -> list[LeftOutRecipient]:
    left_out = []
    for person in people:
        why = why_not_written_to(person.address, person.marks)
        key = person.address.strip().lower()
        if why is None and key in already:
            why = Why.HAD_IT
        if why:
            left_out.append(LeftOutRecipient(location.participation_id, location.name, why, person.name))
            continue
        addressed = reached.setdefault(key, _Addressed(person, []))
        if location.participation_id not in addressed.about:
            addressed.about.append(location.participation_id)
    if not people:
        left_out.append(LeftOutRecipient(location.participation_id, location.name, Why.NO_ADDRESS))
    return left_out
