"""Every row that belongs to a committee says so, first in its keys."""

from django.db import models

from luzhi.tenancy.ids import new_id


class TenantModel(models.Model):
    """A row of one committee. Its table gets a row-level-security policy by `tenancy.policies.Secure`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    committee = models.ForeignKey(
        "organisation.Committee", models.PROTECT, related_name="+", editable=False, db_index=False
    )

    class Meta:
        abstract = True
