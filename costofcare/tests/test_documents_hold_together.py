"""Documents lead to what is there, show every picture that is kept, and list all decisions and words in order."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DOCUMENTS = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
LINK = re.compile(r"""\]\(([^)#\s]+)|(?:src|href)="([^"#]+)""")
HEAD = re.compile(r"# (.+)\n\nDate: (\d{4}-\d\d-\d\d) · Status: (accepted|superseded by \d{4})\n")
MOST_PICTURES = 18


def links_of(document: Path) -> set[Path]:
    found = (one or other for one, other in LINK.findall(document.read_text(encoding="utf-8")))
    return {(document.parent / link).resolve() for link in found if "://" not in link}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(document: Path):
    assert [link for link in links_of(document) if not link.exists()] == []


def test_pictures_are_few_and_each_is_shown():
    """All others are for take_screenshots to make: what lies in history is never got rid of."""
    kept = set(DOCS.rglob("*.png"))
    assert kept <= {link for document in DOCUMENTS for link in links_of(document)}
    assert len(kept) <= MOST_PICTURES


def test_decisions_are_listed_with_their_title_date_and_status():
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    for decision in DECISIONS:
        head = HEAD.match(decision.read_text(encoding="utf-8"))
        assert head, f"{decision.name} does not begin with a title, a date and a status"
        assert f"| [{decision.name[:4]}]({decision.name}) | {' | '.join(head.groups())} |" in listed


def test_decisions_are_numbered_from_one_without_a_gap():
    assert [int(decision.name[:4]) for decision in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_glossary_is_in_alphabetical_order():
    rows = (DOCS / "glossary.md").read_text(encoding="utf-8").split("|---|---|---|\n")[1].splitlines()
    words = [re.sub(r"[^a-z0-9 ]", "", row.split("|")[1].strip().lower()) for row in rows]
    assert words == sorted(set(words))


PLACE = re.compile(
    r"`((?:accounts|benchmarks|costing|costofcare|docs|engagement|register|reports|spreadsheets)/[\w/.*]+)`"
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_places_that_documents_name_are_there(document: Path):
    named = set(PLACE.findall(document.read_text(encoding="utf-8")))
    if document.name != "0032-rooms-and-names.md":  # which names the old places, too
        assert [place for place in sorted(named) if not list(ROOT.glob(place))] == []
