"""Learning (field.md 2.15): training classes, 微党课, study visits, revolutionary education, Party days open to members."""

from django.utils.translation import gettext_lazy as _

from luzhi.activities.registry import Kind, Measure, kinds
from luzhi.organisation.models import PARTY_UNITS, UnitKind

CLASS_HOURS = Measure("class_hours", _("class hours"), "学时")
HOSTS = (UnitKind.OFFICE, UnitKind.SPECIAL_COMMITTEE, *PARTY_UNITS)

kinds.add(
    Kind("training", _("Training class"), "training", HOSTS, (CLASS_HOURS,), public=True),
    Kind("micro_lecture", _("Micro Party lecture"), "training", HOSTS),
    Kind("study_visit", _("Study visit"), "training", HOSTS, public=True),
    Kind("red_education", _("Revolutionary-tradition education"), "training", HOSTS, public=True),
    Kind("open_party_day", _("Party day open to members"), "training", HOSTS, public=True),
    Kind("member_study", _("Members' study meeting"), "training", HOSTS, (CLASS_HOURS,), public=True),
    Kind("theme_event", _("Theme event"), "training", HOSTS, public=True),
)
