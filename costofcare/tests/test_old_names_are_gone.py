"""What the decision on rooms and names calls old stands nowhere else: no path, import, class, template or address."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISION = "docs/decisions/0032-rooms-and-names.md"
ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
WORD = re.compile(r"[\w./:]+")


def old_names() -> set[str]:
    return set(ROW.findall((ROOT / DECISION).read_text(encoding="utf-8")))


def spellings(old: str) -> set[str]:
    """As a path and as a dotted name; a package's path ends with a slash."""
    if "/" not in old:
        return {old}
    bare = old.removesuffix(".py").removesuffix("/")
    return {old, bare.replace("/", ".")} if old.endswith((".py", "/")) else {old, old.removeprefix("templates/")}


@pytest.fixture(scope="module")
def text() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    files = [name for name in listed if name.endswith((".py", ".html", ".txt", ".md", ".toml", ".ini", ".js"))]
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in files if name != DECISION}


def test_there_is_a_table_to_hold_the_tree_to():
    assert len(old_names()) > 400


def beginnings(word: str) -> set[str]:
    """The word itself, and what it begins with up to each dot or slash."""
    ends = [match.start() for match in re.finditer(r"[./]", word)]
    return {word, word.rstrip("."), *(word[:end] for end in ends), *(word[: end + 1] for end in ends)}


@pytest.mark.nightly
def test_no_old_name_stands_anywhere(text: dict[str, str]):
    wanted = {spelling for old in old_names() for spelling in spellings(old)}
    found = [
        (name, old)
        for name, content in text.items()
        for word in set(WORD.findall(content))
        for old in beginnings(word) & wanted
    ]
    assert found == []


def test_an_old_name_would_be_found():
    assert "attic.trunk" in beginnings("attic.trunk.read_file")
    assert {"attic/trunk/"} <= beginnings("attic/trunk/frames.py") & spellings("attic/trunk/")
