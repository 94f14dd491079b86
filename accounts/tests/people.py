"""Test support: people in roles, without authorities or providers, which accounts know only by their keys."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID, uuid4

import pytest

from accounts import queries
from accounts.actions import people as actions
from accounts.actions import roles
from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, PROVIDER_ROLES, RoleName
from accounts.models import User
from accounts.tests.built_once import built_once

PASSWORD = "correct horse battery staple"
ELM, OAK, HERE = uuid4(), uuid4(), uuid4()


@dataclass
class People:
    """The people of the tests: Ada and Tom are of Elm, Bea is of Oak, Dev is an analyst, Eve has no role."""

    ada: Context
    tom: Context
    bea: Context
    dev: Context
    alex: Context
    una: Context
    eve: User

    def user(self, context: Context) -> User:
        return User.objects.get(id=context.person_id)


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@built_once
def make_people() -> People:
    return People(
        ada=person("Ada Elm", RoleName.PROVIDER_ADMINISTRATOR, ELM, "Elm"),
        tom=person("Tom Elm", RoleName.PROVIDER_USER, ELM, "Elm"),
        bea=person("Bea Oak", RoleName.PROVIDER_ADMINISTRATOR, OAK, "Oak"),
        dev=person("Dev Analyst", RoleName.ANALYST, HERE, "Testshire"),
        alex=person("Alex Administrator", RoleName.ADMINISTRATOR),
        una=person("Una Auditor", RoleName.AUDITOR),
        eve=add("Eve Stranger"),
    )


def add(full_name: str, email: str = "") -> User:
    email = email or f"{full_name.replace(' ', '.').lower()}@example.org"
    return actions.add(by=None, email=email, full_name=full_name, password=PASSWORD)


def person(full_name: str, name: RoleName, scope: UUID | None = None, label: str = "") -> Context:
    user = add(full_name)
    return queries.context_from(grant(user, name, scope, label), user)


class Scope(Protocol):
    """An authority or a provider, of the rooms above."""

    id: UUID
    name: str


def person_of(full_name: str, role: RoleName, scope: Scope | None = None) -> Context:
    """Make a person and return them in this role, of an authority or a provider."""
    return person(full_name, role, scope.id if scope else None, scope.name if scope else "")


def grant(user: User, name: RoleName, scope: UUID | None = None, label: str = "") -> Any:
    return roles.grant(
        by=None,
        person=user,
        name=name,
        authority_id=scope if name in AUTHORITY_ROLES else None,
        provider_id=scope if name in PROVIDER_ROLES else None,
        scope_label=label,
    )
