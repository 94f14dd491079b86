"""The invented meetings: a session that was held, and events still to come."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from costofcare.demo.branches import DemoBranch, Fate
from costofcare.demo.clock import UK, moment, the_time
from costofcare.demo.outcome import done
from costofcare.demo.people import CAROL, NED
from costofcare.demo.stage import DemoStage
from engagement import queries
from engagement.meetings.actions import (
    event_invitations,
    event_worker,
    events,
    registrations,
    send_notices,
)
from engagement.meetings.domain.events import (
    Coming,
    EventKind,
    Planned,
    Whom,
)

HELD, INVITED, ANSWERED = 30, 37, 35
# Letters to more would make a big market slow to load, and show nothing new.
MOST_INVITED = 40
# A part of the market: its exercise, its locations, and who is asked by location ID.
Part = tuple[Any, Sequence[DemoBranch], Mapping[str, Any]]


def hold(stage: DemoStage, parts: Sequence[Part], today: date) -> None:
    """Hold the meetings; their notices go where all mail of the loading goes, and count as sent."""
    a_session_held(stage[NED], parts, today)
    a_drop_in_to_come(stage[NED], parts[0], today)
    a_forum_to_come(stage[CAROL], parts, today)


def a_session_held(by: Context, parts: Sequence[Part], today: date) -> None:
    with the_time(moment(today, INVITED + 1, 0)):
        event = done(events.plan(by=by, planned=planned_session(on(today, -HELD, 14), parts)))
    for exercise, market, asked in parts:
        with the_time(moment(today, INVITED, 2)):
            invite(by, event, exercise.id, asked)
        with the_time(moment(today, ANSWERED, 4)):
            register(by, event, registering(market, asked))
    with the_time(event.ends_at + timedelta(hours=1)):
        for exercise, market, asked in parts:
            came = {asked[branch.location_id].id for branch in market if branch.number % 2}
            there = queries.places(by, event, exercise.id).filter(participation_id__in=came, answer="yes")
            done(
                registrations.note_attendance(
                    by=by, event=event, exercise_id=exercise.id, came=[each.id for each in there]
                )
            )
        settle()


def planned_session(starts_at: datetime, parts: Sequence[Part]) -> Planned:
    return Planned(
        kind=EventKind.SESSION,
        title="How to fill in your return",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=90),
        exercise_ids=tuple(exercise.id for exercise, *_rest in parts),
        place="Fernbridge Town Hall, Market Square, Fernbridge",
        words="We go through the return page by page. Please bring your last accounts.",
    )


def a_drop_in_to_come(by: Context, part: Part, today: date) -> None:
    exercise, market, asked = part
    starts_at = on(today, 9, 10)
    planned = Planned(
        kind=EventKind.DROP_IN,
        title="Questions about your return",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        exercise_ids=(exercise.id,),
        place="https://meet.example.org/questions-about-your-return",
        is_online=True,
        words="Come with any question, however small.",
        capacity=12,
    )
    with the_time(moment(today, 3, 1)):
        event = done(events.plan(by=by, planned=planned))
        invite(by, event, exercise.id, asked)
    with the_time(moment(today, 2, 5)):
        late = [branch for branch in market if branch.fate in (Fate.TO_FIX, Fate.TO_SIGN, Fate.NOT_STARTED)]
        register(by, event, [asked[branch.location_id] for branch in late[:5]])
        settle()


def a_forum_to_come(by: Context, parts: Sequence[Part], today: date) -> None:
    starts_at = on(today, 16, 13)
    planned = Planned(
        kind=EventKind.FORUM,
        title="Provider forum",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        exercise_ids=tuple(exercise.id for exercise, *_rest in parts),
        place="County Hall, Fernbridge",
        words="The council’s forum of this winter. The cost of care is on the agenda.",
    )
    with the_time(moment(today, 4, 3)):
        done(events.plan(by=by, planned=planned))


def invite(by: Context, event: Any, exercise_id: UUID, asked: Mapping[str, Any]) -> None:
    some = tuple(each.id for each in list(asked.values())[:MOST_INVITED])
    meant = queries.event_audience(by, event, exercise_id, Whom.CHOSEN, chosen=some)
    done(
        event_invitations.invite(
            by=by, event=event, exercise_id=exercise_id, whom=Whom.CHOSEN, chosen=some, expected=len(meant.recipients)
        )
    )
    settle()


def registering(market: Sequence[DemoBranch], asked: Mapping[str, Any]) -> list[Any]:
    here = [branch for branch in market if branch.fate is not Fate.NOT_RELEVANT]
    return [asked[branch.location_id] for branch in here if branch.number % 3 == 1]


def register(by: Context, event: Any, those: Sequence[Any]) -> None:
    for each in those:
        name = f"Manager of {each.location_name}"
        coming = Coming(name, f"manager-{each.location.cqc_location_id.lower()}@example.org")
        done(registrations.answer(by=by, event=event, participation_id=each.id, comes=True, coming=coming))


def settle() -> None:
    """Do the worker's part: send notices, then what follows from them, then the notices about that."""
    for step in (send_notices.sweep, event_worker.settle, send_notices.sweep):
        while step():
            pass


def on(today: date, days: int, hour: int) -> datetime:
    """Return a working day so many days from today, or the first after it."""
    day = today + timedelta(days=days)
    day += timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
    return datetime.combine(day, time(hour), tzinfo=UK)
