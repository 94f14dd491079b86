"""What everybody reads without signing in: what was released, at addresses that stay, and nothing else."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import http_date

from accounts.domain.roles import RoleName
from accounts.models import AuditEvent
from accounts.tests.pages import client_of, get, post, text_of
from costing.figure_words import gbp
from register.models import Exercise
from reports.actions import releases
from reports.domain.headline import headline_figures
from reports.models import Release
from reports.tests.accepted_returns import Market, make_market
from reports.views.lookups import form_of
from submissions.tests.cast import person
from submissions.tests.module_rows import rows_for_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
STRANGER = None


@pytest.fixture(scope="module")
def history(django_db_setup, django_db_blocker) -> Iterator[Market]:
    """Release 1 was superseded by release 2; number 3 was sent back, and 4 waits."""
    with rows_for_all(django_db_blocker):
        market = make_market(14)
        market.release()
        market.accept(5)
        market.release()
        releases.reject(by=market.fay, release_id=market.draft().id, reason="A reason of the team’s")
        market.draft()
        yield market


def page(market: Market, number: int = 0):
    name, number = ("published_release", [number]) if number else ("published", [])
    return get(STRANGER, f"reports:{name}", market.exercise.id, *number)


def standing(market: Market) -> Release:
    return Release.objects.get(exercise=market.exercise, state="released")


def test_the_answer_stands_first_with_its_range(history: Market):
    release, text = standing(history), text_of(page(history))
    (figure,) = headline_figures(form_of(release), release.table)
    assert figure.median in text and figure.spread in text
    assert text.index(figure.median) < text.index("Line by line") and text.index("Line by line") < text.index("TOTAL")


QUESTIONS = (
    "What does an hour cost?",
    "How sure is that?",
    "How many took part?",
    "What is hidden, and why?",
    "How was it made?",
)


def test_five_questions_are_answered_before_the_table_and_lead_to_more(history: Market):
    body, text = page(history).content.decode(), text_of(page(history))
    places = [text.index(question) for question in QUESTIONS]
    assert places == sorted(places) and places[-1] < text.index("Careworker costs")
    assert "19 returns stand behind the figures." in text
    for anchor in ("table", "pictures", "hidden", "made"):
        assert f'href="#{anchor}"' in body and f'id="{anchor}"' in body


@pytest.mark.parametrize("number", [3, 4, 5, 10**26])
def test_a_draft_and_one_sent_back_are_no_page_nor_file(history: Market, number: int):
    assert page(history, number).status_code == 404
    assert get(STRANGER, "reports:published_file", history.exercise.id, number, "release.json").status_code == 404


def test_what_was_superseded_says_so_and_leads_on(history: Market):
    body = page(history, 1)
    assert "A later release has taken the place of this table." in text_of(body)
    assert reverse("reports:published_release", args=[history.exercise.id, 2]) in body.content.decode()
    assert "A later release" not in text_of(page(history, 2))


def test_the_list_leads_to_what_stands_and_is_searched(history: Market):
    address = reverse("reports:published", args=[history.exercise.id])
    assert address in get(STRANGER, "reports:published_list").content.decode()
    assert address in get(STRANGER, "reports:published_list", q=history.exercise.name[:4].lower()).content.decode()
    found_nothing = get(STRANGER, "reports:published_list", q="zebra\0")
    assert address not in found_nothing.content.decode() and "Nothing found" in text_of(found_nothing)


def test_everybody_gets_the_same_page_without_a_cookie(history: Market):
    address = reverse("reports:published", args=[history.exercise.id])
    answers = [client_of(who).get(address) for who in (None, history.ana, history.cast.carol, history.cast.ada)]
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        assert not answer.cookies and not answer.has_header("Vary")
        assert answer["Cache-Control"] == "public, no-cache", "what is withdrawn is in no cache for another minute"
    assert get(STRANGER, "reports:published_list")["Cache-Control"] == "public, max-age=300"


def test_what_somebody_has_already_is_not_sent_again(history: Market):
    address, client = reverse("reports:published_file", args=[history.exercise.id, 2, "release.xlsx"]), Client()
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    long_ago = http_date((standing(history).approved_at - timedelta(days=1)).timestamp())
    assert client.get(address, headers={"If-Modified-Since": long_ago}).content == first.content


def test_nobody_asks_for_hundreds_of_pages_a_minute(history: Market, settings):
    settings.PUBLISHED_PER_MINUTE = 2
    client, address = Client(), reverse("reports:published_list")
    assert [client.get(address).status_code for _ in range(4)] == [200, 200, 429, 429]
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get(address)["Retry-After"] == "60"


def test_where_the_public_page_is_closed_nothing_is_found(history: Market):
    Exercise.objects.filter(id=history.exercise.id).update(has_public_page=False)
    assert page(history).status_code == page(history, 1).status_code == 404
    assert get(STRANGER, "reports:published_file", history.exercise.id, 2, "lines.csv").status_code == 404
    assert "Nothing published yet" in text_of(get(STRANGER, "reports:published_list"))


def test_who_reads_releases_gets_the_files_signed_in_whether_the_page_is_open_or_not(history: Market):
    Exercise.objects.filter(id=history.exercise.id).update(has_public_page=False)
    release, cast = standing(history), history.cast
    found = [get(who, "reports:release_open_file", release.id, "release.ods") for who in (cast.carol, cast.ada)]
    assert [answer.status_code for answer in found] == [200, 200] and found[0].content == found[1].content
    for who in (cast.ned, cast.gus, cast.una):
        assert get(who, "reports:release_open_file", release.id, "release.ods").status_code == 404


def test_the_team_s_analysts_open_and_close_it_and_it_is_recorded(history: Market):
    for answer, is_public in (("no", False), ("yes", True)):
        post(history.ana, "reports:public_page", history.exercise.id, public=answer)
        assert Exercise.objects.get(id=history.exercise.id).has_public_page is is_public
    verbs = AuditEvent.objects.filter(exercise_id=history.exercise.id, verb__endswith="the public page")
    assert [event.verb for event in verbs.order_by("at")] == ["closed the public page", "opened the public page"]
    for who in (
        history.cast.carol,
        history.cast.ada,
        history.fay,
        person("Ena", RoleName.ANALYST, history.cast.elsewhere),
    ):
        assert post(who, "reports:public_page", history.exercise.id, public="no").status_code == 404
    assert Exercise.objects.get(id=history.exercise.id).has_public_page


def test_small_lines_have_a_scale_on_which_they_are_seen(history: Market):
    release, text = standing(history), text_of(page(history))
    assert "Careworker costs: the smaller lines." in text
    cells = release.table["table"]["homecare"]
    small = [cell for cell in cells.values() if cell["median"] is not None and 0 < float(cell["median"]) < 1]
    assert small and all(gbp(Decimal(cell["median"])) in text for cell in small)
