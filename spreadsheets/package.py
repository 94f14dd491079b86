"""The relationships between a workbook's parts."""

from dataclasses import dataclass

from spreadsheets import limits
from spreadsheets.archive import Archive, part_name
from spreadsheets.markup import RELATIONSHIPS, feed, new_parser
from spreadsheets.refusals import Cause, Refused

_RELATIONSHIP = f"{RELATIONSHIPS} Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link to a part.

    ``kind`` is the last word of its type (worksheet, styles, …), ``part`` is None outside the file.
    """

    kind: str
    part: str | None


def relationships_of(archive: Archive, source: str) -> dict[str, Relationship]:
    """Return the relationships of a part by their id; of the whole package if ``source`` is blank."""
    folder, _, name = source.rpartition("/")
    found: dict[str, Relationship] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == _RELATIONSHIP:
            found[attributes.get("Id", "")] = _relationship(attributes, folder)

    parser = new_parser()
    parser.StartElementHandler = start
    listing = f"{folder}/_rels/{name}.rels".removeprefix("/")
    feed(parser, archive.chunks(listing), limits.TAGS_IN_SMALL_PARTS)
    return found


def _relationship(attributes: dict[str, str], folder: str) -> Relationship:
    kind = attributes.get("Type", "").rpartition("/")[2]
    if attributes.get("TargetMode", "").lower() == "external":
        return Relationship(kind, None)
    return Relationship(kind, resolved(attributes.get("Target", ""), folder))


def resolved(target: str, folder: str) -> str | None:
    """Return the part a target means, from its folder or from the top; None if it leads out of the file."""
    target = target.replace("\\", "/").partition("#")[0]
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return part_name("/".join(steps))


def workbook_part(archive: Archive) -> str:
    """Return the part that lists the sheets."""
    for relationship in relationships_of(archive, "").values():
        if relationship.kind == "officeDocument" and relationship.part is not None:
            return relationship.part
    raise Refused(Cause.DAMAGED, "a workbook with a piece missing")
