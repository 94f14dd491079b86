"""Addresses of wage surveys."""

from django.urls import path

from markets.paysurveys.views import counts, own_pay, surveys

SURVEY = "wage-surveys/<uuid:survey_id>/"
OWN = "wage-surveys/own/"
urlpatterns = [
    path("wage-surveys/", surveys.pay_survey_list, name="pay_survey_list"),
    path("wage-surveys/new/", surveys.pay_survey_new, name="pay_survey_new"),
    path(OWN, own_pay.own_pay_list, name="own_pay_list"),
    path(OWN + "<uuid:pay_place_id>/", own_pay.own_pay, name="own_pay"),
    path(OWN + "<uuid:pay_place_id>/save/", own_pay.own_pay_save, name="own_pay_save"),
    path(OWN + "questions/<uuid:pay_question_id>/reply/", own_pay.own_pay_reply, name="own_pay_reply"),
    path(SURVEY, surveys.pay_survey_detail, name="pay_survey_detail"),
    path(SURVEY + "change/", surveys.pay_survey_change, name="pay_survey_change"),
    path(SURVEY + "write/", surveys.pay_survey_write, name="pay_survey_write"),
    path(SURVEY + "answers/", surveys.pay_answer_list, name="pay_answer_list"),
    path(SURVEY + "answers/<uuid:pay_place_id>/", surveys.pay_answer_detail, name="pay_answer_detail"),
    path(SURVEY + "counts/", counts.pay_counts_freeze, name="pay_counts_freeze"),
    path("wage-counts/", counts.pay_counts_list, name="pay_counts_list"),
    path("wage-counts/<uuid:pay_counts_id>/", counts.pay_counts_detail, name="pay_counts_detail"),
    path("wage-counts/<uuid:pay_counts_id>/approve/", counts.pay_counts_approve, name="pay_counts_approve"),
    path("wage-counts/<uuid:pay_counts_id>/drop/", counts.pay_counts_drop, name="pay_counts_drop"),
]
