"""Channels and articles; comments and reactions."""

from luzhi.portal.models.articles import Article, ArticleState, Channel, Edition
from luzhi.portal.models.voices import Comment, CommentState, Reaction, ReactionKind

__all__ = [
    "Article",
    "ArticleState",
    "Channel",
    "Comment",
    "CommentState",
    "Edition",
    "Reaction",
    "ReactionKind",
]
