"""The roles that people hold, and what each is bound to."""

from enum import StrEnum


class RoleName(StrEnum):
    PROVIDER_USER = "provider_user"
    PROVIDER_ADMINISTRATOR = "provider_administrator"
    ANALYST = "analyst"
    RELEASE_APPROVER = "release_approver"
    ENGAGEMENT_OFFICER = "engagement_officer"
    COMMISSIONER = "commissioner"
    REGIONAL_LEAD = "regional_lead"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


PROVIDER_ROLES = frozenset({RoleName.PROVIDER_USER, RoleName.PROVIDER_ADMINISTRATOR})
TEAM_ROLES = frozenset({RoleName.ANALYST, RoleName.RELEASE_APPROVER, RoleName.ENGAGEMENT_OFFICER})
COUNCIL_ROLES = frozenset({RoleName.COMMISSIONER, RoleName.REGIONAL_LEAD})
AUTHORITY_ROLES = TEAM_ROLES | COUNCIL_ROLES
# Not bound to an authority or a provider: they see no answers, unless they hold another role too.
PORTAL_ROLES = frozenset({RoleName.ADMINISTRATOR, RoleName.AUDITOR})
# Who must have a second factor.
GUARDED_ROLES = TEAM_ROLES | {RoleName.ADMINISTRATOR}
# Who reads returns: the independent team but for engagement officers.
READS_RETURNS = frozenset({RoleName.ANALYST, RoleName.RELEASE_APPROVER})
# Whoever gives one of these needs a second administrator: who holds it reads returns, approves releases, administers.
NEEDS_CONSENT = READS_RETURNS | {RoleName.ADMINISTRATOR}
# Who writes to providers and rings them: the independent team, and the council's own officers.
REACHES_PROVIDERS = TEAM_ROLES | {RoleName.COMMISSIONER}


def part_in_words(name: RoleName, scope: str) -> str:
    """Return what somebody is invited to do, to follow “invites you”.

    The names of roles mean nothing to a care manager.
    """
    if name not in PROVIDER_ROLES:
        return f"to act as {name.label.lower()}{f' for {scope}' if scope else ''}"
    more = ", and to invite colleagues" if name == RoleName.PROVIDER_ADMINISTRATOR else ""
    return f"to work on the returns of {scope}{more}"
