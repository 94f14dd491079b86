"""What of an authority's market may be published: profiles of its own visits, its rate cards, and releases."""

from typing import Any

from django.db.models import QuerySet

from accounts.domain.context import Context
from costing.figure_words import day_in_words
from markets.fees.queries import releases_to_begin_from
from markets.marketreleases.queries import market_releases_for
from markets.models import MarketRelease, RateCard, VisitRun
from markets.papers.domain.published_figures import PublishedFigures, published_figures
from markets.permissions import can_read_options
from markets.profiles.domain.profile_figures import profile_figures
from markets.profiles.queries import figures_of, runs_that_show
from markets.ratecards.queries import cards_for
from markets.visits.domain.dataset_states import VisitHolder
from register import queries as register
from reports.domain.release_states import ReleaseState

MOST = 100


def profiles_to_publish(context: Context | None) -> list[VisitRun]:
    """Return the profiles of the council's own visits that are done, the latest first."""
    return runs_that_show(context, VisitHolder.COUNCIL) if can_read_options(context) else []


def figures_to_publish(context: Context, run: VisitRun) -> PublishedFigures:
    """Return what may be published of a profile of the council's own visits; nothing of one of the team's."""
    if run.holder != VisitHolder.COUNCIL or run.authority_id != context.own_authority or not can_read_options(context):
        return PublishedFigures()
    owners = {str(one.id): str(one.owner_id) for one in register.homecare_places(context.own_authority)}
    now = profile_figures(figures_of([run.id])[run.id])
    return published_figures(now, owners, unspoken=names_of_market(context))


def names_of_market(context: Context) -> frozenset[str]:
    """Return what locations and providers of the market are called: nothing that is published bears such a name."""
    places = register.homecare_places(context.own_authority)
    return frozenset(name for place in places for name in (place.name, place.provider))


def days_of(run: VisitRun) -> str:
    if run.first_day is None or run.last_day is None:
        return ""
    return f"{day_in_words(run.first_day)} to {day_in_words(run.last_day)}"


def cards_to_publish(context: Context | None) -> list[RateCard]:
    return list(cards_for(context)[:MOST]) if can_read_options(context) else []


def releases_to_publish(context: Context | None) -> QuerySet[Any]:
    """Return the released costs of home care that stand, made for publication; of this authority alone."""
    rows = releases_to_begin_from(context)
    return rows if can_read_options(context) else rows.none()


def market_releases_to_publish(context: Context | None) -> QuerySet[MarketRelease]:
    """Return the protected figures of the market that have left the independent team."""
    rows = market_releases_for(context).filter(state=ReleaseState.RELEASED)
    return rows if can_read_options(context) else rows.none()
