"""What the doctor found: a name, a state and words, in which no secret stands."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from costofcare.secret_files import SECRETS, read_secrets

SHORTEST_SECRET = 4
LONGEST_WORDS = 400


class SignState(StrEnum):
    """``UNKNOWN`` is what this machine or environment could not look at, and no fault."""

    WELL = "ok"
    ILL = "wrong"
    UNKNOWN = "not looked at"


@dataclass(frozen=True)
class DoctorSign:
    """One line of the doctor's."""

    name: str
    state: SignState
    words: str


class NotLookedAt(Exception):
    """Why something could not be looked at."""


class IsIll(Exception):
    """What is wrong, in a sentence."""


def without_secrets(words: str, environment: Mapping[str, str] = os.environ) -> str:
    """Leave out every secret of the environment: what a library says may quote the address that it was given."""
    for secret in sorted(secrets_in(environment), key=len, reverse=True):
        words = words.replace(secret, "…")
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS]} …"


def secrets_in(environment: Mapping[str, str]) -> set[str]:
    values, _ = read_secrets(environment)
    found = {part for name in SECRETS for part in values.get(name, "").split(",")}
    for address in list(found):
        if password := password_in(address):
            found |= {password, unquote(password)}
    return {secret for secret in found if len(secret) >= SHORTEST_SECRET}


def password_in(address: str) -> str:
    try:
        return urlsplit(address).password or ""
    except ValueError:
        return ""
