"""The pages on which the walk does not come by, in a real browser: axe, the console and the width of a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as configured
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page

from accounts.actions import emergencies, invitations, roles
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.erasures.actions import erasures
from accounts.erasures.domain.states import ErasureKind
from accounts.models import Erasure, Role
from accounts.tests.pages import client_of
from engagement.interviews.tests.made_study import a_market_test
from markets.tests.asked_market import asked_rows
from markets.tests.made_rows import a_dataset, a_market_release
from submissions.actions import exemptions
from submissions.domain.exemptions import ExemptionReason
from submissions.intake.tests.taken_in import a_folder, a_layout, layout, sent
from submissions.models import ExemptionRequest, ReturnQuestion, Upload
from submissions.questions.actions import questions
from submissions.questions.domain.questions import QuestionSubject
from submissions.rechecks.actions import rechecks
from submissions.tests.cast import Cast, hand_in, make_cast, person, send_in, submitted, workbook_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_second_factor")]


class Visitor:
    """Somebody who is signed in already, and looks at one page after the other."""

    def __init__(self, page: Page, address: str, context: Context, holds: Callable[[Page], None]) -> None:
        self.page, self.address, self.holds = page, address, holds
        cookie = client_of(context).cookies[configured.SESSION_COOKIE_NAME]
        page.context.clear_cookies()
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])

    def sees(self, name: str, *arguments: Any, **query: str) -> None:
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        answer = self.page.goto(f"{self.address}{reverse(name, args=arguments)}?{asked}")
        assert answer is not None and answer.status in (200, 410), (name, answer)
        self.holds(self.page)


@pytest.fixture
def visit(live_server, page, page_holds) -> Callable[[Context], Visitor]:
    return lambda context: Visitor(page, live_server.url, context, page_holds)


@pytest.fixture
def played(transactional_db) -> Cast:
    return make_cast()


@pytest.mark.nightly
def test_a_provider_s(played: Cast, visit):
    explain = hand_in(played.ada, played.at_elm, workbook_for(played.at_elm, basic_pay_rate="12.10", visits_30=""))
    failed = send_in(played.ada, played.at_elm_too)
    Upload.objects.filter(id=failed.upload_id).update(state="failed")
    ada = visit(played.ada)
    ada.sees("home")
    ada.sees("submissions:participation_detail", played.at_elm.id)
    ada.sees("submissions:findings", explain.submission_id)
    ada.sees("submissions:upload_progress", failed.upload_id)
    ada.sees("submissions:example", played.at_elm.id)
    ada.sees("submissions:ask", played.at_elm.id, about="question-basic_pay_rate")
    ada.sees("submissions:query_detail", queried(played).id)
    ada.sees("submissions:say_not_for_us", played.at_elm_too.id)
    ada.sees("accounts:colleague_list")
    ada.sees("submissions:share", played.at_elm.id)
    ada.sees("submissions:division_list", played.exercise.id)
    ada.sees("accounts:account")
    done = submitted(played.bea, played.at_oak)
    bea = visit(played.bea)
    bea.sees("home")
    bea.sees("submissions:take_back", done.id)
    bea.sees("submissions:upload", played.at_oak.id)


def queried(played: Cast) -> ReturnQuestion:
    about = QuestionSubject(key="basic_pay_rate", label="Basic pay")
    done = questions.ask(by=played.dev, participation_id=played.at_elm.id, about=about, words="Is it right?")
    assert isinstance(done, ReturnQuestion)
    return done


def said(played: Cast) -> ExemptionRequest:
    done = exemptions.say(
        by=played.bea, participation_id=played.at_oak.id, reason=ExemptionReason.CLOSED, words="In May"
    )
    assert isinstance(done, ExemptionRequest)
    return done


@pytest.mark.proof
def test_the_team_s(played: Cast, visit):
    done = submitted(played.ada, played.at_elm, workbook_for(played.at_elm, basic_pay_rate="12.10"))
    dev = visit(played.dev)
    dev.sees("home")
    dev.sees("submissions:return_list")
    dev.sees("submissions:return_list", q="zebra")
    dev.sees("submissions:return_detail", done.id)
    dev.sees("register:asked_list", played.exercise.id)
    elm, to = played.at_elm, RoleName.PROVIDER_ADMINISTRATOR
    invitations.invite(
        by=played.dev, email="mia@elm.example", role=to, provider_id=elm.provider_id, scope_label=elm.provider_name
    )
    dev.sees("register:invitation_list", played.exercise.id)
    dev.sees("submissions:together", played.exercise.id, "longer", which="all")
    dev.sees("submissions:exclude", done.id)
    dev.sees("submissions:lines_leave_out", done.id)
    dev.sees("submissions:answer_adjust", done.id)
    dev.sees("submissions:decision_list")
    dev.sees("submissions:reopen", done.id)
    dev.sees("submissions:peer_line", done.id, "homecare", "total")
    dev.sees("submissions:outlier_list", played.exercise.id)
    dev.sees("submissions:panel", played.exercise.id, "homecare", "total")
    dev.sees("submissions:ranges", played.exercise.id)
    dev.sees("submissions:check_list", played.exercise.id)
    dev.sees("submissions:recheck_list", played.exercise.id)
    dev.sees("submissions:recheck_detail", rechecks.begin(by=played.dev, exercise_id=played.exercise.id).id)
    dev.sees("submissions:query_detail", queried(played).id)
    dev.sees("submissions:query_list")
    dev.sees("submissions:desk")
    dev.sees("submissions:call_sheets", returns=str(done.id))
    finding = done.current.findings.filter(severity="explain").first()
    dev.sees("submissions:ask_together", done.id, findings=str(finding.id))
    dev.sees("submissions:query_ask_again", queried(played).id)
    dev.sees("submissions:intake_list", played.exercise.id)
    dev.sees("submissions:intake_add", played.exercise.id)
    dev.sees("submissions:intake_add_folder", played.exercise.id)
    dev.sees("submissions:intake_workbook", sent(played, layout().data, played.at_elm_too).id)
    dev.sees("submissions:intake_folder", a_folder(played).id)
    a_layout(played)
    dev.sees("submissions:layout_list")
    dev.sees("submissions:word_detail", said(played).id)
    dev.sees("submissions:word_list")
    gus = visit(played.gus)
    gus.sees("home")
    gus.sees("submissions:query_list")
    gus.sees("submissions:word_list")


@pytest.mark.proof
@pytest.mark.parametrize("name", ["carol", "ned", "reg", "una"])
def test_the_home_of_whoever_reads_no_return(played: Cast, visit, name: str):
    visit(getattr(played, name)).sees("home")


@pytest.mark.proof
def test_a_regional_lead_s(played: Cast, visit):
    reg = visit(played.reg)
    reg.sees("reports:region_detail")
    reg.sees("reports:datasheet_list")
    reg.sees("reports:datasheet_make")


@pytest.mark.proof
def test_an_administrator_s(played: Cast, visit):
    receipt = send_in(played.ada, played.at_elm)
    Upload.objects.filter(id=receipt.upload_id).update(state="failed", tries=3)
    invitations.invite(by=played.alex, email="new@example.org", role=RoleName.AUDITOR)
    alex = visit(played.alex)
    alex.sees("home")
    alex.sees("invite_person")
    alex.sees("accounts:person_list")
    alex.sees("accounts:person_detail", played.ada.person_id)
    alex.sees("accounts:end_role", Role.objects.get(person_id=played.ada.person_id).id)
    alex.sees("accounts:make_anonymous", played.ada.person_id)
    alex.sees("accounts:audit_list")
    TOTP.activate(played.of(played.ada), generate_totp_secret())
    alex.sees("second_factor_list")
    alex.sees("incident_list")
    reason = "The analyst is away until Monday"
    emergencies.open_returns(
        by=played.alex, authority_id=played.authority.id, authority_name="Testshire", reason=reason
    )
    alex = visit(played.alex)
    alex.sees("accounts:choose_context")
    alex.page.get_by_label("Administrator").check()
    alex.page.get_by_role("button", name="Continue").click()
    alex.sees("emergencies")
    alex.sees("reset_second_factor", played.ada.person_id)
    alex.sees("erasure_list", whom="elm")
    alex.sees("erasure_ask", "provider", played.elm.id)
    asked = erasures.ask(by=played.alex, kind=ErasureKind.PROVIDER, subject_id=played.elm.id)
    assert isinstance(asked, Erasure)
    alex.sees("erasure_detail", asked.id)
    alex.sees("retention")
    alex.sees("retention_change", "uploads")
    visit(person("Olu Administrator", RoleName.ADMINISTRATOR)).sees("erasure_detail", asked.id)
    visit(played.una).sees("erasure_list", state="asked")


@pytest.mark.proof
def test_those_of_one_s_account_and_of_joining(played: Cast, visit, live_server, page, page_holds, expected_errors):
    roles.grant(by=None, person=played.of(played.ada), name=RoleName.AUDITOR)
    ada = visit(played.ada)
    ada.sees("accounts:choose_context")
    for name in ("account_change_password", "mfa_index", "account_logout", "accounts:session_list"):
        ada.sees(name)
    page.set_content(render_to_string("429.html", {"portal_name": "The portal", "because": "Too many were sent."}))
    page_holds(page)
    page.context.clear_cookies()
    for path in (
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/signup/",
        "/account/second-factor-lost/",
    ):
        page.goto(live_server.url + path)
        page_holds(page)
    _, token = invitations.invite(by=played.alex, email="new@example.org", role=RoleName.AUDITOR)
    page.goto(live_server.url + reverse("accounts:invitation", args=[token]))
    page_holds(page)
    page.get_by_role("button", name="Create account").click()
    page_holds(page)
    assert page.title().startswith("Error: ")
    expected_errors.append("410")
    page.goto(live_server.url + reverse("accounts:invitation", args=["made-up"]))
    page_holds(page)


@pytest.mark.proof
def test_a_wage_survey_s(played: Cast, visit):
    wages = asked_rows(played.dev, played.ada, played.at_elm)
    survey, place = wages.survey.id, wages.place.id
    asked = {
        "ada": [("own_pay_list",), ("own_pay", place)],
        "dev": [
            ("pay_survey_list",), ("pay_survey_new",), ("pay_survey_change", survey), ("pay_answer_list", survey),
            ("pay_answer_detail", survey, place), ("pay_counts_freeze", survey),
        ],
        "ned": [("pay_survey_detail", survey)],
        "fay": [("pay_counts_list",), ("pay_counts_detail", wages.counts.id)],
    }  # fmt: skip
    for who, pages in asked.items():
        visitor = visit(getattr(played, who))
        for name, *ids in pages:
            visitor.sees(f"markets:{name}", *ids)


@pytest.mark.proof
def test_a_soft_market_test_s(played: Cast, visit):
    ids = a_market_test(played.dev, [played.at_elm])
    test, asked = ids.values()
    ada, dev = visit(played.ada), visit(played.dev)
    ada.sees("engagement:own_test_list")
    ada.sees("engagement:own_test", asked)
    dev.sees("engagement:market_test_new")
    for name in ("detail", "change", "table"):
        dev.sees(f"engagement:market_test_{name}", test)
    visit(played.carol).sees("engagement:released_words", test)


@pytest.mark.proof
def test_what_is_held_of_visits(played: Cast, visit):
    dev, dataset = visit(played.dev), a_dataset(played.dev)
    dev.sees("markets:dataset_list")
    dev.sees("markets:dataset_send")
    dev.sees("markets:months_erase")
    dev.sees("markets:dataset_map", dataset.id)
    dev.sees("markets:dataset_delete", dataset.id)
    dev.sees("markets:dataset_detail", dataset.id)
    waiting = a_market_release(played.dev)
    for name, *ids in (("list",), ("detail", waiting.id)):
        dev.sees(f"markets:market_release_{name}", *ids)
    dev.sees("markets:market_release_draft", waiting.run_id)
    visit(played.ada).sees("markets:own_visits")
