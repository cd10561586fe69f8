"""Addresses are looked up in an index by keys that replayers make too: these are what `surt` 0.3 makes of them."""

import pytest

from whomet.export.cdxj import sort_key

KEYS = {
    "https://courier.example/vale": "example,courier)/vale",
    "http://www.Courier.example/Vale/": "example,courier)/vale",
    "https://www2.courier.example:443/a/b.html?b=2&a=1&a=0&c": "example,courier)/a/b.html?a=0&a=1&b=2&c",
    "https://courier.example:8080/": "example,courier:8080)/",
    "http://courier.example": "example,courier)/",
    "https://user:word@courier.example/x#part": "example,courier)/x",
    "https://courier.example/?": "example,courier)/",
    "https://courier.example/a?Q=Ä%20B": "example,courier)/a?q=%c3%84%20b",
    "https://127.0.0.1:8000/page": "1,0,0,127:8000)/page",
    "http://courier.example/a//b/": "example,courier)/a/b",
    "https://xn--bcher-kva.example/straße": "example,xn--bcher-kva)/stra%c3%9fe",
    "urn:sha256:00ff": "urn:sha256:00ff",
}


@pytest.mark.parametrize(("address", "key"), KEYS.items())
def test_an_address_has_the_key_that_replayers_look_for(address: str, key: str) -> None:
    assert sort_key(address) == key
