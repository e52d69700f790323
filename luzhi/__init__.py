"""履职: a work platform for a people's political consultative conference committee."""

import os

# The readings of 47,000 phrases would take 44 MB of every process; names are read character by character.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
