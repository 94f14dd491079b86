"""Test support: read a calendar file the plain way by the rules of RFC 5545, independently of the writer."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo


def read(text: str) -> dict[str, list[tuple[str, str]]]:
    """Return the properties of the file as (parameters, value) by name; lines are unfolded first."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: dict[str, list[tuple[str, str]]] = {}
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        match = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line)
        assert match, line
        found.setdefault(match[1], []).append((match[2], match[3]))
    return found


def plain(value: str) -> str:
    said = {"\\n": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
    return re.sub(r"\\.", lambda found: said[found[0]], value)


def uk_clock(value: str) -> str:
    """Return what a calendar in the United Kingdom shows for a time in UTC."""
    moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=ZoneInfo("UTC"))
    return moment.astimezone(ZoneInfo("Europe/London")).strftime("%Y-%m-%d %H:%M")
