"""Everybody invented, in the role in which they act, in whose names the demo is loaded."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from accounts import queries as accounts
from accounts.actions import people, roles
from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, PROVIDER_ROLES, RoleName
from costofcare.demo.branches import DemoBranch
from costofcare.demo.outcome import done
from costofcare.demo.people import ADA, ALEX, AMY, BEA, HAL, PLAYERS, Player


@dataclass
class DemoStage:
    """The people and their contexts by e-mail address, each in the first of their roles."""

    password: str
    contexts: dict[str, Context] = field(default_factory=dict)
    digest: str = ""

    def __getitem__(self, player: Player) -> Context:
        return self.contexts[player.email]

    def enter_first(self) -> None:
        """Add the first two administrators, who let in all the others."""
        both = [self._person(None, player) for player in (ALEX, AMY)]
        done(people.make_first_administrators(named=[(person.full_name, person.email) for person in both]))
        for person in both:
            self.contexts[person.email] = accounts.context_from(accounts.roles_of(person).get(), person)

    def enter(self, authority: Any, neighbour: Any, providers: dict[str, Any], region: dict[str, Any]) -> None:
        """Add everybody else; in a small market somebody's provider may be missing, and they hold no role."""
        for player in PLAYERS:
            if player.email not in self.contexts:
                self._enter(player, region.get(player.of, authority), providers.get(player.provider))
                for name in map(RoleName, player.elsewhere):
                    self._let_in_to(player, name, neighbour)

    def _let_in_to(self, player: Player, name: RoleName, authority: Any) -> None:
        person = self._person(self[ALEX], player)
        self._let_in(self[ALEX], person, name, authority_id=authority.id, scope_label=authority.name)

    def _enter(self, player: Player, authority: Any, provider: Any) -> None:
        person = self._person(self[ALEX], player)
        for name in map(RoleName, player.roles):
            if name in AUTHORITY_ROLES:
                self._let_in(self[ALEX], person, name, authority_id=authority.id, scope_label=authority.name)
            elif name not in PROVIDER_ROLES:
                self._let_in(self[ALEX], person, name)
            elif provider is not None:
                self._let_in(self[ALEX], person, name, provider_id=provider.id, scope_label=provider.name)

    def sender(self, branch: DemoBranch, provider: Any) -> Context:
        """Return who sends a return: Ada, Bea or Hal, or a manager without a password, for whom nobody signs in."""
        for player in (ADA, BEA, HAL):
            if player.provider == provider.name:
                return self[player]
        email = f"manager-{provider.cqc_provider_id}@example.org"
        if email not in self.contexts:
            person = people.add(by=self[ALEX], email=email, full_name=f"Manager of {branch.firm.name}")
            name = RoleName.PROVIDER_ADMINISTRATOR
            self._let_in(self[ALEX], person, name, provider_id=provider.id, scope_label=provider.name)
        return self.contexts[email]

    def _person(self, by: Context | None, player: Player) -> Any:
        """Add somebody; the one password of all is digested once, as that takes a quarter of a second."""
        if not self.digest:
            person = people.add(by=by, email=player.email, full_name=player.name, password=self.password)
            self.digest = person.password
            return person
        person = people.add(by=by, email=player.email, full_name=player.name)
        person.password = self.digest
        person.save(update_fields=["password"])
        return person

    def _let_in(
        self,
        by: Context | None,
        person: Any,
        name: RoleName,
        *,
        authority_id: UUID | None = None,
        provider_id: UUID | None = None,
        scope_label: str = "",
    ) -> None:
        role = roles.grant(
            by=by,
            person=person,
            name=name,
            authority_id=authority_id,
            provider_id=provider_id,
            scope_label=scope_label,
        )
        self.contexts.setdefault(person.email, accounts.context_from(role, person))
