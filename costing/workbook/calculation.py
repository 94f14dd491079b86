"""Work out the workbook's own formulas, to store the results for programs that only show them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from costing.workbook.calculation_functions import FUNCTIONS, Area, FormulaError, Plain, compared, number, text

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)
    |(?P<cell>(?:(?:'(?:[^']|'')+'|\w+)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\w(]))
    |(?P<name>[A-Za-z_][\w.]*)|(?P<sign><=|>=|<>|[-+*/&=<>(),]))""",
    re.VERBOSE,
)
_CELL = re.compile(
    r"^(?:(?P<sheet>.+)!)?\$?(?P<left>[A-Z]+)\$?(?P<top>\d+)(?::\$?(?P<right>[A-Z]+)\$?(?P<bottom>\d+))?$"
)
_BINDS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
Value = Plain | Area
Place = tuple[str, int, int]
Node = tuple[str, Any]


@lru_cache(maxsize=4_000)
def parsed(formula: str) -> Node:
    tokens = list(_tokens(formula))
    node = _expression(tokens, 0)
    if tokens:
        raise ValueError(f"behind a formula stands {tokens[0][1]}")
    return node


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(formula):
        match = _TOKEN.match(formula, place)
        if match is None or match.lastgroup is None:
            raise ValueError(f"no part of a formula: {formula[place : place + 20]}")
        yield match.lastgroup, match[match.lastgroup]
        place = match.end()


def _expression(tokens: list[tuple[str, str]], binds: int) -> Node:
    left = _operand(tokens)
    while tokens and _BINDS.get(tokens[0][1], 0) > binds and tokens[0][0] == "sign":
        sign = tokens.pop(0)[1]
        left = ("binary", (sign, left, _expression(tokens, _BINDS[sign])))
    return left


def _operand(tokens: list[tuple[str, str]]) -> Node:
    kind, word = tokens.pop(0)
    if kind == "sign" and word in "+-":
        return ("minus" if word == "-" else "plus", _operand(tokens))
    if kind == "sign" and word == "(":
        node = _expression(tokens, 0)
        tokens.pop(0)
        return node
    if kind == "name" and tokens and tokens[0][1] == "(":
        tokens.pop(0)
        return ("call", (word, tuple(_arguments(tokens))))
    if kind == "text":
        return ("value", word[1:-1].replace('""', '"'))
    if kind == "number":
        return ("value", float(word))
    return ("value", word == "TRUE") if word in ("TRUE", "FALSE") else (kind, word)


def _arguments(tokens: list[tuple[str, str]]) -> Iterator[Node]:
    while tokens and tokens[0][1] != ")":
        yield _expression(tokens, 0)
        if tokens and tokens[0][1] == ",":
            tokens.pop(0)
    tokens.pop(0)


@dataclass
class FormulaCells:
    """The cells and names of one workbook; each formula is worked out once."""

    plain: Mapping[Place, Plain]
    formulas: Mapping[Place, str]
    names: Mapping[str, str]
    done: dict[Place, Plain | FormulaError] = field(default_factory=dict)

    def at(self, place: Place) -> Plain:
        if place not in self.formulas:
            return self.plain.get(place)
        if place not in self.done:
            try:
                found = self._value(parsed(self.formulas[place]), place[0])
                self.done[place] = found[0] if isinstance(found, tuple) else found
            except FormulaError as error:
                self.done[place] = error
        result = self.done[place]
        if isinstance(result, FormulaError):
            raise result
        return result

    def _value(self, node: Node, sheet: str) -> Value:
        kind, said = node
        match kind:
            case "value":
                plain: Plain = said
                return plain
            case "cell":
                return self._cells(str(said), sheet)
            case "name":
                return self._cells(self.names[str(said)], sheet)
            case "minus" | "plus":
                sign = -1.0 if kind == "minus" else 1.0
                return _each(lambda one: sign * number(one), self._value(said, sheet))
            case "call":
                return self._call(said[0], said[1], sheet)
        sign, left, right = said
        return _both(_OPERATORS[sign], self._value(left, sheet), self._value(right, sheet))

    def _call(self, name: str, arguments: Sequence[Node], sheet: str) -> Value:
        if name == "IF":
            chosen = 1 if _truth(self._value(arguments[0], sheet)) else 2
            return self._value(arguments[chosen], sheet) if chosen < len(arguments) else False
        if name in ("IFERROR", "ISERROR"):
            try:
                found = self._value(arguments[0], sheet)
            except FormulaError:
                return True if name == "ISERROR" else self._value(arguments[1], sheet)
            return False if name == "ISERROR" else found
        result: Value = FUNCTIONS[name](*(self._value(each, sheet) for each in arguments))
        return result

    def _cells(self, reference: str, sheet: str) -> Value:
        places = _places(reference, sheet)
        return tuple(map(self.at, places)) if isinstance(places, list) else self.at(places)


def cell_of(reference: str, sheet: str = "") -> Place:
    """Return the one cell of a reference.

    Raises ValueError for an area.
    """
    place = _places(reference, sheet)
    if isinstance(place, list):
        raise ValueError(f"not one cell: {reference}")
    return place


@lru_cache(maxsize=16_000)
def _places(reference: str, sheet: str) -> Place | list[Place]:
    """Return the cell that a formula on a sheet names, or those of an area in their order."""
    match = _CELL.match(reference)
    if match is None:
        raise ValueError(f"no cells: {reference}")
    title = (match["sheet"] or sheet).strip("'").replace("''", "'")
    left, top = _column(match["left"]), int(match["top"])
    if match["right"] is None:
        return title, top - 1, left
    right, bottom = _column(match["right"]), int(match["bottom"])
    return [(title, row - 1, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def _column(letters: str) -> int:
    count = 0
    for letter in letters:
        count = count * 26 + ord(letter) - 64
    return count - 1


def _truth(value: Value) -> bool:
    if isinstance(value, str | tuple):
        raise FormulaError("#VALUE!")
    return bool(value)


def _each(do: Callable[[Plain], Plain], value: Value) -> Value:
    return tuple(do(one) for one in value) if isinstance(value, tuple) else do(value)


def _both(do: Callable[[Plain, Plain], Plain], left: Value, right: Value) -> Value:
    if not isinstance(left, tuple) and not isinstance(right, tuple):
        return do(left, right)
    count = max(len(each) for each in (left, right) if isinstance(each, tuple))
    lefts = left if isinstance(left, tuple) else (left,) * count
    rights = right if isinstance(right, tuple) else (right,) * count
    return tuple(do(one, other) for one, other in zip(lefts, rights, strict=True))


def _divided(left: Plain, right: Plain) -> Plain:
    if number(right) == 0:
        raise FormulaError("#DIV/0!")
    return number(left) / number(right)


_OPERATORS: Mapping[str, Callable[[Plain, Plain], Plain]] = {
    "&": lambda left, right: text(left) + text(right),
    "+": lambda left, right: number(left) + number(right),
    "-": lambda left, right: number(left) - number(right),
    "*": lambda left, right: number(left) * number(right),
    "/": _divided,
    "=": lambda left, right: compared(left, right) == 0,
    "<>": lambda left, right: compared(left, right) != 0,
    "<": lambda left, right: compared(left, right) < 0,
    ">": lambda left, right: compared(left, right) > 0,
    "<=": lambda left, right: compared(left, right) <= 0,
    ">=": lambda left, right: compared(left, right) >= 0,
}
