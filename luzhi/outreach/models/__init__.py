"""Gifts, and pairings with their help records."""

from luzhi.outreach.models.gifts import KEEPERS, DonorKind, Gift, GiftKind, Standing
from luzhi.outreach.models.pairings import Pairing, PairingKind, Visit

__all__ = [
    "KEEPERS",
    "DonorKind",
    "Gift",
    "GiftKind",
    "Pairing",
    "PairingKind",
    "Standing",
    "Visit",
]
