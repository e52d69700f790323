"""What units were given, what they answered, what proposers thought of it, and what was promised."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from luzhi.core.figures import figures
from luzhi.handling.models import ANSWERING, DROPPED, HandlingRole
from luzhi.proposals.figures.counts import Count, declared
from luzhi.proposals.models import (
    Answer,
    Assignment,
    Feedback,
    FeedbackState,
    Promise,
    PromiseState,
    Talk,
)

STANDING = ~Q(state__in=DROPPED)
TO_ANSWER = STANDING & Q(role__in=ANSWERING)
ANSWERED = TO_ANSWER & Q(answered_on__isnull=False)
DATED = ANSWERED & Q(answer_by__isnull=False)
KEPT_STANDING = ~Q(assignment__state__in=DROPPED)
TALKED = Exists(Talk.objects.filter(assignment=OuterRef("pk")))
SENT = Q(sent_on__isnull=False, is_current=True)
ASKED = Q(answer__is_current=True)


def _role(role: HandlingRole) -> Q:
    return STANDING & Q(role=role)


figures.add(
    *declared(
        Count(
            "proposals.to_answer",
            _("Assignments to be answered"),
            Assignment,
            TO_ANSWER,
            _("Sole and separate handlings and those of main units, without returned and cancelled ones."),
            public=True,
        ),
        Count(
            "proposals.sole",
            _("Sole handlings"),
            Assignment,
            _role(HandlingRole.SOLE),
            _("One unit answers."),
        ),
        Count(
            "proposals.separate",
            _("Separate handlings"),
            Assignment,
            _role(HandlingRole.SEPARATE),
            _("Each of several units answers for itself."),
        ),
        Count(
            "proposals.main_unit",
            _("Handlings as main unit"),
            Assignment,
            _role(HandlingRole.MAIN),
            _("The main unit answers with the others' opinions."),
        ),
        Count(
            "proposals.joint",
            _("Handlings as joint unit"),
            Assignment,
            _role(HandlingRole.JOINT),
            _("A joint unit gives the main unit its opinion and owes no answer."),
        ),
        Count(
            "proposals.unit_answered",
            _("Assignments answered"),
            Assignment,
            ANSWERED,
            _("Of the assignments to be answered, those with an answer sent."),
        ),
        Count(
            "proposals.unit_dated",
            _("Assignments answered under a known deadline"),
            Assignment,
            DATED,
            _("Answered, and the last day in time is known."),
            public=True,
        ),
        Count(
            "proposals.unit_in_time",
            _("Assignments answered in time"),
            Assignment,
            DATED & Q(answered_on__lte=F("answer_by")),
            _("Answered no later than the last day in time, granted extensions included."),
            public=True,
        ),
        Count(
            "proposals.unit_late",
            _("Assignments answered late"),
            Assignment,
            DATED & Q(answered_on__gt=F("answer_by")),
            _("Answered after the last day in time, granted extensions included."),
            public=True,
        ),
        Count(
            "proposals.talked",
            _("Assignments talked over with the proposer"),
            Assignment,
            TO_ANSWER & Q(TALKED),
            _("Of the assignments to be answered, those with at least one talk recorded."),
            public=True,
        ),
        Count(
            "proposals.talks",
            _("Talks with proposers"),
            Talk,
            KEPT_STANDING,
            _("Every talk recorded, in whatever manner."),
            unit="次",
        ),
    )
)
figures.add(
    *declared(
        Count(
            "proposals.answers",
            _("Answers in force"),
            Answer,
            SENT,
            _("Answers sent; where it was handled again, the last one counts."),
            public=True,
        ),
        Count(
            "proposals.class_a",
            _("Answers of class A"),
            Answer,
            SENT & (Q(answer_class="A") | Q(solved_on__isnull=False)),
            _("Solved or adopted; an answer of class B whose promises were all kept is one of them."),
            public=True,
        ),
        *(
            Count(
                f"proposals.class_{code.lower()}",
                label,
                Answer,
                SENT & Q(answer_class=code, solved_on__isnull=True),
                _("Answers in force of this class, by the scheme of the committee."),
                public=True,
            )
            for code, label in (
                ("B", _("Answers of class B")),
                ("C", _("Answers of class C")),
                ("D", _("Answers of class D")),
            )
        ),
    )
)
figures.add(
    *declared(
        Count(
            "proposals.asked",
            _("Opinions asked for"),
            Feedback,
            ASKED,
            _("Each first proposer is asked for an opinion on each answer in force."),
        ),
        Count(
            "proposals.opinions",
            _("Opinions received"),
            Feedback,
            ASKED & Q(state__in=(FeedbackState.SATISFIED, FeedbackState.BASIC, FeedbackState.UNSATISFIED)),
            _("Opinions given on answers in force; what lapsed is not among them."),
            public=True,
        ),
        Count(
            "proposals.content",
            _("Opinions satisfied or basically satisfied"),
            Feedback,
            ASKED & Q(state__in=(FeedbackState.SATISFIED, FeedbackState.BASIC)),
            _("Both together; each of them is a figure of its own."),
            public=True,
        ),
        *(
            Count(
                f"proposals.{state}",
                label,
                Feedback,
                ASKED & Q(state=state),
                _("Opinions of this degree on answers in force."),
                public=True,
            )
            for state, label in (
                (FeedbackState.SATISFIED, _("Opinions satisfied")),
                (FeedbackState.BASIC, _("Opinions basically satisfied")),
                (FeedbackState.UNSATISFIED, _("Opinions not satisfied")),
            )
        ),
    )
)
figures.add(
    *declared(
        Count(
            "proposals.promises",
            _("Promises of answers"),
            Promise,
            Q(answer__sent_on__isnull=False),
            _("Every promise of an answer that was sent."),
            unit="项",
        ),
        *(
            Count(
                f"proposals.promises_{state}",
                label,
                Promise,
                Q(answer__sent_on__isnull=False, state=state),
                definition,
                unit="项",
            )
            for state, label, definition in (
                (PromiseState.KEPT, _("Promises kept"), _("Promises recorded as kept.")),
                (PromiseState.OPEN, _("Promises open"), _("Promises still followed.")),
                (PromiseState.ENDED, _("Promises ended"), _("Promises ended with a reason.")),
            )
        ),
    )
)
