"""Programmes behind the wall: read by the council and its analyst; clients' choices with the switch alone."""

from dataclasses import replace

import pytest
from django.utils import timezone

from markets.models import MarketProgramme, ProgrammeChoice, ServiceUserQuestions
from markets.programme.tests.made_programme import a_programme, with_the_switch
from markets.tests.council import make_council
from submissions.tests.cast import behind_the_wall


@pytest.mark.django_db
def test_who_sees_what_of_a_programme():
    council = make_council()
    carol = with_the_switch(council.carol)
    programme = a_programme(carol)["programme_id"]
    ProgrammeChoice.objects.create(
        authority=council.authority, programme_id=programme, client="0" * 16, choice="keep",
        chosen_on=timezone.localdate(), made_at=timezone.now(), made_by_id=carol.person_id,
    )  # fmt: skip
    seen = ((carol, (1, 1, 1)), (council.dev, (1, 1, 0)), (council.fay, (0, 0, 0)), (council.cora, (0, 0, 0)),
            (council.ada, (0, 0, 0)), (None, (0, 0, 0)))  # fmt: skip
    for who, counts in seen:
        with behind_the_wall(who):
            rows = (MarketProgramme, ServiceUserQuestions, ProgrammeChoice)
            assert tuple(row.objects.count() for row in rows) == counts, who
    with behind_the_wall(council.dev):
        assert not MarketProgramme.objects.update(name="Another"), "analysts read"
    cora = replace(with_the_switch(council.cora), with_visits=True)
    with behind_the_wall(cora):
        assert not ProgrammeChoice.objects.exists()
