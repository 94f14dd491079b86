"""Make a datasheet once, in an order that nobody keeps; take it away; open an authority's own copy."""

from collections.abc import Mapping
from random import SystemRandom
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.actions.encryption import seal, unseal
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from costing.figure_words import day_in_words
from costing.forms import form_for
from reports.actions.exercise_lock import take_turn
from reports.datasheets.actions.datasheet_mails import tell
from reports.datasheets.domain.bands import FEWEST_AUTHORITIES
from reports.datasheets.domain.datasheet_text import OwnRow, digest_of, kept_text, own_rows, own_text, text_from
from reports.datasheets.domain.drawn_sheets import drawn_sheets
from reports.datasheets.queries.datasheets import ReleaseGroup, copy_of, datasheet_for, datasheet_of, release_groups
from reports.models import Datasheet, DatasheetCopy, DatasheetMember
from reports.permissions import makes_datasheets

MOVED = Refusal("What is released has changed since this page was opened. Look again at what would be in it.")
MADE = Refusal("There is a datasheet of these releases already. The same rows in another order would tell no more.")
FEW = Refusal(
    f"A datasheet needs releases of at least {FEWEST_AUTHORITIES} authorities: with fewer, a third would hold one of "
    "them."
)
NONE = Refusal("No figure was released by enough authorities, so there would be no sheet in it.")


@transaction.atomic
def make(*, by: Context, releases_sha256: str) -> Datasheet | Refusal | None:
    """Make the datasheet of a group of releases, with every authority's sealed copy, or nothing of it.

    None if the asker makes no datasheets. The order of each sheet is drawn here and kept nowhere in the open.
    """
    if not makes_datasheets(by):
        return None
    group = _group(by, releases_sha256)
    if group is None:
        return MOVED
    for exercise_id in group.exercises:
        take_turn(exercise_id)
    if _group(by, releases_sha256) is None:
        return MOVED
    if datasheet_of(by, releases_sha256) is not None:
        return MADE
    return _made(by, group) if group.is_enough else FEW


def _group(by: Context, releases_sha256: str) -> ReleaseGroup | None:
    return next((one for one in release_groups(by) if one.sha256 == releases_sha256), None)


def _made(by: Context, group: ReleaseGroup) -> Datasheet | Refusal:
    form = form_for(group.service, group.form_version)
    if form is None:
        return Refusal("The form of these releases is no longer known; no datasheet can be made of them.")
    drawn = drawn_sheets(form, group.tables, SystemRandom().shuffle)
    if not drawn.sheets:
        return NONE
    about = {
        "service": group.service,
        "unit": form.cost_unit,
        "price_date": group.price_date.isoformat(),
        "made_on": timezone.localdate().isoformat(),
    }
    text = kept_text(drawn, about=about, authorities=[one.authority.name for one in group.releases])
    datasheet = Datasheet(
        service=group.service,
        price_date=group.price_date,
        releases_sha256=group.sha256,
        document=text,
        sha256=digest_of(text),
        made_at=timezone.now(),
        made_by_id=by.person_id,
    )
    datasheet.save(force_insert=True)
    tell(datasheet, _keep_members(datasheet, group, drawn.own))
    _record(by, datasheet, "made a datasheet")
    return datasheet


def _keep_members(
    datasheet: Datasheet, group: ReleaseGroup, own: Mapping[str, Mapping[str, int]]
) -> list[DatasheetMember]:
    members = [
        DatasheetMember(datasheet=datasheet, release=one, exercise_id=one.exercise_id, authority_id=one.authority_id)
        for one in group.releases
    ]
    copies = [
        DatasheetCopy(
            datasheet=datasheet, authority_id=one.authority_id, sealed=seal(own_text(own[str(one.authority_id)]))
        )
        for one in members
    ]
    DatasheetMember.objects.bulk_create(members)
    DatasheetCopy.objects.bulk_create(copies)
    return members


@transaction.atomic
def take(*, by: Context, datasheet_id: UUID) -> Datasheet | None:
    """Return a datasheet for a download, which the audit trail keeps; None if it is not the asker's."""
    datasheet = datasheet_for(by, datasheet_id)
    if datasheet is not None:
        _record(by, datasheet, "downloaded a datasheet")
    return datasheet


@transaction.atomic
def open_own(*, by: Context, datasheet_id: UUID) -> tuple[OwnRow, ...] | None:
    """Return the rows of the asker's own authority; None if they have no copy."""
    datasheet = datasheet_for(by, datasheet_id)
    copy = copy_of(by, datasheet) if datasheet else None
    if datasheet is None or copy is None:
        return None
    _record(by, datasheet, "opened the own copy of a datasheet")
    return own_rows(unseal(copy.sealed), text_from(datasheet.document))


def _record(by: Context, datasheet: Datasheet, verb: str) -> None:
    words = f"{datasheet.service_words}, prices as at {day_in_words(datasheet.price_date)}"
    audit.record(by=by, verb=verb, kind="datasheet", id=datasheet.id, words=words)
