from django.apps import AppConfig


class CostofcareConfig(AppConfig):
    name = "costofcare"
