"""Recommendation core: synchronous, deterministic, no network and no Discord."""
