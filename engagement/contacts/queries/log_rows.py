"""The log as the cells of its file: one query for all of it, read a piece at a time, and no objects for its rows."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from json import JSONDecoder
from operator import itemgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, CharField, F, Func, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from accounts.domain.context import Context
from engagement.contacts.domain.log_file.lines import Somebody
from engagement.contacts.domain.log_file.lists import joined, people_in_words, somebody_from
from engagement.contacts.domain.log_file.moments import in_uk_words
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Direction, Source, Topic
from engagement.contacts.queries.contacts import readable_notes
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact, ContactAbout, ContactColleague, ContactWith

AT_A_TIME = 1_000
_CHANNELS, _DIRECTIONS, _OUTCOMES, _TOPICS, _SOURCES = (
    {word.value: word.label for word in words} for words in (Channel, Direction, ContactOutcome, Topic, Source)
)
_SIDES = {side.value: side.label for side in OwnerTeam}
_YES = {True: "yes", False: ""}
Rows = list[list[Any]]
NONE = "[]"
_rows = JSONDecoder().raw_decode


class SideBySide(Func):
    """Several values of a row, side by side."""

    function = "json_build_array"
    output_field = TextField()


class RowsAsText(Func):
    """All rows of a subquery in one text, which is quicker to read here than an array of arrays."""

    template = "array_to_json(%(expressions)s)::text"
    output_field = TextField()


def log_rows(context: Context | None, rows: QuerySet[Contact]) -> Iterator[list[str]]:
    """Return the cells of each entry of ``log_of``, in its order, as the asker may read it.

    The database is asked at once, so that what goes wrong is not found in the middle of a file.
    """
    coming = iter(_asked(context, rows).iterator(chunk_size=AT_A_TIME))
    first = list(islice(coming, AT_A_TIME))
    return (_cells(*row) for row in chain(first, coming))


def _asked(context: Context | None, rows: QuerySet[Contact]) -> Any:
    """Return the query; what the council is shown as a talk has no promised day."""
    as_it_was = Case(When(shown_outcome=F("outcome"), then=F("promised_on")), default=None)
    return rows.annotate(
        key=Case(
            When(source=Source.IMPORTED, external_id__gt="", then=F("external_id")),
            default=Cast("id", TextField()),
            output_field=CharField(),
        ),
        places=_texts(ContactAbout.objects, "participation__location_name", "participation__location__cqc_location_id"),
        met=_texts(ContactWith.objects, "name", _kept("full_name"), _kept("email")),
        with_us=_texts(ContactColleague.objects, "colleague__full_name", "colleague__email"),
        noted=_texts(readable_notes(context).order_by("written_at"), "words", "topics", "next_step", "is_shared"),
        promised=Cast(as_it_was, TextField()),
        when_next=Cast("next_on", TextField()),
        is_done=Case(When(next_done_at=None, then=Value(False)), default=Value(True), output_field=BooleanField()),
    ).values_list(
        *("key", "happened_at", "channel", "direction", "shown_outcome", "places", "met", "with_us", "minutes"),
        *("promised", "noted", "when_next", "next_for__full_name", "next_for__email", "is_done"),
        *("by__full_name", "by__email", "side", "source"),
    )


def _texts(rows: Any, *columns: Any) -> RowsAsText:
    """Return the rows of a contact, each as a list of its values."""
    return RowsAsText(ArraySubquery(rows.filter(contact=OuterRef("pk")).values_list(SideBySide(*columns))))


def _kept(name: str) -> Coalesce:
    """Of a merged person the one who was kept; None where only a name is known."""
    return Coalesce(f"person__merged_into__{name}", f"person__{name}")


def _cells(
    key: str,
    happened_at: Any,
    channel: str,
    direction: str,
    outcome: str,
    about: str,
    met: str,
    with_us: str,
    minutes: int | None,
    promised: str | None,
    noted: str | None,
    when_next: str | None,
    next_name: str | None,
    next_email: str | None,
    is_done: bool,
    name: str | None,
    email: str | None,
    side: str,
    source: str,
) -> list[str]:
    day, clock = in_uk_words(happened_at)
    locations, location_names = _places(about)
    words, topics, step, is_shared = _notes(_rows(noted)[0]) if noted and noted != NONE else ("", "", "", False)
    return [
        key,
        day,
        clock,
        _CHANNELS[channel],
        _DIRECTIONS[direction],
        _OUTCOMES[outcome],
        locations,
        location_names,
        _people(met) if met != NONE else "",
        _colleagues(with_us) if with_us != NONE else "",
        "" if minutes is None else str(minutes),
        promised or "",
        topics,
        words,
        _YES[is_shared],
        step,
        when_next or "",
        _in_words(next_name, next_email),
        _YES[is_done],
        _in_words(name, email),
        _SIDES[side],
        _SOURCES[source],
    ]


# The same places and people come again and again.
@lru_cache(4_096)
def _places(about: str) -> tuple[str, str]:
    """Return the locations' ids and their names."""
    places = sorted(_rows(about)[0], key=itemgetter(0))
    return joined([place[1] for place in places]), joined([place[0] for place in places])


@lru_cache(4_096)
def _people(met: str) -> str:
    return people_in_words(sorted({_who(*each) for each in _rows(met)[0]}, key=_order))


def _who(typed: str, name: str | None, email: str | None) -> Somebody:
    return somebody_from(typed) or Somebody("") if name is None else Somebody(name, email or "")


@lru_cache(4_096)
def _colleagues(with_us: str) -> str:
    return people_in_words(sorted((Somebody(*each) for each in _rows(with_us)[0]), key=_order))


def _order(somebody: Somebody) -> tuple[str, str]:
    return somebody.name, somebody.email


def _in_words(name: str | None, email: str | None) -> str:
    return f"{name} <{email}>" if name and email else name or email or ""


def _notes(noted: Rows) -> tuple[str, str, str, bool]:
    """Return the words of the notes, their topics, the next step, and whether they are shared."""
    if len(noted) > 1:
        words, topics, steps, are_shared = zip(*(_notes([note]) for note in noted), strict=True)
        return _those_of(words, "\n\n"), _those_of(topics, "; "), _those_of(steps, "; "), any(are_shared)
    ((text, kinds, step, is_shared),) = noted
    return "\n".join(text.splitlines()), joined([_TOPICS[kind] for kind in kinds]), step, is_shared


def _those_of(texts: Iterable[str], between: str) -> str:
    return between.join(text for text in texts if text)
