"""What the web and the worker role may do with each table: a table of rules, first match decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.domain.wall import WEB, WORKER

EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"
APPENDING = "SELECT, INSERT"
READING = "SELECT"
NOTHING = ""


@dataclass(frozen=True)
class Rule:
    """Tables whose name begins with ``prefix``; what web may do, and what the worker."""

    prefix: str
    web: str
    worker: str


RULES = (
    Rule("django_migrations", READING, READING),
    Rule("django_content_type", READING, READING),
    Rule("django_session", EVERYTHING, NOTHING),
    Rule("auth_", NOTHING, NOTHING),  # Django's own groups and permissions, which nobody uses
    Rule("account_", EVERYTHING, NOTHING),
    Rule("mfa_", EVERYTHING, NOTHING),
    Rule("costofcare_cache", EVERYTHING, NOTHING),
    Rule("accounts_", EVERYTHING, EVERYTHING),
    Rule("register_", EVERYTHING, EVERYTHING),
    Rule("submissions_", EVERYTHING, EVERYTHING),
    Rule("engagement_", EVERYTHING, EVERYTHING),
    Rule("reports_", EVERYTHING, EVERYTHING),
)


def rights(table: str, *, is_append_only: bool) -> tuple[str, str]:
    """Of the web and of the worker role; on a table that no rule names they have none."""
    rule = next((rule for rule in RULES if table.startswith(rule.prefix)), Rule(table, NOTHING, NOTHING))
    if not is_append_only:
        return rule.web, rule.worker
    return tuple(APPENDING if held == EVERYTHING else held for held in (rule.web, rule.worker))  # type: ignore[return-value]


def grants(tables: Iterable[str], append_only: Iterable[str]) -> list[str]:
    """The statements that set all rights anew, whatever they were."""
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
