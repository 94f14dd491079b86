"""The cycles in which the team asks a provider: which comes next, until when, and what is left after the last."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from accounts.domain.refusal import Refusal
from costing.figure_words import day_in_words

FIRST_CYCLE, LAST_CYCLE = 1, 3
CYCLES = range(FIRST_CYCLE, LAST_CYCLE + 1)
USUAL_DAYS, MOST_DAYS = 7, 366
# The provider is reminded by day, and not of what has lain for longer: nobody waits for that any more.
REMINDED_AT_HOURS, REMINDED_FOR_DAYS = range(8, 20), 7
WHAT_IS_LEFT = "What is left is to leave the line out, or the return."


def usual_cycle(asked: Iterable[tuple[int, bool]]) -> int:
    """Return the cycle of a new question: the one that runs, or the next after the last that is closed.

    ``asked`` are the cycle of each question on the return, and whether it is closed.
    """
    cycles = list(asked)
    running = [cycle for cycle, is_closed in cycles if not is_closed]
    return max(running) if running else min(LAST_CYCLE, 1 + max((cycle for cycle, _ in cycles), default=0))


def cycle_after(followed: int | None, usual: int) -> int | None:
    """Return the cycle of a question that follows one of cycle ``followed``; None if that was the last."""
    if followed is None:
        return usual
    return None if followed >= LAST_CYCLE else max(usual, followed + 1)


def cycle_fault(cycle: int, followed: int | None) -> Refusal | None:
    if cycle not in CYCLES:
        return Refusal(f"There are cycles {FIRST_CYCLE} to {LAST_CYCLE}.")
    if followed is not None and cycle <= followed:
        return Refusal(f"It was asked in cycle {followed} already. Choose a later one.")
    return None


def no_cycle_left(label: str) -> Refusal:
    return Refusal(f"“{label}” has been asked in all {LAST_CYCLE} cycles. {WHAT_IS_LEFT}")


def usual_due(today: date) -> date:
    return today + timedelta(days=USUAL_DAYS)


def reminded_days(now: datetime) -> tuple[date, date] | None:
    """Return the first and last due date that is reminded of at this local time; None by night."""
    if now.hour not in REMINDED_AT_HOURS:
        return None
    return now.date() - timedelta(days=REMINDED_FOR_DAYS), now.date() - timedelta(days=1)


def due_fault(due_on: date, today: date) -> Refusal | None:
    """Tell why nobody can be asked to answer by that day; None if they can."""
    if due_on < today:
        return Refusal(f"{day_in_words(due_on)} has passed. Give a day from today on.")
    latest = today + timedelta(days=MOST_DAYS)
    if due_on > latest:
        return Refusal(f"{day_in_words(due_on)} is too far away. Give a day until {day_in_words(latest)}.")
    return None
