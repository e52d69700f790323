"""A committee's own words for the templates: their pages, and what is wrong with words before they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luzhi.core.forms import RecordForm
from luzhi.core.pages import Ledger, detail_context
from luzhi.core.showing import Column
from luzhi.organisation.models import Committee
from luzhi.reports.access import writer
from luzhi.reports.body import blocks, ends_a_sentence
from luzhi.reports.models import Review, Wording
from luzhi.reports.periods import SORTS
from luzhi.reports.wording import Template, template, templates
from luzhi.reports.wording.names import NAMES
from luzhi.reports.wording.reading import told
from luzhi.reports.wording.sentences import LISTING, WORD, Sentence, Sort, item_of
from luzhi.reports.writing import undeclared, write
from luzhi.writing.comparing import marked

EMPTY: Final = 1949  # no committee has records of it
MARKS: Final = {Sort.TABLE: "", Sort.CHART: "! "}


def checked(text: str, code: str) -> Template:
    """The template that these words are, for the one of that code. ValidationError with every fault and its line."""
    found = template(text)
    faults = [] if found.code == code else [(1, _("the code is “%(code)s”.") % {"code": code})]
    faults += undeclared(found)
    if faults:
        raise ValidationError(told(faults))
    wrong = [message for block in found.blocks for message in _of_block(block.sort, block.sentences)]
    if wrong:
        raise ValidationError(wrong)
    return found


def _of_block(sort: Sort, lines: tuple[Sentence, ...]) -> list[str]:
    """Faults of figures, tables and charts, as the text's own reader tells them: it is shown the lines at their place."""
    together = [lines] if sort == Sort.TABLE else [(line,) for line in lines]
    faults = []
    for some in together:
        shown = [""] * lines[-1].number
        for line in some:
            shown[line.number - 1] = MARKS.get(sort, "") + _sample(line.text)
        try:
            blocks("\n".join(shown))
        except ValidationError as error:
            faults += error.messages
    return faults


def _sample(text: str) -> str:
    """The line as it stands in a text: any year, all of its lists."""
    listed = LISTING.sub(lambda found: "、".join(item_of(part).words for part in found[1].split("、")), text)
    return WORD.sub(lambda found: "2018" if found[1] in ("year", "next", "window", "sofar") else "某", listed)


def tried(found: Template, committee: Committee) -> Review:
    """A text from these words in a year without records. ValidationError where it can't be printed."""
    draft = Review(
        committee=committee,
        year=EMPTY,
        template=found.code,
        period=SORTS[found.periods[0]][0],
        cut_off=date(EMPTY, 12, 31),
    )
    write(draft, found)
    blocks(draft.text)
    labels = {"title": _("title"), "summary": _("summary")}
    for name, most in (("title", 120), ("summary", 400)):
        if len(getattr(draft, name)) > most:
            raise ValidationError(
                _("“%(name)s” is longer than %(most)s characters.") % {"name": labels[name], "most": most}
            )
    if not ends_a_sentence(draft.summary):
        raise ValidationError(_("The summary must end with a sentence."))
    return draft


class WordingForm(RecordForm):
    """New: the shipped words to start from. Emptied, the shipped ones hold again."""

    class Meta:
        model = Wording
        fields = ("template", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 36, "spellcheck": "false"})}

    page = "reports/wording_form.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].strip = False  # type: ignore[attr-defined]
        self.fields["text"].help_text = gettext_lazy(
            "Left empty, the words that come with the program are used."
        )
        if not self.instance._state.adding:
            del self.fields["template"]
        elif not self.is_bound:
            self._start()

    def _start(self) -> None:
        """From the shipped words of the template that the link names, or of the first without own ones."""
        own = set(
            Wording.objects.filter(committee=self.instance.committee_id).values_list("template", flat=True)
        )
        free = next((each.code for each in templates if each.code not in own), "")
        code = self.initial.get("template") if self.initial.get("template") in templates else free
        if code:
            self.initial.update(template=code, text=templates[code].text)

    @property
    def names(self) -> list[tuple[str, Any]]:
        """The words that may be said, with what they stand for."""
        return [(f"${name}", meaning) for name, meaning in NAMES.items()]

    def clean_text(self) -> str:
        text = "\n".join(self.cleaned_data["text"].splitlines())
        code = self.cleaned_data.get("template") or self.instance.template
        if not text.strip() or not code:
            return ""
        tried(checked(text, code), Committee.objects.get(pk=self.instance.committee_id))
        return text + "\n"


@dataclass(frozen=True)
class _Wordings(Ledger):
    """Its list offers the shipped words to begin with."""

    def shipped(self) -> list[Template]:
        return list(templates)


WORDINGS = _Wordings(
    code="wordings",
    label=gettext_lazy("Words of the templates"),
    purpose=gettext_lazy(
        "The committee's own words for its texts; where it has none, those of the program are used."
    ),
    model=Wording,
    namespace="reports",
    columns=(
        Column("template", gettext_lazy("template")),
        Column("standing", gettext_lazy("in use"), kind="fit"),
        Column("entered_by", gettext_lazy("entered by"), phone=False),
        Column("entered_at", gettext_lazy("entered at"), kind="fit", phone=False),
    ),
    facts=(Column("template", gettext_lazy("template")), Column("standing", gettext_lazy("in use"))),
    form=WordingForm,
    create=writer,
    edit=writer,
    related=("entered_by",),
    empty=gettext_lazy("No words of the committee's own yet."),
)


@require_safe
def wording_page(request: HttpRequest, ledger: Ledger, pk: Any) -> HttpResponse:
    """Own words against the shipped ones, word by word."""
    context = detail_context(request, ledger, pk)
    own: Wording = context["object"]
    if own.text:
        context["compared"] = marked(templates[own.template].text, own.text)
        context["faults"] = faults_of(own)
    return render(request, "reports/wording.html", context)


def faults_of(own: Wording) -> list[str]:
    """What is wrong with them now: a figure may be declared no longer."""
    try:
        checked(own.text, own.template)
    except ValidationError as error:
        return error.messages
    return []
