"""Addresses of the independent team's inbox."""

from django.urls import path

from engagement.inbox import views

HERE = "engagement/<uuid:exercise_id>/inbox/"
MAIL = HERE + "<uuid:mail_id>/"

urlpatterns = [
    path(HERE, views.inbox, name="inbox"),
    path(MAIL, views.mail_detail, name="mail_detail"),
    path(MAIL + "attachments/<int:number>/", views.mail_attachment, name="mail_attachment"),
    path(MAIL + "whole/", views.mail_whole, name="mail_whole"),
    path(MAIL + "handle/", views.mail_handle, name="mail_handle"),
    path(MAIL + "assign/", views.mail_assign, name="mail_assign"),
    path(MAIL + "link/", views.mail_link, name="mail_link"),
]
