from django.apps import AppConfig


class InvoicesConfig(AppConfig):
    name = "commonpool.invoices"
    label = "invoices"
