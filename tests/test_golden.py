"""The account of the invented exercise is the golden one, byte for byte."""

import os

import pytest

from tests.golden import ROOT, accounts, differences


@pytest.fixture(scope="module")
def today() -> dict[str, str]:
    before = os.getcwd()
    os.chdir(ROOT)
    try:
        return accounts()
    finally:
        os.chdir(before)


def test_the_account_of_the_examples_is_the_golden_one(today: dict[str, str]) -> None:
    lines = differences(today)
    assert not lines, "the golden account changed; look at it with `make golden`:\n" + "\n".join(lines[:60])
