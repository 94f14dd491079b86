"""Addresses of what is published; they stay, whatever a council or an exercise is called later."""

from django.urls import path

from reports.publication import views

urlpatterns = [
    path("published/", views.published_list, name="published_list"),
    path("published/<uuid:exercise_id>/", views.published, name="published"),
    path("published/<uuid:exercise_id>/<int:number>/", views.published_release, name="published_release"),
    path("published/<uuid:exercise_id>/<int:number>/<str:name>", views.published_file, name="published_file"),
    path("releases/<uuid:release_id>/files/<str:name>", views.release_open_file, name="release_open_file"),
    path("releases/exercises/<uuid:exercise_id>/public-page/", views.public_page, name="public_page"),
]
