"""The kept rows of small tables as what measures are worked out of."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from markets.measures.domain.care_packages import CarePackage
from markets.measures.domain.lots import CareLot, SubContracting
from markets.measures.domain.package_offers import PackageOffer

Rows = Iterable[Mapping[str, Any]]


def packages_from(rows: Rows) -> list[CarePackage]:
    return [
        CarePackage(
            client=row["client"],
            provider=row["provider"],
            starts=date.fromisoformat(row["starts"]),
            until=_day(row["until"]),
            hours=Fraction(row["hours"]),
            careworkers=row["careworkers"],
            zone=row["zone"],
            ruc=row["ruc"],
            route=row["route"],
            reason=row["reason"],
            funder=row["funder"],
        )
        for row in rows
    ]


def offers_from(rows: Rows) -> list[PackageOffer]:
    return [
        PackageOffer(
            ref=row["ref"],
            sent=date.fromisoformat(row["sent"]),
            accepted=_day(row["accepted"]),
            withdrawn=_day(row["withdrawn"]),
            first_visit=_day(row["first_visit"]),
            provider=row["provider"],
            declined_by=tuple(row["declined_by"]),
            hours=Fraction(row["hours"] or 0),
            zone=row["zone"],
            ruc=row["ruc"],
            double_handed=row["double_handed"],
        )
        for row in rows
    ]


def lots_from(rows: Rows) -> list[CareLot]:
    return [
        CareLot(
            lot=row["lot"],
            provider=row["provider"],
            starts=date.fromisoformat(row["starts"]),
            until=_day(row["until"]),
            zone=row["zone"],
            rate=Fraction(row["rate"]) if row["rate"] else None,
            is_exclusive=row["exclusive"],
            guaranteed_hours=Fraction(row["guaranteed_hours"] or 0),
        )
        for row in rows
    ]


def declarations_from(rows: Rows) -> list[SubContracting]:
    return [
        SubContracting(
            lot=row["lot"],
            lead=row["lead"],
            sub=row["sub"],
            hours=Fraction(row["hours"]),
            rate=Fraction(row["rate"]),
            starts=date.fromisoformat(row["starts"]),
            until=_day(row["until"]),
        )
        for row in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
