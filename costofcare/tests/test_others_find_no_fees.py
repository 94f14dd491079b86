"""Every address of scenarios, rate cards, charter and wage test, asked for by whom it is not for: none is found."""

from typing import Any

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.domain.context import Context
from accounts.models import User
from accounts.tests.pages import client_of, is_kept_out
from costofcare.demo.fees import TYPED
from costofcare.tests.addresses import patterns
from markets.tests.council import Council, make_council
from markets.tests.made_rows import a_fee_scenario, a_rate_card
from markets.tests.released_medians import released

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]
OF_FEES = ("markets:scenario_", "markets:card_", "markets:charter", "markets:wage_test")
# A commissioner and an analyst of another authority have a fee lab of their own: the addresses that name no object.
BY_DAY, BY_NIGHT = ("cora", "ada"), ("gus", "ned", "reg", "alex", "una", "eve", "nobody")
WITH_THEIR_OWN = ("cora", "gus")
VERBS = ("get", "head", "post")


def addresses(cast: Council) -> dict[str, str]:
    known: dict[str, Any] = {
        "scenario_id": a_fee_scenario(cast.carol).id,
        "card_id": a_rate_card(cast.carol).id,
        "release_id": released(cast, TYPED).id,
        "kind": "csv",
    }
    found = {}
    for name, converters in patterns(get_resolver().url_patterns, ""):
        if name.startswith(OF_FEES) and set(converters) <= set(known):
            try:
                found[name] = reverse(name, kwargs={key: known[key] for key in converters})
            except NoReverseMatch:
                continue
    return found


@pytest.mark.parametrize("others", [BY_DAY, pytest.param(BY_NIGHT, marks=pytest.mark.nightly)])
def test_they_find_none(others: tuple[str, ...]):
    cast = make_council()
    everything = addresses(cast)
    assert len(everything) > 18
    for name in others:
        who: Context | User | None = None if name == "nobody" else getattr(cast, name)
        assert found_by(who, without_lists(everything) if name in WITH_THEIR_OWN else everything) == [], name


def found_by(who: Context | User | None, tried: dict[str, str]) -> list[tuple[str, str, int]]:
    client = client_of(who)
    answers = [(verb, name, getattr(client, verb)(path)) for name, path in tried.items() for verb in VERBS]
    return [
        (verb, name, answer.status_code)
        for verb, name, answer in answers
        if answer.status_code != 405 and not is_kept_out(who, answer)
    ]


def without_lists(tried: dict[str, str]) -> dict[str, str]:
    return {name: path for name, path in tried.items() if any(len(part) == 36 for part in path.split("/"))}
