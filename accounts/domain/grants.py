"""The database rights of the web and the worker role on each table.

A list of rules of which the first match decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.domain.row_level_security import WEB, WORKER

EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
APPENDING = "SELECT, INSERT"
READING = "SELECT"
NOTHING = ""


@dataclass(frozen=True)
class TableRights:
    """The rights of the web and the worker role on tables whose name begins with ``prefix``."""

    prefix: str
    web: str
    worker: str


RULES = (
    TableRights("django_migrations", READING, READING),
    TableRights("django_content_type", READING, READING),
    TableRights("django_session", EVERYTHING, NOTHING),
    TableRights("auth_", NOTHING, NOTHING),  # Django's own groups and permissions, which nobody uses
    TableRights("account_", EVERYTHING, NOTHING),
    TableRights("mfa_", EVERYTHING, NOTHING),
    TableRights("costofcare_cache", EVERYTHING, NOTHING),
    TableRights("costofcare_incident", APPENDING, EVERYTHING),
    TableRights("accounts_", EVERYTHING, EVERYTHING),
    TableRights("register_", EVERYTHING, EVERYTHING),
    TableRights("submissions_", EVERYTHING, EVERYTHING),
    TableRights("engagement_", EVERYTHING, EVERYTHING),
    TableRights("reports_", EVERYTHING, EVERYTHING),
    TableRights("markets_", EVERYTHING, EVERYTHING),
    TableRights("benchmarking_", EVERYTHING, EVERYTHING),
)


def rights(table: str, *, is_append_only: bool) -> tuple[str, str]:
    """Return the rights of the web and of the worker role; neither has any on a table that no rule names."""
    rule = next((rule for rule in RULES if table.startswith(rule.prefix)), TableRights(table, NOTHING, NOTHING))
    if not is_append_only:
        return rule.web, rule.worker
    return tuple(APPENDING if held == EVERYTHING else held for held in (rule.web, rule.worker))  # type: ignore[return-value]


def grants(tables: Iterable[str], append_only: Iterable[str]) -> list[str]:
    """Return the statements that set all rights anew, whatever they were before."""
    growing = set(append_only)
    statements = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {WEB}, {WORKER}",
        f"GRANT USAGE ON SCHEMA public TO {WEB}, {WORKER}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {WEB}, {WORKER}",
    ]
    for table in sorted(tables):
        held = rights(table, is_append_only=table in growing)
        statements += [
            f'GRANT {words} ON "{table}" TO {role}' for role, words in zip((WEB, WORKER), held, strict=True) if words
        ]
    return statements
