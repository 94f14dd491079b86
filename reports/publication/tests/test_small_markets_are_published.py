"""Of a small market the public page says in words what is hidden; the department’s table is never on it."""

import pytest

from accounts.tests.pages import get, text_of
from reports.actions import releases
from reports.tests.accepted_returns import Market, make_market

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def page(market: Market, *number: int):
    return get(None, "reports:published_release" if number else "reports:published", market.exercise.id, *number)


def test_a_statutory_table_is_never_published(db: None):
    market = make_market(12, preset="statutory")
    draft = market.draft()
    for who in (market.fay, market.sam):
        releases.approve(by=who, release_id=draft.id)
    assert page(market).status_code == page(market, draft.number).status_code == 404


def test_a_small_market_says_in_words_why_there_is_no_range(db: None):
    market = make_market(8)
    market.release()
    text = text_of(page(market))
    assert "no range: see what is hidden" in text
    assert "Indicative: fewer than 10 returns stand behind it." in text
    assert "a quartile has at least 12 returns of 10 owners behind it" in text


def test_where_all_is_hidden_the_page_says_so(db: None):
    market = make_market(3)
    market.release()
    text = text_of(page(market))
    assert "The total is withheld to protect providers." in text and "The number is withheld" in text
    assert "£" not in text.partition("Line by line")[0].replace("£ per", "")
