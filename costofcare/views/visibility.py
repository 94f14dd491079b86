"""Who may see what, asked of the permissions themselves: the same predicates that every page asks."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from accounts.domain.context import Context
from accounts.domain.roles import AUTHORITY_ROLES, PROVIDER_ROLES, RoleName
from accounts.permissions import can_read_audit_trail
from engagement.permissions import can_answer_market_tests, can_read_interviews, can_read_released_words, is_of_the_team
from markets.permissions import can_answer_pay, can_read_pay, can_see_who_answered
from register.permissions import can_reach_providers, can_see_exercise, can_see_participations
from reports.permissions import is_team, makes_exact_table, sees_released
from submissions import queries as submissions
from submissions.permissions import can_change_return, can_decide, can_read_return

# Nobody's: the rows that are asked about exist only here.
HERE, ELSEWHERE, YOURS, ANOTHERS = (UUID(int=number) for number in range(1, 5))
_RETURN: Any = SimpleNamespace(provider_id=YOURS, authority_id=HERE)
_EXERCISE: Any = SimpleNamespace(authority_id=HERE)


def _reaches_you(asker: Context | None) -> bool:
    """Tell whether the asker knows whom to ring, that you were rung, and whether your return has come in."""
    return can_reach_providers(asker) and _is_of_your_authority(asker)


def _reads_what_you_write(asker: Context | None) -> bool:
    """Tell whether the asker reads your e-mails to the team, and its notes about calls, which it may share."""
    return is_of_the_team(asker) and _is_of_your_authority(asker)


def _is_of_your_authority(asker: Context | None) -> bool:
    return asker is not None and asker.authority_id == HERE


def _knows_whom_to_ring(asker: Context | None) -> bool:
    return can_see_participations(asker, _EXERCISE) or _reaches_you(asker)


def _sees_exact_figures(asker: Context | None) -> bool:
    return is_team(asker) and _is_of_your_authority(asker)


def _sees_what_is_released(asker: Context | None) -> bool:
    """Tell whether the asker reads releases of the exercise: its team and council, who takes part, administrators."""
    if asker is None or not (is_team(asker) or sees_released(asker)):
        return False
    return asker.authority_id in (None, HERE)


def _counts_returns(asker: Context | None) -> bool:
    return asker is not None and asker.role in AUTHORITY_ROLES and _is_of_your_authority(asker)


def _sees_dates(asker: Context | None) -> bool:
    """Tell whether the asker sees the dates: who runs or follows the exercise, and every provider that it asks."""
    return can_see_exercise(asker, _EXERCISE) or (asker is not None and asker.is_provider)


def _reads_your_pay(asker: Context | None) -> bool:
    """Tell whether the asker reads your answer to a wage survey: your own people, and those who check it."""
    if asker is not None and can_answer_pay(asker):
        return asker.provider_id == YOURS
    return can_read_pay(asker) and _is_of_your_authority(asker)


def _knows_that_you_gave_pay(asker: Context | None) -> bool:
    return _reads_your_pay(asker) or (can_see_who_answered(asker) and _is_of_your_authority(asker))


def _reads_interviews(asker: Context | None) -> bool:
    return can_read_interviews(asker) and _is_of_your_authority(asker)


def _reads_your_views(asker: Context | None) -> bool:
    """Tell whether the asker reads what you write of a service to come: your people, and the team after closing."""
    if asker is not None and can_answer_market_tests(asker):
        return asker.provider_id == YOURS
    return _reads_interviews(asker)


def _reads_released_words(asker: Context | None) -> bool:
    return can_read_released_words(asker) and _is_of_your_authority(asker)


Question = Callable[[Context | None], bool]
QUESTIONS: tuple[tuple[str, Question], ...] = (
    ("your answers, files, findings, costs and questions", lambda asker: can_read_return(asker, _RETURN)),
    ("changing your return", lambda asker: can_change_return(asker, _RETURN)),
    ("accepting your return or leaving it out", lambda asker: can_decide(asker, _RETURN)),
    ("exact figures of the whole market", _sees_exact_figures),
    ("released figures where the exercise has a public page", lambda asker: True),
    ("released figures where it has none", _sees_what_is_released),
    ("who is asked, and whom to ring", _knows_whom_to_ring),
    ("that you were reached, and that your return has come in", _reaches_you),
    ("how many returns have come in", _counts_returns),
    ("emails you send to the team, and its notes of calls", _reads_what_you_write),
    ("what you answer to a wage survey", _reads_your_pay),
    ("that you have answered a wage survey", _knows_that_you_gave_pay),
    ("what people say in interviews, beside your own summary", _reads_interviews),
    ("what you write of a service to come in a soft market test, for the team once it has closed", _reads_your_views),
    ("findings and quotes of interviews that are released, without a name", _reads_released_words),
    ("dates of the exercise", _sees_dates),
    ("the audit trail of the whole portal, without figures", can_read_audit_trail),
)
_LABELS = {
    RoleName.PROVIDER_USER: "You and your colleagues",
    RoleName.PROVIDER_ADMINISTRATOR: "Your own administrator of the portal",
    RoleName.ANALYST: "Analysts of the independent team",
    RoleName.RELEASE_APPROVER: "Release approvers of the independent team",
    RoleName.ENGAGEMENT_OFFICER: "Engagement officers of the independent team",
    RoleName.COMMISSIONER: "The council’s commissioners",
    RoleName.REGIONAL_LEAD: "Regional leads",
    RoleName.ADMINISTRATOR: "Administrators of the portal",
    RoleName.AUDITOR: "Auditors",
}
_PROTECTED_ALONE = (
    "Released figures are protected: only medians and quartiles that give no provider away are published. No table of "
    "exact figures is made."
)
_ON_A_PUBLIC_PAGE = "They stand on a public page, which everybody can read without signing in."
_ON_NO_PUBLIC_PAGE = "They have no public page: the council, the team and those who are asked read them, signed in."
_TABLE_AS_WELL = (
    "Released figures are protected: only medians and quartiles that give no provider away are published. Beside this "
    "release the independent team makes the government department’s table of exact medians, as was fixed when the "
    "exercise opened. Two people besides whoever drafted it approve it, and it is not for publication. It can only be "
    "given up; then everybody who was asked gets an email."
)


@dataclass(frozen=True)
class Asker:
    """A row of the table: somebody, and the answer to each question."""

    label: str
    context: Context | None

    @property
    def answers(self) -> tuple[bool, ...]:
        return tuple(question(self.context) for _, question in QUESTIONS)

    @property
    def sees(self) -> str:
        return self._those(True)

    @property
    def never_sees(self) -> str:
        return self._those(False) if any(self.answers) else "Anything that this table names"

    def _those(self, answer: bool) -> str:
        found = [words for (words, _), said in zip(QUESTIONS, self.answers, strict=True) if said is answer]
        return "; ".join(found).capitalize() or "Nothing"


def askers() -> list[Asker]:
    """Return every role as near to your return as it can be; then those who are further away; then the public."""
    near = [Asker(_LABELS.get(role, role.label), _asker(role, HERE, YOURS)) for role in RoleName]
    far = [
        Asker("Any other provider that is asked", _asker(RoleName.PROVIDER_ADMINISTRATOR, HERE, ANOTHERS)),
        Asker("The independent team of another council", _asker(RoleName.ANALYST, ELSEWHERE, YOURS)),
        Asker("The public", None),
    ]
    return [*near, *far]


def _asker(role: RoleName, authority: UUID, provider: UUID) -> Context:
    return Context(
        person_id=UUID(int=0),
        person_name="",
        role=role,
        authority_id=authority if role in AUTHORITY_ROLES else None,
        provider_id=provider if role in PROVIDER_ROLES else None,
    )


def presets_for(context: Context | None) -> list[dict[str, Any]]:
    """Return each exercise that asks the provider, with the policy that it uses and whom it shows what is released."""
    if context is None or not context.is_provider:
        return []
    exercises = {asked.exercise_id: asked.exercise for asked in submissions.owed_by(context)}
    return [{"exercise": one, "words": f"{_policy_words(one)} {_page_words(one)}"} for one in exercises.values()]


def _policy_words(exercise: Any) -> str:
    return _TABLE_AS_WELL if makes_exact_table(exercise) else _PROTECTED_ALONE


def _page_words(exercise: Any) -> str:
    return _ON_A_PUBLIC_PAGE if exercise.has_public_page else _ON_NO_PUBLIC_PAGE
