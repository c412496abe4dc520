from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "commonpool.bookings"
    label = "bookings"
