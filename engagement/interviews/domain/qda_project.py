"""A study as a project of the exchange format (REFI-QDA, `.qdpx`): interviews, their text, what was coded, and codes.

The file holds what people said: it is for the independent team alone.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from engagement.interviews.domain.code_book import ORIGIN, add_codes, document_bytes
from engagement.interviews.domain.code_tree import Code, told_apart
from engagement.interviews.domain.passages import place_with_plain_ends, with_plain_ends
from spreadsheets.fixed_zip import packed

NAMESPACE = "urn:QDA-XML:project:1.0"
_SOURCES = UUID("c7a4a8e5-2f0b-5b55-9d3a-7a6d0f6f3f10")


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A passage of a text, from its first letter to before ``end``, with the codes given to it and by whom.

    A ``memo`` is what that coder noted on it; one on a whole section has no codes.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    coder: str
    memo: str = ""


@dataclass(frozen=True, slots=True)
class ProjectInterview:
    """An interview without anybody's name: a key, a description, the whole text, its coded passages."""

    key: str
    description: str
    text: str
    passages: tuple[CodedPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class QdaProject:
    """A study as it is handed on; passages name codes by their identities."""

    title: str
    codes: tuple[Code, ...]
    interviews: tuple[ProjectInterview, ...]


def coded_passages(
    notes: str, rows: Iterable[Mapping[str, Any]], memo: str, coder: str, before: int
) -> list[CodedPassage]:
    """Return what one coder made of a section that stands behind so many letters, its memo over the whole of it."""
    spans = [(one["start"], one["end"], tuple(one["codes"]), "") for one in rows]
    spans += [(0, len(notes.rstrip()), (), with_plain_ends(memo))] if memo.strip() else []
    return [
        CodedPassage(
            before + place_with_plain_ends(notes, start), before + place_with_plain_ends(notes, end), codes, coder, said
        )
        for start, end, codes, said in spans
    ]


def project_bytes(project: QdaProject) -> bytes:
    """Return the project as a file, always the same bytes: `project.qde` and a text file for each interview."""
    sources = {f"sources/{_guid('text', each.key)}.txt": each.text.encode() for each in project.interviews}
    return packed({"project.qde": _document(project), **sources})


def _document(project: QdaProject) -> bytes:
    root = ET.Element("Project", {"xmlns": NAMESPACE, "name": project.title, "origin": ORIGIN})
    coders = sorted({passage.coder for each in project.interviews for passage in each.passages})
    if coders:
        users = ET.SubElement(root, "Users")
        for coder in coders:
            ET.SubElement(users, "User", {"guid": _guid("coder", coder), "name": coder})
    if project.codes:
        add_codes(ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes"), told_apart(project.codes))
    if project.interviews:
        _add_interviews(root, project.interviews)
    return document_bytes(root)


def _add_interviews(root: ET.Element, interviews: Iterable[ProjectInterview]) -> None:
    cases, sources = ET.SubElement(root, "Cases"), ET.SubElement(root, "Sources")
    for each in interviews:
        text = _guid("text", each.key)
        case = ET.SubElement(cases, "Case", {"guid": _guid("case", each.key), "name": each.key})
        if each.description:
            ET.SubElement(case, "Description").text = each.description
        ET.SubElement(case, "SourceRef", {"targetGUID": text})
        path = f"internal://{text}.txt"
        source = ET.SubElement(sources, "TextSource", {"guid": text, "name": each.key, "plainTextPath": path})
        for place, passage in enumerate(each.passages):
            _add_passage(source, each.key, place, passage)


def _add_passage(source: ET.Element, key: str, place: int, passage: CodedPassage) -> None:
    span = {"startPosition": str(passage.start), "endPosition": str(passage.end)}
    coder = _guid("coder", passage.coder)
    said = {"guid": _guid("passage", key, str(place)), **span, "creatingUser": coder}
    selection = ET.SubElement(source, "PlainTextSelection", said)
    if passage.memo:
        ET.SubElement(selection, "Description").text = passage.memo
    for code in passage.codes:
        given = _guid("coding", key, str(place), code)
        coding = ET.SubElement(selection, "Coding", {"guid": given, "creatingUser": coder})
        ET.SubElement(coding, "CodeRef", {"targetGUID": code})


def _guid(*parts: str) -> str:
    return str(uuid5(_SOURCES, "\0".join(parts))).upper()
