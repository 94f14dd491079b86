from django.apps import AppConfig


class MarketsConfig(AppConfig):
    name = "markets"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the engagement room who owes an answer to a wage survey, through its door."""
        from engagement.campaigns.queries.beside_returns import answers_for
        from markets.paysurveys.actions.surveys import BESIDE
        from markets.paysurveys.queries import owed_by_locations

        answers_for(BESIDE, owed_by_locations)
