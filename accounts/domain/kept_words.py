"""Words that were posted after a session had ended: which of a form's fields are kept, how much, and for how long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from json import dumps, loads
from uuid import UUID

from accounts.domain.idempotency import ONCE

KEPT_FOR = timedelta(hours=24)
MOST_BYTES = 100_000
# Of so many windows that one person has open; of more, the earliest go.
MOST_FORMS = 10
SECRETS = ("password", "csrf")
# What a page sends of its own accord: nobody typed it, and nobody needs to read it.
OF_THE_PAGE = ("on-", "_FORMS", "seen-")
Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was posted: the address, its fields in order, and whether files came with it, which are not kept."""

    path: str
    fields: tuple[Field, ...]
    had_files: bool = False

    @property
    def typed(self) -> list[Field]:
        """Return what a person typed or chose, by the field's name in words."""
        return [(in_words(name), text) for name, text in self.fields if text.strip() and is_typed(name, text)]


def fields_of(posted: Iterable[tuple[str, Sequence[object]]]) -> tuple[Field, ...]:
    """Return the fields to keep: all but passwords and the page's own token."""
    kept = [(name, str(value)) for name, values in posted for value in values]
    return tuple(field for field in kept if not any(secret in field[0].lower() for secret in SECRETS))


def has_words(fields: Iterable[Field]) -> bool:
    return any(text.strip() for name, text in fields if name != ONCE)


def is_typed(name: str, text: str) -> bool:
    return name != ONCE and not any(part in name for part in OF_THE_PAGE) and not _is_id(text)


def in_words(name: str) -> str:
    """Return a field's name as words: ``basic_pay_rate`` is “Basic pay rate”."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def packed(form: KeptForm, person_id: UUID) -> bytes | None:
    """Return a form as bytes that name whose it is; None if it is too long to be kept."""
    data = dumps([str(person_id), form.path, form.fields, form.had_files], ensure_ascii=False).encode(
        "utf-8", "replace"
    )
    return data if len(data) <= MOST_BYTES else None


def unpacked(data: bytes, person_id: UUID) -> KeptForm | None:
    """Return the form; None if it is another person's."""
    whose, path, fields, had_files = loads(data)
    if whose != str(person_id):
        return None
    return KeptForm(path, tuple((name, text) for name, text in fields), had_files)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
