"""Each sentence of the privacy page's table, tried by each asker of it: what is said to be seen is, and no more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.tests.in_turn import first_by_day
from accounts.tests.pages import client_of, text_of
from costofcare.tests.planted_markers import a_call
from costofcare.views.visibility import ANOTHERS, ELSEWHERE, HERE, QUESTIONS, YOURS, askers
from engagement import queries as engagement
from engagement.contacts.actions import contacts
from engagement.interviews.queries import codings, studies
from engagement.interviews.queries import market_tests as tests
from engagement.interviews.tests.made_study import a_market_test, a_study, answered
from engagement.models import StudyQuote
from markets.paysurveys import queries as wages
from markets.tests.asked_market import asked_rows
from register import queries as register
from register.models import Participation
from reports import queries as reports
from reports.publication.queries import published_releases
from reports.tests.accepted_returns import Market, make_market
from submissions import queries as submissions
from submissions.actions import returns
from submissions.tests.cast import behind_the_wall
from submissions.tests.module_rows import rows_for_all

pytestmark = pytest.mark.django_db
ASKERS = askers()


def yours(market: Market) -> Any:
    return market.accepted[0]


def sees_dates(who: Context | None, market: Market) -> bool:
    if who is not None and who.is_provider:
        return any(submissions.participation_for(who, one.participation_id) for one in market.accepted)
    return register.exercise_for(who, market.exercise.id) is not None


def knows_whom_to_ring(who: Context | None, market: Market) -> bool:
    exercise = market.exercise.id
    return bool(register.participations(who, exercise).exists() or register.reached(who, exercise).exists())


def has_released(who: Context | None, market: Market) -> bool:
    return bool(reports.public_releases_for(who).exists() or reports.releases_for(who).exists())


def has_public(who: Context | None, market: Market) -> bool:
    """The public page knows nobody, whoever reads it."""
    with behind_the_wall(None):
        return published_releases().exists()


def counts_returns(who: Context | None, market: Market) -> bool:
    return any(row.received == len(market.accepted) for row in submissions.received_in(who))


def accepts(who: Context | None, market: Market) -> bool:
    return who is not None and returns.accept(by=who, return_id=yours(market).id, version_number=7) is not None


def changes(who: Context | None, market: Market) -> bool:
    return who is not None and returns.take_back(by=who, return_id=yours(market).id) is not None


def reads_pay(who: Context | None, market: Market) -> bool:
    place = wages.own_places(who).filter(answered_at__isnull=False).first()
    return bool(wages.answers_of(who, place) if place else read_by_team(who))


def read_by_team(who: Context | None) -> bool:
    return any(wages.read_answers(who, survey) for survey in wages.surveys_for(who))


def knows_of_pay(who: Context | None, market: Market) -> bool:
    is_own = wages.own_places(who).filter(answered_at__isnull=False).exists()
    return is_own or any(wages.places_of(who, survey, state="answered") for survey in wages.surveys_for(who))


def reads_views(who: Context | None, market: Market) -> bool:
    own = [asked for asked in tests.own_asked(who) if tests.own_answer(who, asked)]
    return bool(own or [row for row in studies.studies_for(who) if tests.sent_answers(who, row)])


# What the page says, and how one would go about it behind the wall.
TRIED: dict[str, Callable[[Context | None, Market], bool]] = {
    "your answers, files, findings, costs and questions": lambda who, market: (
        submissions.return_for(who, yours(market).id) is not None
    ),
    "changing your return": changes,
    "accepting your return or leaving it out": accepts,
    "exact figures of the whole market": lambda who, market: bool(
        submissions.accepted_returns(who, market.exercise.id) and who and not who.is_provider
    ),
    "released figures where the exercise has a public page": has_public,
    "released figures where it has none": has_released,
    "who is asked, and whom to ring": knows_whom_to_ring,
    "that you were reached, and that your return has come in": lambda who, market: bool(
        submissions.progress_in(who, market.exercise.id)
    ),
    "how many returns have come in": counts_returns,
    "emails you send to the team, and its notes of calls": lambda who, market: engagement.readable_notes(who).exists(),
    "what you answer to a wage survey": reads_pay,
    "that you have answered a wage survey": knows_of_pay,
    "what people say in interviews, beside your own summary": lambda who, market: any(
        studies.interviews_of(who, row).exists() for row in studies.studies_for(who)
    ),
    "what you write of a service to come in a soft market test, for the team once it has closed": reads_views,
    "findings and quotes of interviews that are released, without a name": lambda who, market: bool(
        codings.studies_with_words(who)
    ),
    "dates of the exercise": sees_dates,
    "the audit trail of the whole portal, without figures": lambda who, market: accounts.audit_events(who).exists(),
}


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: Any) -> Iterator[Market]:
    """A market with a release, an answer to a wage survey, an officer's note of a call, and a quote that is out."""
    with rows_for_all(django_db_blocker):
        made = make_market(14)
        made.release()
        asked_rows(made.cast.dev, made.cast.ada, Participation.objects.get(id=yours(made).participation_id))
        assert contacts.log(by=made.cast.ned, contacted=a_call(yours(made).participation_id))
        a_study(made.cast.dev)
        over = {"closes_on": timezone.localdate() - timedelta(days=2)}
        test = a_market_test(made.cast.dev, [Participation.objects.get(id=yours(made).participation_id)], **over)
        answered(test["market_test_id"], made.cast.ada, {"price": "More."})
        StudyQuote.objects.update(state="released")
        yield made


def in_the_place_of(context: Context | None, market: Market) -> Context | None:
    other = market.accepted[1]
    places = {HERE: market.cast.authority.id, ELSEWHERE: market.cast.elsewhere.id}
    places |= {YOURS: yours(market).provider_id, ANOTHERS: other.provider_id}
    return context and replace(
        context,
        person_id=market.cast.ada.person_id,
        authority_id=places.get(context.authority_id),
        provider_id=places.get(context.provider_id),
    )


def test_every_sentence_of_the_page_is_tried():
    assert [words for words, _ in QUESTIONS] == list(TRIED)


@pytest.mark.parametrize("asker", first_by_day(ASKERS, 4), ids=lambda asker: asker.label)
def test_each_sentence_is_true_for(market: Market, asker):
    who = in_the_place_of(asker.context, market)
    for (words, _), said in zip(QUESTIONS, asker.answers, strict=True):
        with behind_the_wall(who):
            assert TRIED[words](who, market) is said, words


def test_page_says_for_each_what_the_rules_say():
    text = text_of(client_of(None).get("/privacy/"))
    for asker in ASKERS:
        assert f"{asker.label} {asker.sees} {asker.never_sees}" in text


def test_nobody_is_told_two_things_of_one():
    for asker in ASKERS:
        assert not set(asker.sees.lower().split("; ")) & set(asker.never_sees.lower().split("; "))
