"""The words of an e-mail that the portal itself writes: a subject and paragraphs, never a figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PortalMail:
    """A subject and plain-text paragraphs; the template adds the greeting and the link."""

    subject: str
    paragraphs: tuple[str, ...]
