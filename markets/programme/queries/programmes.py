"""Programmes of the asker's authority, what they may rest on, and what clients chose."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, QuerySet

from accounts.domain.context import Context
from markets.models import MarketProgramme, OptionsAppraisal, ProgrammeChoice, ZonePlanRow
from markets.options.queries import appraisals_for
from markets.permissions import can_look_after_tables, can_read_options
from markets.profiles.queries import names_of
from markets.programme.domain.client_choices import ClientChoice
from markets.zones.queries import plan_of, plans_for

MOST_CHOICES = 200


def programmes_for(context: Context | None) -> QuerySet[MarketProgramme]:
    rows = MarketProgramme.objects.select_related("changed_by", "zone_plan__ground", "appraisal", "authority")
    if context is None or not can_read_options(context):
        return rows.none()
    return rows.filter(authority_id=context.own_authority)


def programme_for(context: Context | None, programme_id: UUID) -> MarketProgramme | None:
    return programmes_for(context).filter(id=programme_id).first()


def zones_of(row: MarketProgramme) -> tuple[str, ...]:
    return plan_of(row.zone_plan).zones


def frozen_plans(context: Context | None) -> dict[str, ZonePlanRow]:
    """Return the zone plans on which a programme may rest."""
    return {str(row.id): row for row in plans_for(context).filter(frozen_at__isnull=False)[:MOST_CHOICES]}


def frozen_appraisals(context: Context | None) -> dict[str, OptionsAppraisal]:
    return {str(row.id): row for row in appraisals_for(context).filter(frozen_at__isnull=False)[:MOST_CHOICES]}


def choices_of(context: Context | None, row: MarketProgramme) -> dict[str, ClientChoice]:
    """Return what clients chose, by pseudonym; nothing for whoever does not look after the council's tables."""
    if not can_look_after_tables(context):
        return {}
    rows = ProgrammeChoice.objects.filter(programme=row).values_list("client", "choice")
    return {client: ClientChoice(choice) for client, choice in rows}


def choice_counts(context: Context | None, row: MarketProgramme) -> Mapping[ClientChoice, int]:
    if not can_look_after_tables(context):
        return {}
    rows = ProgrammeChoice.objects.filter(programme=row).values_list("choice").annotate(n=Count("id"))
    found = {ClientChoice(choice): n for choice, n in rows}
    return {one: found.get(one, 0) for one in ClientChoice}


def named_in_words(row: MarketProgramme) -> dict[str, list[str]]:
    """Return the names of the providers that are named for each zone."""
    names = names_of(named_of(row))
    return {zone: sorted((names[ref] for ref in refs), key=str.casefold) for zone, refs in row.providers.items()}


def named_of(row: MarketProgramme) -> set[str]:
    return {ref for refs in row.providers.values() for ref in refs}
