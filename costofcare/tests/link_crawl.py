"""Test support: follow every link that somebody is given, and read every page and file at its end."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Collection, Iterator
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

from django.test import Client

# Weeks lead to weeks without an end; so many of one page show what it shows.
MOST_OF_A_PAGE = 3
# A line of an exercise or of a return is as good as another: each has the same page.
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/peers/)[\w-]+/[\w-]+|(?<=/outliers/)[\w-]+/[\w-]+")
# As our templates write them; a parser of HTML takes a sixth of the time of a crawl.
LINK = re.compile(r"""<(?:a|link|script)\s(?:[^>]*?\s)?(?:href|src)=(?:"([^"]+)"|'([^']+)')""")


def everything(
    client: Client, start: str, most: int | None = None, near: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield address and content of everything that links lead to; files too, and what is packed in them.

    Where ``most`` is given, of addresses that differ in an identifier alone only so many, and besides them all that
    have one of ``near``.
    """
    waiting, met, seen = [start], set(), Counter[str]()
    while waiting:
        path = waiting.pop()
        bare = path.partition("?")[0]
        kind = "" if any(each in path for each in near) else IDENTIFIER.sub("*", path)
        if path in met or "/logout/" in path or path.startswith("/static/") or seen[bare] >= MOST_OF_A_PAGE:
            continue
        if kind and most and seen[kind] >= most:
            continue
        met.add(path)
        seen.update({bare, kind})
        answer: Any = client.get(path, follow=True)
        yield path, text_in(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        if "html" in answer.get("Content-Type", ""):
            waiting += addresses(path, answer.content.decode())


def addresses(path: str, page: str) -> list[str]:
    found = (unescape(double or single) for double, single in LINK.findall(page))
    here = (urlsplit(urljoin(path, link)) for link in found)
    return [f"{part.path}?{part.query}" if part.query else part.path for part in here if not part.netloc]


def text_in(content: bytes) -> str:
    """Return the text of a file; of an office file all its parts unpacked, of a pdf its words."""
    if content.startswith(b"%PDF") and (program := shutil.which("pdftotext")):
        return subprocess.run(
            [program, "-layout", "-", "-"], input=content, capture_output=True, check=True
        ).stdout.decode()
    if not is_zipfile(BytesIO(content)):
        return content.decode("utf-8", "replace")
    with ZipFile(BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def words_of_pdf(data: bytes) -> bytes:
    """Return a pdf's words, which stand in it as numbers of glyphs."""
    if not data.startswith(b"%PDF") or shutil.which("pdftotext") is None:
        return b""
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True).stdout
