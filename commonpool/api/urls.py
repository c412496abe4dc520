from django.urls import path

from commonpool.api.application import api

urlpatterns = [path("api/v1/", api.urls)]
