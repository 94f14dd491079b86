"""The parts of a round's project beside its brief, and which of them the councils of the round read."""

from enum import StrEnum


class ProjectPart(StrEnum):
    """A list of the project; its value stands in addresses."""

    GROUP = "group"
    MEETINGS = "meetings"
    TASKS = "tasks"
    RISKS = "risks"
    DECISIONS = "decisions"
    CHANGES = "changes"

    @property
    def label(self) -> str:
        return {
            "group": "Project group", "meetings": "Meetings", "tasks": "Tasks", "risks": "Risks",
            "decisions": "Decisions", "changes": "Change requests",
        }[self.value]  # fmt: skip

    @property
    def one(self) -> str:
        """A row of the part, in words."""
        return {
            "group": "a person of the group", "meetings": "a meeting", "tasks": "a task", "risks": "a risk",
            "decisions": "a decision", "changes": "a change request",
        }[self.value]  # fmt: skip

    @property
    def is_changed(self) -> bool:
        """Whether rows are changed; a decision stays, and a later one takes its place."""
        return self is not ProjectPart.DECISIONS


# What councils read, with the brief: tasks, risks and change requests are the office's own.
FOR_MEMBERS = frozenset({ProjectPart.GROUP, ProjectPart.MEETINGS, ProjectPart.DECISIONS})
