"""The frame of every page: who is asking, where they may go, and what is said when something fails."""

from dataclasses import replace

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from structlog.testing import capture_logs

from accounts.domain.roles import RoleName
from costofcare import views
from costofcare.context_processors import MENU, menu
from costofcare.tests.offline import ADDRESS, Offline
from costofcare.tests.sampler import ANALYST, PROVIDER

URLS = "costofcare.tests.sampler"


@pytest.fixture
def addresses(settings):
    settings.ROOT_URLCONF = URLS


def labels(role: RoleName) -> list[str]:
    return [item.label for item in menu(replace(ANALYST, role=role), "/elsewhere/")]


def test_a_stranger_has_no_menu(addresses):
    assert menu(None, "/") == []


def test_each_role_goes_where_it_may(addresses):
    assert labels(RoleName.PROVIDER_USER) == ["Home", "Released figures"]
    assert "Colleagues" in labels(RoleName.PROVIDER_ADMINISTRATOR)
    assert labels(RoleName.COMMISSIONER) == ["Home", "Released figures"]
    assert labels(RoleName.AUDITOR) == ["Home", "Audit trail"]
    assert "Returns" in labels(RoleName.ANALYST) and "Calculations" in labels(RoleName.RELEASE_APPROVER)


@pytest.mark.parametrize(
    "role", [RoleName.COMMISSIONER, RoleName.REGIONAL_LEAD, RoleName.ENGAGEMENT_OFFICER, RoleName.ADMINISTRATOR]
)
def test_who_may_not_read_returns_is_not_led_to_them(addresses, role: RoleName):
    assert not {"Returns", "Calculations"} & set(labels(role))


def test_the_item_that_fits_best_is_marked(addresses):
    items = {item.label: item for item in menu(ANALYST, "/s/return_list/123/")}
    assert items["Returns"].is_active and not items["Returns"].is_current
    assert not items["Home"].is_active
    assert menu(ANALYST, "/s/return_list/")[1].is_current


def test_a_page_of_another_address_is_marked_where_it_is_led_to(addresses):
    for path in ("/exercises/1/outliers/", "/exercises/1/checks/xlsx/", "/decisions/"):
        assert [item.label for item in menu(ANALYST, path) if item.is_active] == ["Returns"], path
    assert [item.label for item in menu(ANALYST, "/price-indices/") if item.is_active] == ["Calculations"]


def test_an_address_that_no_room_has_is_left_out(settings):
    settings.ROOT_URLCONF = "costofcare.tests.no_addresses"
    assert menu(ANALYST, "/") == []


def test_the_menu_is_of_known_roles():
    assert all(roles <= set(RoleName) for _, _, roles in MENU)


def shown(request: HttpRequest, respond=None, context=None) -> HttpResponse:
    offline = Offline(context, URLS)
    if respond:
        offline.view = respond  # type: ignore[method-assign]
    return offline.respond(request)


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (lambda request: views.bad_request(request, ValueError()), 400, "We could not understand the request"),
        (lambda request: views.permission_denied(request, PermissionError()), 403, "You cannot do this"),
        (lambda request: views.not_found(request, Http404()), 404, "Page not found"),
        (lambda request: views.csrf_failure(request, "stale"), 403, "The page was open too long"),
    ],
)
def test_an_error_page_says_what_to_do(addresses, view, status: int, words: str):
    answer = shown(RequestFactory().get("/gone/"), view, PROVIDER)
    assert answer.status_code == status
    assert f'<h1 class="govuk-heading-l">{words}</h1>' in answer.content.decode()
    assert "Ada Provider" in answer.content.decode()


def test_not_found_tells_nothing_of_what_was_asked_for(addresses):
    answer = views.not_found(RequestFactory().get("/returns/secret-name/"), Http404("Return of Oak Ltd"))
    assert "secret-name" not in answer.content.decode() and "Oak" not in answer.content.decode()


def failed() -> tuple[HttpResponse, list[dict[str, object]]]:
    with capture_logs() as logs:
        try:
            raise ZeroDivisionError("£22.61")
        except ZeroDivisionError:
            answer = views.server_error(RequestFactory().get("/returns/"))
    return answer, logs  # type: ignore[return-value]


def test_a_failure_shows_the_reference_that_stands_in_the_log():
    answer, logs = failed()
    assert answer.status_code == 500
    assert str(logs[0]["reference"]) in answer.content.decode()
    assert logs[0]["exc_info"] is True and logs[0]["path"] == "/returns/"
    assert "22.61" not in answer.content.decode()


def test_a_failure_is_said_even_when_no_template_can_be_drawn(monkeypatch):
    def broken(*_: object) -> str:
        raise OSError

    monkeypatch.setattr(f"{views.server_error.__module__}.render_to_string", broken)
    answer, logs = failed()
    assert answer.status_code == 500
    assert str(logs[0]["reference"]) in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/privacy/"])
def test_who_is_signed_in_without_a_role_still_sees_public_pages(addresses, path: str, monkeypatch):
    monkeypatch.setattr("costofcare.retention.queries.days_set", dict)  # how long things are kept, without a database
    assert shown(RequestFactory().get(path)).status_code == 200


def test_who_has_a_role_goes_from_the_front_page_to_their_home(addresses):
    answer = shown(RequestFactory().get("/"), context=PROVIDER)
    assert (answer.status_code, answer["location"]) == (302, "/home/")


@pytest.mark.nightly
def test_error_pages_hold(page, page_holds, expected_errors, addresses):
    expected_errors.append("404")
    Offline(PROVIDER, URLS).serve(page)
    page.goto(f"{ADDRESS}/nothing/")
    assert page.locator("h1").inner_text() == "Page not found"
    page_holds(page)


@pytest.mark.nightly
def test_the_page_that_says_sorry_holds(page, page_holds, expected_errors, addresses):
    expected_errors.append("500")
    offline = Offline(PROVIDER, URLS)
    offline.view = views.server_error  # type: ignore[method-assign]
    offline.serve(page)
    page.goto(f"{ADDRESS}/returns/")
    assert page.locator(".portal-reference").inner_text()
    page_holds(page)
