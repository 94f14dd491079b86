"""The payment lab in a real browser: from four rules to own lines, at both widths, on paper and without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as configured
from django.urls import reverse

from accounts.domain.context import Context
from accounts.tests.pages import client_of
from markets.payment.tests.test_payment_lab_pages import market
from markets.tests.council import Council

__all__ = ["market"]
pytestmark = [
    pytest.mark.proof,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_second_factor"),
]
RULES = ("planned", "actual_minute", "nearest_5", "bands_tol_3")
Holds = Callable[[Any], None]


def sign_in(page: Any, address: str, context: Context) -> None:
    cookie = client_of(context).cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])


def ends_when_done(page: Any, share: str) -> str:
    page.get_by_label("Of the drawn-out visits").fill(share)
    page.get_by_role("button", name="Work out").click()
    page.wait_for_load_state()
    return str(page.inner_text("main"))


def four_rules_to_a_shared_run(page: Any, address: str, look: Holds) -> None:
    page.goto(address + reverse("markets:payment_lab"))
    for number, rule in enumerate(RULES, 1):
        page.locator(f"#id_rule_{number}").select_option(rule)
    look(page)
    assert "There is a problem" in ends_when_done(page, "101")
    look(page)
    none, half = (ends_when_done(page, share) for share in ("0", "50"))
    assert "If 0 % of them end when done, 0 careworker hours" in none and "If 50 % of them" in half
    answer, form = (half.index(words) for words in ("comes to £", "As it is paid today"))
    assert answer < form, "the answer stands first"
    page.get_by_label("Name").fill("Before the tender")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_text("Share it with providers").click()
    page.get_by_role("button", name="Share with each provider").click()
    page.wait_for_load_state()
    look(page)


def on_paper(page: Any) -> None:
    """What is folded is printed, and no button is."""
    page.emulate_media(media="print")
    assert page.get_by_text("Oak <b>Branch</b>").last.is_visible()
    assert not page.get_by_role("button").first.is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("has_script", [True, False])
def test_from_four_rules_to_an_own_line(
    live_server: Any, new_page: Any, page_holds: Holds, market: Council, has_script: bool
):
    look = page_holds if has_script else lambda page: None
    page = new_page(java_script_enabled=has_script)
    sign_in(page, live_server.url, market.carol)
    four_rules_to_a_shared_run(page, live_server.url, look)
    on_paper(page)
    page.goto(live_server.url + reverse("markets:payment_lab"))
    page.locator("#id_level_2").select_option("client_week")
    page.get_by_role("button", name="Work out").click()
    look(page)
    page.get_by_label("Name").fill("Banked")
    page.get_by_role("button", name="Ask a worker").click()
    look(page)
    for name in ("payment_rules", "payment_run_list", "payment_run_compare"):
        page.goto(live_server.url + reverse(f"markets:{name}"))
        look(page)
    sign_in(page, live_server.url, market.ada)
    page.goto(live_server.url + reverse("markets:own_payment_effects"))
    look(page)
    assert "Elm Branch" in page.inner_text("main") and "Oak" not in page.inner_text("main")
