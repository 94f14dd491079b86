"""The words of an e-mail that the portal itself writes: a subject and paragraphs, and never a figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PortalMail:
    """Subject and paragraphs as plain text; the greeting and the link are the template's."""

    subject: str
    paragraphs: tuple[str, ...]
