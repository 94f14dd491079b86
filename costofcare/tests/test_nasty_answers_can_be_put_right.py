"""What nobody should type as an answer or note, and what is stored already, breaks no page and can be put right."""

import os
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.text import slugify

from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, text_of
from costing.forms import CURRENT
from costofcare.tests.test_nasty_values_break_no_page import NASTY, fetched, posted
from submissions.actions import returns
from submissions.models import Draft, DraftSection, Return
from submissions.tests.cast import behind_the_wall, hand_in
from submissions.tests.online import again, standing, typed_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
WORST, BY_NIGHT = "27 nines", ("minus 0", "NUL", "half a surrogate pair")
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


def tried() -> list[Any]:
    """Return the worst value, by night; some others as proofs, and all of them where NASTY=all asks for it."""
    others = NASTY.keys() if os.environ.get("NASTY") == "all" else BY_NIGHT
    worst = pytest.param(NASTY[WORST], id=WORST, marks=pytest.mark.nightly)
    return [worst, *(pytest.param(NASTY[name], id=name, marks=pytest.mark.proof) for name in others)]


@pytest.mark.parametrize("value", tried())
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


@pytest.mark.parametrize("digits", [27, *(pytest.param(each, marks=pytest.mark.proof) for each in (30, 400))])
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


@pytest.mark.parametrize(
    "query", first_by_day(["q=%00", "q=%2500", "q=a%00b", "q=%00%00", "q=%%0000", "%00=x", "q=%ED%A0%80"], 2)
)
def test_search_with_a_character_that_is_none_is_a_search(cast, query):
    client = client_of(cast.alex)
    for name in ("accounts:audit_list", "accounts:people_list", "register:authority_list"):
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        assert client.get(f"{path}?{query}").status_code == 200
