"""The only reader of the engagement tables: every function asks for whom, and gives nothing that is not allowed."""

from engagement.queries.contacts import contact_for, contacts, notes_of

__all__ = ["contact_for", "contacts", "notes_of"]
