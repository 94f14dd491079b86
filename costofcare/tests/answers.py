"""Test support: what each address answers to each kind of person, by GET, HEAD and POST with a body; undone at once."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.domain.roles import RoleName
from accounts.tests.pages import client_of
from costofcare.tests.html_forms import forms_of
from costofcare.tests.open_to import Address, all_addresses
from submissions.tests.cast import person

TABLE = Path(__file__).with_name("every_answer.csv")
METHODS = ("GET", "HEAD", "POST")
STAFF = ("analyst", "release_approver", "engagement_officer", "commissioner", "regional_lead")
# Everything is Elm's, in Testshire: of another provider or authority it is foreign.
OWN = {
    "provider_administrator": "ada",
    "provider_user": "tom",
    "analyst": "dev",
    "release_approver": "fay",
    "engagement_officer": "ned",
    "commissioner": "carol",
    "regional_lead": "reg",
    "administrator": "alex",
    "auditor": "una",
}
FOREIGN = ("other provider's", *(f"{name} elsewhere" for name in STAFF), "no role", "stranger")
PEOPLE = (*OWN, *FOREIGN)
# Who opens a page to see what its forms send, the first that finds it.
FILLS_IN = ("provider_administrator", "analyst", "engagement_officer", "administrator", "commissioner")
# What is posted where no page of the same address has a form.
ANY_BODY = (("words", "In doubt"), ("reason", "other"), ("confirm", "yes"), ("number", "1"), ("answer", "yes"))


def clients_of_everybody(cast: Any) -> dict[str, Client]:
    """Return by name a client of each role, at home and elsewhere, of somebody without a role, and of a stranger."""
    found = {name: client_of(getattr(cast, attribute)) for name, attribute in OWN.items()}
    found["other provider's"] = client_of(cast.bea)
    for name in STAFF:
        found[f"{name} elsewhere"] = client_of(person(f"Else {name}", RoleName(name), cast.elsewhere))
    found["no role"], found["stranger"] = Client(), Client()
    found["no role"].force_login(cast.eve)
    return found


# What a page lets one do: where it leads, where its forms go, and the words of its buttons.
# What the words in addresses stand for differs by page: words that there are, and people to contact beside accounts.
WORDS = {
    "retention_change": {"kind": "drafts"},
    "engagement:annex_b_file": {"name": "authority"},
    "benchmarking:lever_detail": {"lever": "continuity"},
    "benchmarking:lever_change": {"lever": "continuity"},
    "engagement:study_file": {"kind": "xlsx"},
    "markets:zone_plan_file": {"kind": "xlsx"},
    "markets:programme_file": {"kind": "csv"},
    "markets:evaluation_file": {"kind": "csv"},
    "markets:paper_file": {"kind": "pdf"},
    "markets:paper_annex": {"kind": "pdf"},
    "markets:invented_places": {"kind": "postcodes"},
    "engagement:dashboard_table": {"name": "outcomes"},
    "markets:table_new": {"kind": "packages"},
    "reports:release_open_file": {"name": "release.json"},
}
TO_CONTACT = "engagement:person_"
ANY_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OFFERS = re.compile(r'(?:href|action)="([^"#]*)|<button[^>]*>\s*([^<]*?)\s*<')


TAGS_AND_NUMBERS = re.compile(r"<[^>]+>|[0-9]+")


@dataclass(frozen=True)
class PageAnswer:
    """The status of an answer, what the page offers, and a mark of what it says, but for its numbers."""

    status: int
    offers: frozenset[str]
    says: int

    @classmethod
    def of(cls, status: int, body: str) -> "PageAnswer":
        says = hash(TAGS_AND_NUMBERS.sub(" ", body)) if "<html" in body else 0
        return cls(status, frozenset("".join(found) for found in OFFERS.findall(body)), says)


@dataclass
class Crawl:
    """Asks for addresses with the keys of ``objects``, as each of the clients."""

    objects: Mapping[str, Any]
    clients: Mapping[str, Client]
    bodies: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def answer(self, address: Address, method: str, who: str) -> int:
        return self._answer(address, method, who)[0]

    def page(self, address: Address, method: str, who: str) -> PageAnswer:
        """Return the status and what the page offers, or where it leads; one that breaks is answered by 500."""
        self.clients[who].raise_request_exception = False
        return PageAnswer.of(*self._answer(address, method, who))

    def _answer(self, address: Address, method: str, who: str) -> tuple[int, str]:
        data = dict(self._body(address)) if method == "POST" else {}
        return self._ask(address, method, who, data)

    def _body(self, address: Address) -> list[tuple[str, str]]:
        if address.name not in self.bodies:
            self.bodies[address.name] = self._fill_in(address)
        return self.bodies[address.name]

    def _fill_in(self, address: Address) -> list[tuple[str, str]]:
        for who in FILLS_IN:
            status, page = self._ask(address, "GET", who, {})
            if status == 200:
                path = self.path(address)
                forms = [form for form in forms_of(page) if form.method == "post" and form.action in ("", path)]
                return forms[0].filled("7") if forms else list(ANY_BODY)
        return list(ANY_BODY)

    def path(self, address: Address) -> str:
        try:
            return reverse(address.name, kwargs={key: self._value(address, key) for key in address.keys})
        except NoReverseMatch:  # the link for a new password, which is an expression of the sign-in library's
            return reverse(address.name, kwargs={"uidb36": "x1", "key": "x-1"})

    def _value(self, address: Address, key: str) -> Any:
        if key == "person_id" and address.name.startswith(TO_CONTACT):
            key = "contact_person_id"
        if key == "edition_id" and address.name.startswith("benchmarking:"):
            key = "round_edition_id"
        return WORDS.get(address.name, {}).get(key) or self.objects.get(key) or uuid4()

    def _ask(self, address: Address, method: str, who: str, data: dict[str, str]) -> tuple[int, str]:
        client, path = self.clients[who], self.path(address)
        cookies, point = copy(client.cookies), transaction.savepoint()
        try:
            answer = client.generic("HEAD", path) if method == "HEAD" else getattr(client, method.lower())(path, data)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            # What has just been made has another key each time.
            leads = f'href="{ANY_KEY.sub("…", answer["Location"])}"' if answer.has_header("Location") else ""
            return answer.status_code, leads or body.decode(errors="replace")
        finally:
            transaction.savepoint_rollback(point)
            # It stands after a rollback, and some ten thousand within one another take all locks that a server has.
            transaction.savepoint_commit(point)
            client.cookies = cookies


def requests() -> Iterator[tuple[Address, str]]:
    return ((address, method) for address in all_addresses() for method in METHODS)


def listed() -> dict[tuple[str, str], dict[str, str]]:
    """Return the table: by address and method what each kind of person is answered."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = {(row["name"], method): row for row in csv.DictReader(file) for method in row["method"].split()}
    return rows


def differences(crawl: Crawl, asked: Iterable[tuple[Address, str]], people: Iterable[str] = PEOPLE) -> Iterator[str]:
    """Say where an answer is another than in the table."""
    table, people = listed(), list(people)
    for address, method in asked:
        for who in people:
            found, stands = crawl.answer(address, method, who), table[address.name, method][who]
            if str(found) != stands:
                yield f"{method} {address.path} as {who}: {found}, not {stands}"


def write(crawl: Crawl, addresses: Iterable[Address]) -> None:
    """Write the table anew; HEAD has a line of its own where it is answered otherwise than GET."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["name", "method", *PEOPLE])
        for address in addresses:
            found = {method: [crawl.answer(address, method, who) for who in PEOPLE] for method in METHODS}
            same = found["GET"] == found["HEAD"]
            table.writerow([address.name, "GET HEAD" if same else "GET", *found["GET"]])
            if not same:
                table.writerow([address.name, "HEAD", *found["HEAD"]])
            table.writerow([address.name, "POST", *found["POST"]])
