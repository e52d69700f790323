"""Ledgers (台账): list, detail, entry and step pages of a model, from one declaration beside its views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_filters.filterset import FilterSet

from luzhi.core.access import Text, Who, nobody
from luzhi.core.flow import Flow, flows
from luzhi.core.forms import RecordForm, StepForm
from luzhi.core.history import history
from luzhi.core.models import Flowing, Record
from luzhi.core.registry import Registry
from luzhi.core.showing import Column, Row, buttons, chips, facts, table, timeline

PAGE = 50


@dataclass(frozen=True)
class Related:
    """A table of other rows on a detail page, with the link that adds one or opens them all."""

    title: Text
    columns: tuple[Column, ...]
    rows: list[Row]
    url: str = ""
    url_label: Text = ""
    empty: Text = ""


@dataclass(frozen=True)
class Ledger:
    """One model's pages. `exchange` names its importer and exporter; `related` are joined to keep queries constant."""

    code: str
    label: Text
    purpose: Text
    model: type[Record]
    columns: tuple[Column, ...]
    facts: tuple[Column, ...]
    namespace: str
    form: type[RecordForm] | None = None
    create: Who = nobody
    edit: Who = nobody
    filters: type[FilterSet] | None = None
    search: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    exchange: str = ""
    load: Who | None = None  # who may import, where not all who may create
    texts: tuple[Column, ...] = ()  # long texts of the detail page
    related_tables: Callable[[Any, Any], list[Related]] | None = None  # of (row, user)
    empty: Text = ""

    def rows(self, user: Any) -> QuerySet[Any]:
        visible: QuerySet[Any] = self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        return visible.select_related(*self.related)

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"{self.namespace}:{name}", args=args)

    @property
    def single(self) -> str:
        """URL name of one row's page: `proposals` → `proposal`."""
        return str(self.model._meta.model_name)

    @property
    def importing(self) -> Who:
        return self.load or self.create

    def exchange_links(self, request: HttpRequest) -> dict[str, str]:
        """Import and export addresses, where the rows have an importer; the export keeps the filters."""
        if not self.exchange:
            return {}
        export = reverse("exchange:export", args=[self.exchange])
        return {
            "import": reverse("exchange:import", args=[self.exchange])
            if self.importing(request.user, None)
            else "",
            "export": f"{export}?{request.GET.urlencode()}",
        }

    @property
    def list_url(self) -> str:
        return self.url(self.code)

    @property
    def new_url(self) -> str:
        return self.url(f"{self.single}_new")


ledgers: Registry[Ledger] = Registry("ledger")


def ledger_urls(
    ledger: Ledger, prefix: str = "", detail: Callable[..., HttpResponse] | None = None
) -> list[URLPattern]:
    """`<prefix>`, `<prefix>new/`, `<prefix><id>/`, `<prefix><id>/edit/` and, with a flow, `<prefix><id>/<step>/`."""
    ledgers.add(ledger)
    one, kwargs = ledger.single, {"ledger": ledger}
    routes = [
        path(prefix, list_page, kwargs, name=ledger.code),
        path(f"{prefix}<uuid:pk>/", detail or detail_page, kwargs, name=one),
    ]
    if ledger.form:
        routes.insert(1, path(f"{prefix}new/", edit_page, kwargs, name=f"{one}_new"))
        routes.append(path(f"{prefix}<uuid:pk>/edit/", edit_page, kwargs, name=f"{one}_edit"))
    if issubclass(ledger.model, Flowing):
        routes.append(path(f"{prefix}<uuid:pk>/<slug:step>/", step_page, kwargs, name=f"{one}_step"))
    return routes


def filtered(request: HttpRequest, ledger: Ledger) -> tuple[QuerySet[Any], Any]:
    """The rows that the address asks for, and the bound filter form."""
    rows = ledger.rows(request.user)
    if (words := request.GET.get("q", "").replace("\x00", "").strip()) and ledger.search:
        asked = Q()
        for name in ledger.search:
            asked |= Q(**{f"{name}__icontains": words})
        rows = rows.filter(asked)
    if not ledger.filters:
        return rows, None
    bound = ledger.filters(request.GET, queryset=rows, request=request)
    return bound.qs, bound


def ordered(rows: QuerySet[Any], ledger: Ledger, key: str) -> QuerySet[Any]:
    """Sorted by a column that declares it (`-name` downward); an unknown key keeps the usual order."""
    columns = {column.name: column.sort for column in ledger.columns if column.sort}
    if key.lstrip("-") not in columns:
        return rows
    return rows.order_by(("-" if key.startswith("-") else "") + columns[key.lstrip("-")], "pk")


@require_safe
def list_page(request: HttpRequest, ledger: Ledger) -> HttpResponse:
    rows, bound = filtered(request, ledger)
    rows = ordered(rows, ledger, request.GET.get("sort", ""))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "ledger": ledger,
        "page": page,
        "columns": ledger.columns,
        "rows": table(ledger.columns, page),
        "filter": bound,
        "chips": chips(bound, request),
        "may_create": ledger.form is not None and ledger.create(request.user, None),
        "exchange": ledger.exchange_links(request),
    }
    return render(request, (f"{ledger.namespace}/{ledger.code}.html", "core/list.html"), context)


def detail_context(request: HttpRequest, ledger: Ledger, pk: Any) -> dict[str, Any]:
    """What a detail page shows: facts, long texts, related tables, next steps and what happened."""
    obj = get_object_or_404(ledger.rows(request.user), pk=pk)
    flow = flows.of(obj) if isinstance(obj, Flowing) else None
    return {
        "ledger": ledger,
        "object": obj,
        "facts": facts(ledger.facts, obj),
        "texts": [(column.label, column.value(obj)) for column in ledger.texts if column.value(obj)],
        "steps": buttons(flow.open_to(request.user, obj), obj) if flow else [],
        "events": timeline(history(obj)),
        "may_edit": ledger.form is not None and ledger.edit(request.user, obj),
        "related": ledger.related_tables(obj, request.user) if ledger.related_tables else [],
    }


@require_safe
def detail_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    return render(request, "core/detail.html", detail_context(request, ledger, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_page(request: HttpRequest, ledger: Ledger, pk: Any = None) -> HttpResponse:
    obj = get_object_or_404(ledger.rows(request.user), pk=pk) if pk else None
    rule = ledger.edit if obj else ledger.create
    if not rule(request.user, obj):
        raise PermissionDenied(_("Only %(who)s.") % {"who": rule.label})
    form = _form(request, ledger, obj)
    if request.method == "POST" and form.is_valid() and (saved := submitted(form, request.user)):
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"ledger": ledger, "object": obj, "form": form}
    return render(request, form.page, context, status=400 if request.method == "POST" else 200)


def _form(request: HttpRequest, ledger: Ledger, obj: Record | None) -> RecordForm:
    if ledger.form is None:
        raise Http404
    asked = {} if obj or request.POST else request.GET.dict()  # a link may fill in a new entry: ?kind=…
    return ledger.form(
        request.POST or None, request.FILES or None, instance=obj, initial=asked, user=request.user
    )


def submitted(form: RecordForm, actor: Any) -> Any:
    """The saved row, or None with the reason among the form's errors and everything typed kept."""
    return attempted(form, lambda: form.submit(actor))


def attempted(form: Any, act: Callable[[], Any]) -> Any:
    """What `act` returns; None where it was refused, and the form then says why."""
    try:
        return act()
    except ValidationError as error:
        form.add_error(None, error)
    except IntegrityError:
        form.add_error(None, _("This is recorded already, or it contradicts what is recorded."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def step_page(request: HttpRequest, ledger: Ledger, pk: Any, step: str) -> HttpResponse:
    """The one view behind every workflow button of every mechanism."""
    obj = get_object_or_404(ledger.rows(request.user), pk=pk)
    flow = flows.of(obj)
    if (taken := flow.get(step)) is None:
        raise Http404
    posted = request.method == "POST"
    asked = {"user": request.user, "obj": obj, "initial": {} if posted else request.GET.dict()}
    form = (taken.form or StepForm)(request.POST if posted else None, request.FILES or None, **asked)
    if posted and form.is_valid() and attempted(form, lambda: _taken(request, flow, step, obj, form)):
        return redirect(obj)
    if posted and not taken.form:  # nothing typed that could be lost: back to the page, with the reason
        messages.error(request, str(form.non_field_errors()[0]))
        return redirect(obj)
    context = {"ledger": ledger, "object": obj, "step": taken, "form": form}
    return render(request, "core/step.html", context, status=400 if posted else 200)


def _taken(request: HttpRequest, flow: Flow, step: str, obj: Flowing, form: StepForm) -> bool:
    data = dict(form.cleaned_data)
    flow.take(step, obj, request.user, data.pop("remark", ""), **data)
    return True
