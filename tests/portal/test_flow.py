import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from luzhi.audit.models import Entry
from luzhi.organisation.models import Appointment
from luzhi.portal.models import Article, CommentState, Edition
from tests.portal.conftest import PUBLISHED, Newsroom
from tests.portal.test_voices import comment


def test_publication_names_publisher_and_moment(newsroom: Newsroom) -> None:
    article = newsroom.take(newsroom.take(newsroom.draft(), "submit", "bian"), "publish", "ling")
    assert (article.publisher, article.submitted_by) == (newsroom.world.ling, newsroom.world.bian)
    assert article.published_at <= timezone.now()


def test_a_moment_given_beforehand_is_kept(newsroom: Newsroom) -> None:
    assert newsroom.published().published_at == PUBLISHED


@pytest.mark.asvs("T-ASVS-17")
def test_nobody_publishes_what_he_or_she_submitted(newsroom: Newsroom) -> None:
    article = newsroom.take(newsroom.draft(), "submit", "bian")
    with pytest.raises(PermissionDenied):
        newsroom.take(article, "publish", "bian")


def test_the_only_publisher_of_a_committee_may_publish(newsroom: Newsroom) -> None:
    Appointment.objects.filter(role="leader").update(until="2018-12-31")
    article = newsroom.take(newsroom.draft(), "submit", "bian")
    assert newsroom.take(article, "publish", "bian").is_public


@pytest.mark.parametrize("body", ["", "<p>秘密★1年</p>", "<p>电话13800138000</p>"])
def test_unfit_texts_are_not_submitted(newsroom: Newsroom, body: str) -> None:
    with pytest.raises(ValidationError):
        newsroom.take(newsroom.draft(body=body), "submit", "bian")


def test_a_cut_summary_is_not_submitted(newsroom: Newsroom) -> None:
    with pytest.raises(ValidationError):
        newsroom.take(newsroom.draft(summary="推动高 ..、"), "submit", "bian")


def test_withdrawal_keeps_notice_and_reason_apart(newsroom: Newsroom) -> None:
    article = newsroom.published()
    newsroom.take(article, "withdraw", "bian", remark="数据有误", notice="本文数据更正中。")
    assert (article.notice, article.is_public) == ("本文数据更正中。", False)
    assert Entry.objects.about(article).order_by("-seq")[0].remark_id is not None


def test_a_withdrawn_article_comes_back_only_by_two_persons(newsroom: Newsroom) -> None:
    article = newsroom.published()
    for step, by in (("withdraw", "ling"), ("rework", "bian"), ("submit", "bian"), ("publish", "ling")):
        newsroom.take(article, step, by)
    assert (article.is_public, article.notice, article.published_at) == (True, "", PUBLISHED)


def test_a_moderator_shows_a_comment(newsroom: Newsroom) -> None:
    said = comment(newsroom, newsroom.published())
    assert newsroom.take(said, "show", "shen").state == CommentState.SHOWN


@pytest.mark.parametrize("who", ["bian", "ling", "du"])
def test_only_moderators_decide_on_comments(newsroom: Newsroom, who: str) -> None:
    said = comment(newsroom, newsroom.published())
    with pytest.raises(PermissionDenied):
        newsroom.take(said, "show", who)


def test_nobody_approves_a_comment_of_his_or_her_own(newsroom: Newsroom) -> None:
    said = comment(newsroom, newsroom.published(), "shen")
    with pytest.raises(PermissionDenied):
        newsroom.take(said, "show", "shen")


def test_a_refusal_needs_its_reason(newsroom: Newsroom) -> None:
    said = comment(newsroom, newsroom.published())
    with pytest.raises(ValidationError):
        newsroom.take(said, "refuse", "shen")


def test_a_refusal_keeps_its_reason_beside_the_comment(newsroom: Newsroom) -> None:
    said = comment(newsroom, newsroom.published())
    assert newsroom.take(said, "refuse", "shen", reason="与文章无关").reason == "与文章无关"


def test_every_change_begins_a_new_edition(newsroom: Newsroom) -> None:
    before = Edition.objects.of(newsroom.world.city)
    Article.objects.filter(pk=newsroom.draft().pk).update(title="改")
    assert Edition.objects.of(newsroom.world.city) == before + 2
