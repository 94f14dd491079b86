"""Test support: the log's lines as they were once written, from whole entries; the twin of ``log_rows``."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Any

from django.db.models import QuerySet
from xlsxwriter import Workbook

from accounts.domain.context import Context
from engagement.contacts.domain.log_file.columns import HEADER
from engagement.contacts.domain.log_file.lines import LogLine, Somebody
from engagement.contacts.domain.log_file.writer import cells_of, from_text
from engagement.contacts.domain.vocabulary import Channel, ContactOutcome, Direction, Source, Topic
from engagement.contacts.queries.contacts import contacts
from engagement.contacts.queries.log_entries import Logged, logged
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact, ContactColleague, ContactNote, ContactWith
from engagement.tests.long_history import make_history
from register.models import ContactPerson, Exercise, Participation
from spreadsheets.csv_files import TEXT_MARK

NAMES = ("Kim", "Sam <sam@elm.example>", "O'Neil; or so", "back\\slash", "=cmd", "kim@oak.example", "Zoë")
AT_A_TIME = 1_000


def log_lines(context: Context | None, rows: QuerySet[Contact]) -> Iterator[LogLine]:
    """Yield the lines as the asker may read them, without notes that are not theirs."""
    ids = list(rows.values_list("id", flat=True))
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        found = {each.contact.id: each for each in logged(context, contacts(context).filter(id__in=some))}
        yield from (_line(found[key]) for key in some if key in found)


def _line(entry: Logged) -> LogLine:
    contact = entry.contact
    return LogLine(
        happened_at=contact.happened_at,
        channel=Channel.of(contact.channel),
        direction=Direction.of(contact.direction),
        outcome=ContactOutcome.of(contact.outcome),
        locations=tuple(each.location.cqc_location_id for each in entry.locations),
        location_names=tuple(each.location_name for each in entry.locations),
        people=tuple(entry.known_people),
        colleagues=tuple(sorted(_colleagues(contact), key=lambda each: (each.name, each.email))),
        minutes=contact.minutes,
        promised_on=contact.promised_on,
        topics=tuple(entry.topics),
        words="\n\n".join("\n".join(note.words.splitlines()) for note in entry.notes if note.words),
        is_shared=any(note.is_shared for note in entry.notes),
        next_step=entry.next_step,
        next_on=contact.next_on,
        next_for=_colleague(contact.next_for),
        next_is_done=contact.next_done_at is not None,
        logged_by=_colleague(contact.by),
        id=(contact.external_id if contact.source == Source.IMPORTED else "") or str(contact.id),
        side=OwnerTeam(contact.side).label,
        source=Source.of(contact.source).label,
    )


def _colleagues(contact: Contact) -> list[Somebody]:
    return [Somebody(each.colleague.full_name, each.colleague.email) for each in contact.colleagues.all()]


def _colleague(user: Any) -> Somebody | None:
    return Somebody(user.full_name, user.email) if user else None


def plain_xlsx(lines: Iterable[LogLine]) -> bytes:
    """Return the workbook as xlsxwriter makes it."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Contact log")
    for number, row in enumerate([HEADER, *map(cells_of, lines)]):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell if from_text(cell) == cell else f"{TEXT_MARK}{cell}")
    book.close()
    return file.getvalue()


def random_log(exercise: Exercise, asked: Sequence[Participation], colleagues: Sequence[Any], rng: Random) -> None:
    """Make a log of entries of any kind, with people known, merged and only named, and with notes of both sides."""
    make_history(list(asked), rng.randrange(40), seed=rng.randrange(10**6))
    rows, where = list(Contact.objects.all()), {"exercise": exercise, "authority": exercise.authority}
    people = _people(asked[0], rng)
    some = [row for row in rows if rng.random() < 0.6]
    ContactWith.objects.bulk_create(
        ContactWith(**where, contact=row, **({"person": rng.choice(people)} if rng.random() < 0.6 else {"name": name}))
        for row in some
        for name in rng.choices(NAMES, k=rng.randrange(3))
    )
    ContactColleague.objects.bulk_create(
        ContactColleague(**where, contact=row, colleague_id=one)
        for row in rows
        for one in rng.sample(colleagues, rng.randrange(2))
    )
    ContactNote.objects.bulk_create(
        _note(row, where, number, rng) for row in rows for number in range(rng.randrange(3))
    )
    for row in rows:
        row.by_id, row.next_for_id = (rng.choice([None, *colleagues]) for _ in "12")
        row.minutes, row.next_on = rng.choice([None, 0, 15]), rng.choice([None, row.happened_at.date()])
        row.next_done_at = rng.choice([None, row.happened_at])
        row.external_id = rng.choice(["", f"old {row.id}"])
        row.side = rng.choice(list(OwnerTeam))
        row.happened_at += timedelta(seconds=rng.choice([0, 0, 7]), days=rng.choice([0, 0, 200, -9_000]))
    moved = ("by", "next_for", "minutes", "next_on", "next_done_at", "external_id", "side", "happened_at")
    Contact.objects.bulk_update(rows, moved)


def _people(asked: Participation, rng: Random) -> list[ContactPerson]:
    kept = [
        ContactPerson(provider=asked.provider, full_name=rng.choice(NAMES), email=rng.choice(["", "a@b.example"]))
        for _ in range(3)
    ]
    merged = [ContactPerson(provider=asked.provider, full_name="Gone", merged_into=rng.choice(kept)) for _ in range(2)]
    people = ContactPerson.objects.bulk_create(kept) + ContactPerson.objects.bulk_create(merged)
    answers_for = ContactPerson.locations.through
    answers_for.objects.bulk_create(answers_for(contactperson=each, location=asked.location) for each in people)
    return people


def _note(row: Contact, where: dict[str, Any], number: int, rng: Random) -> ContactNote:
    return ContactNote(
        **where,
        contact=row,
        side=rng.choice(list(OwnerTeam)),
        words=rng.choice(["", "Rang.\r\nTwice", "=1+1", "'=x", "<&> _x0041_ ", " as it is ", '"; \\', "£ – “é”"]),
        topics=rng.sample([topic.value for topic in Topic], rng.randrange(3)),
        next_step=rng.choice(["", "Ring; again", "-1"]),
        is_shared=rng.random() < 0.5,
        written_at=row.happened_at + timedelta(seconds=number),
    )
