"""An exercise of many locations on the benchmarks' own database, with all its returns accepted."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.actions import people, roles
from accounts.domain.roles import RoleName
from accounts.models import User
from costing.report import Report, check_raw
from costing.serialisation import answers_document, costs_document
from costing.synthetic import invented_market
from costing.tests.returns import raw_return
from engagement.tests.long_history import make_market
from register.models import Authority, Exercise, Location, Participation
from submissions.models import Return, Version

SERVICE, KINDS = "homecare", 12
OPENS = date.today() - timedelta(days=70)


def authority_named(name: str) -> Authority:
    """Return a new authority; the first one migrates the database."""
    call_command("migrate", verbosity=0, interactive=False)
    return Authority.objects.create(name=name, cqc_name=name)


def exercise_of(authority: Authority, name: str) -> Exercise:
    return Exercise.objects.create(
        authority=authority,
        service=SERVICE,
        name=name,
        price_date=OPENS,
        opens_on=OPENS,
        closes_on=OPENS + timedelta(days=90),
        preset="protected",
    )


def somebody(authority: Authority, role: RoleName) -> User:
    name = f"{role.label} of {authority.name}"
    email = f"{name.lower().replace(' ', '.')}@example.org"
    person = people.add(by=None, email=email, full_name=name, password="known to everybody 1")
    roles.grant(by=None, person=person, name=role, authority_id=authority.id, scope_label=authority.name)
    return person


def client_of(person: User) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


def accepted_returns(exercise: Exercise, locations: int, by: User) -> list[Participation]:
    """Make so many locations whose returns are accepted; a dozen different returns take turns."""
    asked = make_market(exercise, locations, first=Location.objects.count())
    answers = invented_market(SERVICE, KINDS, seed=5, price_date=exercise.price_date)
    reports = [check_raw(raw_return(SERVICE, one)) for one in answers]
    now = timezone.now()
    owned = [{"exercise": exercise, "authority": one.authority, "provider": one.provider} for one in asked]
    returns = Return.objects.bulk_create(
        Return(participation=one, changed_at=now, **own) for one, own in zip(asked, owned, strict=True)
    )
    versions = Version.objects.bulk_create(_versions(returns, reports, by))
    for one, version in zip(returns, versions, strict=True):
        one.state, one.current, one.submitted_at, one.submitted_by = "accepted", version, now, by
    Return.objects.bulk_update(returns, ["state", "current", "submitted_at", "submitted_by"], batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return asked


def _versions(returns: Sequence[Return], reports: Sequence[Report], by: User) -> list[Version]:
    documents = [(answers_document(one.answers), costs_document(one.costs)) for one in reports]
    return [
        Version(
            submission=one,
            number=1,
            form_service=SERVICE,
            form_version=reports[n % KINDS].version,
            answers=documents[n % KINDS][0],
            layer=int(reports[n % KINDS].layer),
            is_accepted=True,
            costs=documents[n % KINDS][1],
            created_at=one.changed_at,
            created_by=by,
            exercise_id=one.exercise_id,
            authority_id=one.authority_id,
            provider_id=one.provider_id,
        )
        for n, one in enumerate(returns)
    ]
