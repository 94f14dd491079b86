"""Who may do what with people, roles and the audit trail."""

from accounts.domain.context import Context
from accounts.domain.roles import PROVIDER_ROLES, TEAM_ROLES, RoleName


def can_administer(context: Context | None) -> bool:
    return context is not None and context.role == RoleName.ADMINISTRATOR


def can_read_in_an_emergency(context: Context | None) -> bool:
    """Tell whether the asker may read returns for an hour, for a reason: administrators."""
    return can_administer(context)


def can_help_locked_out(context: Context | None) -> bool:
    """Tell whether the asker may reset a second factor of others; ``queries.people_to_help`` says of whom."""
    helpers = TEAM_ROLES | {RoleName.ADMINISTRATOR, RoleName.PROVIDER_ADMINISTRATOR}
    return context is not None and context.role in helpers


def can_read_audit_trail(context: Context | None) -> bool:
    return context is not None and context.role in {RoleName.AUDITOR, RoleName.ADMINISTRATOR}


def can_invite(context: Context | None, role: RoleName) -> bool:
    """Tell whether the asker may invite to ``role``.

    Administrators to any, a provider's administrator to the provider's.
    """
    if can_administer(context):
        return True
    return context is not None and context.role == RoleName.PROVIDER_ADMINISTRATOR and role in PROVIDER_ROLES
