"""A stored date stands in its field as browsers read it, in every language."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.utils.translation import override


class Day(forms.Form):
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_date_field_shows_what_browsers_read(language: str) -> None:
    with override(language):
        assert 'value="2018-05-04"' in str(Day(initial={"day": date(2018, 5, 4)})["day"])


@pytest.mark.parametrize("text", ["2018-05-04", "2018/5/4", "2018.5.4", "2018年5月4日"])
def test_date_field_takes_what_people_type(text: str) -> None:
    with override("zh-hans"):
        form = Day({"day": text})
        assert form.is_valid()
        assert form.cleaned_data["day"] == date(2018, 5, 4)
