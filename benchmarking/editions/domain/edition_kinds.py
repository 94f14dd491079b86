"""Whom a copy of an edition is for."""

from enum import StrEnum


class EditionKind(StrEnum):
    """A council's own page, the datasheet of members and regional lead, and the datasheet for anyone."""

    OWN = "own"
    MEMBERS = "members"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        return {"own": "Own page", "members": "Members’ datasheet", "public": "Public datasheet"}[self.value]
