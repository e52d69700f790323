import pytest

from luzhi.organisation.secrecy import is_marked

MARKED = [
    "秘密★1年",
    "机 密★",
    "★绝密",
    "密级：机密\n关于某事的报告",
    "密 级: 秘密",
    "机密\n某市政协办公室\n关于某事的报告",
    "\n\n  秘密 三年 \n关于某事",
    "【绝密】\n标题",
    "正文。\n附件\n机密★长期",
]
OPEN = [
    "关于保护商业秘密的建议",
    "保守秘密是每个党员的义务",
    "秘密工作者的旧居应当修缮",
    "本文不涉密",
    "",
    "\n".join(["正文"] * 8 + ["秘密"]),
    "一份机密档案的故事\n正文",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_is_seen(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize("text", OPEN)
def test_the_word_in_a_sentence_is_no_mark(text: str) -> None:
    assert not is_marked(text)
