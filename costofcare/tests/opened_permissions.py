"""Test support: each permission predicate of the rooms replaced by *yes*, and the first answer that shows it."""

import inspect
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from costofcare.tests.answers import PEOPLE, Crawl, differences, requests

ROOMS = ("accounts", "register", "submissions", "engagement", "reports")
# Those who are to be refused first: with them a difference is found soonest.
STRANGEST_FIRST = tuple(reversed(PEOPLE))
RESULTS = "OPENED_PERMISSIONS"


def predicates() -> dict[str, Callable[..., Any]]:
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
def opened(predicate: Callable[..., Any]) -> Iterator[None]:
    """Let a predicate say yes wherever it was imported: its code is another, the function is the same."""
    is_reason = inspect.signature(predicate).return_annotation is str
    function: Any = predicate
    before, function.__code__ = function.__code__, (no_reason if is_reason else yes).__code__
    try:
        yield
    finally:
        function.__code__ = before


def first_difference(crawl: Crawl, name: str) -> str:
    """Return the first answer of the predicate's room that is another while it says yes; blank if none is."""
    room = name.partition(".")[0]
    asked = [each for each in requests() if each[0].view.startswith(f"{room}.") and each[1] != "HEAD"]
    with opened(predicates()[name]):
        for who in STRANGEST_FIRST:
            found = next(differences(crawl, asked, [who]), "")
            if found:
                return found
    return ""


def keep(name: str, found: str) -> None:
    """Keep a result for the command that asked for all, if one did."""
    if folder := os.environ.get(RESULTS):
        Path(folder, f"{name}.json").write_text(json.dumps([name, found]), encoding="utf-8")
