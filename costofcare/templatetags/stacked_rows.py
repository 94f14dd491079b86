"""The columns' names in each cell of a table, for a narrow screen, where a row becomes a card."""

import re
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

HEAD = re.compile(r"<thead.*?</thead>", re.S)
COLUMN = re.compile(r"<th [^>]*>(.*?)</th>", re.S)
UNSEEN = re.compile(r"<span\s[^>]*(?:visually-hidden|sort__mark)[^>]*>.*?</span>", re.S)
ROW = re.compile(r"(<tr[^>]*>)(.*?)(</tr>)", re.S)
CELL = re.compile(r"<(td|th) ([^>]*)>", re.S)


def with_column_names(content: SafeString) -> SafeString:
    """Return head and body of a table with each cell's column named; a table that names its own is left alone."""
    head = HEAD.search(content)
    if head is None or "data-head=" in content:
        return content
    names = [plain(each) for each in COLUMN.findall(head[0])]
    body = ROW.sub(lambda row: row[1] + named(row[2], names) + row[3], content[head.end() :])
    return mark_safe(content[: head.end()] + body)


def plain(head: str) -> str:
    """Return the words of a column's head as they stand before a colon: without the mark of a sorted column."""
    return " ".join(unescape(strip_tags(UNSEEN.sub("", head))).split()).rstrip("?")


def named(row: str, names: list[str]) -> str:
    """Name the cells of a row; one that has not a cell for each column stays as it is."""
    if "colspan=" in row or len(CELL.findall(row)) != len(names):
        return row
    columns = iter(names)
    return CELL.sub(lambda cell: with_name(cell[1], cell[2], next(columns)), row)


def with_name(tag: str, attributes: str, name: str) -> str:
    if tag == "th" or not name:
        return f"<{tag} {attributes}>"
    return f'<{tag} {attributes} data-head="{escape(name)}">'
