"""Suggestions learnt from a committee's own past: trained by the worker or a command, scored in plain Python."""
