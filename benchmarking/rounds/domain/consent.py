"""What a council may show by name: block by block, of which the newest word counts."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol


class ConsentBlock(StrEnum):
    """A block of answers that other members see by name, if the council agrees; examples are for the toolkit."""

    PRICES = "prices"
    PRACTICE = "practice"
    EXAMPLES = "examples"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "prices": "Prices: other members see what you pay, by name",
    "practice": "Practice: other members see how you buy, by name",
    "examples": "Examples: the toolkit may name you as an example",
}
NOT_THE_DELEGATE = "Consent needs the director or her delegate. We have sent {} a letter."
AFTER_RELEASE = "From the next edition on. The edition of {} stays; it was agreed for it."


class SaidConsent(Protocol):
    """A word of a council on a block."""

    @property
    def block(self) -> str: ...

    @property
    def is_given(self) -> bool: ...


def standing(newest_first: Iterable[SaidConsent]) -> dict[ConsentBlock, bool]:
    """Return what counts of each block; a council that has said nothing agrees to nothing."""
    found: dict[ConsentBlock, bool] = {}
    for said in newest_first:
        found.setdefault(ConsentBlock(said.block), said.is_given)
    return {block: found.get(block, False) for block in ConsentBlock}


def agreed_in(values: Mapping[str, object]) -> dict[ConsentBlock, bool]:
    """Return what the answers of a return agree to: its questions are the same blocks in other words."""
    names = str(values.get("consent_names", ""))
    return {
        ConsentBlock.PRICES: names in ("prices", "all"),
        ConsentBlock.PRACTICE: names in ("practice", "all"),
        ConsentBlock.EXAMPLES: values.get("consent_public_examples") == "yes",
    }
