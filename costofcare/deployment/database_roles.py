"""Whose rights a connection to the database has: asked of the database itself, as a name says nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from costofcare.servers.roles import OLDEST, OLDEST_WORD, WEB, WORKER

ROLE_OF = {"web": WEB, "worker": WORKER}

# Above the wall is who owns a table, may become who owns it, or has one of two attributes. Beside it is who comes
# through by a policy that was not made for this process; short of it, by whom a policy does not let what it should.
BINDING = """
    WITH held AS (
        SELECT polroles @> ARRAY[0::oid]
               OR EXISTS (SELECT FROM unnest(polroles) AS r WHERE r <> 0 AND pg_has_role(r, 'MEMBER')) AS could,
               polroles @> ARRAY[0::oid]
               OR EXISTS (SELECT FROM unnest(polroles) AS r WHERE r <> 0 AND pg_has_role(r, 'USAGE')) AS mine,
               polroles && ARRAY[0::oid, coalesce((SELECT oid FROM pg_roles WHERE rolname = %s), 0)] AS meant
        FROM pg_policy
    )
    SELECT current_user,
           (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
           OR EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(tableowner, 'MEMBER')),
           (SELECT count(*) FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace
                AND has_any_column_privilege(oid, 'SELECT') AND NOT row_security_active(oid)),
           (SELECT count(*) FROM held WHERE could AND NOT meant),
           (SELECT count(*) FROM held WHERE meant AND NOT mine)
"""


@dataclass(frozen=True)
class RoleBinding:
    """How row-level security binds a connection of ``process``; ``version`` is the server's number."""

    process: str
    version: int
    user: str
    is_above: bool
    unbound_tables: int
    foreign_policies: int
    lacking_policies: int

    @property
    def role(self) -> str:
        return ROLE_OF[self.process]

    def troubles(self) -> Iterator[str]:
        if self.version < OLDEST:
            yield too_old(self.version)
        if self.is_above or self.unbound_tables:
            yield (
                f"The {self.process} process signs in to the database as a role that its row-level security does not "
                "bind. Give it the address of portal_web or portal_worker."
            )
        elif self.foreign_policies:
            yield (
                f"The {self.process} process signs in to the database as {self.user}, which {self.foreign_policies} "
                f"policies let through that are not for {self.role}. Give it the address of {self.role}."
            )
        elif self.lacking_policies:
            yield (
                f"The {self.process} process signs in to the database as {self.user}, which has not the rights of "
                f"{self.role}: it would find no row. Give it the address of {self.role}."
            )


def binding_of(connection: Any, process: str) -> RoleBinding:
    """Ask a connection of Django's, in one query, whom the database takes it for."""
    with connection.cursor() as cursor:
        cursor.execute(BINDING, [ROLE_OF[process]])
        return RoleBinding(process, connection.pg_version, *cursor.fetchone())


def too_old(version: int) -> str:
    return (
        f"The database is PostgreSQL {version // 10_000}; the portal needs {OLDEST_WORD} or newer, as before "
        "everybody may make tables in a database."
    )
