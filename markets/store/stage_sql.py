"""The statement that reads a stranger's rows into a table: times and lengths worked out, references still as texts.

A row that is written in a way that SQL does not read alike is marked as rare, with its texts, for the plain reader. No
text of the file stands in the statement: columns are counted, and values are read as texts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markets.store.moment_sql import MomentFormat, moment, stamp
from markets.visits.domain.length_units import IN_UNITS

# Not stored, in no column of ours: what is not here is not read at all.
REFERENCES = ("provider_ref", "client_ref", "carer_ref", "visit_ref")
WORDS = ("outcome", "start_method", "end_method", "service", "funder")
PLACES = ("zone_key", "contract_ref", "ruc", "place_ref")
# Few texts in many rows: kept as one, so that it is looked up once a row. The sign between them is in no file's bytes.
TOGETHER = ("provider_ref", *WORDS, "zone_key", "ruc")
OF_A_CLIENT = ("contract_ref", "place_ref")
SEPARATOR = "\x1f"
MOMENTS = ("planned_start", "planned_end", "actual_start", "actual_end", "cancelled_at")
LENGTHS = ("planned_seconds", "actual_seconds", "claimed_seconds")
OTHERS = ("attendance", "carers_planned", "miles")
TAKEN = (*REFERENCES, *WORDS, *PLACES, *MOMENTS, *LENGTHS, *OTHERS)
READ = (*TAKEN, *IN_UNITS)
LONGEST = 200
# Nothing, or a space in front: the plain reader says which. Other references are stripped where each is looked at once.
BLANK_PROVIDER, BLANK_CLIENT = "t_provider_ref < '!'", "t_client_ref < '!'"
BLANK_MARK = "\x1e"


@dataclass(frozen=True, slots=True)
class StagePlan:
    """How the rows of one file are read: ``places`` of each field's columns, and how its moments are written."""

    width: int
    delimiter: str
    first_row: int
    places: Mapping[str, Sequence[int]]
    formats: Mapping[str, Sequence[MomentFormat]]
    zone: str

    @property
    def used_places(self) -> list[int]:
        """Return the columns that are read, which a rare row's texts keep in this order."""
        return sorted({place for key, places in self.places.items() if key in READ for place in places})

    def compact(self) -> dict[str, list[int]]:
        """Return the places of each field among the columns that are read."""
        at = {place: number for number, place in enumerate(self.used_places)}
        return {key: [at[place] for place in places] for key, places in self.places.items() if key in READ}


def stage_statement(plan: StagePlan, path: str) -> str:
    """Return the statement that reads a path of our own; delimiter and path are the only texts in it."""
    stamps = {f"s_{key}": stamp(f"t_{key}", plan.formats.get(key, ())) for key in MOMENTS}
    numbers = {f"n_{key}": f"TRY_CAST({_said(key)} AS INTEGER)" for key in LENGTHS}
    said_once = _with(_texts(plan, path), stamps | numbers)
    starts = _with(
        f"SELECT *, {_moment(plan, 'planned_start')} AS ps FROM ({said_once})",
        {"pe": _moment(plan, "planned_end", "ps"), "begin": _moment(plan, "actual_start", "ps")},
    )
    ends = _with(starts, {"ae": _moment(plan, "actual_end", "begin"), "begun": "coalesce(ps, begin)"})
    lengths = {f"{key}_said": f"seconds_in(t_{key}, n_{key})" for key in LENGTHS}
    said = _with(ends, lengths | {"gone": _moment(plan, "cancelled_at", "begun")})
    worked = {
        "planned": _length("planned", "ps", "pe"),
        "lasted": _length("actual", "begin", "ae"),
        "which": _which("t_attendance"),
        "people": "CASE WHEN t_carers_planned = '' THEN 0 WHEN t_carers_planned IN ('1', '2', '3', '4') "
        "THEN CAST(t_carers_planned AS SMALLINT) END",
    }
    judged = _with(_with(said, worked), {"is_rare": f"coalesce({' OR '.join(_rare())}, true)"})
    # A list only for the rows that need one.
    texts = ", ".join(f"c{place}" for place in plan.used_places)
    kept = ", ".join(
        (
            "line",
            f"concat_ws(chr({ord(SEPARATOR)}), {', '.join(f't_{key}' for key in TOGETHER)}) AS words",
            "t_client_ref AS client",
            "t_carer_ref AS carer",
            "t_visit_ref AS visit",
            *(f"t_{key} AS {key}" for key in OF_A_CLIENT),
            f"TRY_CAST({_said('miles')} AS DECIMAL(9, 3)) AS miles",
            "which AS attendance",
            "people AS carers_planned",
            "ps AS planned_start",
            "over_midnight(planned) AS planned_seconds",
            "begin AS actual_start",
            "over_midnight(lasted) AS actual_seconds",
            "claimed_seconds_said AS claimed_seconds",
            "gone AS cancelled_at",
            "begun",
            "planned IS DISTINCT FROM over_midnight(planned) OR lasted IS DISTINCT FROM over_midnight(lasted) AS over",
            "is_rare",
            f"CASE WHEN is_rare THEN [{texts}] END AS texts",
        )
    )
    return f"CREATE TABLE staged AS SELECT {kept} FROM ({judged})"


def _texts(plan: StagePlan, path: str) -> str:
    """Return the texts of each field, blank where the file has no such column."""
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(plan.width + 1))
    cells = ", ".join(f"c{place}" for place in plan.used_places)
    fields = ", ".join(f"{_field(plan, key)} AS t_{key}" for key in TAKEN)
    return (
        f"SELECT row_number() OVER () + {plan.first_row - 1} AS line, c{plan.width} AS mark, "
        f"{cells}, {fields} FROM read_csv('{path}', auto_detect = false, header = false, "
        f"delim = '{plan.delimiter}', "
        f"quote = '\"', escape = '\"', all_varchar = true, null_padding = true, parallel = false, "
        f"max_line_size = 4000000, columns = {{{columns}}}) QUALIFY mark IS DISTINCT FROM '{BLANK_MARK}'"
    )


def _field(plan: StagePlan, key: str) -> str:
    """Return the text of a field; a length in minutes or hours as seconds, where it is not told in seconds."""
    own = _text(plan.places.get(key, ()), key)
    told = [f"nullif({own}, '')"] if plan.places.get(key) else []
    for name, (target, unit) in IN_UNITS.items():
        if target == key and plan.places.get(name):
            told.append(f"nullif(in_unit({_text(plan.places[name], name)}, {unit}), '')")
    return own if not told or (len(told) == 1 and plan.places.get(key)) else f"coalesce({', '.join(told)}, '')"


def _text(places: Sequence[int], key: str) -> str:
    if not places:
        return "''"
    if len(places) > 1:
        cells = ", ".join(f"nullif(trim(c{place}), '')" for place in places)
        return f"concat_ws(' ', {cells})"
    cell = f"coalesce(c{places[0]}, '')"
    return f"trim({cell})" if key == "visit_ref" else cell


def _said(key: str) -> str:
    """Return a field's text, or null: for a blank one that is no number an error would be worded, row by row."""
    return f"nullif(t_{key}, '')"


def _with(inner: str, more: Mapping[str, str]) -> str:
    return f"SELECT *, {', '.join(f'{sql} AS {name}' for name, sql in more.items())} FROM ({inner})"


def _moment(plan: StagePlan, key: str, near: str = "") -> str:
    return moment(f"t_{key}", f"s_{key}", plan.formats.get(key, ()), plan.zone, near)


def _length(which: str, start: str, end: str) -> str:
    said = f"{which}_seconds_said"
    return f"CASE WHEN {start} IS NULL THEN NULL WHEN t_{which}_seconds <> '' THEN {said} ELSE {end} - {start} END"


def _which(text: str) -> str:
    return (
        f"CASE WHEN {text} = '' THEN 0 WHEN lower({text}) IN ('true', 'yes') THEN 2 "
        f"WHEN lower({text}) IN ('false', 'no') THEN 1 "
        f"WHEN length({text}) = 1 AND {text} BETWEEN '1' AND '9' THEN CAST({text} AS SMALLINT) END"
    )


def _rare() -> list[str]:
    """Return when a row is left to the plain reader: anything that SQL did not read, or that it may not judge."""
    moments = {"planned_start": "ps", "actual_start": "begin", "cancelled_at": "gone"}
    found = [f"(t_{key} <> '' AND {name} IS NULL)" for key, name in moments.items()]
    found += [f"(t_{key} <> '' AND {key}_said IS NULL)" for key in LENGTHS]
    for which, start, end in (("planned", "ps", "pe"), ("actual", "begin", "ae")):
        found.append(f"(t_{which}_seconds = '' AND {start} IS NOT NULL AND t_{which}_end <> '' AND {end} IS NULL)")
    found += ["which IS NULL", "people IS NULL", "begun IS NULL", BLANK_PROVIDER, BLANK_CLIENT]
    return found + [f"length(t_{key}) > {LONGEST}" for key in REFERENCES]
