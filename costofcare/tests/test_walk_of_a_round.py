"""A round walked whole in a browser: inviting, returns in three ways, queries, the lock, the analysis, an edition.

Ashgrove returns by workbook, Gainsley by csv and online, twenty others by rows; four do not. Each page is looked at by
axe at both widths as it is come to; a second walk has no JavaScript. PICTURES=<folder> keeps a picture of each page.
"""

import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page

from benchmarking.analysis.actions import analysis_worker
from benchmarking.models import BenchmarkRound, CouncilQuery, CouncilReturn, MemberConsent, RoundAnalysis, RoundMember
from benchmarking.returns.actions import drafts
from benchmarking.returns.domain.questionnaire import PROFILE
from benchmarking.returns.domain.return_workbook import WorkbookOf, written_workbook
from benchmarking.synthetic.actions.region_cast import RegionCast
from benchmarking.synthetic.actions.region_members import consents_of_version, version_of
from benchmarking.synthetic.domain.region_files import invented_region
from benchmarking.synthetic.domain.region_returns import FILES_WEEK, RegionYear, council_return
from benchmarking.synthetic.tests.test_region_is_held import people_and_places
from costofcare.tests.browser import DESKTOP, PHONE, assert_page_holds
from costofcare.tests.hands import Plain, Pointer
from costofcare.tests.walkers import Person
from submissions.tests.cast import as_worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.proof,
]
YEAR, NAME = RegionYear(FILES_WEEK), "Spring round"
LATE = ("Jessop", "Netherby", "Redmoor", "Yarrow")
BY_HAND = ("Ashgrove", "Gainsley")


def at_both_widths() -> Callable[[Page], None]:
    """Look at each kind of page once, and keep its picture."""
    held: set[tuple[str, str]] = set()

    def once(page: Page) -> None:
        kind = re.sub(r"[0-9a-f-]{36}|[?#].*", "", page.url), page.title()
        if kind not in held:
            held.add(kind)
            assert_page_holds(page, (DESKTOP, PHONE))
            if folder := os.environ.get("PICTURES"):
                page.screenshot(path=Path(folder) / f"walk-{len(held):02}.png", full_page=True)

    return once


@pytest.fixture
def arrives(live_server: Any, new_page: Callable[..., Page]) -> Callable[..., Person]:
    def arrived(hand: type[Pointer], who: object, holds: Callable[[Page], None]) -> Person:
        page = new_page(DESKTOP, java_script_enabled=hand.has_script)
        person = Person(page, live_server.url, holds, hand)
        if who is not None:
            person.sign_in(who)  # type: ignore[arg-type]
        return person

    return arrived


@pytest.mark.parametrize("hand", [Pointer, Plain], ids=["by pointer", "without script"])
def test_from_inviting_26_councils_to_the_public_page(
    transactional_db: None, arrives: Callable[..., Person], hand: type[Pointer], tmp_path: Path
):
    cast, _, _ = people_and_places()
    holds = at_both_widths() if hand is Pointer else (lambda page: None)
    pia, quin, iris, gil = (
        arrives(hand, who, holds) for who in (cast.analyst, cast.approver, cast.filler, cast.delegate)
    )
    row = set_up_and_invite(pia)
    by_workbook(iris, tmp_path)
    by_csv_and_online(gil, cast, row, tmp_path)
    return_by_rows(cast, row)
    two_are_asked(pia, iris, gil)
    lock_and_analyse(pia, row)
    pia.press("Draft an edition of it")
    pia.reads("Edition 1 is drafted", "You drafted this edition.")
    approve(quin)
    read_what_was_released(iris, gil, arrives(hand, None, holds))


def fill(person: Person, **fields: str) -> None:
    for name, text in fields.items():
        person.page.locator(f"main [name={name}]").fill(text)


def set_up_and_invite(pia: Person) -> BenchmarkRound:
    pia.follow("All rounds of this office")
    pia.follow("Set up a round")
    ends = timezone.localdate() + timedelta(9)
    days = {"reference_week": FILES_WEEK, "opens_on": date(2025, 5, 1), "closes_on": ends}
    for key, day in days.items():
        fill(pia, **{f"{key}_{at}": f"{part}" for at, part in enumerate((day.day, day.month, day.year))})
    fill(pia, name=NAME)
    pia.press("Set up")
    pia.reads("Nobody is asked yet")
    pia.press("Add councils")
    fill(pia, lines="\n".join(lines()))
    pia.press("Add")
    pia.reads("26 councils take part now")
    pia.press("Open the round to its councils")
    pia.reads("0 of 26 councils have returned.")
    row = BenchmarkRound.objects.get()
    asked = [letter for letter in mail.outbox if NAME in letter.subject]
    assert len(asked) == 26
    return row


def lines() -> list[str]:
    emails = {"Ashgrove": "iris.ashgrove@example.org", "Gainsley": "gil.gainsley@example.org"}
    return [
        ";".join((
            one.name, one.ons_code, one.row["sub_region"], one.row["inner_outer"], f"Director of {one.name}",
            emails.get(one.name, f"{one.ons_code.lower()}@example.org"),
        ))
        for one in invented_region()
    ]  # fmt: skip


def given_of(name: str) -> Any:
    return council_return(next(one for one in invented_region() if one.name == name), YEAR)


def by_workbook(iris: Person, folder: Path) -> None:
    """Iris uploads a workbook, and is the delegate who approves it."""
    given, file = given_of("Ashgrove"), folder / "ashgrove.xlsx"
    tables = {"prices": list(given.prices), "providers": list(given.providers)}
    file.write_bytes(written_workbook(WorkbookOf(NAME, "Ashgrove", "X09000001", FILES_WEEK), given.typed, tables))
    iris.page.goto(f"{iris.address}/home/")
    iris.follow(f"Fill in your council’s return for “{NAME}”")
    iris.press("Upload a workbook")
    iris.hand.give(iris.page.locator("input[type=file]"), file)
    iris.press("Read it")
    iris.press("Send and approve")
    iris.reads("Version 1 is sent and approved.")


def by_csv_and_online(gil: Person, cast: RegionCast, row: BenchmarkRound, folder: Path) -> None:
    """Gil’s colleagues have typed all but one page; he types that, loads both tables, agrees to all, and sends it."""
    given = given_of("Gainsley")
    member = RoundMember.objects.get(round=row, council_name="Gainsley")
    last = PROFILE.pages[1]
    left_out = {key: text for key, text in given.typed.items() if key not in last.keys}
    drafts.keep(cast.delegate, member, type(given)(left_out, [], [], {}))
    gil.page.goto(f"{gil.address}/home/")
    gil.follow(f"Fill in your council’s return for “{NAME}”")
    gil.page.goto(f"{gil.address}/benchmarking/own/{member.id}/pages/2/")
    fill(gil, **{key: given.typed[key] for key in last.keys if key in given.typed})
    gil.press("Save and go on")
    for title, rows in (("Prices", given.prices), ("Providers", given.providers)):
        gil.page.goto(f"{gil.address}/benchmarking/own/{member.id}/")
        gil.follow(title)
        file = folder / f"{title}.csv"
        text = "\r\n".join([";".join(rows[0]), *(";".join(one.values()) for one in rows)])
        file.write_text(f"{text}\r\n", encoding="cp1252")
        gil.hand.give(gil.page.locator("input[type=file]"), file)
        gil.press("Read it")
        gil.reads(f"{len(rows)} rows.")
    gil.page.goto(f"{gil.address}/benchmarking/own/{member.id}/")
    gil.press("Send and approve")
    gil.reads("Version 1 is sent and approved.")


def return_by_rows(cast: RegionCast, row: BenchmarkRound) -> None:
    """Twenty others return, with the consent that each gives: names of nothing, of prices, of practice, of all."""
    members = {one.council_name: one for one in RoundMember.objects.filter(round=row)}
    versions = []
    for council in invented_region():
        if council.name in (*LATE, *BY_HAND):
            continue
        version = version_of(cast, row, members[council.name], council, council_return(council, YEAR))
        version.approved_at, version.approved_by_id = version.sent_at, cast.team_id
        versions.append(version)
    CouncilReturn.objects.bulk_create(versions)
    MemberConsent.objects.bulk_create(one for version in versions for one in consents_of_version(version))
    for version in versions:
        RoundMember.objects.filter(id=version.member_id).update(returned_at=version.approved_at)


def two_are_asked(pia: Person, *asked: Person) -> None:
    """Both correct their days to a first visit, send that anew, and answer; the office closes what it asked."""
    for name, person in zip(BY_HAND, asked, strict=True):
        pia.page.goto(f"{pia.address}/home/")
        pia.follow(NAME)
        pia.follow(name)
        pia.press("Ask the council")
        fill(pia, words=f"Are the days to a first visit of {name} right?")
        pia.press("Send the query")
        correct(person, name)
        query = CouncilQuery.objects.get(member__council_name=name)
        person.page.goto(f"{person.address}/benchmarking/queries/{query.id}/")
        person.arrive()
        fill(person, words="We have counted them again, and sent them anew.")
        person.press("Send the answer")
        pia.page.goto(f"{pia.address}/benchmarking/queries/{query.id}/")
        pia.arrive()
        pia.page.locator("[name=outcome][value=corrected]").check()
        pia.press("Close it")


def correct(person: Person, name: str) -> None:
    member = RoundMember.objects.get(council_name=name)
    page = next(number for number, one in enumerate(PROFILE.pages, 1) if "days_to_start" in one.keys)
    person.page.goto(f"{person.address}/benchmarking/own/{member.id}/pages/{page}/")
    fill(person, days_to_start="13")
    person.press("Save and come back later")
    person.page.goto(f"{person.address}/benchmarking/own/{member.id}/")
    person.press("Send and approve")
    person.reads("Version 2 is sent and approved.")


def lock_and_analyse(pia: Person, row: BenchmarkRound) -> None:
    pia.page.goto(f"{pia.address}/home/")
    pia.follow(NAME)
    pia.reads("22 of 26 councils have returned.")
    pia.press("Close it and check what came in")
    pia.page.get_by_text("Lock what came in").first.click()
    pia.press("Lock what came in")
    pia.reads("is now locked")
    pia.press("Analyses and editions")
    pia.press("Work the round out")
    with as_worker():
        analysis_worker.process(RoundAnalysis.objects.get().id)
    pia.page.goto(f"{pia.address}/benchmarking/rounds/{row.id}/analyses/")
    pia.follow("Analysis 1")
    pia.reads("22 of 26 councils", "What goes with what")


def approve(quin: Person) -> None:
    quin.page.goto(f"{quin.address}/home/")
    quin.follow(NAME)
    quin.press("Analyses and editions")
    quin.follow("Edition 1")
    quin.reads("takes away the rows of those who are named")
    quin.press("Approve it and let it out")
    quin.reads("Edition 1 is out.")


def read_what_was_released(iris: Person, gil: Person, stranger: Person) -> None:
    iris.page.goto(f"{iris.address}/home/")
    iris.follow(f"Where do we stand: {NAME}")
    iris.reads("Yours: £25.12", "third of 22")
    iris.page.select_option("select[name=group]", "model")
    iris.hand.go_on(iris.page.get_by_role("button", name="Show", exact=True).first)
    iris.arrive()
    iris.reads("buy by framework")
    gil.page.goto(f"{gil.address}/home/")
    gil.follow(f"Members’ datasheet: {NAME}")
    gil.reads("Kelmere", "Average price by name")
    report = gil.page.get_by_role("link", name="Regional report, PDF").get_attribute("href")
    sent = gil.page.request.get(f"{gil.address}{report}")
    assert sent.ok and sent.body()[:4] == b"%PDF"
    if folder := os.environ.get("PICTURES"):
        (Path(folder) / "report.pdf").write_bytes(sent.body())
    stranger.page.goto(f"{stranger.address}/published/rounds/")
    stranger.arrive()
    stranger.page.locator("main a[href*='/published/rounds/']").first.click()
    stranger.arrive()
    stranger.reads("LA 22", "fewer than 5")
    assert not [one.name for one in invented_region() if one.name in stranger.text]
