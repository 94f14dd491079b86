"""The contents of Annex B for Word: the chapters, each a link to its heading. Only Word itself knows their pages."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

CHAPTER = "Heading 1"
TITLE = "Contents"


def add_contents(filled: Any) -> None:
    """Put the list of chapters before the first of them."""
    chapters = [each for each in filled.paragraphs if each.style.name == CHAPTER]
    if not chapters:
        return
    first = chapters[0]
    first.insert_paragraph_before(TITLE, style="TOC Heading")
    for number, chapter in enumerate(chapters, 1):
        name = f"chapter_{number}"
        _bookmark(chapter, name, number)
        entry = first.insert_paragraph_before(style="Normal")
        entry.paragraph_format.space_before = entry.paragraph_format.space_after = Pt(1)
        _link(entry, name, chapter.text)


def _bookmark(chapter: Any, name: str, number: int) -> None:
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), name)
    chapter._p.insert(1 if chapter._p.pPr is not None else 0, begin)
    chapter._p.append(end)


def _link(entry: Any, name: str, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    entry._p.append(link)
    link.append(entry.add_run(text)._r)
