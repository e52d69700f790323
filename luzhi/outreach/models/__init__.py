"""Gifts, pairings, and what those who were helped said of it."""

from luzhi.outreach.models.gifts import KEEPERS, DonorKind, Gift, GiftKind, Standing
from luzhi.outreach.models.pairings import Pairing, PairingKind, Visit
from luzhi.outreach.models.voices import Consent, Voice, faults, open_to_all

__all__ = [
    "KEEPERS",
    "Consent",
    "DonorKind",
    "Gift",
    "GiftKind",
    "Pairing",
    "PairingKind",
    "Standing",
    "Visit",
    "Voice",
    "faults",
    "open_to_all",
]
