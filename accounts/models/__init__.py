"""The tables of people: roles, invitations, sessions, the audit trail, the portal's mail, and what is erased."""

from accounts.models.audit import AuditEvent
from accounts.models.erasures import AuditSeal, ErasedWords, Erasure, PersonSession, RetentionRule, RetentionRun
from accounts.models.mail import Mail, MailServer
from accounts.models.people import KeptWords, People, User
from accounts.models.roles import Invitation, Role, ScopedRole
from accounts.models.try_counts import TryCount

__all__ = [
    "AuditEvent",
    "AuditSeal",
    "ErasedWords",
    "Erasure",
    "Invitation",
    "KeptWords",
    "Mail",
    "MailServer",
    "People",
    "PersonSession",
    "RetentionRule",
    "RetentionRun",
    "Role",
    "ScopedRole",
    "TryCount",
    "User",
]
