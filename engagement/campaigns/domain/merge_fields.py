"""Fields in the words of a message: a plain substitution of a fixed list of names, and no other language."""

import re
from collections.abc import Mapping

# What stands between the braces, and what it becomes.
FIELDS: dict[str, str] = {
    "name": "the person's name",
    "location names": "the locations that the message is about",
    "provider": "the provider",
    "council": "the council",
    "exercise": "the exercise, for example Home care 2026",
    "opening date": "the day on which it opens",
    "closing date": "the last day for the return, with the extensions of the locations named",
    "portal link": "the page of the return; in the team’s messages a new invitation for who has not taken up theirs",
    "officer name": "your name, as the campaign gives it",
    "officer phone": "your phone number, as the campaign gives it",
    "officer email": "your email address, as the campaign gives it",
}
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


def normal_name(typed: str) -> str:
    return " ".join(typed.replace("_", " ").split()).lower()


def faults_in(text: str) -> list[str]:
    """Return what cannot be filled in, each in words; [] if all is well."""
    unknown = [name for name in FIELD.findall(text) if normal_name(name) not in FIELDS]
    faults = [f"There is no field “{name}”. Choose one of: {', '.join(FIELDS)}." for name in dict.fromkeys(unknown)]
    rest = FIELD.sub("", text)
    if "{{" in rest or "}}" in rest:
        faults.append("A field begins with {{ and ends with }}; one of them is missing.")
    return faults


def uses(text: str, name: str) -> bool:
    """Tell whether a field stands in the text."""
    return name in {normal_name(each) for each in FIELD.findall(text)}


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill the fields in one pass: values are never searched for fields. Raises KeyError for unknown names."""
    return FIELD.sub(lambda match: values[normal_name(match[1])], text)


def partly_filled(text: str, values: Mapping[str, str]) -> str:
    """Fill the fields that ``values`` has; the others stay as they were typed."""
    return FIELD.sub(lambda match: values.get(normal_name(match[1]), match[0]), text)


def on_one_line(subject: str) -> str:
    """Return the subject without line breaks, whatever was filled in."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in subject).split())
