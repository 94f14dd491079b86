"""A file that was taken in before under another name: by the reference that its system gave it (V11)."""

from collections.abc import Callable

from markets.models import Dataset
from markets.store.text_files import UnreadableFile
from markets.visits.actions.datasets import TAKEN_BEFORE
from markets.visits.domain.columns import ColumnMapping, columns_in, plain_name
from markets.visits.domain.dataset_states import DatasetState
from markets.visits.domain.file_layout import FileLayout
from markets.visits.domain.reference_looks import bears_a_name, is_plain_word

NAME = plain_name("FileReference")
LONGEST = 100
Resolve = Callable[[str], tuple[str, str] | None]


def file_reference(layout: FileLayout) -> str:
    """Return the one reference that all first rows bear; blank where there is none, or it may be somebody's."""
    for place, name in enumerate(layout.names):
        if plain_name(name) == NAME:
            said = {text for text in layout.column(place) if text}
            kept = [text for text in said if is_plain_word(text, LONGEST) and not bears_a_name(text)]
            return kept[0] if len(said) == len(kept) == 1 else ""
    return ""


def refuse_sent_before(row: Dataset, layout: FileLayout, mapping: ColumnMapping, resolve: Resolve) -> str:
    """Return the file's reference; raise ``UnreadableFile`` where one of its providers sent it before."""
    reference = file_reference(layout)
    if not reference:
        return ""
    columns = columns_in(layout.names, mapping).get("provider_ref", [])
    words = {text for place in columns for text in layout.column(place) if text}
    places = {place[0] for word in words if (place := resolve(word))}
    before = Dataset.objects.filter(authority_id=row.authority_id, holder=row.holder, file_reference=reference)
    for one in before.filter(state=DatasetState.TAKEN_IN).exclude(id=row.id):
        if any(places & set(month) for month in one.by_month.values()):
            raise UnreadableFile("V11", TAKEN_BEFORE.format(date=f"{one.received_at:%-d %B %Y}"))
    return reference
