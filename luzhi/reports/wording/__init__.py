"""Templates of reviews: the words that a year's figures are set in, one text file each (see `party_work.txt`)."""

from luzhi.reports.wording.sentences import Template, template_choices, templates

__all__ = ["Template", "template_choices", "templates"]
