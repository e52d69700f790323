import pytest
from django.conf import settings
from django.test import Client

from tests.world import World


@pytest.mark.parametrize(
    ("cookie", "said"), [("", "登录"), ("en", "Sign in"), ("zh-hans", "登录"), ("xx", "登录")]
)
def test_the_switch_decides_and_not_the_browser(world: World, cookie: str, said: str) -> None:
    client = Client(headers={"accept-language": "en-US,en;q=0.9"})
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    assert f"<h1>{said}</h1>" in client.get("/login/").content.decode()
