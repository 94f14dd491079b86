"""Keep what somebody said that the words of a file mean, for the next one: of a contact log, or a council's list."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.domain.context import Context
from register.domain.place_names import ALL_OF

LONGEST_SHOWN = 200
Question = Mapping[str, Any]


def are_choices(asked: Sequence[Question], answers: Sequence[str], ids: Mapping[str, str]) -> bool:
    """Tell whether each answer is one of its question's choices, or IDs of locations where those are asked for."""
    return all(_is_one(each, said, ids) for each, said in zip(asked, answers, strict=True))


def _is_one(question: Question, said: str, ids: Mapping[str, str]) -> bool:
    if said in (value for value, _ in question["choices"]):
        return True
    return question["kind"] == "location" and all(each.casefold() in ids for each in said.split(ALL_OF))


def keep(
    meanings: type[Any],
    asked: Sequence[Question],
    answers: Sequence[str],
    *,
    by: Context,
    unique: Sequence[str],
    **scope: object,
) -> None:
    """Keep the answers as rows of ``meanings``; what was said of the same word before is said anew."""
    rows = [
        meanings(
            id=uuid4(),
            kind=question["kind"],
            word=question["word"],
            says=question["says"][:LONGEST_SHOWN],
            meaning=meaning,
            label=next((str(label) for value, label in question["choices"] if value == meaning), meaning),
            by_id=by.person_id,
            said_at=timezone.now(),
            **scope,
        )
        for question, meaning in zip(asked, answers, strict=True)
    ]
    meanings.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=list(unique),
        update_fields=["says", "meaning", "label", "by", "said_at"],
    )
