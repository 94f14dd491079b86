"""Test support: what a council keeps of its market, for the crawls over all pages."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.domain.context import Context
from markets.fees.actions import scenarios
from markets.fees.domain.input_sources import usual_sources
from markets.fees.domain.term_list import usual_inputs
from markets.models import (
    Dataset,
    FeeScenario,
    MarketRelease,
    MarketReleaseReview,
    MarketTable,
    OwnPaymentRule,
    PaymentRun,
    RateCard,
    VisitFigure,
    VisitRun,
)
from markets.payment.actions import lab_runs, own_rules
from markets.payment.domain.lab_document import LabAnswer, lab_document
from markets.payment.domain.lab_terms import OutcomeTerms
from markets.payment.domain.paid_level import LevelledRule
from markets.payment.domain.preset_rules import preset_cells, preset_rules
from markets.permissions import holders_looked_after
from markets.ratecards.actions import cards
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from markets.ratecards.domain.typed_card import TypedCard
from register.models import Location

DAY = date(2026, 4, 1)


def a_fee_scenario(by: Context) -> FeeScenario:
    inputs = usual_inputs(DAY)
    assert inputs is not None
    made = scenarios.start(by=by, name="Fair from April", inputs=inputs, sources=usual_sources(inputs))
    assert isinstance(made, FeeScenario)
    return made


def a_dataset(by: Context) -> Dataset:
    """Return a file of visits that waits to be mapped, of whichever holder the asker looks after."""
    columns = [{"name": "Branch", "field": "provider_ref", "why": "Its name says so.", "looks": []}]
    return Dataset.objects.create(
        authority_id=by.own_authority,
        holder=next(iter(holders_looked_after(by))),
        state="mapping",
        file_name="june.csv",
        size=1,
        sha256="0" * 64,
        layout={"fingerprint": "0" * 64, "names": ["Branch"], "columns": columns},
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )


def a_rate_card(by: Context) -> RateCard:
    line = CardLine("urban", 30, DayKind.WEEKDAY, 1, Decimal("13.87"))
    made = cards.keep(by=by, card=TypedCard("From April", CardBasis.VISIT, DAY, None, [line]))
    assert isinstance(made, RateCard)
    return made


def a_market_table(by: Context) -> MarketTable:
    """Return packages as the council sent them, to be looked at; Elsewhere Ltd is no location of the register."""
    row = {"client": "c1", "provider": "Elsewhere Ltd", "starts": "2026-04-01", "hours": "10.5", "route": "hospital"}
    return MarketTable.objects.create(
        authority_id=by.own_authority, kind="packages", file_name="packages.csv", sha256="0" * 64, rows=[row], count=1,
        faulty=1, faults=["Row 3, From: it is “soon”; expected is a date such as 1 April 2026."],
        unread=["Colour"], unknown=["Elsewhere Ltd"], made_at=timezone.now(), made_by_id=by.person_id,
    )  # fmt: skip


def a_profile(by: Context, branch: Location) -> VisitRun:
    """Return a profile of the council's visits that is done and names a branch, and its zone."""
    run = VisitRun.objects.create(
        authority_id=by.own_authority, holder="council", kind="profile", state="done", digest="0" * 64,
        first_day=DAY, last_day=DAY + timedelta(27), received_at=timezone.now(), received_by_id=by.person_id,
        finished_at=timezone.now(),
    )  # fmt: skip
    whose = {"run": run, "authority_id": run.authority_id, "holder": run.holder, "value": Decimal(400)}
    found = [("market", "", None), ("provider", str(branch.id), branch.provider_id), ("zone", "moor", None)]
    VisitFigure.objects.bulk_create(
        VisitFigure(measure=measure, level=level, ref=ref, provider_id=provider, **whose)
        for level, ref, provider in found
        for measure in ("hours", "delivered_hours", "clients")
    )
    return run


def a_market_release(by: Context) -> MarketRelease:
    """Return protected figures that wait for approval; nothing of them is shown to the council."""
    run = VisitRun.objects.create(
        authority_id=by.own_authority, holder="independent", kind="profile", state="done", digest="1" * 64,
        first_day=DAY, last_day=DAY + timedelta(27), received_at=timezone.now(), finished_at=timezone.now(),
    )  # fmt: skip
    table = {"first": f"{DAY}", "last": f"{DAY + timedelta(27)}", "plan": "", "zones": ["moor"]}
    cells = {"gap": {"": {"n": 14, "lower": "6.1", "median": "9.2", "upper": "12.5", "indicative": False}}}
    made = MarketRelease.objects.create(
        authority_id=by.own_authority, run=run, number=1, first_day=run.first_day, last_day=run.last_day,
        table={**table, "cells": cells}, policy_version="protected-3", policy_sha256="0" * 64, ledger_before="0" * 64,
        drafted_at=timezone.now(), drafted_by_id=by.person_id,
    )  # fmt: skip
    MarketReleaseReview.objects.create(release=made, authority_id=by.own_authority, reasons={"gap": {"moor": "R1"}})
    return made


def a_payment_rule(by: Context) -> OwnPaymentRule:
    cells = {"key": "own", "basis": "actual", "precision": "minute_down", "rounding": "nearest", "step_minutes": "5"}
    made = own_rules.keep_rule(by=by, label="Fives", cells=cells)
    assert isinstance(made, OwnPaymentRule)
    return made


def an_asked_run(by: Context) -> VisitRun:
    """Leave a run of the payment lab to a worker that never comes."""
    return VisitRun.objects.create(
        authority_id=by.own_authority, holder="council", kind="payment", name="Weeks", first_day=DAY, last_day=DAY,
        received_at=timezone.now(), received_by_id=by.person_id,
    )  # fmt: skip


def a_payment_run(by: Context) -> PaymentRun:
    """Keep a run over no visits: that nobody else finds it does not hang on what is in it."""
    asked = {"rules": ["planned"], "rate": "24", "card": "", "ends": 50, **OutcomeTerms().as_json}
    found = LabAnswer([], [], DAY, DAY, 0)
    rules = [LevelledRule(preset_rules()["planned"])]
    made = lab_runs.keep_run(by=by, name="Today", document=lab_document(rules, preset_cells(), asked, found))
    assert isinstance(made, PaymentRun)
    return made
