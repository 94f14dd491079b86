"""Addresses of campaigns, and of mail in doubt."""

from django.urls import path

from engagement.campaigns.views import campaigns, messages, steps, uncertain_deliveries

HERE = "engagement/<uuid:exercise_id>/campaigns/"
CAMPAIGN = HERE + "<uuid:campaign_id>/"
STEP = HERE + "steps/<uuid:step_id>/"
MESSAGE = HERE + "messages/<uuid:message_id>/"
IN_DOUBT = "engagement/<uuid:exercise_id>/in-doubt/"

urlpatterns = [
    path(HERE, campaigns.campaign_list, name="campaign_list"),
    path(HERE + "new/", campaigns.campaign_new, name="campaign_new"),
    path(HERE + "templates/drop/", campaigns.template_drop, name="template_drop"),
    path(CAMPAIGN, campaigns.campaign_detail, name="campaign_detail"),
    path(CAMPAIGN + "edit/", campaigns.campaign_edit, name="campaign_edit"),
    path(CAMPAIGN + "copy/", campaigns.campaign_copy, name="campaign_copy"),
    path(CAMPAIGN + "stop/", campaigns.campaign_stop, name="campaign_stop"),
    path(CAMPAIGN + "steps/new/", steps.step_new, name="step_new"),
    path(STEP, steps.step_detail, name="step_detail"),
    path(STEP + "edit/", steps.step_edit, name="step_edit"),
    path(STEP + "preview/", steps.step_preview, name="step_preview"),
    path(STEP + "recipients/", steps.step_recipients, name="step_recipients"),
    path(STEP + "progress/", steps.step_progress, name="step_progress"),
    path(STEP + "send/", steps.step_send, name="step_send"),
    path(STEP + "schedule/", steps.step_schedule, name="step_schedule"),
    path(STEP + "unschedule/", steps.step_unschedule, name="step_unschedule"),
    path(STEP + "remove/", steps.step_remove, name="step_remove"),
    path(STEP + "test/", steps.step_test, name="step_test"),
    path(STEP + "keep/", steps.step_keep, name="step_keep"),
    path(MESSAGE, messages.message_detail, name="message_detail"),
    path(IN_DOUBT, uncertain_deliveries.doubt_list, name="doubt_list"),
    path(IN_DOUBT + "messages/<uuid:message_id>/", uncertain_deliveries.message_decide, name="message_decide"),
    path(IN_DOUBT + "notices/<uuid:notice_id>/", uncertain_deliveries.notice_decide, name="notice_decide"),
    path(IN_DOUBT + "letters/<uuid:letter_id>/", uncertain_deliveries.letter_decide, name="letter_decide"),
]
