"""Who may do what with people, roles and the audit trail."""

from accounts.domain.context import Context
from accounts.domain.roles import PROVIDER_ROLES, TEAM_ROLES, RoleName


def can_administer(context: Context | None) -> bool:
    return context is not None and context.role == RoleName.ADMINISTRATOR


def can_help_locked_out(context: Context | None) -> bool:
    """Reset a second factor for others; of whom, ``queries.people_to_help`` says."""
    helpers = TEAM_ROLES | {RoleName.ADMINISTRATOR, RoleName.PROVIDER_ADMINISTRATOR}
    return context is not None and context.role in helpers


def can_read_audit_trail(context: Context | None) -> bool:
    return context is not None and context.role in {RoleName.AUDITOR, RoleName.ADMINISTRATOR}


def can_invite(context: Context | None, role: RoleName) -> bool:
    """Administrators invite anyone; a provider's administrator only colleagues of the same provider."""
    if can_administer(context):
        return True
    return context is not None and context.role == RoleName.PROVIDER_ADMINISTRATOR and role in PROVIDER_ROLES
