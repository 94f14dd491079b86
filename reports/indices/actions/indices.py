"""Keep an authority's price indices: put values in, take them in from a file, replace them, and take that back."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actions import advisory_lock, audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from reports.indices.domain.index_file import read_indices
from reports.indices.domain.price_index import (
    MOST_VALUES,
    IndexValue,
    PriceIndex,
    changes_in_words,
    document_of,
    key_of,
    put_in,
    values_from,
)
from reports.indices.queries import editions_for, standing_edition
from reports.models import PriceIndexEdition
from reports.permissions import can_calculate
from spreadsheets.tables.any_file import UnreadableTable

_FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ChangedIndex:
    """An index that was kept: its name, and what that changed in words; blank if it was there already."""

    name: str
    words: str


@transaction.atomic
def keep(*, by: Context, data: bytes, came_from: str, replaces: bool = False) -> list[ChangedIndex] | Refusal | None:
    """Keep every index of a file or of what was pasted, or none; None if the asker may not.

    With ``replaces`` the values of an index that is named go; otherwise new ones are put in among them.
    """
    if not can_calculate(by):
        return None
    try:
        file = read_indices(data)
    except UnreadableTable as reason:
        return Refusal(str(reason))
    if file.faults:
        said = [fault.sentence for fault in file.faults[:_FAULTS_SHOWN]]
        more = len(file.faults) - len(said)
        return Refusal(" ".join([*said, *([f"{more} more like these."] if more else []), "Nothing was kept."]))
    _take_turn(by)
    new = [PriceIndex(file.names[key], values) for key, values in file.values.items()]
    return _all_kept(by, new, came_from, replaces)


@transaction.atomic
def put(*, by: Context, name: str, value: IndexValue) -> ChangedIndex | Refusal | None:
    """Put one typed value into an index, new or not; None if the asker may not."""
    if not can_calculate(by):
        return None
    _take_turn(by)
    done = _all_kept(by, [PriceIndex(name.strip(), (value,))], "typed", replaces=False)
    return done if isinstance(done, Refusal) else done[0]


@transaction.atomic
def undo(*, by: Context, edition_id: UUID) -> PriceIndexEdition | Refusal | None:
    """Take back the last change of an index: the edition before it stands again, if there is one."""
    row = editions_for(by).filter(id=edition_id).first() if can_calculate(by) else None
    if row is None:
        return None
    _take_turn(by)
    stands = standing_edition(by, row.key)
    if stands is None or stands.id != row.id:
        return Refusal(f"{row.name} has been changed since. Look at it again before you take anything back.")
    PriceIndexEdition.objects.filter(id=row.id).update(undone_at=timezone.now(), undone_by_id=by.person_id)
    audit.record_on(row, by=by, verb="took back a change of a price index", kind="price index", words=row.name)
    return row


def _take_turn(by: Context) -> None:
    advisory_lock.take_turn(f"price indices of {by.own_authority}")


def _all_kept(by: Context, new: list[PriceIndex], came_from: str, replaces: bool) -> list[ChangedIndex] | Refusal:
    planned = []
    for one in new:
        stands = standing_edition(by, one.name)
        before = values_from(stands.values) if stands else ()
        planned.append((one, stands, before, one.values if replaces else put_in(before, one.values)))
    crowded = next((one.name for one, _, _, after in planned if len(after) > MOST_VALUES), "")
    if crowded:
        return Refusal(f"{crowded} would have more than {MOST_VALUES:,} values. Nothing was kept.")
    for one, stands, before, after in planned:
        if after != before:
            _keep(by, stands.name if stands else one.name, after, came_from)
    return [
        ChangedIndex(stands.name if stands else one.name, changes_in_words(before, after))
        for one, stands, before, after in planned
    ]


def _keep(by: Context, name: str, values: tuple[IndexValue, ...], came_from: str) -> None:
    latest = editions_for(by).filter(key=key_of(name)).order_by().aggregate(last=Max("number"))["last"] or 0
    made = PriceIndexEdition.objects.create(
        authority_id=by.own_authority,
        name=name,
        key=key_of(name),
        number=latest + 1,
        values=document_of(values),
        came_from=came_from[:200],
        made_at=timezone.now(),
        made_by_id=by.person_id,
    )
    audit.record_on(made, by=by, verb="changed a price index", kind="price index", words=name)
