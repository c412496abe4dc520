from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "commonpool.organisations"
    label = "organisations"
