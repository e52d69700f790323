from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "luzhi.cli"
