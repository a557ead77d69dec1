"""Where the house may call out to: never into its own network, unless the installation says so.

A name is resolved once, every address it stands for is checked, and the connection goes to a checked
one: a name that points elsewhere a moment later gains nothing.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv4 written as IPv6 on the way through a translator."""
SET_ASIDE = tuple(
    map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "::/96", "fec0::/10", "5f00::/16"))
)
"""Of an old or an own use, though the registers call some of them global: no receiver stands there."""


class NotAllowed(Exception):
    """The receiver stands where nothing of ours may go."""


class Unresolved(OSError):
    """Nobody knows the name."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What counts as outside: the public internet, and the networks this installation adds."""

    also: tuple[Network, ...] = ()

    @classmethod
    def with_networks(cls, networks: Iterable[str]) -> "Outside":
        return cls(tuple(ipaddress.ip_network(each, strict=False) for each in networks))

    def allows(self, address: Address) -> bool:
        """Private, link-local, metadata, loopback and multicast addresses are not outside."""
        if any(address.version == net.version and address in net for net in self.also):
            return True
        if isinstance(address, ipaddress.IPv6Address):
            hidden = address.ipv4_mapped or address.sixtofour
            if hidden is not None:
                return self.allows(hidden)
            if address.teredo is not None or any(address in net for net in TRANSLATED):
                return False
        if any(address.version == net.version and address in net for net in SET_ASIDE):
            return False
        return address.is_global and not address.is_multicast

    def checked(self, found: Sequence[str]) -> str:
        """The first of a name's addresses, when all of them are outside."""
        if not found:
            raise Unresolved
        if not all(self.allows(ipaddress.ip_address(each.partition("%")[0])) for each in found):
            raise NotAllowed
        return found[0]

    async def find(self, host: str, port: int) -> str:
        """The checked address of a name."""
        loop = asyncio.get_running_loop()
        try:
            infos = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Unresolved from error
        return self.checked([str(info[4][0]) for info in infos])

    def find_now(self, host: str, port: int) -> str:
        """The same, for code that waits by itself."""
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise Unresolved from error
        return self.checked([str(info[4][0]) for info in infos])
