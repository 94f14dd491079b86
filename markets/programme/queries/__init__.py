"""The only reader of programmes; every function takes the asker."""

from markets.programme.queries.border import AcrossTheBorder, providers_across
from markets.programme.queries.hands import (
    care_of,
    clients_on_books,
    hands_of,
    providers_now,
    providers_to_name,
)
from markets.programme.queries.programmes import (
    choice_counts,
    choices_of,
    frozen_appraisals,
    frozen_plans,
    named_in_words,
    programme_for,
    programmes_for,
    zones_of,
)
from markets.programme.queries.question_sets import question_set_for, question_sets_of

__all__ = [
    "AcrossTheBorder",
    "care_of",
    "choice_counts",
    "choices_of",
    "clients_on_books",
    "frozen_appraisals",
    "frozen_plans",
    "hands_of",
    "named_in_words",
    "programme_for",
    "programmes_for",
    "providers_across",
    "providers_now",
    "providers_to_name",
    "question_set_for",
    "question_sets_of",
    "zones_of",
]
