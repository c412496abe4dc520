from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "commonpool.people"
    label = "people"
