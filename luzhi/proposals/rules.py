"""What the committee words itself on the papers of hand-over and answer."""

from django.utils.translation import gettext_lazy as _

from luzhi.organisation.rules import Rule, as_lines, lines, rules
from luzhi.proposals.documents.notes import COPIES, NOTES
from luzhi.proposals.topics import RULE as TOPICS

rules.add(
    Rule(
        NOTES,
        _("requirements on the hand-over sheet"),
        None,
        lines,
        as_lines,
        help=_("one requirement a line"),
        otherwise=_("the usual eight, with the deadlines in force"),
    ),
    Rule(
        COPIES,
        _("copies of answers go to"),
        None,
        lines,
        as_lines,
        help=_("one name a line"),
        otherwise=_("the supervision offices and the proposals committee"),
    ),
    Rule(
        TOPICS,
        _("classes of content of proposals"),
        None,
        lines,
        as_lines,
        help=_("one class a line"),
        otherwise=_("those in use, and the usual thirteen"),
    ),
)
