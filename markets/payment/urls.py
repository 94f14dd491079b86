"""Addresses of the payment lab."""

from django.urls import path

from markets.payment.views import asked_runs, lab, rules, runs

urlpatterns = [
    path("payment-lab/", lab.payment_lab, name="payment_lab"),
    path("payment-lab/rules/", rules.payment_rules, name="payment_rules"),
    path(
        "payment-lab/rules/<uuid:payment_rule_id>/throw-away/",
        rules.payment_rule_throw_away,
        name="payment_rule_throw_away",
    ),
    path("payment-lab/asked/<uuid:asked_run_id>/", asked_runs.payment_asked, name="payment_asked"),
    path(
        "payment-lab/asked/<uuid:asked_run_id>/give-up/", asked_runs.payment_asked_give_up, name="payment_asked_give_up"
    ),
    path("payment-lab/runs/", runs.payment_run_list, name="payment_run_list"),
    path("payment-lab/runs/<uuid:payment_run_id>/", runs.payment_run, name="payment_run"),
    path("payment-lab/runs/<uuid:payment_run_id>/share/", runs.payment_run_share, name="payment_run_share"),
    path("payment-lab/runs/<uuid:payment_run_id>/take-back/", runs.payment_run_take_back, name="payment_run_take_back"),
    path(
        "payment-lab/runs/<uuid:payment_run_id>/throw-away/",
        runs.payment_run_throw_away,
        name="payment_run_throw_away",
    ),
    path("payment-lab/runs/compare/", runs.payment_run_compare, name="payment_run_compare"),
    path("payment-lab/runs/<uuid:payment_run_id>/files/<slug:kind>/", runs.payment_run_file, name="payment_run_file"),
    path("own-payment/", runs.own_payment_effects, name="own_payment_effects"),
]
