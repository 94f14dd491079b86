"""Every pin has its hashes: pip refuses a file that is none of them, and everything if one pin has none."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!-]+")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def entries(name: str) -> list[list[str]]:
    """Return the words of each requirement, which goes on over lines that end with a backslash."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.split() for line in text.splitlines() if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_is_exact_and_has_hashes(name: str):
    for pin, *hashes in entries(name):
        assert PIN.fullmatch(pin), pin
        assert hashes, f"{pin} has no hash: docs/decisions/0045-pins-with-hashes.md says how to get them"
        assert all(HASH.fullmatch(each) for each in hashes), pin


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_each_is_pinned_once(name: str):
    names = [pin.partition("==")[0].lower().replace("_", "-") for pin, *_ in entries(name)]
    assert len(set(names)) == len(names)
