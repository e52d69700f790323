"""Channels and articles with their corrections; comments and reactions."""

from luzhi.portal.models.articles import Article, ArticleState, Channel, Edition
from luzhi.portal.models.corrections import Correction
from luzhi.portal.models.voices import Comment, CommentState, Reaction, ReactionKind

__all__ = [
    "Article",
    "ArticleState",
    "Channel",
    "Comment",
    "CommentState",
    "Correction",
    "Edition",
    "Reaction",
    "ReactionKind",
]
