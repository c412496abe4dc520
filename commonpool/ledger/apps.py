from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "commonpool.ledger"
    label = "ledger"
