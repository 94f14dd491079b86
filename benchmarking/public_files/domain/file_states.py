"""The states of a public file, and where a figure comes from."""

from enum import StrEnum


class PublicFileState(StrEnum):
    """Read and waiting for a person; kept, so that its figures count; discarded; or set aside after it was kept."""

    READ = "read"
    KEPT = "kept"
    DISCARDED = "discarded"
    SET_ASIDE = "set_aside"

    @property
    def label(self) -> str:
        return "To be confirmed" if self is PublicFileState.READ else self.value.replace("_", " ").capitalize()

    @property
    def colour(self) -> str:
        return {"read": "yellow", "kept": "green"}.get(self.value, "grey")


class FigureSource(StrEnum):
    PUBLIC_FILE = "public_file"
    MEMBER = "member"
    DERIVED = "derived"

    @property
    def label(self) -> str:
        return {"public_file": "Public file", "member": "Member’s answer", "derived": "Derived"}[self.value]
