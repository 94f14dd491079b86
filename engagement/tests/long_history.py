"""Test support: a market with a long history, written as rows and not one by one."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import connection

from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from engagement.domain.owner_team import OwnerTeam
from engagement.models import Contact, ContactAbout
from register.models import (
    Exercise,
    Location,
    Owner,
    Participation,
    Provider,
)

BEGAN = datetime(2026, 9, 7, 9, tzinfo=UTC)


def make_market(exercise: Exercise, locations: int, first: int = 0) -> list[Participation]:
    """Make so many locations, numbered from ``first``: other markets of one database need other numbers."""
    owner = Owner.objects.create(name="Many")
    numbers = range(first, first + locations)
    where = {"exercise": exercise, "authority": exercise.authority, "owner": owner}
    providers = Provider.objects.bulk_create(
        Provider(name=f"P {n}", cqc_provider_id=f"2-{n}", owner=owner) for n in numbers[: locations // 2 + 1]
    )
    places = Location.objects.bulk_create(
        Location(
            name=f"L {n}", cqc_location_id=f"3-{n}", provider=providers[(n - first) // 2], authority=exercise.authority
        )
        for n in numbers
    )
    return Participation.objects.bulk_create(
        Participation(
            **where,
            location=one,
            provider=one.provider,
            location_name=one.name,
            provider_name=one.provider.name,
            weight=Decimal(n % 40),
            zone=("North", "South", "")[n % 3],
            size_band=("Small", "Large")[n % 2],
            is_contracted=n % 4 != 0,
        )
        for n, one in enumerate(places)
    )


def make_history(asked: list[Participation], contacts: int, *, seed: int = 1) -> None:
    """Make contacts of any channel, direction, outcome, source and batch, so that the counting meets every case."""
    chance = random.Random(seed)
    exercise = asked[0].exercise
    where = {"exercise": exercise, "authority": exercise.authority}
    rows = []
    for _ in range(contacts):
        moment = BEGAN + timedelta(minutes=chance.randrange(60 * 24 * 70))
        outcome = chance.choice(list(ContactOutcome))
        rows.append(
            Contact(
                **where,
                side=OwnerTeam.TEAM,
                channel=chance.choice([Channel.EMAIL, Channel.CALL, *Channel]),
                direction=chance.choice(list(Direction)),
                happened_at=moment,
                outcome=outcome,
                promised_on=moment.date() if outcome is ContactOutcome.PROMISED_DATE else None,
                source=chance.choice(list(Source)),
                batch=UUID(int=chance.randrange(1, 9)) if chance.random() < 0.3 else None,
                logged_at=moment + timedelta(minutes=chance.randrange(9)),
                withdrawn_at=moment if chance.random() < 0.05 else None,
            )
        )
    Contact.objects.bulk_create(rows, batch_size=5000)
    about = [
        ContactAbout(**where, contact=row, participation=one, provider_id=one.provider_id)
        for row in rows
        for one in chance.sample(asked, 2 if chance.random() < 0.1 else 1)
    ]
    ContactAbout.objects.bulk_create(about, batch_size=5000)


def repeat_history(times: int, exercise: Exercise) -> None:
    """Copy every contact of an exercise as often again in the database itself: a long history in a second."""
    again = (
        "INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, generate_series(1, %s) AS n"
        " WHERE exercise_id = %s"
    )
    with connection.cursor() as cursor:
        for model, keys in ((Contact, ("id",)), (ContactAbout, ("id", "contact_id"))):
            columns = [field.column for field in model._meta.concrete_fields]
            values = [f"md5({name}::text || n)::uuid" if name in keys else f'"{name}"' for name in columns]
            named = ", ".join(f'"{name}"' for name in columns)
            sql = again.format(table=model._meta.db_table, columns=named, values=", ".join(values))
            cursor.execute(sql, [times, exercise.id])
