"""The names that councils give the columns of their own lists."""

import re
from collections.abc import Mapping, Sequence

from register.domain.directory_layouts import Layout, LayoutName
from register.domain.table_headings import plain

# Compared without capitals, punctuation and a number: “E-mail 2” is the second “email”.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "location_id": ("location id", "cqc location id", "cqc location id for office use only", "cqc id", "locationid"),
    "contracted": ("contracted", "contracted yes no", "contracted y n", "is contracted", "contract", "on contract"),
    "hours": (
        "commissioned hours",
        "commissioned hours a week",
        "commissioned hours per week",
        "commissioned weekly hours",
        "weekly commissioned hours",
        "hours commissioned",
        "hours a week",
        "hours per week",
        "weekly hours",
        "hours",
    ),
    "beds": ("registered beds", "commissioned beds", "number of beds", "beds"),
    "weight": ("commissioned hours or beds", "commissioned hours beds", "hours or beds", "hours beds", "weight"),
    "zone": ("zone", "area", "locality", "lot", "patch"),
    "size_band": ("size band", "size", "band"),
    "name": ("contact name", "contact names", "contact", "contacts", "contact person", "name of contact"),
    "email": (
        "email",
        "emails",
        "email address",
        "email addresses",
        "contact email",
        "contact emails",
        "contact email address",
    ),
    "phone": (
        "phone",
        "phones",
        "phone number",
        "phone numbers",
        "telephone",
        "telephone number",
        "contact phone",
        "contact phones",
        "contact phone number",
        "contact telephone",
        "mobile",
    ),
    "job": ("role", "roles", "job", "job title", "position", "contact role", "contact roles", "contact job title"),
}
_KEYS = {name: key for key, names in _CALLED.items() for name in names}
_CONTACT = ("name", "email", "phone", "job")
MOST_CONTACTS = 9
_PUNCTUATION = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"(?<![0-9])([1-9])(?![0-9])")


class CouncilLayout(Layout):
    """The layout of councils' lists.

    Further contacts stand in numbered columns, with the keys ``name 2``, ``email 2``, ….
    """

    def columns_in(self, cells: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for place, text in enumerate(cells):
            if key := key_of(text):
                found.setdefault(key, place)
        return found

    def is_heading(self, found: Mapping[str, int]) -> bool:
        return "location_id" in found or len(found) > 1


def key_of(text: str) -> str:
    """Return the key of a column with one of the portal's own names, with its number if it is a further contact's."""
    words, number = _split(plain(text))
    key = _KEYS.get(words, "")
    return f"{key} {number}" if number > 1 and key in _CONTACT else key


def _split(text: str) -> tuple[str, int]:
    match = _NUMBER.search(text)
    without = text[: match.start()] + " " + text[match.end() :] if match else text
    bare = without.replace("(s)", "s").replace("e-mail", "email")
    return " ".join(_PUNCTUATION.sub(" ", bare).split()), int(match[1]) if match else 1


COUNCIL_LIST = CouncilLayout(
    LayoutName.COUNCIL_LIST,
    {
        "location_id": ("Location ID",),
        "contracted": ("Contracted",),
        "hours": ("Commissioned hours",),
        "beds": ("Beds",),
        "weight": ("Commissioned hours or beds",),
        "zone": ("Zone",),
        "size_band": ("Size band",),
        "name": ("Contact name",),
        "email": ("E-mail",),
        "phone": ("Phone",),
        "job": ("Role",),
    },
    marks=frozenset({"location_id"}),
    required=frozenset({"location_id"}),
)
