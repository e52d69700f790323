import os
from pathlib import Path

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def shared():
    folder = Path(os.environ.get("LUZHI_SHARED", Path(__file__).parents[3] / "shared")) / "data"
    if not folder.exists():
        pytest.skip("the shared data is not here")
    return folder
