"""Test support: each permission predicate of the rooms replaced by *yes*, and the first answer that shows it.

A crawl with all of them closed notes which requests ask which predicate, and what is answered; a predicate that says
yes is then asked again only where it was asked.
"""

import inspect
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from costofcare.tests.answers import ANY_KEY, PEOPLE, Crawl, PageAnswer
from costofcare.tests.open_to import Address, all_addresses

ROOMS = ("accounts", "register", "submissions", "engagement", "reports", "markets", "benchmarking")
# Those who are to be refused first: with them a difference is found soonest.
STRANGEST_FIRST = tuple(reversed(PEOPLE))
METHODS = ("GET", "POST")
REFUSED, BROKEN = (403, 404), 500
# What is another thing later, by its key in addresses.
CHANGED = frozenset({"release_id", "upload_id"})
RESULTS = "OPENED_PERMISSIONS"
TABLE = Path(__file__).parents[2] / "docs" / "permissions.md"


class Asked(NamedTuple):
    """A request, by the name of its address, and who makes it."""

    address: Address
    method: str
    who: str

    def __str__(self) -> str:
        return f"{self.method} {self.address.path} as {self.who}"


def predicates() -> dict[str, Any]:
    """Return by name every function of a room's permissions that tells whether, or why not."""
    found = {}
    for room in ROOMS:
        module = import_module(f"{room}.permissions")
        for name, value in vars(module).items():
            is_its_own = inspect.isfunction(value) and value.__module__ == module.__name__ and name[0] != "_"
            if is_its_own and inspect.signature(value).return_annotation in (bool, str):
                found[f"{room}.{name}"] = value
    return found


def yes(*args: object, **kwargs: object) -> bool:
    return True


def no_reason(*args: object, **kwargs: object) -> str:
    return ""


@contextmanager
def replaced(function: Any, code: CodeType) -> Iterator[None]:
    """Let a function do something else wherever it was imported: its code is another, the function is the same."""
    before, function.__code__ = function.__code__, code
    try:
        yield
    finally:
        function.__code__ = before


@contextmanager
def opened(name: str) -> Iterator[None]:
    function = predicates()[name]
    is_reason = inspect.signature(function).return_annotation is str
    with replaced(function, (no_reason if is_reason else yes).__code__):
        yield


@dataclass
class Listener:
    """Hears which predicates are asked, and lets them answer."""

    heard: set[str] = field(default_factory=set)
    own: dict[str, FunctionType] = field(default_factory=dict)

    def answer(self, name: str, args: Any, kwargs: Any) -> Any:
        self.heard.add(name)
        return self.own[name](*args, **kwargs)


LISTENER = Listener()


def listening(name: str) -> CodeType:
    """Return the code of a function that tells the listener its name; as code is all that is exchanged, it imports."""
    source = f"from {__name__} import LISTENER\n    return LISTENER.answer({name!r}, args, kwargs)"
    space: dict[str, Any] = {}
    exec(f"def heard(*args, **kwargs):\n    {source}", space)
    return space["heard"].__code__


@contextmanager
def heard() -> Iterator[set[str]]:
    """Let every predicate be heard when it is asked; what is yielded fills up."""
    LISTENER.heard = set()
    known, befores = predicates(), {}
    try:
        for name, function in known.items():
            befores[name] = function.__code__
            own = FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__)
            own.__kwdefaults__ = function.__kwdefaults__
            LISTENER.own[name] = own
            function.__code__ = listening(name)
        yield LISTENER.heard
    finally:
        for name, code in befores.items():
            known[name].__code__ = code


def is_own(asked: Asked, name: str) -> bool:
    return asked.address.view.startswith(f"{name.partition('.')[0]}.")


@dataclass
class Trace:
    """What is answered with all predicates closed, and which of them each request asks."""

    answers: dict[Asked, PageAnswer] = field(default_factory=dict)
    governed: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))

    def add(self, crawl: Crawl, asked: Asked) -> None:
        with heard() as names:
            answer = crawl.page(*asked)
        self.answers[asked] = answer
        for name in names:
            self.governed[name].append(asked)

    def in_order(self, name: str) -> list[Asked]:
        """Return the requests that ask a predicate: its own room's first, and what is refused before what is not."""

        def order(asked: Asked) -> tuple[bool, bool, int]:
            refused = self.answers[asked].status in REFUSED
            return not is_own(asked, name), not refused, STRANGEST_FIRST.index(asked.who)

        return sorted(self.governed[name], key=order)

    def later(self, name: str) -> list[Asked]:
        """Return these, and then the pages of its room about what has changed, which may ask it only now."""
        first = self.in_order(name)
        known = set(first)
        changed = [asked for asked in self.answers if is_own(asked, name) and CHANGED & {*asked.address.keys}]
        return [*first, *(asked for asked in changed if asked.method == "GET" and asked not in known)]


def traced(crawl: Crawl) -> Trace:
    trace = Trace()
    for address in all_addresses():
        for method in METHODS:
            for who in PEOPLE:
                trace.add(crawl, Asked(address, method, who))
    return trace


class Shown(NamedTuple):
    """The request that shows a predicate, and how it is answered otherwise."""

    asked: Asked
    how: str


def first_difference(crawl: Crawl, trace: Trace, name: str, *, is_later: bool = False) -> Shown | None:
    """Return the first request that is answered otherwise while a predicate says yes; one that breaks at last.

    ``is_later``: whether rows have changed since the trace, so that its answers are no longer those of a closed crawl.
    """
    broken = None
    for asked in trace.later(name) if is_later else trace.in_order(name):
        closed = crawl.page(*asked) if is_later else trace.answers[asked]
        if said := difference(crawl, asked, name, closed):
            if not said.startswith(str(BROKEN)):
                return Shown(asked, said)
            broken = broken or Shown(asked, said)
    return broken


def difference(crawl: Crawl, asked: Asked, name: str, closed: PageAnswer) -> str:
    """Say how a request is answered otherwise while a predicate says yes; blank if it is not."""
    with opened(name):
        found = crawl.page(*asked)
    if found == closed or found == crawl.page(*asked):
        return ""
    if found.status != closed.status:
        return f"{found.status}, not {closed.status}"
    more, less = sorted(found.offers - closed.offers), sorted(closed.offers - found.offers)
    if more or less:
        return ANY_KEY.sub("…", f"offers {more[0]}" if more else f"offers no {less[0]}")
    return "says something else"


def keep(name: str, shown: Shown | None, when: str) -> None:
    """Keep a result for the command that asked for all, if one did."""
    if folder := os.environ.get(RESULTS):
        row = [name, *((str(shown.asked), when, shown.how) if shown else ("", "", ""))]
        Path(folder, f"{name}.json").write_text(json.dumps(row), encoding="utf-8")


def shown_by() -> dict[str, tuple[Asked, str]]:
    """Return by predicate the request that showed it last, and when, from the table in ``docs``."""
    by_path = {address.path: address for address in all_addresses()}
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else ():
        cells = [cell.strip(" `") for cell in line.split("|")]
        if len(cells) > 4 and " as " in cells[2]:
            request, _, who = cells[2].partition(" as ")
            method, _, path = request.partition(" ")
            if path in by_path and who in PEOPLE:
                found[cells[1]] = (Asked(by_path[path], method, who), cells[3])
    return found
