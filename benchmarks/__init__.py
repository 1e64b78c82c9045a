"""Benchmarks: one folder a task, each `python -m benchmarks.<task> PATH`, the last line one JSON object of scores.

`python -m benchmarks` runs every task whose data is there and holds it to the floors in its `floors.json`.
"""
