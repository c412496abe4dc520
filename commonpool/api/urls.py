from django.urls import path, re_path

from commonpool.api.application import api
from commonpool.api.problems import nothing_here

urlpatterns = [path("api/v1/", api.urls), re_path(r"^api/v1/", nothing_here)]
