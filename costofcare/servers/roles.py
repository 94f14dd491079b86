"""The database and its three roles: who owns the tables, who serves pages, who works."""

DATABASE = "costofcare"
OWNER, WEB, WORKER = "portal_owner", "portal_web", "portal_worker"

# CREATEDB is for the tests, which make a database of their own. Nobody but the cluster's superuser bypasses policies.
ROLES = {
    OWNER: "LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS",
    WEB: "LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS",
    WORKER: "LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS",
}
# The owner may step down into the other roles (SET ROLE) and never inherits from them.
STEP_DOWN = f"GRANT {WEB}, {WORKER} TO {OWNER} WITH INHERIT FALSE, SET TRUE"


def missing_roles(present: set[str]) -> list[str]:
    """The statements that make what is not there yet; for a superuser, each outside a transaction."""
    made = [f"CREATE ROLE {name} {rights}" for name, rights in ROLES.items() if name not in present]
    return [*made, STEP_DOWN] if made else []


def missing_database(present: set[str]) -> list[str]:
    if DATABASE in present:
        return []
    return [
        f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {DATABASE} TO {WEB}, {WORKER}",
    ]
