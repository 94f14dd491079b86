"""Addresses of decisions on parts of returns."""

from django.urls import path

from submissions.decisions.views import adjustments, decision_list, line_decisions

urlpatterns = [
    path("decisions/", decision_list.decision_list, name="decision_list"),
    path("decisions/list.csv", decision_list.decision_file, {"kind": "csv"}, name="decision_csv"),
    path("decisions/list.xlsx", decision_list.decision_file, {"kind": "xlsx"}, name="decision_xlsx"),
    path("returns/<uuid:return_id>/lines/leave-out/", line_decisions.leave_out, name="lines_leave_out"),
    path("line-decisions/<uuid:line_decision_id>/take-back/", line_decisions.take_back, name="line_take_back"),
    path("returns/<uuid:return_id>/adjust/", adjustments.adjust, name="answer_adjust"),
    path("adjustments/<uuid:adjustment_id>/take-back/", adjustments.take_back, name="adjustment_take_back"),
]
