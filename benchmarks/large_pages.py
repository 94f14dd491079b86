"""Benchmark of the pages of a large exercise, against a page signed in of which the list is empty."""

import gc
from itertools import count
from time import perf_counter, process_time

from django.test import Client, override_settings
from django.urls import reverse

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import User
from benchmarks.large_exercise import accepted_returns, authority_named, client_of, exercise_of, somebody
from benchmarks.stopwatch import Job, medians, row
from engagement.tests.long_history import make_history, repeat_history
from register.models import Authority, Exercise
from reports.actions import calculations
from reports.models import Calculation

AGAINST = "an empty list, signed in"
CONTACTS, AGAIN, SMALLER = 3, 9, 5
FIFTH, LOGGED = "a calculation of a fifth", "dashboard, a contact later"
# What each page may take of an empty one's time; the dashboard by the clock too, as it waits for the database.
LIMITS = {
    "make a calculation": 10,
    "dashboard": 4,
    LOGGED: 4,
    "list of returns": 2.5,
    "list of locations": 2.5,
    "list of contacts": 2.5,
}
ON_THE_CLOCK = {"dashboard": 13, LOGGED: 13}
# A list between them, so that the empty one is not what comes right after the making of a contact.
TURNS_OF_LOGGED = (LOGGED, "dashboard", "list of returns", "empty")
# What is frozen is kept: five times the returns are no more to a page of it, but for its own list.
OF_A_FIFTH = 1.25


@override_settings(SECOND_FACTOR_REQUIRED=False)
def rows(locations: int, rounds: int = 9) -> list[str]:
    """Time pages of an exercise of ``locations``, all accepted, with thirty contacts each, and of one a fifth of it."""
    authority = authority_named("Pages")
    ana, eve = somebody(authority, RoleName.ANALYST), somebody(authority, RoleName.ENGAGEMENT_OFFICER)
    full, small = exercise_of(authority, "Large"), exercise_of(authority, "Fifth")
    exercise_of(authority, "None")
    accepted_returns(small, max(2, locations // SMALLER), ana)
    asked = accepted_returns(full, locations, ana)
    make_history(asked, CONTACTS * locations)
    repeat_history(AGAIN, full)
    pages = pages_of(full, client_of(ana), client_of(eve))
    for name, of in (("a calculation", full), (FIFTH, small)):
        pages[name] = client_of(ana), reverse("reports:calculation_detail", args=[_second(authority, of, ana).id])
    pages[LOGGED] = pages["dashboard"]
    empty = reverse("submissions:return_list") + f"?exercise={exercise_of(authority, 'Nobody').id}"
    pages["empty"] = client_of(ana), empty
    sizes: dict[str, int] = {}
    jobs: dict[str, Job] = {name: lambda name=name: _open(pages, name, sizes) for name in pages}  # type: ignore[misc]
    seeds = count(1)
    before: dict[str, Job] = {LOGGED: lambda: make_history(asked[:2], 1, seed=next(seeds))}
    # What making it all has left would be looked through for rubbish in the middle of whichever page is next.
    gc.collect()
    gc.freeze()
    logged = {name: jobs[name] for name in TURNS_OF_LOGGED}
    times = medians({name: job for name, job in jobs.items() if name != LOGGED}, rounds, process_time)
    changed, waited = (medians(logged, rounds, clock, before) for clock in (process_time, perf_counter))
    return [*_processor_rows(times, sizes), _sized(LOGGED, changed, sizes), *_clock_rows(waited)]


def _sized(name: str, times: dict[str, float], sizes: dict[str, int]) -> str:
    return f"{row(name, times[name], AGAINST, times['empty'], LIMITS.get(name))}, {sizes[name]:,} bytes"


def _processor_rows(times: dict[str, float], sizes: dict[str, int]) -> list[str]:
    return [
        *(_sized(name, times, sizes) for name in times if name != "empty"),
        row("a calculation", times["a calculation"], "one of a fifth of the returns", times[FIFTH], OF_A_FIFTH),
    ]


def _clock_rows(waited: dict[str, float]) -> list[str]:
    against = f"{AGAINST}, on the clock"
    return [row(name, waited[name], against, waited["empty"], most) for name, most in ON_THE_CLOCK.items()]


def pages_of(exercise: Exercise, ana: Client, eve: Client) -> dict[str, tuple[Client, str]]:
    of = [exercise.id]
    return {
        "make a calculation": (ana, reverse("reports:calculation_make", args=of)),
        "dashboard": (eve, reverse("engagement:dashboard", args=of)),
        "list of returns": (ana, reverse("submissions:return_list") + f"?exercise={exercise.id}"),
        "list of locations": (eve, reverse("engagement:location_list", args=of)),
        "list of contacts": (eve, reverse("engagement:contact_list", args=of)),
        "where each stands": (eve, reverse("engagement:standing_list", args=of)),
    }


def _second(authority: Authority, exercise: Exercise, person: User) -> Calculation:
    by = Context(person.id, person.full_name, RoleName.ANALYST, authority.id, None, authority.name)
    made = [calculations.make(by=by, exercise_id=exercise.id, note=note) for note in ("One", "Two")][-1]
    if not isinstance(made, Calculation):
        raise ValueError(f"no calculation was made: {made}")
    return made


def _open(pages: dict[str, tuple[Client, str]], name: str, sizes: dict[str, int]) -> None:
    client, address = pages[name]
    answer = client.get(address)
    if answer.status_code != 200:
        raise ValueError(f"{name} answered {answer.status_code}")
    sizes[name] = len(answer.content)
