from django.apps import AppConfig


class HandlingConfig(AppConfig):
    name = "luzhi.handling"
