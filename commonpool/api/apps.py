from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "commonpool.api"
    label = "api"
