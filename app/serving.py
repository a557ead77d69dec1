"""`yingmen serve`: one API process, on a port of its own or on the supervisor's."""

import asyncio
import ctypes
import errno
import gc
import json
import os
import socket
import ssl
import urllib.request

from app.database.versions import reach
from app.obstacle import Obstacle
from app.settings import Settings

SELDOM = 10_000
"""So many things made and not yet gone before garbage is looked for: a request alone makes hundreds."""
LARGE = 1024 * 1024
"""Bytes from which on a block is had from the machine, and given back to it."""
MMAP_THRESHOLD = -3
"""What glibc calls the setting of that."""
LAST_REQUESTS = 8
"""Seconds that open requests have to finish when the process is told to stop."""


class CannotServe(Obstacle):
    """The address, the port or a file stands in the way."""


def check_files(settings: Settings) -> None:
    """Says which TLS file is missing before anything is started."""
    for path in (settings.tls_cert, settings.tls_key):
        if path is not None and not os.access(path, os.R_OK):
            raise CannotServe(f"读不到 TLS 文件 {path} / cannot read the TLS file {path}")
    if settings.tls_cert is not None:
        try:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(settings.tls_cert, settings.tls_key)
        except ssl.SSLError as error:
            raise CannotServe(
                f"TLS 证书与私钥不匹配或已损坏：{settings.tls_cert} / "
                f"the TLS certificate and key do not fit: {settings.tls_cert} ({error.reason})"
            ) from error


def listen(settings: Settings) -> socket.socket:
    """Takes the port; from now on who calls waits, and is not turned away."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        raise CannotServe(_why_not(settings, error)) from error


def _why_not(settings: Settings, error: OSError) -> str:
    place = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"端口 {settings.port} 已被占用，可用 YINGMEN_PORT 换一个 / "
            f"port {settings.port} is taken: choose another with YINGMEN_PORT"
        )
    if error.errno == errno.EACCES:
        return f"没有权限使用端口 {settings.port} / not allowed to use port {settings.port}"
    return f"无法使用地址 {place}：{error.strerror} / cannot use {place}: {error.strerror}"


def serve(settings: Settings, socket_handle: int | None = None) -> None:
    """Serves until told to stop."""
    check_files(settings)
    asyncio.run(_keep_demo_off_the_network(settings))
    give_large_blocks_back()
    gc.disable()  # nothing that loading makes is garbage, so looking for it only takes time
    import uvicorn  # noqa: PLC0415 - the supervisor does without these two

    from app.main import create_app  # noqa: PLC0415

    class Server(uvicorn.Server):
        """Ends the streams first: they would hold the process until its patience is over."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            await app.state.listening.end()
            await super().shutdown(sockets)

    listener = listen(settings) if socket_handle is None else socket.socket(fileno=socket_handle)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=",".join(settings.trusted_proxies),
        server_header=False,
        ssl_certfile=settings.tls_cert,
        ssl_keyfile=settings.tls_key,
        timeout_graceful_shutdown=LAST_REQUESTS,
        ws="none",
    )
    server = Server(config)
    gc.freeze()
    gc.set_threshold(SELDOM)
    gc.enable()
    server.run(sockets=[listener])
    if not server.started:
        raise CannotServe("服务没能启动 / the service did not start")


def give_large_blocks_back() -> None:
    """What one password hash needs goes back to the machine with it.

    By itself glibc takes the first such block for the usual size, and keeps room for it from then on.
    """
    try:
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE)
    except (AttributeError, OSError, TypeError):
        return  # another library than glibc, which does as it likes


async def _keep_demo_off_the_network(settings: Settings) -> None:
    """A demo centre's passwords are shown to whoever starts it: nobody else should reach it unasked."""
    if settings.loopback_only or settings.allow_demo_on_network:
        return
    connection = await reach(settings.libpq_url())
    try:
        has_demo = await connection.fetchval("SELECT EXISTS (SELECT FROM centres WHERE is_demo)")
    finally:
        await connection.close()
    if has_demo:
        raise CannotServe(
            f"演示中心不对外开放（{settings.host}），确要开放请设 YINGMEN_ALLOW_DEMO_ON_NETWORK=1 / "
            f"a demo centre stays off the network ({settings.host}): "
            "set YINGMEN_ALLOW_DEMO_ON_NETWORK=1 to open it all the same"
        )


def ask_health(settings: Settings, *, timeout: float) -> dict[str, object]:
    """Asks the service on this machine how it is."""
    context = None
    if settings.tls_cert is not None:  # our own certificate need not name the loopback address
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    address = f"{settings.address}/healthz"
    with urllib.request.urlopen(address, timeout=timeout, context=context) as answer:  # noqa: S310
        found: dict[str, object] = json.load(answer)
        return found
