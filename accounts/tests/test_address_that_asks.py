"""From where somebody asks is what our own proxies say; a setting that is wrong is found, and opens nothing."""

import pytest
from django.test import RequestFactory

from accounts import lookups
from accounts.domain.client_address import client_address, is_short, network_of

SOCKET = "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("", 0, SOCKET),
        ("192.0.2.1", 0, SOCKET),
        ("192.0.2.1", 1, "192.0.2.1"),
        ("203.0.113.9, 192.0.2.1", 1, "192.0.2.1"),
        ("203.0.113.9, 192.0.2.1, 10.0.0.2", 2, "192.0.2.1"),
        ("192.0.2.1", 2, SOCKET),
        ("", 1, SOCKET),
        (" , ,", 1, SOCKET),
        ("<script>", 1, SOCKET),
        ("192.0.2.1:4711", 1, "192.0.2.1"),
        ("[2001:db8::1]:4711", 1, "2001:db8::1"),
        ("2001:db8::1", 1, "2001:db8::1"),
        ("x" * 10_000, 1, SOCKET),
    ],
)
def test_it_is_the_one_that_our_outermost_proxy_saw(forwarded: str, proxies: int, address: str):
    assert client_address(forwarded, SOCKET, proxies) == address
    assert is_short(forwarded, proxies) == (len([1 for part in forwarded.split(",") if part.strip()]) < proxies)


def test_whoever_has_one_new_address_has_its_network():
    assert network_of("2001:db8:1:2:3::9") == network_of("2001:db8:1:2:ffff::") == "2001:db8:1:2::"
    assert network_of("192.0.2.1") == "192.0.2.1"
    assert network_of("") == ""


def test_fewer_proxies_than_the_setting_says_are_said_once(settings, monkeypatch: pytest.MonkeyPatch):
    settings.PROXIES, said = 2, []
    monkeypatch.setattr(lookups.log, "error", lambda *words, **more: said.append(more), raising=False)
    lookups._say_once.cache_clear()
    request = RequestFactory().get("/", REMOTE_ADDR=SOCKET, HTTP_X_FORWARDED_FOR="192.0.2.1")
    assert [lookups.asked_from(request) for _ in range(3)] == [SOCKET] * 3
    assert said == [{"count": 2}]
