"""Write what a run found of packages that might be reviewed."""

from collections.abc import Iterable
from fractions import Fraction
from uuid import UUID

from markets.measures.domain.double_handed import PairClient
from markets.measures.domain.figures import decimal
from markets.models import PackageToReview, VisitRun
from markets.visits.domain.attendance import MINUTE
from register import queries as register
from spreadsheets.decimals import rounded


def kept_reviews(run: VisitRun, found: Iterable[PairClient]) -> list[PackageToReview]:
    """Return the rows of a run; of a provider that the register knows, they are its own when it is erased."""
    clients = list(found)
    places = register.places_by_id([ref for each in clients if (ref := _id(each.provider)) is not None])
    whose = {str(location): one.provider_id for location, one in places.items()}
    return [
        PackageToReview(
            run=run,
            authority_id=run.authority_id,
            holder=run.holder,
            provider_id=whose.get(each.provider),
            provider_ref=each.provider,
            client_ref=each.client,
            zone=each.zone[:100],
            visits=each.visits,
            alone=each.alone,
            together_minutes=rounded(decimal(Fraction(each.together, MINUTE))),
            planned_minutes=rounded(decimal(Fraction(each.planned, MINUTE))),
        )
        for each in clients
    ]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
