"""Loaded before settings: gives each test process a site of its own, so that tests never touch a real one."""

import os
import tempfile
from pathlib import Path

import hypothesis

FOLDER = Path(tempfile.mkdtemp(prefix="luzhi-test-"))
FOLDER.chmod(0o711)  # the database's account must be able to pass through
os.environ["LUZHI_HOME"] = str(FOLDER / "site")
os.environ.pop("DATABASE_URL", None)

hypothesis.settings.register_profile("untimed")  # speed is measured, never tested
hypothesis.settings.load_profile("untimed")
