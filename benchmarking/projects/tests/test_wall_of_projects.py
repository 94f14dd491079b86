"""Without any permission asked a council reads of a project what it may, and writes nothing; what was said stays."""

import pytest
from django.db import ProgrammingError, transaction

from benchmarking.models import (
    ProjectBrief,
    ProjectChange,
    ProjectDecision,
    ProjectMeeting,
    ProjectRisk,
    ProjectRiskRating,
    ProjectSeat,
    ProjectTask,
    RoundMember,
)
from benchmarking.projects.tests.made_project import fill
from benchmarking.tests.office import Office, at, make_round
from benchmarking.tests.test_wall_of_rounds import behind_the_wall

THEIRS = (ProjectBrief, ProjectSeat, ProjectMeeting, ProjectDecision)
OFFICE_S = (ProjectTask, ProjectRisk, ProjectRiskRating, ProjectChange)
OWN, ALL, NONE = (1, 1, 1, 1, 0, 0, 0, 0), (1,) * 8, (0,) * 8
READS = {"ann": ALL, "fay": ALL, "ned": ALL, "reg": ALL, "carol": OWN, "bert": NONE, "dev": NONE}


@pytest.fixture
def filled(cast: Office) -> RoundMember:
    row = make_round(cast)
    fill(cast, row)
    at(row, cast.barrow).delete()
    return at(row, cast.ashgrove)


@pytest.mark.django_db
def test_each_reads_what_is_theirs(cast: Office, filled: RoundMember):
    for name, counts in READS.items():
        with behind_the_wall(getattr(cast, name)):
            assert tuple(table.objects.count() for table in (*THEIRS, *OFFICE_S)) == counts, name


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["reg", "carol"])
def test_lead_and_council_change_nothing(cast: Office, filled: RoundMember, name: str):
    with behind_the_wall(getattr(cast, name)):
        assert [table.objects.update(edition=9) for table in (ProjectSeat, ProjectMeeting, ProjectTask)] == [0, 0, 0]


@pytest.mark.django_db
@pytest.mark.parametrize("table", [ProjectBrief, ProjectDecision, ProjectRiskRating])
def test_what_was_said_stays(cast: Office, filled: RoundMember, table):
    changes = {"why": "x"} if table is ProjectBrief else {"words": "x"}
    with pytest.raises(ProgrammingError), transaction.atomic(), behind_the_wall(cast.ann):
        table.objects.update(**changes)
