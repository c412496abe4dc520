from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "commonpool.settlement"
    label = "settlement"
