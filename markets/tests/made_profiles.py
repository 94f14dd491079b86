"""Test support: a profile of a council's own visits whose figures are typed, without a worker."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from markets.models import PackageToReview, VisitFigure, VisitRun
from register.models import Authority, Location

FIRST, LAST = date(2025, 10, 20), date(2025, 10, 26)


def a_typed_profile(authority: Authority, holder: str = "council") -> VisitRun:
    return VisitRun.objects.create(
        authority=authority, holder=holder, kind="profile", state="done", first_day=FIRST, last_day=LAST,
        received_at=timezone.now(), finished_at=timezone.now(),
    )  # fmt: skip


def figure(run: VisitRun, measure: str, value: str | None = None, **more: object) -> VisitFigure:
    """Keep a figure, of the market unless a level and ref are told; its numerator is its value unless told."""
    told = {"level": "market", "numerator": value, "denominator": "1" if value else None, "n": 9} | more
    return VisitFigure.objects.create(
        run=run, authority=run.authority, holder=run.holder, measure=measure, value=value, **told
    )


def a_package_to_review(run: VisitRun, place: Location, client: str, together: str, zone: str = "Z1") -> None:
    PackageToReview.objects.create(
        run=run, authority=run.authority, holder=run.holder, provider=place.provider, provider_ref=str(place.id),
        client_ref=client, zone=zone, visits=20, alone=7, together_minutes=Decimal(together), planned_minutes=600,
    )  # fmt: skip
