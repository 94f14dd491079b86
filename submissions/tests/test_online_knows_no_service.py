"""The return online is drawn from the form alone: no line of it knows home care from a care home."""

import importlib
import re
from pathlib import Path

import pytest

from costing.forms import CURRENT
from submissions.urls import online

ROOM = Path(__file__).parents[1]
TEMPLATES = ROOM.parent / "templates" / "submissions"
# What an address of the return online leads to, whatever a module is called, and what those modules lean on.
VIEWS = {Path(str(importlib.import_module(each.callback.__module__).__file__)) for each in online.urlpatterns}
NAMES = ("drafts", "draft_access", "draft_lock", "import_workbook", "submit_draft", "workbook_conflicts")
ACTIONS = {ROOM / "actions" / f"{name}.py" for name in NAMES}
NAMED = {path for path in ROOM.glob("**/*online*.py") if "tests" not in path.parts}
FILES = VIEWS | ACTIONS | NAMED | set(ROOM.glob("domain/online/*.py")) | set(TEMPLATES.glob("*online*.html"))
OF_A_SERVICE = re.compile(
    r"\b(homecare|home care|care.?homes?|contact hours?|visits?|careworkers?|branch(es)?|mileage"
    r"|beds?|residents?|nurs(es?|ing)|occupan\w+|occupied)\b",
    re.IGNORECASE,
)
KEYS = {question.key for form in CURRENT.values() for question in form.questions if "_" in question.key}


def services_in(text: str) -> set[str]:
    words = set(re.findall(r"\w+", text)) & (KEYS | set(CURRENT))
    return words | {found[0] for found in OF_A_SERVICE.finditer(text)}


@pytest.mark.parametrize("file", sorted(FILES), ids=lambda file: str(file.relative_to(ROOM.parent)))
def test_no_word_of_it_is_a_service_s(file):
    assert services_in(file.read_text(encoding="utf-8")) == set()


def test_all_of_it_is_read():
    assert len(FILES) > 15
    assert {"sections.py", "clashes.py", "online_section.html", "online.py"} <= {file.name for file in FILES}


@pytest.mark.parametrize(
    "line", ['if service == "homecare":', "the beds of a home", "£ per contact hour", "typed['basic_pay_rate']"]
)
def test_a_line_that_does_is_found(line):
    assert services_in(line)
