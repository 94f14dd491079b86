"""All addresses of the portal."""

from django.urls import include, path

from costofcare import views
from costofcare.views.audit_file import audit_file
from costofcare.views.home import home
from costofcare.views.invitations import invite_person
from costofcare.views.second_factors import reset_second_factor, second_factor_list

urlpatterns = [
    path("", views.front, name="front"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("contact/", views.contact, name="contact"),
    path("home/", home, name="home"),
    path("audit/events.csv", audit_file, name="audit_file"),
    path("people/invite/", invite_person, name="invite_person"),
    path("people/second-factors/", second_factor_list, name="second_factor_list"),
    path("people/<uuid:person_id>/second-factor/", reset_second_factor, name="reset_second_factor"),
    path("account/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("register.urls")),
    path("", include("submissions.urls")),
    path("", include("engagement.urls")),
    path("", include("reports.urls")),
]
handler400 = "costofcare.views.bad_request"
handler403 = "costofcare.views.permission_denied"
handler404 = "costofcare.views.not_found"
handler500 = "costofcare.views.server_error"
