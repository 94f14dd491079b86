"""Match a log's lines with what the portal knows: what is new, what is there already, and what cannot be entered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from engagement.contacts.domain.log_file.columns import COLUMNS
from engagement.contacts.domain.log_file.keys import key_of_line
from engagement.contacts.domain.log_file.known import KnownLog, KnownPerson
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.log_file.lists import in_words
from engagement.contacts.domain.log_file.people import who
from engagement.contacts.domain.log_file.reader import LogFile, NumberedLine
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import Source, misfit, what_fits
from register.domain.place_names import NamedLocation
from register.domain.row_faults import Fault


@dataclass(frozen=True)
class Matched:
    """An entry as it would be logged; ``external_id`` is the same whenever the same line comes."""

    row: int
    contacted: Contacted
    external_id: str
    by_id: UUID | None
    next_is_done: bool


@dataclass
class LogPlan:
    """The plan; ``there`` lines are in the log already, ``of_others`` are the other side's to bring."""

    new: list[Matched] = field(default_factory=list)
    there: int = 0
    of_others: int = 0
    faults: list[Fault] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """Return the digest of everything that a person is shown before they confirm it."""
        itself = repr((self.new, self.there, self.of_others, self.faults, self.names))
        return sha256(itself.encode()).hexdigest()


def plan_log(log: LogFile, known: KnownLog) -> LogPlan:
    """Plan the entries; ``faults`` begins with what could not be read, in the order of the file."""
    plan = LogPlan(faults=list(log.faults), there=log.there)
    repeated, taken = Counter[str](), set(known.taken)
    for each in log.lines:
        keys = each.keys or (each.line.id or key_of_line(each.line, repeated),)
        if each.line.side and each.line.side != known.side:
            plan.of_others += 1
        elif any(key in taken for key in keys):
            plan.there += 1
        else:
            taken.update(keys)
            _add(plan, each, keys[0], known)
    plan.faults.sort(key=lambda fault: fault.row)
    return plan


def _add(plan: LogPlan, each: NumberedLine, key: str, known: KnownLog) -> None:
    locations = _locations(plan, each, known)
    if misfit(each.line.channel, each.line.outcome):
        said = f"what can come of “{each.line.channel.label}”: {what_fits(each.line.channel)}"
        plan.faults.append(Fault(each.row, COLUMNS["outcome"][0], each.line.outcome.label, said))
        return
    if locations is None:
        return
    line, more = each.line, list[str]()
    people, names = _people(line.people, {place.provider for place in locations}, known.people)
    plan.names += names
    colleagues = _colleagues(line.colleagues, known, "Also there", more)
    next_for = _colleagues([line.next_for] if line.next_for else [], known, "Next step for", more)
    logged_by = _colleagues([line.logged_by] if line.logged_by else [], known, "Logged by", more)
    contacted = Contacted(
        channel=line.channel,
        direction=line.direction,
        happened_at=line.happened_at,
        participation_ids=tuple(place.key for place in locations),
        outcome=line.outcome,
        people_ids=people,
        names=names,
        colleague_ids=colleagues,
        minutes=line.minutes,
        promised_on=line.promised_on,
        next_step=line.next_step,
        next_on=line.next_on,
        next_for_id=next_for[0] if next_for else None,
        words="\n".join(part for part in (line.words, *more) if part),
        topics=line.topics,
        is_shared=line.is_shared,
        source=Source.IMPORTED,
    )
    plan.new.append(Matched(each.row, contacted, key, logged_by[0] if logged_by else None, line.next_is_done))


def _locations(plan: LogPlan, each: NumberedLine, known: KnownLog) -> list[NamedLocation] | None:
    """Return the locations, by ID or else by name; None, with a sentence, if one of them is not clear."""
    found: dict[UUID, NamedLocation] = {}
    ids = each.line.locations
    for name in ids or each.line.location_names:
        places = _called(name, known, by_id=bool(ids))
        if len(places) != 1:
            several = "the name of one location; there are several that are called so, give the ID"
            column = COLUMNS["locations" if ids else "location_names"][0]
            plan.faults.append(Fault(each.row, column, name, several if places else "a location of this exercise"))
            return None
        found[places[0].key] = places[0]
    return list(found.values())


def _called(name: str, known: KnownLog, *, by_id: bool) -> tuple[NamedLocation, ...]:
    if not by_id:
        return known.by_name.get(name.casefold(), ())
    place = known.by_id.get(name.replace(" ", "").casefold())
    return (place,) if place else ()


def _people(
    people: Iterable[Somebody], providers: set[UUID], known: tuple[KnownPerson, ...]
) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    """Return the keys of people known at the locations' providers, and the names of all others."""
    keys, names = list[UUID](), list[str]()
    for each in people:
        here = [person for person in known if person.provider in providers]
        key = who(each, here)
        if key is None:
            names.append(in_words(each)[:200])
        elif key not in keys:
            keys.append(key)
    return tuple(keys), tuple(names)


def _colleagues(people: Iterable[Somebody], known: KnownLog, what: str, more: list[str]) -> tuple[UUID, ...]:
    """Return the colleagues' keys; whoever is no colleague in the portal is kept in the notes (``more``)."""
    keys = list[UUID]()
    for each in people:
        key = who(each, known.colleagues)
        if key is None:
            more.append(f"{what}: {in_words(each)}.")
        else:
            keys.append(key)
    return tuple(dict.fromkeys(keys))
