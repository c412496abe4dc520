"""The address of the home page."""

from django.urls import path

from commonpool.web.home import views

urlpatterns = [path("home/", views.home, name="home")]
