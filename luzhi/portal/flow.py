"""An article from draft to the public and back; a comment's way past the moderator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luzhi.core.access import Text
from luzhi.core.flow import Flow, Step, flows
from luzhi.core.forms import ReasonForm, StepForm
from luzhi.portal.access import editor, moderator, printing_editor, second_person
from luzhi.portal.cleaning import plain, unfit
from luzhi.portal.models import Article, ArticleState, Comment, CommentState
from luzhi.portal.publishing import correct, printed_elsewhere, tell
from luzhi.reports.body import ends_a_sentence
from luzhi.reports.correcting import corrected
from luzhi.reports.models import ReviewState
from luzhi.reports.releasing import release, withdraw
from luzhi.reports.rendering import plain_text


def presentable(article: Article) -> Text:
    """Nothing goes online half-made, with a secrecy mark, or with somebody's numbers in it."""
    if not article.body.strip():
        return _("The text is empty.")
    if not ends_a_sentence(article.summary):
        return _("The summary does not end with a whole sentence.")
    return unfit("\n".join((article.title, article.summary, plain(article.body))))


def publishable(article: Article) -> Text:
    if article.review is not None and article.review.state != ReviewState.APPROVED:
        return _("The review is not approved yet: its figures are not frozen.")
    if article.review is not None and corrected(article.review):
        return _("The review was corrected since: make an article of its correction.")
    return presentable(article)


def note_submitter(article: Article, actor: Any) -> None:
    article.submitted_by = actor


def put_online(article: Article, actor: Any) -> None:
    """A moment given beforehand is kept. The figures of the review become public with the text that prints them."""
    article.publisher = actor
    article.published_at = article.published_at or timezone.now()
    article.notice, article.withdrawn_at = "", None
    if article.mending:
        tell(article, actor, article.mending)
        article.mending = ""
    if article.review is not None:
        release(article.review, actor)


class WithdrawForm(ReasonForm):
    notice = forms.CharField(
        label=_("public notice"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "shown at the article's address instead of the text; left empty, there is no such page any more"
        ),
    )


def take_offline(article: Article, actor: Any, notice: str = "") -> None:
    """The figures go with the last published text that prints their review."""
    article.notice, article.withdrawn_at = notice, timezone.now()
    if article.review is not None and not printed_elsewhere(article):
        withdraw(article.review, actor)


class ReworkForm(ReasonForm):
    mending = forms.CharField(
        label=_("correction for the public"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("stands under the text once it is online again; left empty, nothing is said"),
    )


def rework(article: Article, actor: Any, mending: str = "") -> None:
    article.mending = mending


def correctable(article: Article) -> Text:
    fresh = corrected(article.review) if article.review else None
    if fresh is None:
        return _("There is no signed correction of the review.")
    return unfit("\n".join((fresh.summary, plain_text(fresh))))


class NoticeForm(StepForm):
    """What the correction of the review says is offered."""

    notice = forms.CharField(
        label=_("what is corrected"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, user: Any, obj: Article, **kwargs: Any) -> None:
        super().__init__(*args, user=user, obj=obj, **kwargs)
        fresh = corrected(obj.review) if obj.review else None
        self.initial.setdefault("notice", fresh.correction if fresh else "")


article_flow = Flow(
    "article",
    _("Article"),
    Article,
    ArticleState,
    final=frozenset(),
    steps=(
        Step(
            "submit",
            _("Submit"),
            (ArticleState.DRAFT,),
            ArticleState.PENDING,
            by=editor,
            guard=presentable,
            effect=note_submitter,
            main=True,
        ),
        Step(
            "publish",
            _("Publish"),
            (ArticleState.PENDING,),
            ArticleState.PUBLISHED,
            by=second_person,
            guard=publishable,
            effect=put_online,
            main=True,
        ),
        Step(
            "return",
            _("Return for changes"),
            (ArticleState.PENDING,),
            ArticleState.DRAFT,
            by=editor | second_person,
            form=ReasonForm,
        ),
        Step(
            "withdraw",
            _("Take offline"),
            (ArticleState.PUBLISHED,),
            ArticleState.WITHDRAWN,
            by=editor | second_person,
            form=WithdrawForm,
            effect=take_offline,
        ),
        Step(
            "rework",
            _("Rework for a correction"),
            (ArticleState.WITHDRAWN,),
            ArticleState.DRAFT,
            by=editor,
            form=ReworkForm,
            effect=rework,
        ),
        Step(
            "correct",
            _("Print the correction"),
            (ArticleState.PUBLISHED,),
            "",
            by=printing_editor,
            guard=correctable,
            form=NoticeForm,
            effect=correct,
        ),
    ),
    marks={ArticleState.DRAFT: "draft", ArticleState.PUBLISHED: "done", ArticleState.WITHDRAWN: "stopped"},
)


class RefuseForm(ReasonForm):
    """The reason stands in the audit trail and beside the comment, where its writer reads it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned | {"reason": cleaned.get("remark", "")}


def refuse(comment: Comment, actor: Any, reason: str = "") -> None:
    if not reason:
        raise ValidationError(_("Say why it is turned down."))
    comment.reason = reason


comment_flow = Flow(
    "comment",
    _("Comment"),
    Comment,
    CommentState,
    final=frozenset({CommentState.REFUSED}),
    steps=(
        Step(
            "show",
            _("Approve for display"),
            (CommentState.PENDING,),
            CommentState.SHOWN,
            by=moderator,
            main=True,
        ),
        Step(
            "refuse",
            _("Turn down"),
            (CommentState.PENDING, CommentState.SHOWN),
            CommentState.REFUSED,
            by=moderator,
            form=RefuseForm,
            effect=refuse,
        ),
    ),
    marks={CommentState.SHOWN: "done", CommentState.REFUSED: "stopped"},
)
flows.add(article_flow, comment_flow)
