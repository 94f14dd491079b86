"""Every page of this room in a real browser, at both widths: axe is clean and the console silent."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse

from accounts.domain.context import Context
from accounts.tests.pages import client_of
from reports.annexes.tests.made_documents import a_document
from reports.domain.scenarios import ReturnScenario
from reports.domain.uplift_choice import UpliftChoice
from reports.domain.uplift_terms import WAGE
from reports.indices.tests.test_indices_are_kept import an_index
from reports.tests.accepted_returns import Market, make_market

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


def sign_in(page: Any, address: str, context: Context) -> None:
    cookie = client_of(context).cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def pages_of_the_team(market: Market) -> list[str]:
    first = market.release()
    a_document(market, first)
    market.accept(1)
    draft = market.draft()
    priced = market.calculate(
        uplift=UpliftChoice(date(2025, 4, 1), {}, WAGE), scenarios=[ReturnScenario(Decimal("0.05"))]
    )
    return [
        reverse("reports:index_list"),
        reverse("reports:index_load"),
        reverse("reports:index_detail", args=[an_index(market.ana).id]),
        reverse("reports:justification_edit", args=[market.exercise.id]),
        reverse("reports:calculation_compare", args=[priced.id]),
        reverse("reports:calculation_detail", args=[priced.id]),
        reverse("reports:document_list", args=[first.id]),
        reverse("reports:calculation_list"),
        reverse("reports:calculation_detail", args=[draft.calculation_id]),
        reverse("reports:calculation_make", args=[market.exercise.id]),
        reverse("reports:release_draft", args=[draft.calculation_id]),
        reverse("reports:release_list"),
        reverse("reports:release_detail", args=[first.id]),
        reverse("reports:release_compare", args=[draft.id]),
        reverse("reports:release_sheet", args=[draft.id]),
        reverse("reports:release_detail", args=[draft.id]),
        reverse("reports:release_approve", args=[draft.id]),
        reverse("reports:release_reject", args=[draft.id]),
        reverse("reports:release_withdraw", args=[first.id]),
    ]


@pytest.mark.proof
def test_the_team_s_pages_hold(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    market = make_market(13)
    sign_in(page, live_server.url, market.ana)
    own = pages_of_the_team(market)
    for address in own[:-3]:
        page.goto(live_server.url + address)
        page_holds(page)
    sign_in(page, live_server.url, market.fay)
    for address in own[-4:]:
        page.goto(live_server.url + address)
        page_holds(page)


@pytest.mark.proof
def test_an_error_leads_to_its_field(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    market = make_market(2)
    sign_in(page, live_server.url, market.ana)
    page.goto(live_server.url + reverse("reports:calculation_make", args=[market.exercise.id]))
    page.get_by_text("Branch 1", exact=True).first.click()
    page.locator("#id_returns-1-what").select_option("whole")
    page.get_by_role("button", name="Calculate").click()
    page.locator(".govuk-error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "id_returns-1-reason"
    page_holds(page)


@pytest.mark.nightly
def test_released_pages_hold(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    market = make_market(13)
    first = market.release()
    market.accept(5)
    second = market.release()
    sign_in(page, live_server.url, market.cast.carol)
    names = ("release_detail", "release_print")
    addresses = [reverse(f"reports:{name}", args=[one.id]) for one in (first, second) for name in names]
    for address in [reverse("reports:release_list"), *addresses]:
        page.goto(live_server.url + address)
        assert page.locator("h1").is_visible()
        page_holds(page)


@pytest.mark.proof
def test_a_small_market_s_page_holds(live_server: Any, page: Any, page_holds: Callable[[Any], None]):
    """Indicative figures, no quartiles, hidden lines."""
    market = make_market(7)
    release = market.release()
    sign_in(page, live_server.url, market.cast.ada)
    page.goto(live_server.url + reverse("reports:release_detail", args=[release.id]))
    assert page.get_by_text("Indicative: from fewer than 10 returns").is_visible()
    page_holds(page)
