"""Row-level security as SQL: who sees which rows, said once for the migrations of every room.

Policies ask functions that read the settings of the connection (``SETTINGS``), which say who asks, and believe them
only under the portal's seal (``sealed_context``). Blank, missing or forged settings mean nobody, who sees no row. The
owner of the tables, who runs migrations and commands, is exempt.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.domain.context import Context
from accounts.domain.roles import PROVIDER_ROLES, READS_RETURNS, RoleName

SETTINGS = ("portal.person", "portal.role", "portal.authority", "portal.provider")
WEB, WORKER = "portal_web", "portal_worker"
COMMANDS = ("select", "insert", "update", "delete")

# The seal on the settings; and whom a page looks for before it is known who asks, with a seal of its own.
SEAL, SOUGHT, SOUGHT_SEAL = "portal.seal", "portal.sought", "portal.sought_seal"
ABOUT_ASKER, ABOUT_SOUGHT = "asker", "sought"

# In a SELECT of their own, so that they are worked out once a statement and not once a row.
PERSON = "(SELECT wall_person())"
ROLE = "(SELECT wall_role())"
AUTHORITY = "(SELECT wall_authority())"
PROVIDER = "(SELECT wall_provider())"


def values(context: Context | None) -> tuple[str, str, str, str]:
    """Return the values of ``SETTINGS`` for this context, in their order."""
    if context is None:
        return ("", "", "", "")
    return (str(context.person_id), str(context.role), _text(context.authority_id), _text(context.provider_id))


def _text(number: UUID | None) -> str:
    return "" if number is None else str(number)


@dataclass(frozen=True)
class SqlStep:
    """A statement and its reverse: the two arguments of a migration's RunSQL."""

    sql: str
    reverse_sql: str


# Who: conditions on a row


def to_roles(roles: Iterable[RoleName], scope: str = "") -> str:
    """Return a condition for these roles, on rows of their own authority or provider if ``scope`` names its column."""
    names = ", ".join(f"'{role.value}'" for role in sorted(roles))
    asks = f"{ROLE} IN ({names})"
    return f"({asks} AND {scope} = {_scope_value(scope)})" if scope else f"({asks})"


def to_team(authority_column: str = "authority_id") -> str:
    """Return a condition for the independent team on rows of its authority; engagement officers read no return."""
    return to_roles(READS_RETURNS, authority_column)


def to_provider(provider_column: str = "provider_id") -> str:
    return to_roles(PROVIDER_ROLES, provider_column)


def to_person(person_column: str) -> str:
    """Return a condition for the person of the row, in whichever role."""
    return f"({person_column} = {PERSON})"


def to_region(authority_column: str = "authority_id") -> str:
    """Return a condition for a regional lead, on rows of every authority for which they hold that role now.

    What binds a lead to a region is a role in each of its authorities; they see all of them from any one.
    """
    lead = RoleName.REGIONAL_LEAD.value
    held = (
        f"SELECT held.authority_id FROM accounts_role held "
        f"WHERE held.person_id = {PERSON} AND held.name = '{lead}' AND held.ended_at IS NULL"
    )
    return f"({ROLE} = '{lead}' AND {authority_column} IN ({held}))"


def to_commissioners_with_visits(authority_column: str = "authority_id") -> str:
    """Return a condition for commissioners who look after their council's visits now, on rows of their authority."""
    switched_on = (
        f"SELECT FROM accounts_role held WHERE held.person_id = {PERSON} AND held.authority_id = {AUTHORITY} "
        f"AND held.name = '{RoleName.COMMISSIONER.value}' AND held.with_visits AND held.ended_at IS NULL"
    )
    return both(to_roles({RoleName.COMMISSIONER}, authority_column), f"EXISTS ({switched_on})")


def to_anybody_signed_in() -> str:
    return f"({PERSON} IS NOT NULL AND {ROLE} IS NOT NULL)"


def to_nobody() -> str:
    """Return a condition for pages that are open to everybody, where the database is told of nobody."""
    return f"({PERSON} IS NULL AND {ROLE} IS NULL)"


def either(*conditions: str) -> str:
    return f"({' OR '.join(conditions)})"


def both(*conditions: str) -> str:
    return f"({' AND '.join(conditions)})"


def _scope_value(column: str) -> str:
    """Return the setting that a column is compared with, by the column's name: names are the same in every table."""
    if column.endswith("provider_id"):
        return PROVIDER
    if column.endswith("authority_id"):
        return AUTHORITY
    raise ValueError(f"{column} is neither an authority's nor a provider's")


# What: the steps of a migration


def raise_wall(table: str) -> list[SqlStep]:
    """Return the steps that turn row-level security on.

    Nobody but the owner and the worker sees or writes a row without a policy.
    """
    return [
        SqlStep(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"),
        _policy(table, "worker", f"FOR ALL TO {WORKER} USING (true) WITH CHECK (true)"),
    ]


def policy(table: str, command: str, condition: str, name: str = "") -> SqlStep:
    """Return the step that lets the web role do ``command`` (select, insert, …) on the rows where ``condition`` holds.

    Several policies for one command add up. PostgreSQL also wants rows that are updated, deleted or returned from an
    insert to be visible by a policy for select.
    """
    clauses = {
        "select": f"USING {condition}",
        "insert": f"WITH CHECK {condition}",
        "update": f"USING {condition} WITH CHECK {condition}",
        "delete": f"USING {condition}",
    }
    return _policy(table, f"{name or 'web'}_{command}", f"FOR {command.upper()} TO {WEB} {clauses[command]}")


def wall(table: str, **who: str) -> list[SqlStep]:
    """Return all policies of a table.

    ``wall("submissions_upload", select=either(to_team(), to_provider()), insert=…)``.
    """
    return [*raise_wall(table), *(policy(table, command, condition) for command, condition in who.items())]


def team_or_provider(table: str, commands: Iterable[str] = COMMANDS) -> list[SqlStep]:
    """Return the usual policies: for the independent team of the row's authority and for the row's provider."""
    return wall(table, **dict.fromkeys(commands, either(to_team(), to_provider())))


def _policy(table: str, name: str, words: str) -> SqlStep:
    return SqlStep(f"CREATE POLICY {name} ON {table} {words}", f"DROP POLICY {name} ON {table}")


def door(make: str, signature: str, role: str = WEB) -> SqlStep:
    """Return the step that makes a function past row-level security with the statement ``make``, for ``role`` alone."""
    rights = f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {signature} TO {role}"
    return SqlStep(f"{make}; {rights}", f"DROP FUNCTION {signature}")


APPEND_ONLY = "append_only"
REFUSE = f"""
CREATE OR REPLACE FUNCTION refuse_{APPEND_ONLY}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def append_only(table: str) -> list[SqlStep]:
    """Return the step that refuses UPDATE and DELETE to everybody, the owner too.

    Grants follow the trigger (see ``grants``).
    """
    made = (
        f"CREATE TRIGGER {APPEND_ONLY} BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_{APPEND_ONLY}()"
    )
    # The function stays when a table goes: other tables use it.
    return [SqlStep(REFUSE, ""), SqlStep(made, f"DROP TRIGGER {APPEND_ONLY} ON {table}")]
