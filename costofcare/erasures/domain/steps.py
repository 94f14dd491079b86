"""What an erasure is made of: statements by table, in steps that are each done whole or not at all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement on a table: rows ``where`` holds are deleted, or emptied if there are new values for columns.

    ``is_theirs`` tells whether the rows may be given to the provider or person in their own export: what the team
    writes of a provider is not.
    """

    table: str
    where: str
    values: str = ""
    is_theirs: bool = False
    leaves: str = ""

    @property
    def sql(self) -> str:
        verb = f"UPDATE {self.table} SET {self.values}" if self.values else f"DELETE FROM {self.table}"
        return f"{verb} WHERE {self.where}"


@dataclass(frozen=True, slots=True)
class ErasureStep:
    """Statements that belong together, with what is erased by them in words."""

    title: str
    statements: tuple[Statement, ...]


def deleted(where: str, *tables: str, is_theirs: bool = False) -> tuple[Statement, ...]:
    return tuple(Statement(table, where, is_theirs=is_theirs) for table in tables)
