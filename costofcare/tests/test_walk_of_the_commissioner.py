"""A commissioner prices home care: three scenarios from a release, compared, one frozen, and its paper printed.

One walk by three hands: by pointer, by keyboard alone, and without JavaScript. By pointer it goes on through all pages
of the room, with errors and without, and axe looks at each at both widths.
"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from costofcare.demo.fees import TYPED
from costofcare.tests.browser import DESKTOP, PHONE, assert_page_holds
from costofcare.tests.hands import SHOWS_FOCUS, STOPS, Keyboard, Plain, Pointer
from costofcare.tests.walkers import Person
from markets.models import FeeScenario
from markets.tests.council import Council, make_council
from markets.tests.released_medians import released

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.nightly,
]
HIDDEN = {"mileage": "Mileage (£ per contact hour)", "visits_15": "Visits of 15 minutes (visits a week)"}
ZONES = (("Town", "6"), ("Villages", "9"), ("Moor", "15"))
TODAY = (("25.20", "3000"), ("25.20", "2400"), ("26.80", "1600"))
RATES = "Zone;Minutes;Day;Careworkers;Rate\nTown;30;weekday;1;12.95\nMoor;30;weekday;1;14.75\nIsle;30;any;2;20"
# The place of what has the focus among all elements of the page; none where the page itself has it.
WHERE = "() => document.activeElement === document.body ? -1 : [...document.all].indexOf(document.activeElement)"
# What is printed of a scenario: its figures, and nothing to press or to fill in.
UNPRINTED = "button, input:not([type=hidden]), textarea, select, nav a"


@pytest.fixture
def council(transactional_db: None) -> Council:
    made = make_council()
    released(made, {**TYPED, **dict.fromkeys(HIDDEN)})
    return made


@pytest.fixture
def arrives(live_server, new_page) -> Callable[..., Person]:
    def arrived(hand: type[Pointer], who: object, holds: Callable[[Page], None]) -> Person:
        page = new_page(DESKTOP, java_script_enabled=hand.has_script)
        person = Person(page, live_server.url, holds, hand)
        person.sign_in(who)  # type: ignore[arg-type]
        return person

    return arrived


def at_both_widths() -> Callable[[Page], None]:
    """Each kind of page once: its address without identifiers, and its title, which says whether there are errors."""
    held: set[tuple[str, str]] = set()

    def once(page: Page) -> None:
        kind = re.sub(r"[0-9a-f-]{36}|[?#].*", "", page.url), page.title()
        if kind not in held:
            held.add(kind)
            assert_page_holds(page, (DESKTOP, PHONE))

    return once


def unlooked(page: Page) -> None:
    """What the keyboard sees, and a browser without scripts, is what the pointer saw."""


@pytest.mark.parametrize(
    "hand",
    [pytest.param(hand, marks=pytest.mark.proof) for hand in (Pointer, Keyboard, Plain)],
    ids=["by pointer", "by keyboard alone", "without script"],
)
def test_three_scenarios_are_built_compared_frozen_and_printed(
    council: Council, arrives: Callable[..., Person], hand: type[Pointer], tmp_path: Path
):
    carol = arrives(hand, council.carol, at_both_widths() if hand is Pointer else unlooked)
    carol.follow("Fee lab")
    carol.reads("No scenario yet")
    begins_from_the_release(carol)
    types_what_is_paid_today(carol)
    first, lab = "From the release", carol.page.url
    if hand is Keyboard:
        tabs_through(carol.page)
    copies(carol, "More pay", {"Pay per contact hour": "13.90"}, "The unions ask for it")
    carol.page.goto(lab)
    copies(carol, "Zones redrawn", {"Travel minutes a visit, zone 3": "12"}, "A trial round")
    compares(carol, (first, "More pay", "Zones redrawn"))
    carol.follow("Fee lab")
    carol.follow("Zones redrawn")
    freezes(carol)
    prints(carol, tmp_path)
    assert FeeScenario.objects.count() == 3 and FeeScenario.objects.filter(frozen_at__isnull=False).count() == 1
    if hand is Pointer:
        looks_at_every_page_of(carol, lab)


def begins_from_the_release(carol: Person) -> None:
    carol.press("New scenario")
    carol.follow("Release 1 of Home care 2025")
    carol.press("Begin")
    carol.reads("There is a problem", "Enter mileage")
    write = carol.hand.write
    write(field(carol, "Name"), "From the release")
    for key, label in HIDDEN.items():
        write(field(carol, label), TYPED[key])
    write(field(carol, "Where these figures come from"), "Invoices of a year")
    for number, (name, minutes) in enumerate(ZONES, 1):
        write(field(carol, f"Name of zone {number}"), name)
        write(field(carol, f"Travel minutes a visit, zone {number}"), minutes)
    carol.press("Begin")
    carol.reads("From the release begins from release 1", "A fair fee", "Town", "Moor")


def types_what_is_paid_today(carol: Person) -> None:
    for number, (fee, hours) in enumerate(TODAY, 1):
        carol.hand.write(field(carol, f"Today’s fee, £ an hour, zone {number}"), fee)
        carol.hand.write(field(carol, f"Hours a week, zone {number}"), hours)
    carol.press("Work out without saving")
    carol.reads("Nothing is kept until you save")
    carol.press("Save")
    carol.reads("From the release is saved.", "What today’s fee carries", "more a year than today")


def tabs_through(page: Page) -> None:
    """Each stop shows that it has the focus, none is met twice, and the last one leads out again: to the first."""
    page.reload()
    met: list[int] = []
    for _ in range(page.evaluate(STOPS) + 1):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        if here < 0 or here in met:
            break
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        met.append(here)
    assert len(met) > 50 and here in (-1, met[0]) and met == sorted(met)


def copies(carol: Person, name: str, changed: dict[str, str], because: str) -> None:
    carol.hand.write(carol.page.locator("form[action$='/copy/'] input[name=name]"), name)
    carol.press("Copy")
    for label, text in changed.items():
        carol.hand.write(carol.page.get_by_label(label).first, text)
    carol.hand.write(field(carol, "Where the changed figures come from"), because)
    carol.press("Save")
    carol.reads(f"{name} is saved.")


def compares(carol: Person, names: tuple[str, ...]) -> None:
    carol.follow("Fee lab")
    for name in names:
        carol.hand.pick(carol.page.get_by_role("checkbox", name=name))
    carol.press("Compare those that are ticked")
    carol.reads("What differs", "Pay per contact hour", "Moor: travel minutes a visit", "What it comes to", *names)


def freezes(carol: Person) -> None:
    carol.hand.go_on(carol.page.locator("summary", has_text="Freeze or throw away"), stays=True)
    carol.press("Freeze for good")
    carol.reads("is frozen. It can be copied, and never changes.", "Digest", "What was put in")
    assert carol.page.get_by_role("button", name="Save").count() == 0


def prints(carol: Person, folder: Path) -> None:
    """The page as the browser prints it, and the paper."""
    carol.page.emulate_media(media="print")
    for part in carol.page.locator(UNPRINTED).all():
        assert not part.is_visible(), part.evaluate("at => at.outerHTML")
    assert carol.page.locator("section[aria-label='The answer']").is_visible()
    (printed := folder / "page.pdf").write_bytes(carol.page.pdf(format="A4"))
    carol.page.emulate_media(media="screen")
    paper = carol.download("as PDF", folder)
    rate = carol.page.locator("table", has_text="A fair fee").locator("strong").first.inner_text()
    for file in (printed, paper):
        text = words_of(file)
        assert rate in text and "Moor" in text and "What is not in it" in text, file
    assert words_of(paper).count("\f") <= 4


def words_of(file: Path) -> str:
    """Return the words of a PDF; a page ends with a form feed."""
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def looks_at_every_page_of(carol: Person, lab: str) -> None:
    carol.page.goto(lab)
    carol.arrive()
    carol.hand.write(carol.page.get_by_label("Pay per contact hour").first, "lots")
    carol.press("Save")
    carol.reads("There is a problem", "“lots” is not a number")
    carol.page.goto(lab)
    looks_at_further_pages(carol)
    keeps_a_rate_card(carol, lab)
    carol.follow("Fee lab")
    carol.follow("Wage test")
    carol.press("Test")
    carol.reads("Once travel and waiting count")
    carol.hand.write(field(carol, "Minutes of a mean visit"), "0")
    carol.press("Test")
    carol.reads("There is a problem", "a number from 1 to 1,440")


def looks_at_further_pages(carol: Person) -> None:
    carol.follow("Pictures and ranges")
    carol.reads("Most hangs on", "Rates side by side")
    carol.hand.write(field(carol, "Miles a visit: from"), "99")
    carol.press("Save")
    carol.reads("There is a problem", "the lower end is above the higher one")
    carol.follow("Budget and providers")
    carol.hand.write(field(carol, "Providers"), "Elm, 100")
    carol.press("Save")
    carol.reads("Line 1, “Elm, 100”")
    carol.hand.write(field(carol, "Providers"), "Elm, 100, 24.10, Town\nOak, 90, 40, Moor")
    carol.press("Save")
    carol.reads("Who gains and who loses", "1 of 2 would have less than today", "Month by month")
    carol.follow("Two careworkers, sub-contracts, leads")
    carol.hand.write(field(carol, "Rate that is paid to a sub-contractor, £ an hour"), "21.90")
    carol.press("Save")
    carol.reads("A sub-contracted hour", "Left to the lead")
    carol.follow("Ethical Care Charter")
    carol.hand.write(field(carol, "Living Wage of the day, £ per hour"), "13.45")
    carol.press("Save")
    carol.reads("The charter is saved with the scenario.", "the Living Wage £13.45")


def keeps_a_rate_card(carol: Person, lab: str) -> None:
    carol.follow("Fee lab")
    carol.follow("Rate cards")
    carol.reads("No rate card yet")
    carol.press("New rate card")
    carol.press("Read and show")
    carol.reads("There is a problem", "Give the rate card a name")
    carol.hand.write(field(carol, "Name"), "From April")
    for label, text in (("Day", "1"), ("Month", "4"), ("Year", "2026")):
        carol.hand.write(carol.page.get_by_role("group", name="First day").get_by_label(label), text)
    carol.hand.pick(carol.page.get_by_role("radio", name="A visit"))
    carol.hand.write(field(carol, "Or type or paste the rates"), RATES.replace("14.75", "lots"))
    carol.press("Read and show")
    carol.reads("There is a problem", "lots")
    carol.hand.write(field(carol, "Or type or paste the rates"), RATES)
    carol.press("Read and show")
    carol.reads("3 rates read. Nothing is kept yet")
    carol.press("Keep")
    carol.reads("From April is kept.")
    carol.press("Compare")
    carol.reads("do not carry the living wage", "1 more are of zones that the scenario has not")
    carol.follow("Beside what was released")
    carol.follow("From April")
    carol.follow("Rate cards")
    carol.reads("From April")


def field(carol: Person, name: str):
    return carol.page.get_by_role("textbox", name=name, exact=True)
