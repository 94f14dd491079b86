"""Addresses of this room."""

from benchmarking.returns import urls as returns
from benchmarking.rounds import urls as rounds

app_name = "benchmarking"
urlpatterns = [*rounds.urlpatterns, *returns.urlpatterns]
