from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "commonpool.identity"
    label = "identity"
