"""Forms of a project: its brief, and a row of each of its lists."""

from benchmarking.projects.domain.project_parts import ProjectPart
from benchmarking.projects.forms.briefs import ProjectBriefForm, ProjectStartForm
from benchmarking.projects.forms.decisions import ChangeRequestForm, GroupDecisionForm
from benchmarking.projects.forms.entries import EntryForm
from benchmarking.projects.forms.group import SeatForm
from benchmarking.projects.forms.meetings import MeetingForm
from benchmarking.projects.forms.risks import ProjectRiskForm
from benchmarking.projects.forms.tasks import TaskForm

__all__ = ["FORMS", "EntryForm", "ProjectBriefForm", "ProjectStartForm"]
FORMS: dict[ProjectPart, type[EntryForm]] = {
    ProjectPart.GROUP: SeatForm,
    ProjectPart.MEETINGS: MeetingForm,
    ProjectPart.TASKS: TaskForm,
    ProjectPart.RISKS: ProjectRiskForm,
    ProjectPart.DECISIONS: GroupDecisionForm,
    ProjectPart.CHANGES: ChangeRequestForm,
}
