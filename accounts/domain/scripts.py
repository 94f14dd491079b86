"""Tell a call by a script of a page from a person who opens a page: the one is answered in words, the other led on."""

from collections.abc import Mapping


def is_by_script(headers: Mapping[str, str]) -> bool:
    """Tell whether a script calls. Browsers say so themselves; those that do not are known by what they ask for."""
    if headers.get("X-Requested-With") == "XMLHttpRequest" or headers.get("HX-Request") == "true":
        return True
    if mode := headers.get("Sec-Fetch-Mode"):
        return mode != "navigate"
    return wants_json(headers)


def wants_json(headers: Mapping[str, str]) -> bool:
    accepts = headers.get("Accept", "")
    if "text/html" in accepts:
        return False
    return "json" in accepts or "json" in headers.get("Content-Type", "")
