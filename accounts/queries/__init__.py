"""The only readers of the accounts tables; every function takes the asker and returns what they may see."""

# Types of the rows that are handed out: rooms above name rows, and read tables by the functions alone.
from accounts.models import AuditEvent, Invitation, Mail, MailServer, Role, User
from accounts.queries.audit import audit_events, audit_vocabulary, events_about
from accounts.queries.contexts import context_from, context_in, context_of, role_taken_by, roles_of
from accounts.queries.invitations import (
    invitation_by_token,
    invitations,
    lapsed_of,
    sent_to_providers,
    who_may_consent,
    why_not_consent,
    why_not_hold,
)
from accounts.queries.mails import (
    mail_for,
    mail_server_of_campaigns,
    mails_in_doubt,
    notify_name,
    smtp_name,
    stopped_mail_servers,
)
from accounts.queries.people import (
    acting_for,
    acting_for_providers,
    addresses_at_providers,
    addresses_of_administrators,
    colleagues,
    email_of,
    is_known,
    people,
    people_of_authority,
    people_of_provider,
    people_to_help,
    roles,
    wants_fewer_emails,
)
from accounts.queries.sessions import has_kept_words, person_of_session

__all__ = [
    "AuditEvent",
    "Invitation",
    "Mail",
    "MailServer",
    "Role",
    "User",
    "acting_for",
    "acting_for_providers",
    "addresses_at_providers",
    "addresses_of_administrators",
    "audit_events",
    "audit_vocabulary",
    "colleagues",
    "context_from",
    "context_in",
    "context_of",
    "email_of",
    "events_about",
    "has_kept_words",
    "invitation_by_token",
    "invitations",
    "is_known",
    "lapsed_of",
    "mail_for",
    "mail_server_of_campaigns",
    "mails_in_doubt",
    "notify_name",
    "people",
    "people_of_authority",
    "people_of_provider",
    "people_to_help",
    "person_of_session",
    "role_taken_by",
    "roles",
    "roles_of",
    "sent_to_providers",
    "smtp_name",
    "stopped_mail_servers",
    "wants_fewer_emails",
    "who_may_consent",
    "why_not_consent",
    "why_not_hold",
]
