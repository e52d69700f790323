"""Entry of a proposal: by a member for himself or herself, or by staff on behalf of members and units.

A member asks others to co-sign and they accept; staff enter the signatures of a paper.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.access import holds
from luzhi.members.models import Person
from luzhi.organisation.models import Session, Unit, UnitKind
from luzhi.organisation.secrecy import refuse_marked
from luzhi.proposals.access import ON_BEHALF
from luzhi.proposals.cosigning import SIGNABLE, invite, members_named
from luzhi.proposals.examining import reclassify
from luzhi.proposals.models import Occasion, Proposal, ProposalState, ProposerKind, Signature
from luzhi.proposals.numbering import draft_mark
from luzhi.writing.forms import PART_NAMES, PartsForm

INDIVIDUAL = (ProposerKind.MEMBER, ProposerKind.JOINT)
STAFF_FIELDS = ("proposer_kind", "lead", "lead_unit", "proposer", "submitted_at")
PROPOSING = (
    UnitKind.DEMOCRATIC_PARTY,
    UnitKind.FEDERATION,
    UnitKind.SPECIAL_COMMITTEE,
    UnitKind.SECTOR,
    UnitKind.GROUP,
    UnitKind.OTHER,
)
SIGNING = {"lead", "lead_unit", "co_signers"}
STAFF_ONLY = (*STAFF_FIELDS, "co_signers", "contact")
WISHES = ("suggested_units", "contact", "may_publish", "may_cosign")


class ProposalForm(PartsForm):
    submitting = ("submit", "submit_to_unit")
    beside = "proposals:similar_fragment"
    co_signers = forms.CharField(
        label=_("co-signers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("names from the roster in the order of signing, apart by commas or lines"),
    )
    invite = forms.CharField(
        label=_("members to invite"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("names or initials of the pinyin (lm), apart by commas or lines"),
    )
    field_order = (
        "version",
        "session",
        *STAFF_FIELDS,
        "co_signers",
        "title",
        "subtitle",
        *PART_NAMES,
        "body",
        "topic",
        *WISHES,
        "invite",
        "reason",
    )

    class Meta:
        model = Proposal
        fields = ("session", *STAFF_FIELDS, "title", "subtitle", "topic", "body", *WISHES)
        widgets = {
            "submitted_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }
        help_texts = {
            "title": _("one matter one proposal"),
            "body": _("the facts, the analysis, the concrete suggestions"),
            "proposer": _("as it is to be printed; left empty it is made of the names"),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.by_staff = holds(user, *ON_BEHALF)
        if self.by_staff:
            self._prepare_staff_fields()
        else:
            for name in STAFF_ONLY:
                del self.fields[name]
        sessions = self.fields["session"]
        sessions.queryset = sessions.queryset.select_related("term")  # type: ignore[attr-defined]
        if self.instance._state.adding:
            self.initial.setdefault("session", sessions.queryset.values_list("pk", flat=True).first())  # type: ignore[attr-defined]
        if self.by_staff or self.instance.state not in SIGNABLE:
            del self.fields["invite"]

    def _prepare_staff_fields(self) -> None:
        lead, unit = self.fields["lead"], self.fields["lead_unit"]
        lead.queryset = lead.queryset.members()  # type: ignore[attr-defined]
        unit.queryset = unit.queryset.filter(kind__in=PROPOSING)  # type: ignore[attr-defined]
        self.fields["proposer"].required = False
        if not self.instance._state.adding:
            others = self.instance.signatures.exclude(person=self.instance.lead_id).select_related("person")
            self.initial["co_signers"] = "、".join(str(row.person) for row in others)

    def clean_co_signers(self) -> list[Person]:
        return members_named(self.cleaned_data["co_signers"], self.user.committee_id)

    def clean_invite(self) -> list[Person]:
        return members_named(self.cleaned_data["invite"], self.user.committee_id)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        refuse_marked(*(str(cleaned.get(name, "")) for name in ("title", "subtitle", "body")))
        if self.by_staff:
            self._check_proposer(cleaned)
        elif self.instance._state.adding and Person.objects.of_user(self.user) is None:
            raise ValidationError(
                _("Your account is not linked to a member: ask the office to enter it on your behalf.")
            )
        return cleaned

    def _check_proposer(self, cleaned: dict[str, Any]) -> None:
        """A person proposes for members, a unit for all others; a county committee may stand in words alone."""
        kind, lead, unit = (cleaned.get(name) for name in STAFF_FIELDS[:3])
        if kind in INDIVIDUAL:
            if not lead:
                self.add_error("lead", _("Name the member who signs first."))
            if unit:
                self.add_error("lead_unit", _("A proposal of members has no proposing unit."))
        elif kind:
            if lead:
                self.add_error("lead", _("A unit proposes here: name the signing members as co-signers."))
            if not unit and not (kind == ProposerKind.COUNTY and cleaned.get("proposer")):
                self.add_error("lead_unit", _("Name the unit that proposes."))

    def _signers(self) -> list[Person]:
        """First the lead, then the co-signers of the paper, each once."""
        named = [self.instance.lead] if self.instance.lead else []
        return list(dict.fromkeys([*named, *self.cleaned_data.get("co_signers", [])]))

    def _derive(self) -> dict[str, Any]:
        """What follows from who signs; an imported “某某等9人” stays as long as nobody changes the signers."""
        obj, signers = self.instance, self._signers()
        values: dict[str, Any] = {"signers": max(len(signers), 1)}
        if obj.lead:
            values["proposer_kind"] = ProposerKind.JOINT if len(signers) > 1 else ProposerKind.MEMBER
        if (first := obj.lead or obj.lead_unit) and ("proposer" not in self.changed_data or not obj.proposer):
            many = f"等{len(signers)}人" if obj.lead and len(signers) > 1 else ""
            values["proposer"] = f"{first}{many}"
        return values

    def _create(self, obj: Any, actor: Any) -> list[str]:
        obj.number = draft_mark(obj.pk)
        if not self.by_staff:
            obj.lead = Person.objects.of_user(self.user)
        for name, value in self._derive().items():
            setattr(obj, name, value)
        changed = super()._create(obj, actor)
        self._sign()
        return changed

    def _update(self, obj: Any) -> list[str]:
        if "topic" in self.changed_data:
            reclassify(obj)
        changed = super()._update(obj)
        if not SIGNING & set(self.changed_data):
            return changed
        derived = self._derive()
        for name, value in derived.items():
            setattr(obj, name, value)
        obj.save(update_fields=list(derived))
        self._sign()
        return [*changed, *derived, "signatures"]

    def _sign(self) -> None:
        """The signatures as named; one that was there keeps what was signed and when."""
        obj, signers = self.instance, self._signers()
        obj.signatures.exclude(person__in=signers).delete()
        for order, person in enumerate(signers, 1):
            Signature.objects.update_or_create(
                committee_id=obj.committee_id, proposal=obj, person=person, defaults={"order": order}
            )

    def save_parts(self, actor: Any) -> list[str]:
        people = self.cleaned_data.get("invite")
        if people:
            invite(self.instance, actor, people)
        return ["invitations"] if people else []


def _sessions(request: Any) -> Any:
    return Session.objects.visible_to(request.user).select_related("term")


def _handlers(request: Any) -> Any:
    return Unit.objects.visible_to(request.user).filter(kind=UnitKind.DEPARTMENT)


class ProposalFilter(FilterSet):
    session = filters.ModelChoiceFilter(label=_("session of the committee"), queryset=_sessions)
    state = filters.ChoiceFilter(label=_("state"), choices=ProposalState.choices)
    proposer_kind = filters.ChoiceFilter(label=_("kind of proposer"), choices=ProposerKind.choices)
    occasion = filters.ChoiceFilter(label=_("occasion"), choices=Occasion.choices)
    topic = filters.CharFilter(label=_("class of content"))
    handler = filters.ModelChoiceFilter(label=_("handling unit"), queryset=_handlers)

    class Meta:
        model = Proposal
        fields = ("session", "state", "proposer_kind", "occasion", "topic", "handler")
