"""Quantities: value, unit and change on NewsQuant."""
