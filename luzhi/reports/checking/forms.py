"""The text to check: pasted or as a file, never kept."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luzhi.core.periods import Window
from luzhi.organisation.secrecy import refuse_marked
from luzhi.reports.checking.checked import Checked, check
from luzhi.reports.checking.files import read_file
from luzhi.writing.reading import Refused

LONGEST: Final = 200_000  # characters that a page can show with their marks


class CheckForm(forms.Form):
    """`read` is the text after cleaning, `notices` what its file left out, `checked` the outcome."""

    text = forms.CharField(
        label=_("text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("A .docx, .html or .txt file of at most 10 MB. Text in pictures cannot be read."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.html,.htm,.txt"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("from", _("from")), ("to", _("until"))):
            picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, required=False, widget=picker)
        self.fields["from"].help_text = _("Only where the text itself names no time.")
        self.read = ""
        self.notices: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from"), data.get("to")
        if bool(first) != bool(last):
            raise ValidationError(_("Give both days or none."))
        if first and last < first:
            raise ValidationError(_("The period ends before it begins"))
        if not self.errors:
            self._take(data)
        return data

    def _take(self, data: dict[str, Any]) -> None:
        """A file goes before what was pasted."""
        if file := data.get("file"):
            try:
                read = read_file(file.name, file.read())
            except Refused as error:
                self.add_error("file", str(error))
                return
            self.read, self.notices = read.text, read.notices
        else:
            refuse_marked(data.get("text", ""))
            self.read = data.get("text", "")
        if not self.read.strip():
            raise ValidationError(_("Paste a text or choose a file."))
        if len(self.read) > LONGEST:
            words = _(
                "The text is longer than %(limit)s characters. Check it in parts, or with the command “luzhi check”."
            )
            self.add_error("file" if data.get("file") else "text", words % {"limit": f"{LONGEST:,}"})

    @property
    def window(self) -> Window | None:
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        return Window(first, last) if first and last else None

    def check(self, committee: Any) -> Checked:
        return check(self.read, committee, self.window)
