"""Queries of wage surveys: a provider its own, the team its authority's, the council approved counts and no more."""

from markets.paysurveys.queries.answers import (
    ReadAnswer,
    answers_of,
    draft_of,
    own_question,
    place_for,
    questions_on,
    read_answer,
    read_answers,
)
from markets.paysurveys.queries.counts import counts_for, counts_of, rate_change_between, surveys_before
from markets.paysurveys.queries.surveys import (
    numbers_of,
    owed_by_locations,
    own_place,
    own_places,
    own_waiting,
    places_of,
    survey_for,
    surveys_for,
)
from markets.paysurveys.queries.tasks import PayTask, pay_tasks

__all__ = [
    "PayTask",
    "ReadAnswer",
    "answers_of",
    "counts_for",
    "counts_of",
    "draft_of",
    "numbers_of",
    "owed_by_locations",
    "own_place",
    "own_places",
    "own_question",
    "own_waiting",
    "pay_tasks",
    "place_for",
    "places_of",
    "questions_on",
    "rate_change_between",
    "read_answer",
    "read_answers",
    "survey_for",
    "surveys_before",
    "surveys_for",
]
