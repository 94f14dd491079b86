"""A lever's grade follows from what it rests on; without a source it stays in the office."""

import pytest

from accounts.domain.roles import RoleName
from accounts.tests.pages import get, is_kept_out, no_second_factor, text_of
from accounts.tests.people import person_of
from benchmarking.toolkit.domain.levers import (
    EvidenceKind,
    Lever,
    LeverEvidence,
    LeverGrade,
    grade_of,
    published_levers,
    shipped_levers,
)
from register.models import Authority

__all__ = ["no_second_factor"]


def told(*kinds: str, source: str = "") -> tuple[LeverEvidence, ...]:
    return tuple(LeverEvidence(EvidenceKind(kind), "", source or f"Source {n}") for n, kind in enumerate(kinds))


@pytest.mark.parametrize(
    ("evidence", "grade"),
    [
        (told("comparison", "comparison"), "A"),
        (told("comparison", "comparison", source="One and the same"), "B"),
        (told("guideline"), "B"),
        (told("figures", "study"), "B"),
        (told("interviews"), "C"),
        (told("practice", "figures"), "C"),
        (told("opinion"), "D"),
        ((), "D"),
        ((LeverEvidence(EvidenceKind.GUIDELINE, "said somewhere", ""),), "D"),
    ],
)
def test_the_grade_is_the_rule_s(evidence, grade):
    assert grade_of(evidence) == grade


def test_a_lever_without_a_source_is_not_published():
    assert Lever("x", ("price",), "X", "", "", told("opinion")[:0]).why_not_published
    assert {each.key for each in shipped_levers()} - {each.key for each in published_levers(shipped_levers())} == {
        "prompt_pay",
        "shift_or_block",
    }
    grades = [each.grade for each in published_levers(shipped_levers())]
    assert grades == sorted(grades) and LeverGrade.D not in grades
    assert {"continuity", "min_visit"} < {each.key for each in published_levers(shipped_levers(), "quality")}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_councils_read_it_and_the_office_sees_what_is_missing():
    here = Authority.objects.create(name="Northshire", cqc_name="")
    pages = {
        role: text_of(get(person_of(f"A {role.value}", role, here), "benchmarking:toolkit"))
        for role in (RoleName.COMMISSIONER, RoleName.ANALYST)
    }
    assert all("No routine visit below 30 minutes" in page and "NICE NG21" in page for page in pages.values())
    assert ["Pay within 14 days" in page for page in pages.values()] == [False, True]
    auditor = person_of("An Auditor", RoleName.AUDITOR)
    assert is_kept_out(auditor, get(auditor, "benchmarking:toolkit"))
