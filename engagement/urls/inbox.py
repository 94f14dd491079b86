"""Addresses of the independent team's inbox."""

from django.urls import path

from engagement.views import inbox

HERE = "engagement/<uuid:exercise_id>/inbox/"
MAIL = HERE + "<uuid:mail_id>/"

urlpatterns = [
    path(HERE, inbox.inbox, name="inbox"),
    path(MAIL, inbox.mail_detail, name="mail_detail"),
    path(MAIL + "attachments/<int:number>/", inbox.mail_attachment, name="mail_attachment"),
    path(MAIL + "whole/", inbox.mail_whole, name="mail_whole"),
    path(MAIL + "handle/", inbox.mail_handle, name="mail_handle"),
    path(MAIL + "assign/", inbox.mail_assign, name="mail_assign"),
    path(MAIL + "link/", inbox.mail_link, name="mail_link"),
]
