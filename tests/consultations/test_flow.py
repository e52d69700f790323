import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from luzhi.audit.models import Entry
from luzhi.consultations.models import Adoption
from luzhi.core.flow import flows
from tests.consultations.samples import document, suggestion, topic
from tests.world import World

FLOW = flows["suggestion"]


def test_the_department_adopts_and_reports_what_came_of_it(world: World) -> None:
    row, cheng = suggestion(document(topic(world)), department=world.department), world.acting("cheng")
    FLOW.take("adopt", row, cheng)
    FLOW.take("implement", row, cheng, result="新建停车场两处")
    assert (row.state, row.result) == (Adoption.IMPLEMENTED, "新建停车场两处")
    verbs = Entry.objects.about(row).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["suggestion.adopt", "suggestion.implement"]


def test_the_research_office_enters_an_answer_with_its_own_name(world: World) -> None:
    row = suggestion(document(topic(world)), department=world.department)
    FLOW.take("decline", row, world.acting("yan"), "条件尚不具备")
    assert row.state == Adoption.DECLINED
    assert Entry.objects.about(row).get().actor_key == world.yan.subject_key


def test_what_is_partly_adopted_can_be_implemented(world: World) -> None:
    row, yan = suggestion(document(topic(world))), world.acting("yan")
    FLOW.take("adopt-partly", row, yan, "采纳第一部分")
    FLOW.take("implement", row, yan, result="已办")
    assert row.state == Adoption.IMPLEMENTED


@pytest.mark.parametrize("short", ["liu", "wen", "ti", "ling", "shu"])
def test_nobody_else_answers(world: World, short: str) -> None:
    row = suggestion(document(topic(world)), department=world.department)
    with pytest.raises(PermissionDenied):
        FLOW.take("adopt", row, world.acting(short))


def test_a_handler_answers_nothing_that_was_sent_to_no_department(world: World) -> None:
    row = suggestion(document(topic(world)))
    with pytest.raises(PermissionDenied):
        FLOW.take("adopt", row, world.acting("cheng"))


def test_a_handler_answers_for_his_or_her_own_department_only(world: World) -> None:
    row = suggestion(document(topic(world)), department=world.office)
    with pytest.raises(PermissionDenied):
        FLOW.take("adopt", row, world.acting("cheng"))


def test_nothing_is_answered_before_it_was_sent(world: World) -> None:
    row = suggestion(document(topic(world), sent_on=None))
    with pytest.raises(ValidationError, match="尚未报送"):
        FLOW.take("adopt", row, world.acting("yan"))


def test_a_repetition_is_answered_with_its_original(world: World) -> None:
    paper = document(topic(world))
    row = suggestion(paper, 2, duplicate_of=suggestion(paper))
    with pytest.raises(ValidationError, match="原条目"):
        FLOW.take("adopt", row, world.acting("yan"))


def test_what_was_declined_is_final(world: World) -> None:
    row, yan = suggestion(document(topic(world))), world.acting("yan")
    FLOW.take("decline", row, yan, "无")
    with pytest.raises(ValidationError):
        FLOW.take("implement", row, yan, result="有")
