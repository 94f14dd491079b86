"""Reasons as a report may print them: the label of the list, or what was typed if it is short and names nobody."""

from collections.abc import Collection, Iterable

from reports.annexes.domain.named_words import names_in

LONGEST = 90
IN_THE_RECORD = "Another reason, which stands in the record of the independent team"


def printed_reason(text: str, labels: Iterable[str], names: Collection[str]) -> str:
    words = " ".join(text.split())
    label = next((label for label in labels if words.casefold().startswith(label.casefold())), "")
    if label:
        return label
    return words if words and len(words) <= LONGEST and not names_in(words, names) else IN_THE_RECORD
