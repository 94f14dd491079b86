"""Test support: a market of thirteen locations and four colleagues, as the logs in ``files/old_logs`` speak of it."""

from datetime import date
from pathlib import Path
from uuid import NAMESPACE_DNS, UUID, uuid5

from engagement.contacts.domain.log_file.known import KnownLog, KnownPerson
from engagement.contacts.domain.log_words.file_questions import Answers
from engagement.contacts.domain.log_words.interpretation import Basis, Interpretation, interpret
from engagement.contacts.domain.log_words.raw_log import read_raw
from register.domain.place_names import NamedLocation
from spreadsheets.file_questions import confirmations

OLD_LOGS = Path(__file__).parent / "files" / "old_logs"
NAMES = (
    "Rowan Homecare", "Birchwood Care", "Elm Tree Home Care", "Kestrel Care Services", "Larch House Homecare",
    "Magpie Support", "Nightingale Care at Home", "Oakfield & Sons Homecare", "Plover Home Care", "Quince Care",
    "Robin Care (North)", "Robin Care (South)", "Swift Homecare",
)  # fmt: skip
IDS = {f"1-2000000{number:02}": name for number, name in enumerate(NAMES, 1)}


def key(text: str) -> UUID:
    return uuid5(NAMESPACE_DNS, text)


def provider_of(name: str) -> str:
    return f"{name.partition(' (')[0]} Ltd"


PLACES = {cqc: NamedLocation(key(name), name, key(provider_of(name))) for cqc, name in IDS.items()}
COLLEAGUES = tuple(
    KnownPerson(key(name), name, f"{name.split()[0].lower()}@team.example")
    for name in ("Janet Smith", "Priya Kaur", "Omar Haddad", "Lucy Marsh")
)


def known(taken: frozenset[str] = frozenset()) -> KnownLog:
    return KnownLog(
        by_id=PLACES,
        by_name={place.name.casefold(): (place,) for place in PLACES.values()},
        people=(),
        colleagues=COLLEAGUES,
        taken=taken,
        side="Independent team",
        providers={key(provider_of(name)): provider_of(name) for name in NAMES},
    )


def read(data: bytes, kept: Answers | None = None, *, taken: frozenset[str] = frozenset()) -> Interpretation:
    basis = Basis(known(taken), kept or {}, date(2022, 6, 1), "exercise", date(2022, 4, 1))
    return interpret(read_raw(data), basis)


def answered(data: bytes, said: dict[str, str] | None = None) -> tuple[dict[tuple[str, str], str], int, Interpretation]:
    """Answer what is asked: by what is proposed, or else by what ``said`` has; return all answers and their number."""
    kept: dict[tuple[str, str], str] = {}
    count = 0
    for _ in range(4):
        found = read(data, kept)
        if not found.questions:
            return kept, count, found
        count += confirmations([each.as_json for each in found.questions])
        for each in found.questions:
            kept[each.kind, each.word] = (said or {}).get(each.says) or each.proposal
            assert kept[each.kind, each.word] in dict(each.choices), f"nobody says what “{each.says}” means"
    raise AssertionError("it asks again and again")
