from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "commonpool.publication"
    label = "publication"
