"""Sums of money, as texts write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whomet.claims.amounts import find_amounts

WRITTEN = [
    ("$153 million worth of incentives", "153000000 USD"),
    ("US$1.5 billion", "1500000000 USD"),
    ("ten billion dollars", "10000000000 USD"),
    ("a 300 million dollar fund", "300000000 USD"),
    ("half a billion dollars", "500000000 USD"),
    ("two and a half billion euros", "2500000000 EUR"),
    ("USD 5 bln", "5000000000 USD"),
    ("£20m", "20000000 GBP"),
    ("pounds 1m", "1000000 GBP"),
    ("€13bn", "13000000000 EUR"),
    ("the 7.34 billion euro investment", "7340000000 EUR"),
    ("¥80 billion", "80000000000 JPY"),
    ("100 billion yuan", "100000000000 CNY"),
    ("RM50m", "50000000 MYR"),
    ("50 million ringgit", "50000000 MYR"),
    ("₹2,000 crore", "20000000000 INR"),
    ("Rs 1.54 lakh crore", "1540000000000 INR"),
    ("34 billion reais", "34000000000 BRL"),
    ("R$34 billion", "34000000000 BRL"),
    ("600 million rand", "600000000 ZAR"),
    ("1.2 trillion won", "1200000000000 KRW"),
    ("10 million Australian dollars", "10000000 AUD"),
    ("$250,000", "250000 USD"),
    ("₩5trn", "5000000000000 KRW"),
]
NO_SUM = [
    "150,000 cars a year",
    "the two won 3 of 5 games",
    "a real deal",
    "all 5 of the top 10",
    "in 2008 dollars",
    "1,5 billion euros",
    "10 million square feet",
    "a billion people",
]


@pytest.mark.parametrize(("words", "sum_"), WRITTEN)
def test_a_sum_is_read_with_its_currency(words: str, sum_: str) -> None:
    assert [str(amount) for amount in find_amounts(words)] == [sum_]


@pytest.mark.parametrize("words", NO_SUM)
def test_what_is_no_sum_of_money_is_none(words: str) -> None:
    assert find_amounts(words) == ()


@pytest.mark.parametrize("words", ["30 to 40 billion dollars", "$30 to $40 billion", "$30–40bn"])
def test_of_a_range_the_lower_end_is_kept(words: str) -> None:
    assert [str(amount) for amount in find_amounts(words)] == ["30000000000 USD"]


@given(
    st.decimals(min_value=1, max_value=999, places=2),
    st.sampled_from(
        [("", 1), (" thousand", 10**3), (" million", 10**6), ("bn", 10**9), (" trillion", 10**12)]
    ),
    st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₹", "INR"), ("A$", "AUD"), ("HK$", "HKD")]),
    st.text(alphabet="abc ,.;", max_size=8),
)
def test_a_sum_written_out_is_read_back(
    number: Decimal, scale: tuple[str, int], currency: tuple[str, str], before: str
) -> None:
    words = f"{currency[0]}{number}{scale[0]}"
    text = f"{before} {words} more"
    (amount,) = find_amounts(text)
    assert (amount.value, amount.currency) == (number * scale[1], currency[1])
    assert text[amount.start : amount.end] == words


@given(st.integers(min_value=1, max_value=10**15))
def test_thousands_may_be_set_apart(number: int) -> None:
    (amount,) = find_amounts(f"worth ${number:,} in all")
    assert str(amount) == f"{number} USD"


@given(st.text(max_size=200))
def test_sums_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for amount in find_amounts(text):
        assert end <= amount.start < amount.end <= len(text)
        assert amount.value >= 0
        end = amount.end
