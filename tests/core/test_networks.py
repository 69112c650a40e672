"""Which addresses are of the world, in every way one can be written or hidden inside another."""

import pytest

from core.networks import is_home_name, is_public

PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1",
    "198.17.0.1", "223.255.255.254", "2001:4860:4860::8888", "2606:4700:4700::1111", "2a00:1450:4009:81f::200e", "2001:200::1",
    "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:4860::5efe:808:808", "2001:4860::200:5efe:808:808",
]  # fmt: skip
NOT_PUBLIC = {
    "this network": ["0.0.0.0", "0.1.2.3", "::"],
    "this machine": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1"],
    "shared": ["100.64.0.1", "100.127.255.255"],
    "link": ["169.254.169.254", "fe80::1", "fe80::1%eth0", "fe80::1%25"],
    "protocols": ["192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.170", "192.0.0.192"],
    "examples": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1", "5f00::1"],
    "measuring": ["198.18.0.1", "198.19.255.255", "2001:2::1"],
    "AS112 and relays": ["192.31.196.1", "192.52.193.1", "192.88.99.1", "192.175.48.1", "2620:4f:8000::1"],
    "many": ["224.0.0.1", "239.255.255.255", "ff02::1"],
    "reserved": ["240.0.0.1", "255.255.255.255"],
    "site, no longer used": ["fec0::1", "feff::1"],
    "discarded": ["100::1", "100:0:0:1::1"],
    "IPv4-mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:7f00:1"],
    "IPv4-compatible": ["::127.0.0.1", "::8.8.8.8", "::a00:1"],
    "SIIT": ["::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8"],
    "NAT64": ["64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe"],
    "local NAT64": ["64:ff9b:1::7f00:1", "64:ff9b:1::8.8.8.8", "64:ff9b:1:ffff::1"],
    "6to4": ["2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::1"],
    "Teredo, private server": ["2001:0:7f00:1::"],
    "Teredo, private client": ["2001:0:808:808::80ff:fffe"],
    "Teredo, public both": ["2001:0:808:808::f7f7:f7f7"],
    "ISATAP": ["2001:4860::5efe:7f00:1", "2001:4860::200:5efe:10.0.0.1", "fe80::5efe:808:808"],
    "other uses of 2001::/23": ["2001:1::1", "2001:10::1", "2001:20::1", "2001:30::1", "2001:1ff::1"],
    "not given out yet": ["4000::1", "8000::1", "e000::1"],
    "no address": ["", "localhost", "1.2.3", "1.2.3.4.5", "0x7f000001", "[::1]", "::1::", "127.0.0.1\n"],
}


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_world_is_public(address):
    assert is_public(address) is True


@pytest.mark.parametrize(
    "address", [pytest.param(one, id=f"{kind}: {one}") for kind, several in NOT_PUBLIC.items() for one in several]
)
def test_an_address_that_is_not_of_the_world_is_none_however_it_is_written(address):
    assert is_public(address) is False


@pytest.mark.parametrize(
    ("name", "is_home"),
    [
        ("localhost", True), ("LocalHost.", True), ("a.localhost", True), ("printer.local", True), ("x.internal", True),
        ("router.home.arpa", True), ("example.org", False), ("mylocalhost.org", False), ("local.example.org", False),
    ],
)  # fmt: skip
def test_names_of_a_house_are_known(name, is_home):
    assert is_home_name(name) is is_home
