"""The demo's study: 22 interviews, coded by one and every fifth by two, with findings and quotes that are out."""

import pytest
from django.utils import timezone

from accounts.domain.roles import RoleName
from accounts.tests.people import person_of
from engagement.interviews.actions.invented_study import hold_study
from engagement.interviews.queries import codings, studies
from engagement.models import Interview, InterviewSection, StudyQuote
from register.models import Authority

COUNCILS = ("Ashgrove", "Barrow", "Calderwick", "Dunmere")


@pytest.mark.django_db
def test_it_holds_22_interviews_that_are_coded_and_speak():
    here = Authority.objects.create(name="Programme office", cqc_name="")
    pia, quin, lead = (
        person_of(name, role, here)
        for name, role in (
            ("Pia Analyst", RoleName.ANALYST),
            ("Quin Approver", RoleName.RELEASE_APPROVER),
            ("Lea Lead", RoleName.REGIONAL_LEAD),
        )
    )
    row = hold_study(by=pia, approver=quin, councils=COUNCILS, now=timezone.now())
    assert all(each.is_filled for each in studies.coverage_for(pia, row))
    assert (Interview.objects.count(), InterviewSection.objects.count()) == (22, 172)
    agreed = [each for each in codings.agreement_of(pia, row).values() if each.n]
    assert agreed and max(each.n for each in agreed) > 30
    assert all(each.speak_for for each in codings.evidence_of(pia, row).values())
    findings, quotes = codings.released_words(lead, row)
    assert len(findings) == 3 and all("of those asked say so" in each.said_by for each in findings)
    assert quotes and StudyQuote.objects.count() > len(quotes)
    assert {each.description.split(",")[0] for each in quotes} <= {"a provider", "a commissioner"}
