"""A commissioner imports places, has zones proposed, moves squares by keyboard, prices, appraises, prints the papers.

WALK_PICTURES=<folder> keeps a picture of each page at both widths, and the papers.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from costofcare.tests.browser import DESKTOP, PHONE
from costofcare.tests.hands import Keyboard, Pointer
from costofcare.tests.test_walk_of_the_visits import arrives, at_both_widths
from costofcare.tests.walkers import Person
from markets.models import ImpactPaper, VisitRun, ZonePlanRow
from markets.papers.domain.paper_kinds import PaperKind, sections_of
from markets.papers.tests.made_papers import WRITTEN, frozen_parts
from markets.places.tests.made_places import COUNTY, code_point_row, csv_of
from markets.store import ground_worker, place_worker
from markets.tests.council import Council
from markets.tests.held_visits import council, file_of, sent
from markets.visits.tests.visit_rows import at, visit
from register.models import Location, Owner, Provider

__all__ = ["arrives", "council"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.proof,
]
PLAN, APPRAISAL = "Two towns", "Zones and rates"
SQUARES = [
    (town + 3_000 * step, 280_000 + 3_000 * row) for town in (420_000, 432_000) for step in range(3) for row in range(2)
]
# Today's lots cut a square of each town off.
LOTS = ("East", "West", "West", "West", "West", "West", "West", "East", "East", "East", "East", "East")
# Frames that scroll sideways with a table in them: none of a plan's is so wide.
TOO_WIDE = """() => [...document.querySelectorAll(".portal-scroll:has(.govuk-table)")]
    .filter(at => at.scrollWidth > at.clientWidth + 1).map(at => at.innerText.slice(0, 80))"""


def postcode(square: int, client: int) -> str:
    return f"ZZ{square + 1} {client + 1}AA"


def code_point() -> bytes:
    rows = [
        code_point_row(postcode(number, client), str(east + 200 * client), str(north + 300 * client))
        for number, (east, north) in enumerate(SQUARES)
        for client in range(5)
    ]
    return csv_of(rows)


def visits() -> bytes:
    """Return a visit of each of five clients a square; Oak cares for the second town but for one square."""
    rows = []
    for square, lot in enumerate(LOTS):
        for client in range(5):
            n = square * 5 + client + 1
            day, provider = n % 27 + 1, "1-elm-a" if square < 7 else "1-oak-a"
            rows.append(
                visit(n, provider_ref=provider, client_ref=f"C{n}", planned_start=at(8, 0, day),
                      actual_start=at(8, 2, day), place_ref=postcode(square, client), zone_key=lot)
            )  # fmt: skip
    return file_of(rows)


def fit(page: Page) -> None:
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == [], width
    page.set_viewport_size({"width": DESKTOP, "height": 900})


def to(carol: Person, name: str, *keys: object) -> None:
    carol.page.goto(carol.address + reverse(f"markets:{name}", args=keys))
    carol.arrive()


def test_from_a_list_of_places_to_the_printed_papers(council: Council, arrives: Callable[..., Person], tmp_path: Path):
    oak = Provider.objects.create(name="Oak", cqc_provider_id="1-oak", owner=Owner.objects.create(name="Oak"))
    Location.objects.create(
        name="Oak Branch", cqc_location_id="1-oak-a", provider=oak, authority=council.authority, is_homecare=True
    )
    frozen_parts(council.carol)
    carol = arrives(Pointer, council.carol, at_both_widths())
    imports_places(carol)
    sent(council.carol, visits())
    has_zones_proposed(carol)
    moves_two_squares_by_keyboard(carol)
    prices_them(carol)
    appraises(carol)
    prints_the_paper_on_money(carol, tmp_path)
    prints_the_paper_on_people(carol, tmp_path)


def imports_places(carol: Person) -> None:
    to(carol, "zone_plan_list")
    carol.reads("Where care is given is not known yet")
    carol.press("Postcodes and classes")
    carol.press("Send a list")
    carol.press("Send")
    carol.reads("There is a problem", "Choose a file")
    file = {"name": "codepo_2026.csv", "mimeType": "text/csv", "buffer": code_point()}
    carol.page.locator("input[type=file]").set_input_files(file)
    carol.hand.write(carol.page.get_by_label("Code of your area"), COUNTY)
    carol.press("Send")
    carol.reads("Taken up by a worker")
    run = VisitRun.objects.get(kind="places")
    place_worker.process(run.id)
    to(carol, "place_list_detail", run.id)
    carol.reads("Nothing holds yet", "All rows of the file 60")
    carol.hand.go_on(carol.page.locator("button[name=do][value=keep]"))
    carol.arrive()
    carol.reads("Code-Point Open holds.", "Royal Mail")


def has_zones_proposed(carol: Person) -> None:
    to(carol, "zone_plan_list")
    carol.press("Look into the visits anew")
    ground_worker.process(VisitRun.objects.get(kind="zones").id)
    to(carol, "zone_plan_list")
    carol.page.get_by_role("button", name="New plan").first.click()
    carol.arrive()
    for label, text in (("Name", PLAN), ("How many zones", "2"), ("Seed", "1")):
        carol.hand.write(carol.page.get_by_label(label, exact=True), text)
    carol.press("Propose zones")
    carol.reads("shorter than in today’s zones", "Royal Mail")
    fit(carol.page)


def moves_two_squares_by_keyboard(carol: Person) -> None:
    before, keys = carol.page.locator("table").first.inner_text(), Keyboard(carol.page)
    for square in range(2):
        keys.pick(carol.page.locator("input[name=units]").nth(square))
    keys.write(carol.page.get_by_label("or into a new zone called"), "Moor")
    keys.go_on(carol.page.get_by_role("button", name="Move them"))
    carol.arrive()
    carol.reads("2 moved into Moor. Every measure is worked out anew.", "3 Zone 2")
    after = carol.page.locator("table").first.inner_text()
    assert "Moor" in after and after != before
    carol.press("Freeze it")
    carol.reads("It never changes")
    assert ZonePlanRow.objects.get().frozen_at
    fit(carol.page)


def prices_them(carol: Person) -> None:
    carol.press("Rates by zone")
    carol.reads("At these rates the plan costs", "less than today’s zones", "Moor")
    fit(carol.page)


def appraises(carol: Person) -> None:
    to(carol, "appraisal_list")
    carol.press("Begin an appraisal")
    typed = {"Name": APPRAISAL, "Options": "Do nothing\nZones and rates by zone", "Criteria": "Cost\nPick-up"}
    for label, text in typed.items():
        carol.hand.write(carol.page.get_by_label(label, exact=True), text)
    carol.press("Go on to the weights")
    for label, text in (("Cost", "40"), ("Pick-up", "60")):
        carol.hand.write(carol.page.get_by_label(label, exact=True), text)
    carol.press("Set the weights")
    for points in ("5", "1", "2", "4"):
        carol.page.locator("a[href*='/scores/']").filter(has_text="Score").first.click()
        carol.arrive()
        carol.page.get_by_label("Score", exact=True).select_option(points)
        carol.hand.write(carol.page.get_by_label("Why", exact=True), "As the rates by zone show.")
        carol.press("Keep the score")
    carol.reads("Zones and rates by zone comes first")
    carol.press("Freeze it")


def prints_the_paper_on_money(carol: Person, folder: Path) -> None:
    to(carol, "paper_list")
    carol.press("Resource and financial impact")
    begins(carol, "New lots", scenario="Fair from April", plan=PLAN)
    titles = {one.key: one.title for one in sections_of(PaperKind.RESOURCE)}
    for key, typed in WRITTEN.items():
        carol.follow(titles[key])
        carol.hand.write(carol.page.locator("textarea[name=words]"), typed["words"])
        carol.press("Save")
    carol.press("Freeze it")
    carol.reads("Its files never change")
    words = printed(carol, folder)
    for said in ("New lots", "Zones and rates by zone", PLAN, "Moor", "What the data cannot say", "Care Act 2014"):
        assert said in words, said
    assert "Not written yet" not in words and "Planted Care" not in words


def prints_the_paper_on_people(carol: Person, folder: Path) -> None:
    to(carol, "paper_list")
    carol.press("Equality and human rights impact")
    begins(carol, "People", plan=PLAN)
    for title, effect in (("In short", ""), ("Age", "Worse"), ("Private life, family and home (article 8)", "Better")):
        carol.follow(title)
        if effect:
            carol.hand.pick(carol.page.get_by_label(effect, exact=True))
        carol.hand.write(carol.page.locator("textarea[name=words]"), "People keep those whom they know.")
        carol.press("Save")
    words = printed(carol, folder)
    assert "Likely effect: Worse" in words and "A draft" in words and ImpactPaper.objects.count() == 2


def begins(carol: Person, name: str, *, plan: str, scenario: str = "") -> None:
    carol.hand.write(carol.page.get_by_label("Name", exact=True), name)
    chosen = {"Options appraisal": APPRAISAL, "Zone plan": plan, **({"Fee scenario": scenario} if scenario else {})}
    for label, text in chosen.items():
        carol.page.get_by_label(label, exact=True).select_option(label=text)
    carol.press("Begin")
    carol.reads("Begun. Write its sections next.")


def printed(carol: Person, folder: Path) -> str:
    """Return the words of a paper's file, as one reads them."""
    file = carol.download("PDF", folder)
    if pictures := os.environ.get("WALK_PICTURES"):
        shutil.copy(file, pictures)
    told: Any = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.split())
