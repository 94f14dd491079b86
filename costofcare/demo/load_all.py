"""Load the invented authority through the same actions as the pages: all of it, or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts import queries as accounts
from accounts.actions import outbox
from accounts.actions.invitations import invite
from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.roles import RoleName
from costofcare.demo import engagement, mails, meetings, one_to_ones, register, returns
from costofcare.demo.branches import DemoBranch, Fate, branches
from costofcare.demo.clock import moment, the_time
from costofcare.demo.colleagues import work_together
from costofcare.demo.fees import build_scenarios, keep_rate_cards
from costofcare.demo.history import sent_on
from costofcare.demo.homes import homes
from costofcare.demo.load_state import is_loaded
from costofcare.demo.outcome import done
from costofcare.demo.people import ALEX, ANA, CAROL, DEV, FAY, NED
from costofcare.demo.questions import ask_questions
from costofcare.demo.region import hold_rounds, region_of_councils
from costofcare.demo.stage import DemoStage
from costofcare.demo.visits import hold_visits
from costofcare.demo.wages import ask_for_pay
from reports.actions import calculations, release_mails, releases
from reports.domain.scenarios import crossed
from reports.justification.actions import justification

Say = Callable[[str], None]
JUSTIFIED = {
    "roo_words": "Providers gave between 3 and 8 % of their costs as a return on operations. All words of this "
    "authority are invented; yours say why the share that you use is right.",
    "roc_words": "A share of the freehold value per bed, as the homes gave it; 5 to 6 % is usual.",
    "method_words": "Each return was checked by an analyst and put right with its provider. The figures are medians: "
    "one return, one vote.",
}
# So few are asked for by whoever looks whether it comes up, and wants no more homes, no region and no visits.
ONLY_A_LOOK = 5
UNSENT_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def is_in_use() -> bool:
    """Tell whether somebody else uses this portal."""
    return bool(accounts.addresses_of_administrators()) and not is_loaded()


def load(*, seed: int, count: int, password: str, today: date, say: Say) -> None:
    market = branches(count, seed=seed, price_date=register.PRICE_DATE)
    of_homes = homes(seed=seed, price_date=register.PRICE_DATE)[: count if count <= ONLY_A_LOOK else None]
    with nobody_is_written_to(), transaction.atomic():
        stage = DemoStage(password)
        stage.enter_first()
        everywhere = [*market, *of_homes]
        authority = register.fill_register(stage[ALEX], everywhere)
        exercises = register.set_up_exercises(stage[ALEX], authority, everywhere, today)
        asked = [register.asked_in(stage[ALEX], exercise) for exercise in exercises]
        neighbour = register.set_up_neighbour(stage[ALEX], today)
        providers = {each.provider.name: each.provider for some in asked for each in some.values()}
        councils = region_of_councils(stage[ALEX])
        stage.enter(authority, neighbour, providers, councils)
        parts = list(zip(exercises, (market, of_homes), asked, strict=True))
        for exercise, locations, those in parts:
            register.judge_scope(stage[DEV], locations, those)
            send_all(stage, locations, those, today, say)
            decide_and_release(stage, locations, those, exercise, say)
            mails.people_to_write_to(stage[NED], those.values())
            count = engagement.reach(stage[NED], stage[CAROL], locations, those, today)
            say(f"  {count} contacts with them")
            mails.write(stage[NED], exercise.id, "Reminders")
            mails.write(stage[CAROL], exercise.id, "Letters of the council")
            mails.answers(stage[NED], exercise.id, f"demo/{exercise.service}")
        engagement.an_old_log(stage[NED], market, exercises[0].id, today)
        meetings.hold(stage, parts, today)
        one_to_ones.meet(stage, parts, today)
        work_together(stage, asked[0].values())
        ask_questions(stage, exercises[0].id)
        build_scenarios(stage[CAROL])
        keep_rate_cards(stage[CAROL])
        ask_for_pay(stage, exercises[0], market, asked[0], today)
        if len(market) > ONLY_A_LOOK:
            hold_visits(stage[CAROL], stage[ALEX])
            say("  four weeks of visits, which a worker takes in")
            hold_rounds(stage, councils, today)
            say("  a region of 26 councils, with one round released and one open")
        else:
            say("  no visits and no region, as there are few locations")
        invite_somebody(stage[ALEX], authority)
        while outbox.sweep():
            pass


@contextmanager
def nobody_is_written_to() -> Iterator[None]:
    """Send no mail while loading.

    Addresses are invented, and a hundred mails about the past would hide the first real one.
    """
    before, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, UNSENT_MAIL
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = before


def send_all(stage: DemoStage, market: Sequence[DemoBranch], asked: dict[str, Any], today: date, say: Say) -> None:
    """Send all returns, each on its day, so that they come in over weeks as they do."""
    for number, branch in enumerate(market, 1):
        each = asked[branch.location_id]
        by = stage.sender(branch, each.provider)
        with the_time(moment(today, sent_on(branch), branch.number)):
            returns.send(branch, each, by)
        if number % 10 == 0 or number == len(market):
            say(f"  {number} of {len(market)} locations of {each.exercise.name}")


def decide_and_release(
    stage: DemoStage, market: Sequence[DemoBranch], asked: dict[str, Any], exercise: Any, say: Say
) -> None:
    """Make a first release that is out, and a second one that waits for approval, each with enough returns."""
    returns.decide(market, asked, stage[DEV], Fate.EXCLUDED)
    if not returns.decide(market, asked, stage[DEV], Fate.ACCEPTED):
        return
    done(justification.write(by=stage[ANA], exercise_id=exercise.id, words=JUSTIFIED))
    first = draft(stage[ANA], exercise, "First look, half way through", say)
    if first is not None:
        done(releases.approve(by=stage[FAY], release_id=first.id))
        release_mails.tell(release_id=first.id)
        say("  a release, drafted by one person and approved by another")
    if returns.decide(market, asked, stage[DEV], Fate.ACCEPTED_LATER):
        draft(stage[ANA], exercise, "With the returns accepted since", say)
    returns.decide_parts(market, asked, stage[DEV])


def draft(by: Context, exercise: Any, note: str, say: Say) -> Any | None:
    """Draft a release; None, with the reason said, if too few returns would give somebody away."""
    capital = [Decimal("0.05"), Decimal("0.06")] if exercise.service == "care_home" else []
    scenarios = crossed([Decimal("0.03"), Decimal("0.05"), Decimal("0.08")], capital)
    calculation = done(calculations.make(by=by, exercise_id=exercise.id, note=note, scenarios=scenarios))
    release = releases.draft(by=by, calculation_id=calculation.id)
    if isinstance(release, Refusal):
        say(f"  no release: {release.because}")
        return None
    return done(release)


def invite_somebody(by: Context, authority: Any) -> None:
    """Invite somebody who has not accepted yet."""
    invite(
        by=by,
        email="new.analyst@example.org",
        role=RoleName.ANALYST,
        authority_id=authority.id,
        scope_label=authority.name,
    )
