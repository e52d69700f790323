import pytest

from luzhi.cli.language import of_environment, take


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LUZHI_LANG": "zh"}, "zh"),
        ({"LUZHI_LANG": "en-GB"}, "en"),
    ],
)
def test_language_of_environment(environment: dict[str, str], language: str) -> None:
    assert of_environment(environment) == language


@pytest.mark.parametrize(
    "words", [["--lang", "en", "verify"], ["verify", "--lang", "en"], ["verify", "--lang=en"]]
)
def test_language_option_stands_anywhere(words: list[str]) -> None:
    assert take(words) == ("en", ["verify"])


def test_language_option_after_two_dashes_is_an_argument() -> None:
    assert take(["--lang=zh", "--", "--lang", "en"]) == ("zh", ["--", "--lang", "en"])


@pytest.mark.parametrize("words", [["--lang", "fr"], ["--lang"], ["--lang="]])
def test_unknown_language_is_an_error(words: list[str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (its text is the word itself)
        take(words)
