"""更正: what was wrong in a published text, told under it for good."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.portal.models.articles import Article, counting
from luzhi.tenancy.models import TenantModel


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, user: Any) -> CorrectionQuerySet:
        """With their article."""
        return self.filter(article__in=Article.objects.visible_to(user))


class Correction(TenantModel):
    article = models.ForeignKey(
        Article, models.PROTECT, related_name="corrections", verbose_name=_("article")
    )
    notice = models.CharField(_("what is corrected"), max_length=300)
    corrected_at = models.DateTimeField(_("corrected at"), default=timezone.now)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("corrected by")
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["corrected_at"]
        triggers = [
            counting("correction_edition"),
            pgtrigger.Protect(name="keep", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.notice

    def get_absolute_url(self) -> str:
        return self.article.get_absolute_url()
