"""The invented engagement: everybody written to, many rung, some met, and the outcomes."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from costofcare.demo.branches import DemoBranch, Fate
from costofcare.demo.clock import moment, the_time
from costofcare.demo.history import WRITTEN, PlannedContact, steps
from costofcare.demo.outcome import done
from engagement.contacts.actions import contacts, log_import_worker, log_imports
from engagement.contacts.domain.new_contact import Contacted
from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from register import queries as register
from register.actions import participations

LONGER = "The new manager started only this month."


def reach(team: Context, council: Context, market: Sequence[DemoBranch], asked: Mapping[str, Any], today: date) -> int:
    """Log the invented contacts, and return how many."""
    scope = [branch for branch in market if branch.fate is not Fate.NOT_RELEVANT]
    people = people_by_location(team, next(iter(asked.values())).exercise_id)
    count = write_to_all(team, [asked[branch.location_id].id for branch in scope], today)
    for branch in scope:
        each = asked[branch.location_id]
        for step in steps(branch):
            by = council if step.is_council_s else team
            at(by, contacted(branch, each, step, today, people.get(each.location_id, ())), today)
            count += 1
    give_longer(team, scope, asked, today)
    return count


def write_to_all(by: Context, everybody: list[UUID], today: date) -> int:
    """Log a mailing to all of them at once; the address of one in seven does not work."""
    working = [each for number, each in enumerate(everybody) if number % 7 != 3] or everybody
    bounced = [each for each in everybody if each not in working]
    for ago in WRITTEN:
        for those, outcome in ((working, ContactOutcome.SENT), (bounced, ContactOutcome.BOUNCED)):
            if those:
                sent = moment(today, ago, 3)
                wrote = Contacted(Channel.EMAIL, Direction.OUT, sent, tuple(those), outcome, source=Source.CAMPAIGN)
                at(by, wrote, today)
    return 2 * len(WRITTEN)


def at(by: Context, what: Contacted, today: date) -> None:
    with the_time(what.happened_at + timedelta(minutes=5)):
        done(contacts.log(by=by, contacted=what))


def contacted(branch: DemoBranch, asked: Any, step: PlannedContact, today: date, people: Sequence[UUID]) -> Contacted:
    then = moment(today, step.days_ago, branch.number)
    return Contacted(
        channel=step.channel,
        direction=step.direction,
        happened_at=then,
        participation_ids=(asked.id,),
        outcome=step.outcome,
        people_ids=tuple(people[:1]),
        minutes=step.minutes,
        promised_on=None if step.promised_in is None else then.date() + timedelta(days=step.promised_in),
        next_on=None if step.next_in is None else then.date() + timedelta(days=step.next_in),
        next_step="" if step.next_in is None else "Ring again",
        words=step.words,
        topics=step.topics,
        source=step.source,
    )


def people_by_location(by: Context, exercise_id: UUID) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for person in register.people_reached(by, exercise_id).prefetch_related("locations"):
        for location in person.locations.all():
            found.setdefault(location.id, []).append(person.id)
    return found


def an_old_log(by: Context, market: Sequence[DemoBranch], exercise_id: UUID, today: date) -> None:
    """Upload an old log that is not confirmed yet; of one row nobody knows whose it is."""
    rows = ["Date,Location ID,Channel,Outcome,Notes"]
    for number, branch in enumerate(market[:5]):
        day = today - timedelta(days=45 + number)
        rows.append(f"{day:%d/%m/%Y},{branch.location_id},Phone call,Spoke,Told them that it is coming")
    rows.append(f"{today - timedelta(days=44):%d/%m/%Y},1-999999999,Phone call,No answer,")
    data = "\n".join(rows).encode()
    row = done(log_imports.receive(by=by, exercise_id=exercise_id, file_name="Calls of last month.csv", data=data))
    log_import_worker.process(row.id)


def give_longer(by: Context, scope: Sequence[DemoBranch], asked: Mapping[str, Any], today: date) -> None:
    """Extend the deadline of the first location that has begun and not finished."""
    late = next((branch for branch in scope if branch.fate in (Fate.TO_FIX, Fate.TO_EXPLAIN)), None)
    if late is not None:
        each = asked[late.location_id]
        until = each.exercise.closes_on + timedelta(days=14)
        done(participations.give_longer(by=by, participation_id=each.id, until=until, reason=LONGER))
