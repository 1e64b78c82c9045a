"""Placeholder until the stage lands in this same change."""
