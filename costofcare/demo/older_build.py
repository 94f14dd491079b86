"""Set data of an older build aside, whole under another name and never deleted, as this build cannot open them."""

from datetime import date
from itertools import count
from pathlib import Path

from costofcare.demo import keys
from costofcare.servers import processes
from costofcare.servers.leftovers import end_leftovers
from costofcare.servers.stand_in import elsewhere

# Which data this build goes on from. Another word only where migrations cannot lead from the old to the new, as when
# they start anew; whoever finds another mark, or data with none, has those of an older build.
BUILD = "rooms-1"
MARK = "build"
POSTGRES = "postgres"
# Whoever develops may keep servers of their own here (docs/developing.md); they are not the demo's to move.
DEVELOPMENT = "development"


def set_aside(state: Path, today: date) -> list[Path]:
    """Set older data below ``state`` aside and return where they lie now; [] if there are none, or of this build.

    The caller holds the folder's lock. Root's PostgreSQL may keep its data elsewhere, in a folder that is named after
    this one: it gets the name that goes with the new one, so that the older build finds all of it there. It goes
    first, so that a start that is cut off is made good by the next.
    """
    if mark_of(state) == BUILD or not holds_data(state):
        return []
    for home in homes(state):
        end_servers(home)
    moves = free_moves(state, today)
    for source, target in moves:
        source.rename(target)
    give_back(moves[-1][1] / DEVELOPMENT, state / DEVELOPMENT)
    return [target for _, target in reversed(moves)]


def mark(state: Path) -> None:
    """Mark new data with the build that they are of, before they are written."""
    if mark_of(state) != BUILD:
        (state / MARK).write_text(BUILD, encoding="utf-8")


def mark_of(state: Path) -> str:
    path = state / MARK
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def holds_data(state: Path) -> bool:
    return (state / keys.FILE).exists() or bool(homes(state))


def homes(state: Path) -> list[Path]:
    """Return where PostgreSQL may have kept its data for this folder; for root that may be outside of it."""
    places = (state / POSTGRES, elsewhere(state / POSTGRES)) if processes.is_root() else (state / POSTGRES,)
    return [home for home in places if home.exists()]


def end_servers(home: Path) -> None:
    """End servers: one whose parent was killed a moment ago still writes, and listens where the new one will."""
    if (home / "data").exists():
        with processes.lock(home):
            end_leftovers(home / "data")


def free_moves(state: Path, today: date) -> list[tuple[Path, Path]]:
    """Return what is to be renamed, and to what: the first name of the day under which nothing lies yet."""
    for number in count(1):
        aside = state.with_name(f"{state.name}.old-{today}{f'-{number}' if number > 1 else ''}")
        outside = [(home, elsewhere(aside / POSTGRES)) for home in homes(state) if home.parent != state]
        moves = [*outside, (state, aside)]
        if not any(target.exists() for _, target in moves):
            return moves
    raise AssertionError("there is always a next number")


def give_back(source: Path, target: Path) -> None:
    if source.exists():
        processes.make_folder(target.parent)
        source.rename(target)
