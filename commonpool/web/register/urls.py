"""The addresses of the register."""

from django.urls import path

from commonpool.web.register import views

urlpatterns = [
    path("councils/", views.councils, name="councils"),
    path("councils.csv", views.download, name="councils_csv"),
    path("councils/<slug:slug>/", views.council, name="council"),
]
