"""Texts stitched from several stories: which lines belong, which are strays, furniture, headlines and definitions."""
