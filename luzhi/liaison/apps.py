from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "luzhi.liaison"
