"""Declarations are found in passes, one file name at a time: a later app's kinds exist before any figure of them."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "luzhi.core"

    def ready(self) -> None:
        for name in ("kinds", "flow", "duties", "figures", "imports", "routes", "rules", "texts", "menu"):
            autodiscover_modules(name)
