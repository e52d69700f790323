"""提案公开: released proposals with their answers; everything here is read as a stranger reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.core.showing import Fact
from luzhi.documents.personal import without
from luzhi.portal.frame import Tree, frame
from luzhi.proposals.models import Answer, Proposal
from luzhi.proposals.releasing import ANYBODY, Published, classes, handling, published, released, with_answers

PAGE = 20
LATEST = 6
ANY = [("", gettext_lazy("all"))]


@dataclass(frozen=True)
class Line:
    """One proposal of the list."""

    proposal: Proposal
    title: str
    units: str
    classes: str


class ReleasedForm(forms.Form):
    """What strangers may look for: words of the title, year, class of content, answer class."""

    q = forms.CharField(label=gettext_lazy("words of the title"), required=False, max_length=60)
    year = forms.ChoiceField(label=gettext_lazy("year"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("class of content"), required=False)
    answer_class = forms.ChoiceField(label=gettext_lazy("answer class"), required=False)

    def __init__(self, data: Any, rows: QuerySet[Proposal]) -> None:
        super().__init__(data)
        self.rows = rows
        own = rows.order_by()
        self._offer("year", own.values_list("session__year", flat=True).distinct(), downward=True)
        self._offer("topic", own.exclude(topic="").values_list("topic", flat=True).distinct())
        answers = Answer.objects.visible_to(ANYBODY).filter(assignment__proposal__in=own)
        self._offer("answer_class", answers.values_list("answer_class", flat=True).order_by().distinct())

    def _offer(self, name: str, values: Any, *, downward: bool = False) -> None:
        field: Any = self.fields[name]
        field.choices = [*ANY, *((str(value), str(value)) for value in sorted(values, reverse=downward))]

    def found(self) -> QuerySet[Proposal]:
        """The rows that fit; a faulty choice narrows nothing."""
        self.is_valid()
        asked: dict[str, str] = self.cleaned_data
        rows = self.rows
        if words := asked.get("q", ""):
            rows = rows.filter(title__icontains=words)
        if year := asked.get("year"):
            rows = rows.filter(session__year=int(year))
        if topic := asked.get("topic"):
            rows = rows.filter(topic=topic)
        if code := asked.get("answer_class"):
            rows = rows.filter(_answered_as(code))
        return rows


def _answered_as(code: str) -> Q:
    """Proposals with an answer of this class as it stands, merged ones with their main proposal."""
    fits = Q(answer_class=code, solved_on=None)
    if code == "A":
        fits |= Q(solved_on__isnull=False)
    fitting = Answer.objects.visible_to(ANYBODY).filter(fits).values("assignment__proposal")
    return Q(pk__in=fitting) | Q(main__in=fitting)


def lines(rows: QuerySet[Proposal]) -> list[Line]:
    return [
        Line(
            row,
            without(row.title),
            "、".join(str(part.unit) for part in handling(row)),
            "、".join(classes(row)),
        )
        for row in with_answers(rows)
    ]


def latest(committee: Any) -> list[Line]:
    """For the front page; nothing where nothing was released."""
    return [Line(row, without(row.title), "", "") for row in released(committee)[:LATEST]]


def _framed(request: HttpRequest, leaf: str, **context: Any) -> dict[str, Any]:
    tree = Tree.of(request.committee, request.user)  # type: ignore[attr-defined]
    return {**frame(request, tree, leaf=leaf), **context}


@login_not_required
@require_safe
def released_list(request: HttpRequest, division: str) -> HttpResponse:
    form = ReleasedForm(request.GET, released(request.committee))  # type: ignore[attr-defined]
    page = Paginator(form.found(), PAGE).get_page(request.GET.get("page"))
    shown: Any = page.object_list
    context = _framed(request, _("Published proposals"), form=form, page=page, lines=lines(shown))
    return render(request, "portal/released.html", context)


@login_not_required
@require_safe
def released_page(request: HttpRequest, division: str, pk: UUID) -> HttpResponse:
    """One proposal with its answers; 404 as soon as it is no longer released."""
    rows = with_answers(released(request.committee))  # type: ignore[attr-defined]
    shown = published(get_object_or_404(rows, pk=pk))
    context = _framed(request, shown.title, shown=shown, facts=facts(shown))
    return render(request, "portal/released_proposal.html", context)


def facts(shown: Published) -> list[Fact]:
    """What stands above the texts; what is not told or not agreed to is left out."""
    proposal = shown.proposal
    units = "、".join(f"{unit}（{role}）" for unit, role in shown.handlers)
    told = (
        (_("proposal number"), proposal.reference),
        (_("session of the committee"), str(proposal.session)),
        (_("class of content"), proposal.topic),
        (_("proposer"), shown.proposer),
        (_("handling unit"), units),
        (_("merged into"), proposal.main.reference if proposal.main and proposal.main.released else ""),
    )
    return [Fact(label, value) for label, value in told if value]
