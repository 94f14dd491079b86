"""What a provider writes and every odd figure of theirs is found nowhere that anybody else can get to.

Markers are planted in Ada's return; it is accepted, calculated and released; then everybody who may not see it follows
every link there is, and every page, file and letter that they get is searched.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from reports.actions import telling
from reports.models import Release
from reports.tests.accepted import Market, make_market
from submissions.actions import returns
from submissions.domain.stored import costs_from
from submissions.models import Return, Upload
from submissions.tests.cast import explain_all, hand_in, workbook_for
from submissions.tests.pages import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
NAME, PHONE, NOTE, WORDS, REASON = "Zyxquill", "01632 960977", "Quibblefrass", "Snorkelwump", "Grimbledown"
ODD = ("7319.37", "7,319.37", "7319", "12.07")
WRITTEN = (NAME, PHONE, NOTE, WORDS, "zyxfile")
ENOUGH = 13


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        name = {"a": "href", "link": "href", "script": "src"}.get(tag)
        self.found += [value for key, value in attributes if key == name and value]


def everything(client: Client, start: str) -> Iterator[tuple[str, str]]:
    """Address and content of all that can be got to by following links, files too."""
    waiting, met = [start], set()
    while waiting:
        path = waiting.pop()
        if path in met or "/logout/" in path or path.startswith("/static/"):
            continue
        met.add(path)
        answer: Any = client.get(path, follow=True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = content.decode("utf-8", "replace")
        yield path, text
        if "html" in answer.get("Content-Type", ""):
            here = (urlsplit(urljoin(path, link)) for link in Links(text).found)
            waiting += [f"{part.path}?{part.query}" if part.query else part.path for part in here if not part.netloc]


@pytest.fixture
def market() -> Market:
    market = make_market(ENOUGH)
    cast = market.cast
    answers = {
        "completed_by_name": NAME,
        "completed_by_phone": PHONE,
        "other_overheads_detail": NOTE,
        "marketing_cost": "7319.37",
        "basic_pay_rate": "12.07",
    }
    version = hand_in(cast.ada, cast.at_elm, workbook_for(cast.at_elm, **answers))
    Upload.objects.update(file_name="zyxfile.xlsx")
    submission = Return.objects.get(id=version.submission_id)
    explain_all(cast.ada, submission)
    submission.explanations.update(words=WORDS)
    done = returns.submit(by=cast.ada, return_id=submission.id, version_number=1, declared_by_name=NAME)
    assert isinstance(done, Return), done
    returns.accept(by=cast.dev, return_id=submission.id, version_number=1)
    market.release()
    telling.tell(release_id=Release.objects.get().id)
    return market


def exact(market: Market) -> list[str]:
    """What Ada's return comes to: its larger sums to the penny, which no released figure may be."""
    costs = costs_from(Return.objects.get(participation=market.cast.at_elm).current.costs)
    assert costs is not None
    return [f"£{costs.columns['homecare'][line]:.2f}" for line in ("direct_care", "careworker_costs", "total")]


@pytest.mark.parametrize(
    ("name", "enough"), [("carol", 8), ("reg", 8), ("bea", 10), ("ned", 8), ("alex", 25), ("una", 5)]
)
def test_nothing_of_adas_is_found_by(market: Market, name: str, enough: int):
    pages = dict(everything(client_of(getattr(market.cast, name)), reverse("home")))
    assert len(pages) >= enough, sorted(pages)
    for marker in (*WRITTEN, *ODD, *exact(market)):
        assert [path for path, text in pages.items() if marker in text] == [], marker


def test_the_council_really_had_the_release_before_it(market: Market):
    pages = dict(everything(client_of(market.cast.carol), reverse("home")))
    release = Release.objects.get()
    for name in ("release_detail", "release_print", "release_file"):
        assert reverse(f"reports:{name}", args=[release.id]) in pages
    assert "Median" in pages[reverse("reports:release_detail", args=[release.id])]


def test_the_council_is_told_no_provider_s_name(market: Market):
    for path, text in everything(client_of(market.cast.carol), reverse("home")):
        for provider in ("Elm", "Oak Care", "Branch "):
            assert provider not in text, path


def test_the_team_finds_the_markers_so_that_the_search_is_worth_something(market: Market):
    text = "".join(text for _, text in everything(client_of(market.cast.dev), reverse("home")))
    for marker in (*WRITTEN, "7,319.37", exact(market)[-1]):
        assert marker in text, marker


def test_a_stranger_finds_the_public_pages_alone(market: Market):
    pages = dict(everything(Client(), "/"))
    assert not any(marker in text for marker in (*WRITTEN, *ODD) for text in pages.values())
    assert {path.split("/")[1] for path in pages} <= {"", "account", "privacy", "accessibility", "contact"}


def test_no_letter_has_a_marker_in_it(market: Market):
    assert {"carol.council@example.org", "ada.elm@example.org"} <= {to for letter in mail.outbox for to in letter.to}
    for letter in mail.outbox:
        said = letter.subject + str(letter.message())
        assert not any(marker in said for marker in (*WRITTEN, *ODD, *exact(market)))


def test_a_reason_for_leaving_a_return_out_is_read_by_its_provider_and_the_team_alone(market: Market):
    submission = Return.objects.get(participation=market.cast.at_elm)
    returns.exclude(by=market.cast.dev, return_id=submission.id, reason=REASON)
    for name in ("carol", "reg", "bea", "ned", "alex", "una"):
        for path, text in everything(client_of(getattr(market.cast, name)), reverse("home")):
            assert REASON not in text, (name, path)
    assert REASON in "".join(text for _, text in everything(client_of(market.cast.ada), reverse("home")))
