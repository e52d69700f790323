import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhi.config.settings")
gc.disable()  # what is loaded here stays: looking for rubbish among it only costs time
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 (loads every page before the first request asks for one)
gc.freeze()
gc.enable()
