"""`python -m benchmarks [LOCATIONS] [PART …]`: every benchmark, or some, as ratios of one run on this machine.

A part that breaks off is told of, with why, and the others are run all the same; then it ends with 1.
What takes a house of its own is a command of its own: ``benchmarks.warm_start``, ``benchmarks.deadline_crowd`` and
``benchmarks.upload_to_findings``.
"""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from time import monotonic

import django

from benchmarks.own_database import own_database

USUAL = 1000
Rows = Callable[[int], list[str]]


def of(module: str, name: str = "rows", sized: bool = True) -> Rows:
    """Return what makes a part's rows; its module is imported when Django is set up."""

    def made(locations: int) -> list[str]:
        found: Callable[..., list[str]] = getattr(import_module(f"benchmarks.{module}"), name)
        return found(locations) if sized else found()

    return made


PARTS: dict[str, tuple[str, Rows]] = {
    "reading": ("Reading one return", of("workbook_reader", sized=False)),
    "checks": ("Checks and costs of one return", of("checks", "one_return", sized=False)),
    "folder": ("From a folder of files to the protected table", of("checks", "whole_market")),
    "release": ("What the release policy lets through", of("release", "sized_rows")),
    "empty": ("The engagement dashboard, with thirty contacts a location", of("dashboard")),
    "sign-in": ("Signing in", of("sign_in", sized=False)),
    "provider": ("What a provider waits for, processor of the portal's own process", of("provider", sized=False)),
    "log": ("The contact log as a file, of thirty contacts a location", of("contact_log")),
    "pages": ("Pages of a large exercise: processor time of the web process, and bytes", of("large_pages")),
    "rechecks": ("All returns of an exercise checked again, by a worker", of("rechecks")),
    "visits": ("A file of visits taken in: processor time", of("visits", sized=False)),
    "payment": ("Payment rules over a county year of visits", of("payment")),
    "deadline": ("One provider on deadline day: processor time of the web process", of("deadline_day", sized=False)),
}


def main(arguments: Sequence[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "costofcare.settings")
    numbers = [one for one in arguments if one.isdigit()]
    names = [one for one in arguments if not one.isdigit()]
    if unknown := [name for name in names if name not in PARTS]:
        sys.exit(f"no part is called {', '.join(unknown)}; there are {', '.join(PARTS)}")
    with own_database():
        django.setup()
        broken = run(int(numbers[0]) if numbers else USUAL, names or list(PARTS))
    if broken:
        sys.exit(f"broken off: {', '.join(broken)}")


def run(locations: int, names: Sequence[str]) -> list[str]:
    """Run the parts, and return those that broke off."""
    from django.core.management import call_command

    from benchmarks import machine

    print(machine.words())
    call_command("migrate", verbosity=0, interactive=False)
    return [name for name in names if not _is_whole(name, locations)]


def _is_whole(name: str, locations: int) -> bool:
    """Run a part and say how long it took; a connection that it has broken is given up."""
    from django.db import connections

    title, rows = PARTS[name]
    print(f"\n{title}", flush=True)
    begun = monotonic()
    try:
        print("\n".join(rows(locations)), flush=True)
    except Exception:
        connections.close_all()
        traceback.print_exc()
        print("broken off", end=" ")
        return False
    finally:
        print(f"({name}, {monotonic() - begun:,.0f} s of the clock)", flush=True)
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
