"""Test support of this room: two councils with their independent teams, a provider and a stranger, by first name."""

from dataclasses import dataclass

from accounts import queries as accounts
from accounts.actions import people, roles
from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, PROVIDER_ROLES, RoleName
from accounts.models import User
from register.models import Authority, Owner, Provider

PASSWORD = "correct horse battery staple"


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


def make_council() -> Council:
    here, elsewhere = (Authority.objects.create(name=n, cqc_name=n) for n in ("Testshire", "Elsewhere"))
    elm = Provider.objects.create(name="Elm Ltd", cqc_provider_id="1-elm", owner=Owner.objects.create(name="Elm Ltd"))
    return Council(
        authority=here,
        carol=person("Carol Council", RoleName.COMMISSIONER, here),
        dev=person("Dev Analyst", RoleName.ANALYST, here),
        fay=person("Fay Approver", RoleName.RELEASE_APPROVER, here),
        ned=person("Ned Engagement", RoleName.ENGAGEMENT_OFFICER, here),
        reg=person("Reg Region", RoleName.REGIONAL_LEAD, here),
        cora=person("Cora Elsewhere", RoleName.COMMISSIONER, elsewhere),
        gus=person("Gus Elsewhere", RoleName.ANALYST, elsewhere),
        ada=person("Ada Elm", RoleName.PROVIDER_ADMINISTRATOR, elm),
        alex=person("Alex Administrator", RoleName.ADMINISTRATOR),
        una=person("Una Auditor", RoleName.AUDITOR),
        eve=people.add(by=None, email="eve@example.org", full_name="Eve Stranger", password=PASSWORD),
    )


def person(full_name: str, role: RoleName, scope: Authority | Provider | None = None) -> Context:
    """Make a person and return them in this role."""
    email = f"{full_name.replace(' ', '.').lower()}@example.org"
    user = people.add(by=None, email=email, full_name=full_name, password=PASSWORD)
    held = roles.grant(
        by=None,
        person=user,
        name=role,
        authority_id=scope.id if role in AUTHORITY_ROLES and scope else None,
        provider_id=scope.id if role in PROVIDER_ROLES and scope else None,
        scope_label=scope.name if scope else "",
    )
    return accounts.context_from(held, user)
