from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import filters
from django_filters.filterset import FilterSet

from luzhi.core.forms import RecordForm
from luzhi.portal.cleaning import from_typed, offered_summary
from luzhi.portal.models import Article, ArticleState, Channel, Comment, CommentState
from luzhi.reports.body import ends_a_sentence

A_MINUTE = 5  # comments of one person


class ChannelForm(RecordForm):
    class Meta:
        model = Channel
        fields = ("name", "slug", "parent", "purpose", "order", "shown_in_nav", "allow_comments", "closed")

    def _post_clean(self) -> None:
        """The committee stands in the row for the once-only rule of the address."""
        if self.instance._state.adding:
            self.instance.committee_id = self.user.committee_id
        super()._post_clean()  # type: ignore[misc]


class ArticleForm(RecordForm):
    source_url = forms.URLField(
        label=_("address of the source"), required=False, assume_scheme="https", max_length=200
    )

    class Meta:
        model = Article
        fields = ("channel", "title", "body", "summary", "author", "source", "source_url")
        widgets = {"body": forms.Textarea(attrs={"rows": 24}), "summary": forms.Textarea(attrs={"rows": 3})}

    def clean_body(self) -> str:
        return from_typed(self.cleaned_data["body"])

    def clean_summary(self) -> str:
        """The field stands after the text, so that an empty summary can be taken from it."""
        summary = " ".join(self.cleaned_data["summary"].split()) or offered_summary(
            self.cleaned_data.get("body", "")
        )
        if not ends_a_sentence(summary):
            raise ValidationError(_("The summary ends with a whole sentence (。！？)."))
        return summary


class TakeOverForm(forms.Form):
    """Where on the portal a signed review is printed."""

    channel = forms.ModelChoiceField(label=_("channel"), queryset=Channel.objects.none())
    source = forms.CharField(label=_("source"), required=False, max_length=60)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Channel.objects.visible_to(user).filter(committee=user.committee_id, closed=False)
        self.fields["channel"].queryset = own  # type: ignore[attr-defined]


class CommentForm(RecordForm):
    """A comment of the signed-in user to one article."""

    class Meta:
        model = Comment
        fields = ("text", "signed")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": 500})}

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.article, self.instance.author = article, self.user

    @property
    def hurried(self) -> bool:
        """Has this person written as many comments in the last minute as anybody may?"""
        lately = timezone.now() - timedelta(minutes=1)
        return Comment.objects.filter(author=self.user, entered_at__gt=lately).count() >= A_MINUTE

    def clean(self) -> dict[str, Any]:
        if self.hurried:
            raise ValidationError(
                _("At most five comments a minute. Your text is kept: send it a little later.")
            )
        return super().clean() or {}


def _channels(request: Any) -> Any:
    return Channel.objects.visible_to(request.user).filter(committee=request.user.committee_id)


class ArticleFilter(FilterSet):
    state = filters.ChoiceFilter(label=_("state"), choices=ArticleState.choices)
    channel = filters.ModelChoiceFilter(
        label=_("channel"),
        queryset=_channels,
    )

    class Meta:
        model = Article
        fields = ("state", "channel")


class CommentFilter(FilterSet):
    state = filters.ChoiceFilter(label=_("state"), choices=CommentState.choices)

    class Meta:
        model = Comment
        fields = ("state",)
