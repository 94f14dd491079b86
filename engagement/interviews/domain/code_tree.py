"""The tree of codes of a study: named by their paths, each with the identity by which other programs know it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

# Fixed for good: two exports of one code bear one identity and merge in whatever program reads them.
CODES = UUID("5b0f3f2c-6f43-5d0c-9f0e-3a1c7f1f7a52")
SEPARATOR = " / "
MOST_CODES, LONGEST_NAME, DEEPEST = 2_000, 200, 12


@dataclass(frozen=True, slots=True)
class Code:
    """A code; ``guid`` in capitals; a code that only groups others is not ``codable``."""

    name: str
    guid: str
    description: str = ""
    codable: bool = True
    colour: str = ""
    parts: tuple["Code", ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """A code with the path of names that leads to it."""

    path: tuple[str, ...]
    code: Code

    @property
    def title(self) -> str:
        return SEPARATOR.join(self.path)


def guid_of(path: Iterable[str]) -> str:
    """Return the identity of a code at a path: a name-based UUID in capitals."""
    return str(uuid5(CODES, SEPARATOR.join(path))).upper()


def new_code(path: tuple[str, ...], description: str = "", parts: tuple[Code, ...] = (), codable: bool = True) -> Code:
    return Code(path[-1], guid_of(path), description, codable, parts=parts)


def walked(codes: Iterable[Code], above: tuple[str, ...] = ()) -> Iterator[PlacedCode]:
    """Yield each code with its path, a code before its parts."""
    for code in codes:
        path = (*above, code.name)
        yield PlacedCode(path, code)
        yield from walked(code.parts, path)


def told_apart(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Return the tree with the group in brackets behind a name that stands in it more than once.

    Programs that know codes by name alone (QualCoder) lose the second of two of one name, and what was coded by it.
    """
    tree = tuple(codes)
    names = Counter(each.code.name.casefold() for each in walked(tree))
    return tuple(_told_apart(code, "", names) for code in tree)


def _told_apart(code: Code, above: str, names: Counter[str]) -> Code:
    parts = tuple(_told_apart(part, code.name, names) for part in code.parts)
    name = f"{code.name} ({above})" if above and names[code.name.casefold()] > 1 else code.name
    return replace(code, name=name, parts=parts)


def tree_faults(codes: Iterable[Code]) -> list[str]:
    """Return what keeps a tree from being kept, in words; none where it is sound."""
    placed = list(walked(codes))
    faults = (
        [f"There are {len(placed):,} codes; at most {MOST_CODES:,} can be kept."] if len(placed) > MOST_CODES else []
    )
    paths: set[tuple[str, ...]] = set()
    guids: set[str] = set()
    for each in placed:
        faults += _faults(each, paths, guids)
        paths.add(tuple(name.casefold() for name in each.path))
        guids.add(each.code.guid)
    return faults


def _faults(each: PlacedCode, paths: set[tuple[str, ...]], guids: set[str]) -> Iterator[str]:
    name = each.code.name
    if not name.strip() or SEPARATOR.strip() in name or not name.isprintable():
        yield f"“{name}” cannot be a code's name: give it letters, and no slash."
    if len(name) > LONGEST_NAME:
        yield f"The code “{name[:40]}…” has {len(name):,} letters; at most {LONGEST_NAME} can be kept."
    if len(each.path) > DEEPEST:
        yield f"“{each.title[:80]}” lies {len(each.path)} deep; at most {DEEPEST} can be kept."
    if tuple(part.casefold() for part in each.path) in paths:
        yield f"“{each.title}” stands twice in the tree."
    if each.code.guid in guids:
        yield f"“{each.title}” bears the identity of another code."
