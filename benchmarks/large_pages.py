"""Benchmark of the pages of a large exercise, against a page signed in of which the list is empty."""

import gc
from time import process_time

from django.test import Client, override_settings
from django.urls import reverse

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import User
from benchmarks.large_exercise import accepted_returns, authority_named, client_of, exercise_of, somebody
from benchmarks.stopwatch import medians, row
from engagement.tests.long_history import make_history, repeat_history
from register.models import Authority, Exercise
from reports.actions import calculations
from reports.models import Calculation

AGAINST = "an empty list, signed in"
CONTACTS, AGAIN, SMALLER = 3, 9, 5
# What each page may take of an empty one's time.
LIMITS = {
    "make a calculation": 10,
    "dashboard": 4,
    "list of returns": 2.5,
    "list of locations": 2.5,
    "list of contacts": 2.5,
}


@override_settings(SECOND_FACTOR_REQUIRED=False)
def rows(locations: int, rounds: int = 9) -> list[str]:
    """Time pages of an exercise of ``locations``, all accepted, with thirty contacts each, and of one a fifth of it."""
    authority = authority_named("Pages")
    ana, eve = somebody(authority, RoleName.ANALYST), somebody(authority, RoleName.ENGAGEMENT_OFFICER)
    full, small = exercise_of(authority, "Large"), exercise_of(authority, "Fifth")
    exercise_of(authority, "None")
    accepted_returns(small, max(2, locations // SMALLER), ana)
    make_history(accepted_returns(full, locations, ana), CONTACTS * locations)
    repeat_history(AGAIN)
    pages = pages_of(full, client_of(ana), client_of(eve))
    for name, of in (("a calculation", full), ("a calculation of a fifth", small)):
        pages[name] = client_of(ana), reverse("reports:calculation_detail", args=[_second(authority, of, ana).id])
    empty = reverse("submissions:return_list") + f"?exercise={exercise_of(authority, 'Nobody').id}"
    pages["empty"] = client_of(ana), empty
    sizes: dict[str, int] = {}
    # What making it all has left would be looked through for rubbish in the middle of whichever page is next.
    gc.collect()
    gc.freeze()
    times = medians({name: lambda name=name: _open(pages, name, sizes) for name in pages}, rounds, process_time)  # type: ignore[misc]
    of = times.pop("empty")
    return [f"{row(name, took, AGAINST, of)}{_limit(name)}, {sizes[name]:,} bytes" for name, took in times.items()]


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


def _limit(name: str) -> str:
    return f" (at most {LIMITS[name]} ×)" if name in LIMITS else ""
