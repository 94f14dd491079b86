"""A tree of codes as it is kept, and as one types it: a line a code, indented below the one it belongs to."""

from collections.abc import Iterable
from typing import Any

from engagement.interviews.domain.code_tree import Code, guid_of, walked
from engagement.interviews.domain.themes import Theme

STEP = 2


def stored(codes: Iterable[Code]) -> list[dict[str, Any]]:
    return [
        {
            "name": code.name, "guid": code.guid, "description": code.description, "codable": code.codable,
            "colour": code.colour, "parts": stored(code.parts),
        }
        for code in codes
    ]  # fmt: skip


def codes_of(rows: Iterable[dict[str, Any]]) -> tuple[Code, ...]:
    return tuple(
        Code(row["name"], row["guid"], row["description"], row["codable"], row["colour"], codes_of(row["parts"]))
        for row in rows
    )


def first_tree(themes: Iterable[Theme]) -> tuple[Code, ...]:
    """Return the codes with which a study begins: a group a theme, with its first codes below it."""
    found = []
    for theme in themes:
        title = theme.title or theme.key.replace("_", " ").capitalize()
        title = title.replace("/", "–")[:200]
        names = [code.replace("_", " ").capitalize() for code in theme.first_codes]
        parts = tuple(Code(name, guid_of((title, name))) for name in dict.fromkeys(names))
        found.append(Code(title, guid_of((title,)), theme.question, codable=not parts, parts=parts))
    return tuple(found)


def tree_text(codes: Iterable[Code]) -> str:
    """Return the tree as lines, two blanks deeper for each step down, a description behind a colon."""
    return "\n".join(
        " " * STEP * (len(each.path) - 1)
        + each.code.name
        + (f": {each.code.description}" if each.code.description else "")
        for each in walked(codes)
    )


def tree_in(text: str, before: Iterable[Code] = ()) -> tuple[Code, ...]:
    """Return the tree that lines say; a code at a path that was there before keeps its identity and colour.

    Raises:
        ValueError: a line lies deeper than one step below the line above it; in words.
    """
    known = {each.path: each.code for each in walked(before)}
    lines = [line for line in text.expandtabs(STEP).splitlines() if line.strip()]
    steps = [(len(line) - len(line.lstrip())) // STEP for line in lines]
    for number, (step, above) in enumerate(zip(steps, [-1, *steps], strict=False)):
        if step > above + 1:
            raise ValueError(f"“{lines[number].strip()[:60]}” lies too deep below the line above it.")
    made, left = _below(list(zip(steps, lines, strict=True)), 0, (), known)
    if left:
        raise ValueError(f"“{left[0][1].strip()[:60]}” lies outside the tree.")
    return made


def _below(
    lines: list[tuple[int, str]], step: int, above: tuple[str, ...], known: dict[tuple[str, ...], Code]
) -> tuple[tuple[Code, ...], list[tuple[int, str]]]:
    made = []
    while lines and lines[0][0] == step:
        name, _, description = (part.strip() for part in lines[0][1].partition(":"))
        path = (*above, name)
        parts, lines = _below(lines[1:], step + 1, path, known)
        old = known.get(path)
        guid, colour = (old.guid, old.colour) if old else (guid_of(path), "")
        made.append(Code(name, guid, description, old.codable if old else True, colour, parts))
    return tuple(made), lines
