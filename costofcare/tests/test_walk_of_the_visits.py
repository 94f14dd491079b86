"""A commissioner with *visits* sends an export nobody has seen, maps it once, and reads the market that it shows.

One walk by two hands: by pointer, where axe looks at each page at both widths, and without JavaScript. A commissioner
without the switch finds nothing of the files, and reads the profile all the same.
"""

import csv
import io
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from accounts.domain.roles import RoleName
from accounts.tests.people import person_of
from costofcare.tests.browser import DESKTOP, PHONE, assert_page_holds
from costofcare.tests.hands import Plain, Pointer
from costofcare.tests.walkers import Person
from markets.models import Dataset, VisitRun
from markets.store import dataset_removal, profile_worker, take_in_worker
from markets.synthetic.domain.county import generator, invented_county
from markets.synthetic.domain.visit_texts import HEADER, visit_texts
from markets.tests.council import Council
from markets.tests.held_visits import council
from register.models import Location, Owner, Provider

__all__ = ["council"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.proof,
]
ENGLAND = ZoneInfo("Europe/London")
OUTCOMES = {"done": "Completed", "missed": "No show", "cancelled_client": "Cancelled late", "frustrated": "No reply"}
MEANINGS = {
    "Completed": "It was done",
    "No show": "It was missed",
    "Cancelled late": "The client cancelled",
    "No reply": "Nobody was home",
}
NAMES = ("Alder Care", "Birch Home Care", "Cedar at Home", "Damson Carers", "Elder & Sons", "Fir Tree Support")
HEADS = (
    "Branch", "Customer ID", "Customer name", "Staff ID", "Booking", "Scheduled start", "Planned minutes", "Check in",
    "Check out", "Login method", "Visit status", "Patch", "Staff required", "Notes",
)  # fmt: skip


def export(weeks_later: int = 0) -> bytes:
    """Return four weeks of a small county as some system writes them: local times, minutes, its own words."""
    county = invented_county(generator(17), 17, 4, 400)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEADS)
    for cells in visit_texts(county):
        row = dict(zip(HEADER, cells, strict=True))
        begun = _moment(row["actual_start"], weeks_later)
        ended = begun + timedelta(seconds=int(row["actual_seconds"])) if begun else None
        rows.writerow(
            [
                f"1-{int(row['provider_ref'][1:]) % len(NAMES)}",
                row["client_ref"],
                "Mary Jones",
                row["carer_ref"],
                row["visit_ref"] + ("b" if weeks_later else ""),
                _wall(_moment(row["planned_start"], weeks_later)),
                int(row["planned_seconds"]) // 60,
                _wall(begun),
                _wall(ended),
                {"app": "app", "manual": "manual", "": ""}[row["start_method"]],
                OUTCOMES[row["outcome"]],
                row["zone_key"],
                row["carers_planned"],
                "Key safe 4711, SK9 1AB",
            ]
        )
    return text.getvalue().encode()


def _moment(text: str, weeks_later: int) -> datetime | None:
    return datetime.fromisoformat(text) + timedelta(weeks=weeks_later) if text else None


def _wall(moment: datetime | None) -> str:
    return f"{moment.astimezone(ENGLAND):%d/%m/%Y %H:%M:%S}" if moment else ""


@pytest.fixture
def market(council: Council) -> Iterator[Council]:
    """The council with six branches of owners of their own, and a colleague of Carol's without the switch."""
    for number, name in enumerate(NAMES):
        owner = Owner.objects.create(name=f"{name} Ltd")
        provider = Provider.objects.create(name=f"{name} Ltd", cqc_provider_id=f"1-p{number}", owner=owner)
        Location.objects.create(
            name=name,
            cqc_location_id=f"1-{number}",
            provider=provider,
            authority=council.authority,
            is_homecare=True,
        )
    yield council


@pytest.fixture
def arrives(live_server: Any, new_page: Any) -> Callable[..., Person]:
    def arrived(hand: type[Pointer], who: object, holds: Callable[[Page], None]) -> Person:
        page = new_page(DESKTOP, java_script_enabled=hand.has_script)
        person = Person(page, live_server.url, holds, hand)
        person.sign_in(who)  # type: ignore[arg-type]
        return person

    return arrived


def at_both_widths() -> Callable[[Page], None]:
    """Each kind of page once: its address, title and how many headings; with WALK_PICTURES a picture of each, too."""
    held: set[tuple[str, str]] = set()
    pictures = os.environ.get("WALK_PICTURES")

    def once(page: Page) -> None:
        kind = re.sub(r"[0-9a-f-]{36}|[?#].*", "", page.url), f"{page.title()} {page.locator('h2').count()}"
        if kind in held:
            return
        held.add(kind)
        assert_page_holds(page, (DESKTOP, PHONE))
        for width in (DESKTOP, PHONE) if pictures else ():
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{pictures}/{len(held):02}_{width}.png", full_page=True)
        page.set_viewport_size({"width": DESKTOP, "height": 900})

    return once


def unlooked(page: Page) -> None:
    """What a browser without scripts sees is what the pointer saw."""


def give(person: Person, name: str, data: bytes) -> None:
    """Send a file by its page."""
    person.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    person.press("Send")


def works(carol: Person, state: str) -> None:
    """Let a worker at the file that came last, and look at its page again."""
    row = Dataset.objects.latest("received_at")
    take_in_worker.process(row.id)
    row.refresh_from_db()
    assert row.state == state, (row.state, row.words)
    carol.page.goto(f"{carol.address}/visits/{row.id}/")
    carol.arrive()


@pytest.mark.parametrize("hand", [Pointer, Plain], ids=["by pointer", "without script"])
def test_from_an_unknown_export_to_a_printed_provider(
    market: Council, arrives: Callable[..., Person], hand: type[Pointer], tmp_path: Path, expected_errors: list[str]
):
    carol = arrives(hand, market.carol, at_both_widths() if hand is Pointer else unlooked)
    carol.follow("Market")
    carol.reads("No profile yet")
    carol.follow("Visits that are held")
    carol.reads("Nothing is held yet")
    what_is_no_file_of_visits(carol)
    sends_and_maps(carol)
    the_second_file_asks_nothing(carol)
    the_same_again_is_refused(carol)
    reads_the_market(carol)
    prints_a_provider(carol, tmp_path)
    colleague = person_of("Cem Colleague", RoleName.COMMISSIONER, market.authority)
    who_has_no_switch_is_refused(arrives(hand, colleague, unlooked), expected_errors)
    deletes_while_it_is_read(carol)


def what_is_no_file_of_visits(carol: Person) -> None:
    carol.follow("Send a file")
    carol.press("Send")
    carol.reads("There is a problem", "Choose a file")
    give(carol, "empty.csv", b"")
    carol.reads("There is a problem", "This file is empty")
    give(carol, "minutes.pdf", b"%PDF-1.7 minutes of a meeting")
    works(carol, "refused")
    carol.reads("it is a PDF. Save it as CSV (UTF-8) from your system and send it again.")
    carol.follow("Visits")


def sends_and_maps(carol: Person) -> None:
    carol.press("Send a file")
    give(carol, "october.csv", export())
    carol.reads("october.csv", "Waiting for a worker")
    works(carol, "mapping")
    carol.press("Say which column holds what")
    carol.reads("Which column holds what", "The first rows of the file")
    assert "Mary Jones" not in carol.text and "SK9" not in carol.text and "4711" not in carol.text
    chosen = {
        name: carol.page.get_by_label(name, exact=True).evaluate("at => at.selectedOptions[0].text") for name in HEADS
    }
    assert chosen["Planned minutes"] == "Planned length, in minutes" and chosen["Notes"] == "Not read", chosen
    assert "Not read" not in {chosen[name] for name in HEADS if name not in ("Customer name", "Notes")}, chosen
    carol.press("Keep, and take the file in")
    works(carol, "waiting")
    carol.press("Answer")
    for word, meaning in MEANINGS.items():
        carol.hand.pick(carol.page.get_by_role("group", name=f"“{word}”").get_by_label(meaning))
    carol.press("Answer, and take the file in")
    works(carol, "taken_in")
    carol.reads("What became of its rows", "The file itself is deleted")
    assert Dataset.objects.latest("received_at").used > 2_000


def the_second_file_asks_nothing(carol: Person) -> None:
    carol.follow("Visits")
    carol.press("Send a file")
    give(carol, "november.csv", export(weeks_later=4))
    works(carol, "taken_in")
    row = Dataset.objects.latest("received_at")
    assert row.questions == [] and row.used > 2_000


def the_same_again_is_refused(carol: Person) -> None:
    carol.follow("Visits")
    carol.press("Send a file")
    give(carol, "again.csv", export())
    carol.reads("There is a problem", "You sent this file on")
    carol.page.go_back()
    carol.page.wait_for_load_state()


def reads_the_market(carol: Person) -> None:
    profile_worker.sweep()
    for run in VisitRun.objects.filter(state="received"):
        profile_worker.process(run.id)
    carol.page.goto(carol.address)
    carol.follow("Market")
    carol.reads("Market profile", "Providers", *NAMES)
    for first, last in (("2025-09-29", "2025-10-26"), ("2025-10-27", "2025-11-23")):
        carol.follow("Make one of other days")
        for label, text in (("First day", first), ("Last day", last)):
            parts = dict(zip(("Year", "Month", "Day"), text.split("-"), strict=True))
            for part, number in parts.items():
                carol.hand.write(carol.page.get_by_role("group", name=label).get_by_label(part), number)
        carol.press("Make it")
        profile_worker.process(VisitRun.objects.get(state="received").id)
        carol.page.goto(carol.address)
        carol.follow("Market")
    options = carol.page.get_by_label("Compare with")
    options.select_option(index=1)
    carol.press("Show")
    carol.reads("Held against")


def prints_a_provider(carol: Person, folder: Path) -> None:
    carol.follow("Alder Care")
    carol.reads("Alder Care", "All measures")
    carol.page.emulate_media(media="print")
    (printed := folder / "provider.pdf").write_bytes(carol.page.pdf(format="A4"))
    carol.page.emulate_media(media="screen")
    words = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True).stdout
    assert "Alder Care" in words and words.count("\f") <= 2, words.count("\f")
    if pictures := os.environ.get("WALK_PICTURES"):
        subprocess.run(["pdftoppm", "-png", "-r", "60", printed, f"{pictures}/print"], check=True)


def who_has_no_switch_is_refused(other: Person, expected_errors: list[str]) -> None:
    other.follow("Market")
    other.reads("Market profile")
    assert other.page.get_by_role("link", name="Visits that are held").count() == 0
    expected_errors.append("404")
    answer = other.page.goto(f"{other.address}/visits/")
    assert answer is not None and answer.status == 404
    answer = other.page.goto(f"{other.address}/visits/{Dataset.objects.latest('received_at').id}/map/")
    assert answer is not None and answer.status == 404


def deletes_while_it_is_read(carol: Person) -> None:
    """Two tabs: a file is deleted in the one while the other shows that it is being read."""
    carol.page.goto(f"{carol.address}/visits/send/")
    give(carol, "december.csv", export(weeks_later=9))
    row = Dataset.objects.latest("received_at")
    carol.page.goto(f"{carol.address}/visits/{row.id}/delete/")
    carol.press("Delete")
    carol.reads("december.csv is deleted.")
    take_in_worker.process(row.id)
    dataset_removal.sweep()
    row.refresh_from_db()
    assert (row.state, row.folder) == ("deleted", "")
    carol.page.goto(f"{carol.address}/visits/{row.id}/map/")
    carol.reads("This file has moved on")
