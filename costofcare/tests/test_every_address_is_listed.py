"""Every address of the project, its view and who may open it, in a list: what is new fails until it stands there.

``every_address.csv`` has a line for each. *anyone*: without signing in. *signed in*: every role. Otherwise the roles
that find something there, at the return, the exercise and the provider of the test's market. After a *~* stands who
finds a thing of a kind that this market has not: the room's own tests try that.
"""

import csv
from pathlib import Path

import pytest
from django.test import Client

from costofcare.middleware.open_addresses import OPEN_ADDRESSES
from costofcare.tests.open_to import ANYONE, Address, all_addresses, clients_of, roles_that_find
from costofcare.tests.test_walk_others_find_nothing import market, objects
from submissions.tests.cast import make_cast

__all__ = ["market", "objects"]
NOT_HERE = "~"
LIST = Path(__file__).with_name("every_address.csv")
# What the sign-in library has beside what is meant, and has had.
UNWANTED = (
    *(
        "email/",
        "signup/",
        "confirm-email/",
        "confirm-email/key/",
        "password/set/",
        "login/code/",
        "login/code/confirm/",
    ),
    *("phone/verify/", "phone/change/", "2fa/trust/", "2fa/webauthn/", "2fa/webauthn/login/", "3rdparty/", "sessions/"),
)


def listed() -> dict[str, dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["path"]: row for row in csv.DictReader(file)}


def test_all_of_them_and_with_their_views():
    stands = {path: (row["name"], row["view"]) for path, row in listed().items()}
    found = {one.path: (one.name, one.view) for one in all_addresses()}
    missing = [f"{path},{','.join(found[path])},?" for path in found if stands.get(path) != found[path]]
    assert missing == [], f"not in {LIST.name}, or with another view; say who may open it"
    assert sorted(stands.keys() - found.keys()) == [], f"in {LIST.name}, and no longer there"


def test_open_without_signing_in_is_what_the_middleware_names_and_nothing_else():
    assert {row["name"] for row in listed().values() if row["open to"] == ANYONE} == set(OPEN_ADDRESSES)


def closed(one: Address) -> bool:
    return one.name not in OPEN_ADDRESSES


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
class TestWhoMayOpen:
    @pytest.mark.nightly
    def test_what_names_no_object(self):
        self.agree([one for one in all_addresses() if closed(one) and not one.keys], {}, make_cast())

    @pytest.mark.proof
    def test_what_names_an_object(self, request):
        market, objects = (request.getfixturevalue(name) for name in ("market", "objects"))
        self.agree([one for one in all_addresses() if closed(one) and one.keys], objects, market.cast)

    def agree(self, addresses, objects, cast):
        clients, stands = clients_of(cast), listed()
        tried = [one for one in addresses if not stands[one.path]["open to"].startswith(NOT_HERE)]
        found = {one.path: roles_that_find(one, objects, clients) for one in tried}
        assert found == {path: stands[path]["open to"] for path in found}


@pytest.mark.nightly
@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_what_of_the_sign_in_library_nobody_meant_is_there_for_nobody():
    clients = clients_of(make_cast())
    for path in UNWANTED:
        for client in clients.values():
            assert client.get(f"/account/{path}").status_code == 404, path
            assert client.post(f"/account/{path}").status_code == 404, path
        assert Client().get(f"/account/{path}").status_code == 302
