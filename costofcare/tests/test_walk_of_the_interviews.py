"""An interview from its booking to a quote that is out: by pointer, coded by keyboard alone, and without a script.

An engagement officer books, an analyst holds the interview, notes on a phone and codes, a second codes alone, and an
approver lets a finding and a quote out, which the regional lead reads.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.tests.people import person_of
from costofcare.tests.browser import DESKTOP, PHONE, assert_page_holds
from costofcare.tests.hands import Plain, Pointer
from costofcare.tests.walkers import Person
from engagement.interviews.actions.invented_study import hold_study
from engagement.models import FrameMember, InterviewSection, InterviewStudy, SectionCoding
from register.models import Authority

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_second_factor"),
    pytest.mark.proof,
]
NOTES = "The way between two visits is not paid. People stay where the round is short! Nobody asks us."
QUOTE = "People stay where the round is short and somebody rings back."
COUNCILS = ("Ashgrove", "Barrow", "Calderwick", "Dunmere")


@dataclass
class Team:
    ann: Context
    bob: Context
    fay: Context
    ned: Context
    lea: Context
    study: InterviewStudy


@pytest.fixture
def team() -> Team:
    here = Authority.objects.create(name="Programme office", cqc_name="")
    people = [
        person_of(name, role, here)
        for name, role in (
            ("Ann Analyst", RoleName.ANALYST),
            ("Bob Analyst", RoleName.ANALYST),
            ("Fay Approver", RoleName.RELEASE_APPROVER),
            ("Ned Officer", RoleName.ENGAGEMENT_OFFICER),
            ("Lea Lead", RoleName.REGIONAL_LEAD),
        )
    ]
    study = hold_study(by=people[0], approver=people[2], councils=COUNCILS, now=timezone.now())
    return Team(*people, study)


@pytest.fixture
def arrives(live_server: Any, new_page: Any) -> Callable[..., Person]:
    def arrived(hand: type[Pointer], who: object, width: int = DESKTOP) -> Person:
        page = new_page(width, java_script_enabled=hand.has_script)
        person = Person(page, live_server.url, held if hand is Pointer else unlooked, hand)
        person.sign_in(who)  # type: ignore[arg-type]
        return person

    return arrived


def held(page: Page) -> None:
    """Look at each page at both widths; with WALK_PICTURES take a picture of each, too."""
    if "/interviews/" not in page.url:
        return
    size = page.viewport_size or {"width": DESKTOP, "height": 900}
    assert_page_holds(page, (DESKTOP, PHONE))
    if pictures := os.environ.get("WALK_PICTURES"):
        name = "_".join(part for part in page.url.split("?")[0].split("/")[3:] if len(part) < 30) or "list"
        for width in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{pictures}/{name}_{width}.png", full_page=True)
    page.set_viewport_size(size)


def unlooked(page: Page) -> None:
    """What a browser without scripts sees is what the pointer saw."""


@pytest.mark.parametrize("hand", [Pointer, Plain], ids=["by pointer", "without script"])
def test_from_a_booking_to_a_quote_that_is_out(team: Team, arrives: Callable[..., Person], hand: type[Pointer]):
    member = FrameMember.objects.exclude(status="done").filter(kind="provider", group="").first()
    assert member is not None
    books(arrives(hand, team.ned), team.study, member)
    ann = arrives(hand, team.ann, PHONE)
    holds_the_interview(ann, team.study, member)
    notes(ann, member)
    codes(arrives(hand, team.ann), team, member, [0, 2])
    codes(arrives(hand, team.bob), team, member, [0])
    assert SectionCoding.objects.filter(section__interview__member=member, finished_at__isnull=False).count() == 2
    drafts(arrives(hand, team.ann), team.study, member)
    lets_out(arrives(hand, team.fay))
    lea = arrives(hand, team.lea)
    lea.follow(team.study.name)
    lea.reads(QUOTE, "Short rounds hold people", "of those asked say so")
    assert member.organisation not in lea.text


def home(person: Person, study: InterviewStudy) -> None:
    person.page.goto(f"{person.address}/interviews/{study.id}/")
    person.arrive()


def day(person: Person, group: str, ahead: int) -> None:
    on = timezone.localdate() + timedelta(days=ahead)
    for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        person.hand.write(person.page.get_by_role("group", name=group).get_by_label(part, exact=True), str(number))


def books(ned: Person, study: InterviewStudy, member: FrameMember) -> None:
    ned.follow("Interviews and soft market tests")
    ned.follow(study.name)
    ned.reads("22 of 22 interviews are held", "What people said is not for this role")
    ned.follow(f"Book a time with {member.organisation}")
    ned.press("Book")
    ned.reads("There is a problem", "Enter the time")
    day(ned, "Day", 3)
    ned.hand.write(ned.page.get_by_label("Begins at"), "2:30pm")
    ned.press("Book")
    ned.reads(f"{member.organisation} is booked", "2:30pm", "Calendar file")


def holds_the_interview(ann: Person, study: InterviewStudy, member: FrameMember) -> None:
    home(ann, study)
    ann.follow(f"Hold the interview with {member.organisation}")
    day(ann, "Held on", 0)
    ann.page.get_by_label("How", exact=True).select_option(label="By phone")
    for words in ("Notes are kept", "Quotes without their name"):
        ann.hand.pick(ann.page.get_by_label(words))
    ann.press("Go on to the notes")


def notes(ann: Person, member: FrameMember) -> None:
    """Note on a phone; with a script what is typed saves itself."""
    ann.page.locator("a[href$='/promotes/']").first.click()
    ann.arrive()
    ann.hand.write(ann.page.get_by_label("Notes"), NOTES)
    if ann.hand.has_script:
        ann.page.get_by_label("Summary for the matrix").focus()
        ann.page.get_by_text("Saved").first.wait_for()
    ann.hand.write(ann.page.get_by_label("Summary for the matrix"), "Short rounds hold people.")
    ann.press("Save and go back")
    assert InterviewSection.objects.get(interview__member=member, theme="promotes").notes == NOTES


def codes(person: Person, team: Team, member: FrameMember, sentences: list[int]) -> None:
    """Code by keyboard alone where there is a script: at most ten keys a code."""
    interview = InterviewSection.objects.get(interview__member=member, theme="promotes").interview_id
    person.page.goto(f"{person.address}/interviews/{team.study.id}/held/{interview}/promotes/codes/")
    person.arrive()
    if not person.hand.has_script:
        for number in sentences:
            box = person.page.get_by_label(f"Codes of sentence {number + 1}", exact=True)
            offered = box.locator("option").all_inner_texts()
            box.select_option(label=[each for each in offered if "Small patch" in each])
        person.press("Save and finish")
        return
    keys = 0
    for number in range(max(sentences) + 1):
        person.page.keyboard.press("ArrowDown")
        keys += 1
        if number in sentences:
            for key in ("/", *"patch", "Enter"):
                person.page.keyboard.press(key)
                keys += 1
    assert keys / len(sentences) <= 10, keys
    print(f"{keys} keys for {len(sentences)} codes")
    person.press("Save and finish")
    person.reads("Finished.", "You finished it", "Given:", "Small patch.")


def drafts(ann: Person, study: InterviewStudy, member: FrameMember) -> None:
    home(ann, study)
    for link, words in (("How coders agree", "two coders have finished"), ("Matrix", "Short rounds hold people.")):
        ann.press(link) if ann.page.get_by_role("button", name=link, exact=True).count() else ann.follow(link)
        ann.reads(words)
        home(ann, study)
    ann.page.goto(f"{ann.address}/interviews/{study.id}/findings/")
    ann.arrive()
    ann.hand.write(ann.page.get_by_label("The finding, in one sentence"), "Short rounds hold people")
    ann.hand.pick(ann.page.get_by_role("group", name="Themes it speaks to").get_by_role("checkbox").nth(1))
    speaks = ann.page.get_by_role("group", name="Interviews that speak for it")
    ann.hand.pick(speaks.get_by_label(member.key, exact=False).first)
    ann.hand.write(ann.page.get_by_label("Where you looked for the opposite"), "Those with long rounds")
    ann.press("Draft")
    ann.reads("Drafted.", "You drafted this.")
    ann.page.goto(f"{ann.address}/interviews/{study.id}/quotes/")
    ann.arrive()
    for text in (f"{member.organisation} pays £21.40.", QUOTE):
        ann.page.get_by_label("Interview", exact=True).select_option(
            label=[each for each in ann.page.get_by_label("Interview", exact=True).locator("option").all_inner_texts()
                   if each.strip().startswith(member.key)]
        )  # fmt: skip
        ann.page.get_by_label("Theme", exact=True).select_option(index=2)
        ann.hand.write(ann.page.get_by_label("The quote"), text)
        ann.press("Draft")
        ann.reads("stand in this quote. Take them out or put […]." if "£" in text else "Drafted.")


def lets_out(fay: Person) -> None:
    """Approve the finding and the quote that another drafted."""
    for page, words in (("findings", "Short rounds hold people"), ("quotes", QUOTE)):
        study = InterviewStudy.objects.get()
        fay.page.goto(f"{fay.address}/interviews/{study.id}/{page}/")
        fay.arrive()
        card = fay.page.locator(".govuk-summary-card").filter(has_text=words)
        card.get_by_role("button", name="Approve and release").click()
        fay.arrive()
        fay.reads("is released.")
