"""Test support of this room: two councils with their independent teams, a provider and a stranger, by first name."""

from dataclasses import dataclass

from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.models import User
from accounts.tests.built_once import built_once
from accounts.tests.people import add, person_of
from register.models import Authority, Owner, Provider


@dataclass
class Council:
    """Everybody is of Testshire but Gus and Cora, of Elsewhere; Ada is of a provider, Eve of nobody."""

    authority: Authority
    carol: Context
    dev: Context
    fay: Context
    ned: Context
    reg: Context
    cora: Context
    gus: Context
    ada: Context
    alex: Context
    una: Context
    eve: User


@built_once
def make_council() -> Council:
    here, elsewhere = (Authority.objects.create(name=n, cqc_name=n) for n in ("Testshire", "Elsewhere"))
    elm = Provider.objects.create(name="Elm Ltd", cqc_provider_id="1-elm", owner=Owner.objects.create(name="Elm Ltd"))
    return Council(
        authority=here,
        carol=person_of("Carol Council", RoleName.COMMISSIONER, here),
        dev=person_of("Dev Analyst", RoleName.ANALYST, here),
        fay=person_of("Fay Approver", RoleName.RELEASE_APPROVER, here),
        ned=person_of("Ned Engagement", RoleName.ENGAGEMENT_OFFICER, here),
        reg=person_of("Reg Region", RoleName.REGIONAL_LEAD, here),
        cora=person_of("Cora Elsewhere", RoleName.COMMISSIONER, elsewhere),
        gus=person_of("Gus Elsewhere", RoleName.ANALYST, elsewhere),
        ada=person_of("Ada Elm", RoleName.PROVIDER_ADMINISTRATOR, elm),
        alex=person_of("Alex Administrator", RoleName.ADMINISTRATOR),
        una=person_of("Una Auditor", RoleName.AUDITOR),
        eve=add("Eve Stranger", "eve@example.org"),
    )
