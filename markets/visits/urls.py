"""Addresses of visits: what is held, one file, how it is read, and what is asked of it."""

from django.urls import path

from markets.visits.views import answers, datasets, months, own, shared_layouts

ONE = "visits/<uuid:dataset_id>/"
urlpatterns = [
    path("visits/", datasets.dataset_list, name="dataset_list"),
    path("visits/send/", datasets.dataset_send, name="dataset_send"),
    path("visits/erase/", months.months_erase, name="months_erase"),
    path("own-visits/", own.own_visits, name="own_visits"),
    path("own-visits/<uuid:dataset_id>/", own.own_dataset, name="own_dataset"),
    path(ONE, datasets.dataset_detail, name="dataset_detail"),
    path(f"{ONE}steps/", datasets.dataset_steps, name="dataset_steps"),
    path(f"{ONE}map/", answers.dataset_map, name="dataset_map"),
    path(f"{ONE}answer/", answers.dataset_answer, name="dataset_answer"),
    path(f"{ONE}share/", shared_layouts.layout_share, name="layout_share"),
    path(f"{ONE}delete/", datasets.dataset_delete, name="dataset_delete"),
]
