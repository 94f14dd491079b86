"""Names that tell who is meant: councils, owners and brands, providers, locations, and people of the register."""

from accounts.domain.context import Context
from register.models import Authority, ContactPerson, Location, Owner, Provider


def names_that_tell(context: Context | None) -> frozenset[str]:
    """Return every name that may not stand in what leaves, for the independent team; the wall bounds the people."""
    if context is None or not context.reads_returns:
        return frozenset()
    found: set[str] = set()
    for model, fields in (
        (Authority, ("name", "cqc_name")),
        (Owner, ("name",)),
        (Provider, ("name",)),
        (Location, ("name",)),
        (ContactPerson, ("full_name",)),
    ):
        for row in model.objects.order_by().values_list(*fields).iterator(chunk_size=5_000):
            found.update(row)
    return frozenset(name for name in found if name.strip())
