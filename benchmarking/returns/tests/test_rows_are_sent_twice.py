"""A row of a council's return that is sent twice is added once; of two who change one, neither is lost unseen."""

import re

import pytest
from django.test import Client

from accounts.tests.pages import client_of, text_of
from benchmarking.models import RoundMember
from benchmarking.returns.actions import drafts
from benchmarking.returns.queries import standing_typed
from benchmarking.tests.made_return import PRICE, given
from benchmarking.tests.office import Office, at, make_round

pytestmark = pytest.mark.usefixtures("no_second_factor")
HIDDEN = re.compile(r'name="(count|seen)" value="([^"]*)"')


@pytest.fixture
def member(cast: Office) -> RoundMember:
    made = at(make_round(cast), cast.ashgrove)
    drafts.keep(cast.carol, made, given())
    return made


def hidden_on(client: Client, address: str) -> dict[str, str]:
    return dict(HIDDEN.findall(client.get(address).content.decode()))


def prices(cast: Office, member: RoundMember) -> list[str]:
    return [row["price"] for row in standing_typed(cast.carol, member).prices]


def test_a_double_click_adds_one_row(cast: Office, member: RoundMember):
    client, address = client_of(cast.carol), f"/benchmarking/own/{member.id}/tables/prices/"
    sent = {**PRICE, "price": "24.10", **hidden_on(client, address)}
    said = [text_of(client.post(address, sent, follow=True)) for _ in range(2)]
    assert all("Row 2 is added." in one for one in said) and prices(cast, member) == ["21.50", "24.10"]
    client.post(address, {**sent, "price": "25"})
    client.post(address, {**sent, **hidden_on(client, address)})
    assert prices(cast, member) == ["21.50", "24.10", "25", "24.10"]


def test_of_two_tabs_the_later_is_told_what_the_other_kept(cast: Office, member: RoundMember):
    client, address = client_of(cast.carol), f"/benchmarking/own/{member.id}/tables/prices/rows/1/"
    seen = hidden_on(client, address)
    first = {**PRICE, "price": "30", **seen}
    assert all("Row 1 is changed." in text_of(client.post(address, first, follow=True)) for _ in range(2))
    stale = client.post(address, {**PRICE, "price": "40", **seen}, follow=True)
    assert "“30”. Save again to keep yours." in text_of(stale) and 'value="40"' in stale.content.decode()
    assert prices(cast, member) == ["30"]
    client.post(f"{address}take-out/", seen)
    assert prices(cast, member) == ["30"]
    again = dict(HIDDEN.findall(stale.content.decode()))
    client.post(address, {**PRICE, "price": "40", **again})
    assert prices(cast, member) == ["40"]
