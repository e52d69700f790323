"""What the decisions of the examination ask for: the class, the ground, the main proposal."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from luzhi.core.forms import StepForm
from luzhi.proposals.examining import locked, unmergeable
from luzhi.proposals.models import Ground, Proposal, ProposalState, Sphere
from luzhi.proposals.topics import topics
from luzhi.writing.routes import routes

NOTE: Final = forms.Textarea(attrs={"rows": 3})
REFERENCE: Final = re.compile(r"\s*(?:(\d{4})[-－])?0*(\d{1,9})\b")
MERGEABLE: Final = (ProposalState.FILED, ProposalState.ASSIGNED)


class FileForm(StepForm):
    """The class is one of the committee's own; one that came with an import may stay. For many, each keeps its own."""

    topic = forms.ChoiceField(label=_("class of content"), required=False)
    sphere = forms.ChoiceField(label=_("sphere"), choices=[("", "—"), *Sphere.choices], required=False)
    opinion = forms.CharField(
        label=_("opinion of the examination"), widget=NOTE, max_length=500, required=False
    )

    def __init__(self, *args: Any, user: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        known = dict.fromkeys(topics(user.committee_id, timezone.localdate()))
        if obj is not None:
            self.initial = {"topic": obj.topic, "sphere": obj.sphere, **self.initial}
        own = {obj.topic: None} if obj is not None and obj.topic else {}
        empty = "—" if obj is not None else _("each keeps its own")
        self.fields["topic"].required = obj is not None  # the number in the class follows from it
        self.fields["topic"].choices = [("", empty), *((name, name) for name in own | known)]  # type: ignore[attr-defined]


def grounds() -> list[tuple[str, Any]]:
    """Each ground with the way that it leaves open."""
    return [
        (each.value, format_html("{} <small class='muted'>{}</small>", each.label, each.route))
        for each in Ground
    ]


class GroundForm(StepForm):
    """The ground decides which way is named to the proposer; the remark is the committee's own words."""

    ground = forms.ChoiceField(
        label=_("ground of not filing"),
        choices=grounds,
        widget=forms.RadioSelect,
        help_text=_("The proposer reads the ground and the way that is open instead."),
    )
    remark = forms.CharField(label=_("explanation to the proposer"), widget=NOTE, max_length=500)


class MainProposal(forms.TextInput):
    """A number or words of a title, with the fitting proposals offered while one types."""

    class Media:
        js = (Script("offering.js", defer=True),)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        own = {"data-offers": str(reverse_lazy("proposals:mains")), "autocomplete": "off"}
        return super().get_context(name, value, {**(attrs or {}), **own})


class MergeForm(StepForm):
    main = forms.CharField(
        label=_("main proposal"),
        widget=MainProposal,
        max_length=320,
        help_text=_(
            "Type its number or words of its title. Both first proposers stay proposers and get the answer."
        ),
    )
    remark = forms.CharField(label=_("reason"), widget=NOTE, max_length=500, required=False)

    def clean_main(self) -> Proposal:
        """The one meant. Both rows are locked in one order before the step, so that two mergers never wait in a ring."""
        main = named(mains(self.user, self.obj), self.cleaned_data["main"])
        if self.obj is None:
            return main
        locked(Proposal.objects.filter(pk__in=(self.obj.pk, main.pk)))
        main.refresh_from_db()
        if refusal := unmergeable(self.obj, main):
            raise ValidationError(str(refusal))
        return main


def mains(user: Any, proposal: Proposal | None) -> Any:
    """The proposals into which one may be merged."""
    rows = Proposal.objects.visible_to(user).filter(state__in=MERGEABLE).select_related("session")
    return rows if proposal is None else rows.filter(session=proposal.session_id).exclude(pk=proposal.pk)


def named(rows: Any, text: str) -> Proposal:
    """The one proposal that a number, or words of the title, mean. Raises ValidationError naming the candidates."""
    found = REFERENCE.match(text)
    if found:
        numbered = rows.filter(number__regex=rf"^0*{found[2]}$")
        numbered = numbered.filter(session__year=found[1]) if found[1] else numbered
        meant: list[Proposal] = list(numbered[:2])
    else:
        meant = list(rows.filter(title__icontains=text.strip())[:4])
    if not meant:
        raise ValidationError(_("No filed proposal of this session fits “%(text)s”.") % {"text": text})
    if len(meant) > 1:
        names = "；".join(shown(row) for row in meant)
        raise ValidationError(_("Several fit, give the number: %(names)s") % {"names": names})
    return meant[0]


def shown(row: Proposal) -> str:
    """2019-0012 and the title, as it may be typed back."""
    return f"{row.reference} {row.title}"


class SendOnForm(StepForm):
    way = forms.ChoiceField(label=_("in which form"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = routes.choices()  # type: ignore[attr-defined]
