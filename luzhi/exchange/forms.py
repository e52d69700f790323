"""The two forms of an import: choosing the file, and saying which of its columns is which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luzhi.exchange import limits
from luzhi.exchange.columns import Column
from luzhi.exchange.registry import Importer

MB = 1024 * 1024


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("spreadsheet"),
        help_text=gettext_lazy(
            ".xlsx, .xls or .csv, at most 50 MB. The header row is found by itself; titles above it are fine."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    accounts = forms.BooleanField(
        label=gettext_lazy("Open accounts for members who have none"),
        help_text=gettext_lazy(
            "They sign in for the first time with a one-time code that you print afterwards."
        ),
        required=False,
    )

    def __init__(self, *args: Any, importer: Importer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not importer.accounts:
            del self.fields["accounts"]

    @property
    def too_large(self) -> bool:
        file = self.files.get("file")
        return bool(file and file.size and file.size > limits.FILE_BYTES)

    def clean_file(self) -> Any:
        if self.too_large:
            message = _("The file is larger than %(limit)s MB. Split it and import the parts.")
            raise forms.ValidationError(message % {"limit": limits.FILE_BYTES // MB})
        return self.cleaned_data["file"]


class MappingForm(forms.Form):
    """A choice for each of our columns (those that were missed, if that is known): which heading of theirs it is."""

    def __init__(self, *args: Any, columns: Sequence[Column], headings: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("found by itself")), *((heading, heading) for heading in headings)]
        for column in columns:
            self.fields[column.name] = forms.ChoiceField(
                label=str(column.label), choices=choices, required=False
            )


class ConstantsForm(forms.Form):
    """For each column that the file does not have: one value for all its rows, or none."""

    prefix = "fixed"

    def __init__(self, *args: Any, columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in columns:
            choices = [("", "—"), *((choice.code, choice.label) for choice in column.choices)]
            self.fields[column.name] = (
                forms.ChoiceField(label=str(column.label), choices=choices, required=False)
                if column.choices
                else forms.CharField(label=str(column.label), max_length=200, required=False)
            )
