"""Pages, fields and key strokes from signing in to the receipt, online and by workbook: docs/journeys.md is kept true.

Where it is no longer true, look at what has become longer, and write it anew: REWRITE_JOURNEYS=1 pytest <this file>.
"""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from costing.tests.libreoffice import change
from costing.tests.returns import example
from costofcare.tests.hands import Effort, Keyboard
from costofcare.tests.walkers import Person
from register.models import Participation
from submissions.models import Return
from submissions.tests.cast import make_exercise, take_part
from submissions.tests.online import standing, typed_of
from submissions.tests.processes import house

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]
KEPT = Path(__file__).parents[2] / "docs" / "journeys.md"
EXAMPLES = {"Home care": "homecare_3", "Care home": "care_home_1"}


@pytest.fixture
def worker(servers, tmp_path):
    with house(servers, tmp_path) as at_home:
        yield at_home.worker(concurrency=1)


@pytest.fixture
def place(cast) -> Callable[[str], Participation]:
    """A location that owes the return of an example, at the prices of its own day."""

    def made(named: str) -> Participation:
        given = example(named)
        day = date.fromisoformat(given["answers"]["price_date"])
        exercise = make_exercise(cast.authority, "Exercise", service=given["service"], price_date=day)
        return take_part(exercise, cast.elm, "Elm Tree Place", "1-100000009")

    return made


@pytest.fixture
def ada(cast, live_server, page) -> Person:
    arrived = Person(page, live_server.url, lambda page: None, Keyboard)
    arrived.sign_in(cast.ada)
    arrived.follow("Elm Tree Place")
    return arrived


def sign(person: Person) -> Effort:
    person.reads("Nothing has to be put right")
    person.press("Sign and submit")
    person.hand.write(person.page.get_by_label("Your full name"), "Ada Elm", is_answer=False)
    person.hand.pick(person.page.get_by_role("checkbox"))
    person.press("Submit the return")
    person.reads("Return submitted")
    return person.hand.effort


def keep(journey: str, effort: Effort) -> None:
    """As a row of the table. The test fails where the row that is kept is another.

    Keys to get about are kept to ten: each link that a page gains is one more, and they may be a twentieth off.
    """
    kept = KEPT.read_text(encoding="utf-8")
    found = re.search(rf"^\| {journey} \|.*$", kept, re.MULTILINE)
    assert found, f"{KEPT.name} has no row for “{journey}”"
    counted = [effort.pages, effort.fields, effort.answers, effort.others, effort.clicks, round(effort.keys, -1)]
    if os.environ.get("REWRITE_JOURNEYS"):
        row = " | ".join([f"| {journey}", *(f"{number:,}" for number in counted)]) + " |"
        KEPT.write_text(kept.replace(found[0], row), encoding="utf-8")
        return
    numbers = [int(cell.replace(",", "")) for cell in found[0].strip("| ").split(" | ")[1:]]
    assert numbers[:-1] == counted[:-1], "if that is meant, write it anew with REWRITE_JOURNEYS=1"
    assert abs(numbers[-1] - effort.keys) <= max(10, effort.keys / 20), f"{effort.keys} keys to get about"


@pytest.mark.parametrize("service", ["Home care", "Care home"])
def test_filled_in_online(service, cast, place, request):
    here = place(EXAMPLES[service])
    ada = request.getfixturevalue("ada")
    typed = typed_of(EXAMPLES[service], here)
    form = standing(cast.ada, here).form
    ada.follow("Fill in the return online")
    ada.follow(form.pages[0].title)
    for page in form.pages:
        if ada.title == page.title:  # one that the answers do not call for is left out by the portal
            for question in page.questions:
                ada.answer(form, question.key, typed[question.key])
            ada.press("Save and continue")
    ada.press("Finish and check")
    keep(f"{service}, online", sign(ada))


@pytest.mark.parametrize("service", ["Home care", "Care home"])
def test_filled_in_by_workbook(service, place, request, worker, tmp_path):
    """Nothing counts what is done in the spreadsheet but the cells and what is typed into them."""
    place(EXAMPLES[service])
    ada = request.getfixturevalue("ada")
    file = ada.download("Download the workbook", tmp_path)
    given = example(EXAMPLES[service])
    known = {"location_id", "price_date"}
    cells = {key: text for key, text in given["answers"].items() if text and key not in known}
    change(file, cells, tmp_path / "profile")
    ada.hand.count("fields", len(cells))
    ada.hand.count("clicks", len(cells))
    ada.hand.count("answers", sum(map(len, cells.values())))
    ada.follow("Upload it when it is filled in")
    ada.upload(file)
    effort = sign(ada)
    answers = Return.objects.get().current.answers
    assert [key for key in cells if answers[key]["value"] is None] == []
    keep(f"{service}, by workbook", effort)
