"""Every field, list, log and search bears what nobody should type, and keeps nothing that makes another page fail.

The pages are found in the address tables and the fields on the pages, so that those made tomorrow are tried too.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.text import slugify

from accounts.domain.context import Context
from accounts.tests.pages import client_of, text_of
from costing.forms import CURRENT
from costofcare.tests.addresses import patterns
from costofcare.tests.html_forms import PageForm, forms_of
from costofcare.tests.test_walk_others_find_nothing import market, objects
from submissions.actions import returns
from submissions.models import Draft, DraftSection, Return
from submissions.tests.cast import behind_the_wall, hand_in
from submissions.tests.online import again, standing, typed_of

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
# What breaks most, tried in each run; all of them are tried by night.
WORST = ("27 nines", "NUL")
ROLES = ("ada", "dev", "ned", "alex", "carol", "una", "fay")
QUERY = (
    "q", "page", "sort", "state", "exercise", "version", "seen", "skip", "week", "changed", "took", "save", "code",
    "about", "sheet", "opened", "slot", "whose", "findings", "charge", "before", "after", "turn", "as", "whom", "next",
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
        for who in likely(name):
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
        "reports": ("dev", "fay", "ada", "carol"),
        "register": ("alex", "ned", "dev"),
        "accounts": ("alex", "ada", "una"),
    }.get(room, ("ada", "alex", "ned"))


def addresses(known: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, converters in patterns(get_resolver().url_patterns, ""):
        if name in LEFT_OUT or not set(converters) <= set(known):
            continue
        try:
            yield name, reverse(name, kwargs={key: known[key] for key in converters})
        except NoReverseMatch:
            continue


@pytest.fixture
def portal(market: Any, objects: dict[str, Any]) -> Portal:
    return Portal({name: getattr(market.cast, name) for name in ROLES}, objects)


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


def test_worst_values_break_no_search_and_no_field(portal, capsys):
    values = {name: NASTY[name] for name in WORST}
    searched, wrong_searches = searches_fail(portal, {"NUL": NASTY["NUL"]})
    typed, wrong_fields = forms_fail(portal, values)
    with capsys.disabled():
        print(f"\n{len(portal.pages)} pages, {len(portal.forms)} forms: {searched + typed} nasty values tried")
    assert (wrong_searches, wrong_fields, portal.failing()) == ([], [], [])
    assert len(portal.pages) > 100
    assert len(portal.forms) > 20


@pytest.mark.nightly
def test_all_nasty_values_break_no_search_and_no_field(portal, capsys):
    done = [searches_fail(portal, NASTY), forms_fail(portal, NASTY), one_field_each_fails(portal, NASTY)]
    with capsys.disabled():
        print(f"\n{sum(tried for tried, _ in done)} nasty values tried")
    assert [failed for _, failed in done] == [[], [], []]
    assert portal.failing() == []


OWN = ("submissions:participation_detail", "submissions:online", "submissions:online_answers")
OF_RETURN = ("findings", "costs", "summary", "declaration", "versions", "what_if", "put_right_file")


def pages_of_a_return(cast: Any, submission: Return) -> dict[str, int]:
    """Return the status of each page that shows the return's answers, for its provider and for the team."""
    ada, dev = client_of(cast.ada), client_of(cast.dev)
    for client in (ada, dev):
        client.raise_request_exception = False
    paths = {"home": reverse("home"), "head office": reverse("submissions:own_location_list")}
    paths |= {name: reverse(name, args=[cast.at_elm.id]) for name in (*OWN, "submissions:workbook")}
    paths |= {name: reverse(f"submissions:{name}", args=[submission.id]) for name in OF_RETURN}
    found = {name: fetched(ada, path).status_code for name, path in paths.items()}
    found |= {sheet: fetched(ada, section(cast, sheet)).status_code for sheet in CURRENT["homecare"].sheets}
    theirs = {"list": reverse("submissions:return_list")}
    theirs |= {"team": reverse("submissions:return_detail", args=[submission.id])}
    return found | {name: fetched(dev, path).status_code for name, path in theirs.items()}


def section(cast: Any, sheet: str, name: str = "online_section") -> str:
    return reverse(f"submissions:{name}", args=[cast.at_elm.id, slugify(sheet)])


def by_night(names: tuple[str, ...]) -> list[Any]:
    """Return every nasty value; those that are not named are tried by night."""
    return [
        pytest.param(value, id=name, marks=() if name in names else (pytest.mark.nightly,))
        for name, value in NASTY.items()
    ]


@pytest.mark.parametrize("value", by_night(("27 nines", "NUL")))
def test_answers_and_notes_typed_online_break_no_page_and_can_be_put_right(cast, value, capsys):
    ada, form, tried = client_of(cast.ada), CURRENT["homecare"], 0
    ada.raise_request_exception = False
    for sheet in form.sheets:
        keys = [q.key for q in form.questions_on(sheet)]
        pairs = [("on-number", "0"), *((key, value) for key in keys), *((f"note-{key}", value) for key in keys)]
        for name in ("online_save", "online_section"):
            assert posted(ada, section(cast, sheet, name), pairs).status_code < 500, sheet
        tried += 2 * len(keys)
    finish = reverse("submissions:online_answers", args=[cast.at_elm.id])
    assert posted(ada, finish, []).status_code == 302
    submission = Return.objects.get(participation=cast.at_elm)
    assert {name: code for name, code in pages_of_a_return(cast, submission).items() if code >= 500} == {}
    typed = typed_of("homecare_3", cast.at_elm)
    for sheet in form.sheets:
        now = standing(cast.ada, cast.at_elm)
        pairs = [("on-number", now.number(sheet)), *((q.key, typed[q.key]) for q in form.questions_on(sheet))]
        posted(ada, section(cast, sheet), pairs)
    posted(ada, finish, [])
    assert Return.objects.get(participation=cast.at_elm).current.is_accepted
    with capsys.disabled():
        print(f" {tried}", end="")


@pytest.mark.parametrize("digits", [27, 30, 400])
def test_figure_that_is_stored_already_is_named_and_can_be_put_right(cast, digits):
    """As a portal of before kept it: in the draft, in the version, in its costs."""
    huge = "9" * digits
    version = hand_in(cast.ada, cast.at_elm)
    version.answers["basic_pay_rate"] |= {"typed": huge, "value": huge}
    version.costs["columns"]["homecare"] |= dict.fromkeys(("total", "careworker_pay"), huge)
    version.save(update_fields=["answers", "costs"])
    row = DraftSection.objects.filter(draft=Draft.objects.get(), sheet="Careworker pay").first()
    row.answers["basic_pay_rate"] = huge
    row.save(update_fields=["answers"])
    statuses = pages_of_a_return(cast, version.submission)
    assert {name: code for name, code in statuses.items() if code >= 500} == {}
    client = client_of(cast.ada)
    assert "too large" in text_of(client.get(reverse("submissions:costs", args=[version.submission_id])))
    assert "larger than any figure" in text_of(client.get(reverse(OWN[2], args=[cast.at_elm.id])))
    with behind_the_wall(cast.ada):
        done = returns.submit(
            by=cast.ada, return_id=version.submission_id, version_number=1, declared_by_name="Ada Elm"
        )
    assert done is not None
    assert again(cast.at_elm).submission.state in ("in_progress", "submitted")


@pytest.mark.parametrize("query", ["q=%00", "q=%2500", "q=a%00b", "q=%00%00", "q=%%0000", "%00=x", "q=%ED%A0%80"])
def test_search_with_a_character_that_is_none_is_a_search(cast, query):
    client = client_of(cast.alex)
    for name in ("accounts:audit_list", "accounts:people_list", "register:authority_list"):
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        assert client.get(f"{path}?{query}").status_code == 200
