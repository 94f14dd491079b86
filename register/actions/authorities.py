"""Add and rename authorities by hand, and set who owns a provider."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actions import audit
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from register.domain.exercise_rules import FieldFault
from register.models import Authority, Owner, Provider
from register.permissions import can_administer_register

_NOT_YOURS = Refusal("Only administrators change the register.")
_NAME_TAKEN = FieldFault("cqc_name", "There is an authority of this name already")
LONGEST_NAME = 200


def put(
    *, by: Context, name: str, cqc_name: str, authority_id: UUID | None = None, is_programme_office: bool = False
) -> Authority | Refusal | list[FieldFault]:
    """Add an authority, or rename one; the directory finds its locations by ``cqc_name``."""
    if not can_administer_register(by):
        return _NOT_YOURS
    authority = Authority.objects.filter(id=authority_id).first() if authority_id else Authority()
    if authority is None:
        return Refusal("This authority is not known.")
    authority.name, authority.cqc_name = _tidy(name), _tidy(cqc_name) or _tidy(name)
    if not authority.name:
        return [FieldFault("name", "Enter the name of the authority")]
    if is_programme_office and (authority.locations.exists() or authority.exercises.exists()):
        return [FieldFault("is_programme_office", "It has locations or exercises, so it is a council")]
    authority.is_programme_office = is_programme_office
    try:
        with transaction.atomic():
            authority.save()
            verb = "changed an authority" if authority_id else "added an authority"
            audit.record(
                by=by, verb=verb, kind="authority", id=authority.id, words=authority.name, authority_id=authority.id
            )
    except IntegrityError:
        return [_NAME_TAKEN]
    return authority


def _tidy(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]


@transaction.atomic
def set_owner(*, by: Context, provider_id: UUID, owner_name: str) -> Provider | Refusal | None:
    """Set the owner of a provider.

    One owner counts once in disclosure control, so a group's providers must share theirs.

    Exercises that were drawn up keep the owner of that day. None if the provider is not known.
    """
    if not can_administer_register(by):
        return _NOT_YOURS
    provider = Provider.objects.select_for_update().filter(id=provider_id).first()
    if provider is None:
        return None
    name = _tidy(owner_name)
    if not name:
        return Refusal("Enter the name of the owner.")
    provider.owner = Owner.objects.filter(name__iexact=name).order_by("id").first() or Owner.objects.create(name=name)
    provider.save(update_fields=["owner"])
    audit.record(
        by=by, verb="set the owner of a provider", kind="provider", id=provider.id, words=f"{provider.name}: {name}"
    )
    return provider
