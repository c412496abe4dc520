from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "commonpool.agreements"
    label = "agreements"
