"""Addresses of options and risks."""

from django.urls import path

from markets.options.views import appraisals, risks

ONE = "options/<uuid:appraisal_id>/"
RISK = "risks/<uuid:risk_id>/"
urlpatterns = [
    path("options/", appraisals.appraisal_list, name="appraisal_list"),
    path("options/new/", appraisals.appraisal_new, name="appraisal_new"),
    path(ONE, appraisals.appraisal_detail, name="appraisal_detail"),
    path(ONE + "weights/", appraisals.appraisal_weights, name="appraisal_weights"),
    path(ONE + "scores/<slug:option>/<slug:criterion>/", appraisals.appraisal_score, name="appraisal_score"),
    path(ONE + "freeze/", appraisals.appraisal_freeze, name="appraisal_freeze"),
    path(ONE + "copy/", appraisals.appraisal_copy, name="appraisal_copy"),
    path(ONE + "throw-away/", appraisals.appraisal_throw_away, name="appraisal_throw_away"),
    path(ONE + "appraisal.xlsx", appraisals.appraisal_file, name="appraisal_file"),
    path("risks/", risks.risk_list, name="risk_list"),
    path("risks/new/", risks.risk_new, name="risk_new"),
    path("risks/begin/", risks.risk_begin, name="risk_begin"),
    path("risks/risk-register.xlsx", risks.risk_file, name="risk_file"),
    path(RISK, risks.risk_detail, name="risk_detail"),
    path(RISK + "close/", risks.risk_close, name="risk_close"),
]
