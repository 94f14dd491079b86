"""Every field, list, log and search bears what nobody should type, and keeps nothing that makes another page fail.

The pages are found in the address tables and the fields on the pages, so that those made tomorrow are tried too.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.domain.context import Context
from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind
from accounts.tests.pages import client_of
from costofcare.tests.addresses import patterns
from costofcare.tests.html_forms import PageForm, forms_of
from costofcare.tests.test_walk_others_find_nothing import market, objects

__all__ = ["market", "objects"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]

NASTY = {
    "0": "0",
    "minus 0": "-0",
    "a typed minus": "\u22120.00",
    "1e400": "1e400",
    "27 nines": "9" * 27,
    "30 digits": "1234567890" * 3,
    "10,000 characters": "x" * 10_000,
    "NUL": "a\0b",
    "half a surrogate pair": "a\ud800b",
    "right to left": "\u202egpj.exe\u200f\u2067",
}
# What breaks most, tried by night on a third of a provider's pages; on all, and all values, by ./portal prove.
WORST = ("27 nines", "NUL")
STRANGE = ("1e400", "half a surrogate pair")
ROLES = ("ada", "dev", "ned", "alex", "carol", "una", "fay", "reg")
QUERY = (
    "q", "page", "sort", "state", "exercise", "version", "seen", "skip", "week", "changed", "took", "save", "code",
    "about", "sheet", "opened", "slot", "whose", "findings", "charge", "before", "after", "turn", "as", "whom", "next",
    "kind", "overdue", "analyst", "returns", "provider", "against", "topic", "service", "released",
    "since", "until", "verb", "who", "scenario", "zone", "pay", "minutes", "zone_0", "zone_0_t", "run", "with", "of",
    "holder", "only", "rate", "release",
)  # fmt: skip
# They end the session that the next page needs.
LEFT_OUT = ("account_logout", "accounts:choose_context")


def sent(pairs: Any) -> str:
    """Return the pairs as a browser that does not look would send them: halves of pairs and all."""
    return urlencode(pairs, errors="surrogatepass")


def fetched(client: Client, path: str, query: Any = ()) -> Any:
    with transaction.atomic():
        answer = client.get(f"{path}?{sent(query)}" if query else path)
        if answer.status_code >= 500:
            transaction.set_rollback(True)
        return answer


def posted(client: Client, path: str, pairs: Any) -> Any:
    """Post inside a savepoint, so that a page that fails is the only one to do so."""
    with transaction.atomic():
        answer = client.post(path, sent(pairs), content_type="application/x-www-form-urlencoded")
        if answer.status_code >= 500:
            transaction.set_rollback(True)
        return answer


class Portal:
    """Every page that somebody sees, with the first who does."""

    def __init__(self, people: Mapping[str, Context], known: Mapping[str, Any]) -> None:
        self.clients = {name: client_of(context) for name, context in people.items()}
        for client in self.clients.values():
            client.raise_request_exception = False
        self.pages: dict[str, tuple[str, str]] = {}
        self.forms: list[tuple[str, PageForm]] = []
        for name, path in addresses(known):
            self._look(name, path)

    def _look(self, name: str, path: str) -> None:
        for who in (each for each in likely(name) if each in self.clients):
            answer = fetched(self.clients[who], path)
            assert answer.status_code < 500, (name, who)
            if answer.status_code == 405:
                return
            if answer.status_code == 200:
                self.pages[name] = (who, path)
                self._collect(who, path, answer)
                return

    def _collect(self, who: str, path: str, answer: Any) -> None:
        if not answer.get("Content-Type", "").startswith("text/html"):
            return
        for form in forms_of(answer.content.decode()):
            if form.method == "post" and form.typed and not form.files:
                form.action = form.action or path
                self.forms.append((who, form))

    def failing(self) -> list[str]:
        """Return the pages that fail as they are now."""
        statuses = {name: fetched(self.clients[who], path).status_code for name, (who, path) in self.pages.items()}
        return [f"{name}: {status}" for name, status in statuses.items() if status >= 500]


def likely(name: str) -> tuple[str, ...]:
    """Return who may see a page, the likeliest first; who sees less than others is not asked."""
    room = name.partition(":")[0]
    return {
        "submissions": ("ada", "dev", "ned"),
        "engagement": ("ned", "ada", "dev", "carol"),
        "reports": ("dev", "fay", "ada", "carol", "reg"),
        "register": ("alex", "ned", "dev"),
        "accounts": ("alex", "ada", "una"),
        "markets": ("carol", "dev", "ada"),
    }.get(room, ("ada", "alex", "ned"))


def addresses(known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, converters in patterns(get_resolver().url_patterns, ""):
        if name in LEFT_OUT or not set(converters) <= set(known):
            continue
        try:
            yield name, reverse(name, kwargs={key: known[key] for key in converters})
        except NoReverseMatch:
            continue


@pytest.fixture(
    params=[pytest.param(("ada",), marks=pytest.mark.nightly), pytest.param(ROLES, marks=pytest.mark.proof)],
    ids=["a provider", "all"],
)
def looks(request: Any) -> tuple[str, ...]:
    return request.param


@pytest.fixture
def portal(market: Any, objects: dict[str, Any], looks: tuple[str, ...]) -> Portal:
    asked = erasures.ask(by=market.cast.alex, kind=ErasureKind.PROVIDER, subject_id=market.cast.oak.id)
    return Portal({name: getattr(market.cast, name) for name in looks}, objects | {"erasure_id": asked.id})


def a_third(portal: Portal) -> tuple[dict[str, tuple[str, str]], list[tuple[str, PageForm]]]:
    """Return every third page and form."""
    return dict([*portal.pages.items()][::3]), portal.forms[::3]


def searches_fail(portal: Portal, values: Mapping[str, str]) -> tuple[int, list[str]]:
    tried, failed = 0, []
    for name, (who, path) in portal.pages.items():
        for what, value in values.items():
            answer = fetched(portal.clients[who], path, [(key, value) for key in QUERY])
            tried += len(QUERY)
            failed += [f"{name} {what}: {answer.status_code}"] if answer.status_code >= 500 else []
    return tried, failed


def forms_fail(portal: Portal, values: Mapping[str, str]) -> tuple[int, list[str]]:
    tried, failed = 0, []
    for who, form in portal.forms:
        for what, value in values.items():
            answer = posted(portal.clients[who], form.action, form.filled(value))
            tried += len(form.typed)
            failed += [f"{form.action} {what}: {answer.status_code}"] if answer.status_code >= 500 else []
    return tried, failed


def one_field_each_fails(portal: Portal, values: Mapping[str, str]) -> tuple[int, list[str]]:
    """As above, but the other fields are filled in well, so that the form's own rules let more of them through."""
    tried, failed = 0, []
    for who, form in portal.forms:
        for name in form.typed if len(form.typed) > 1 else ():
            for what, value in values.items():
                pairs = [*form.kept, *((each, value if each == name else "1") for each in form.typed)]
                answer = posted(portal.clients[who], form.action, pairs)
                tried += 1
                failed += [f"{form.action} {name} {what}: {answer.status_code}"] if answer.status_code >= 500 else []
    return tried, failed


def test_worst_values_break_no_search_and_no_field(portal, looks, capsys):
    values = {name: NASTY[name] for name in WORST}
    assert len(portal.pages) > (100 if looks == ROLES else 20)
    assert len(portal.forms) > (20 if looks == ROLES else 5)
    seen = dict(portal.pages)
    if looks != ROLES:
        portal.pages, portal.forms = a_third(portal)
    searched, wrong_searches = searches_fail(portal, {"NUL": NASTY["NUL"]})
    typed, wrong_fields = forms_fail(portal, values)
    with capsys.disabled():
        print(f"\n{len(portal.pages)} pages, {len(portal.forms)} forms: {searched + typed} nasty values tried")
    portal.pages = seen
    assert (wrong_searches, wrong_fields, portal.failing()) == ([], [], [])


@pytest.mark.proof
@pytest.mark.parametrize("looks", [ROLES], indirect=True, ids=["all"])
def test_all_nasty_values_break_no_search_and_no_field(portal, capsys):
    """Two in each search, all in each form; NASTY=all pytest <this file>: all in all, and each field by itself."""
    is_all = os.environ.get("NASTY") == "all"
    done = [searches_fail(portal, NASTY if is_all else {name: NASTY[name] for name in STRANGE})]
    done += [forms_fail(portal, NASTY), one_field_each_fails(portal, NASTY if is_all else {})]
    with capsys.disabled():
        print(f"\n{sum(tried for tried, _ in done)} nasty values tried")
    assert [failed for _, failed in done] == [[], [], []]
    assert portal.failing() == []
