"""The demo's secrets: made once, kept in one file that only its owner can read."""

import base64
import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "keys.json"
WORDS = (
    *(
        "amber",
        "anchor",
        "apple",
        "arch",
        "bramble",
        "bridge",
        "candle",
        "canyon",
        "cedar",
        "clover",
        "copper",
        "coral",
    ),
    *("cotton", "ember", "falcon", "feather", "fiddle", "garden", "ginger", "harbour", "hazel", "island", "jasper"),
    *("kettle", "ladder", "lantern", "lemon", "linen", "maple", "marble", "meadow", "mitten", "nutmeg", "orchard"),
    *("otter", "paddle", "parsley", "pebble", "pepper", "pigeon", "quarry", "ribbon", "river", "saddle", "saffron"),
    *("silver", "sparrow", "spindle", "thimble", "timber", "tunnel", "velvet", "violet", "walnut", "willow", "window"),
)


@dataclass(frozen=True)
class Keys:
    """The demo's secrets; ``password`` is what everybody invented signs in with."""

    secret: str
    sealing: str
    ledger: str
    password: str


def kept_keys(state: Path) -> Keys:
    """Return the keys of an earlier start, or new ones.

    Raises OSError or ValueError if the file is there and no good.
    """
    path = state / FILE
    if path.exists():
        return read_keys(path)
    begun = path.with_suffix(".new")
    begun.unlink(missing_ok=True)
    with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(asdict(made := new_keys()), file, indent=1)
    begun.rename(path)
    return made


def read_keys(path: Path) -> Keys:
    known = json.loads(path.read_text(encoding="utf-8"))
    return Keys(**{field.name: str(known[field.name]) for field in fields(Keys)})


def new_keys() -> Keys:
    return Keys(
        secret=secrets.token_urlsafe(48),
        sealing=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        ledger=secrets.token_urlsafe(48),
        password=new_password(),
    )


def new_password() -> str:
    """Return a password that is easy to type from the screen; it guards nothing but what is invented."""
    return "-".join(secrets.choice(WORDS) for _ in range(3)) + f"-{secrets.randbelow(90) + 10}"
