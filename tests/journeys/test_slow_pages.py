"""A browser on a slow line: what a journey reads is the whole page, however late its parts come."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.browser import Visitor

pytestmark = pytest.mark.journey
SECONDS_BETWEEN_PARTS = 0.5
PAGE = """<title>A page of some length</title><style>a, button {{ font-size: 2rem }}</style></head>
<body><main><h1>{path}</h1> <a href="/by-link">Go on</a>
<form action="/by-button"><button>Send</button></form></main></body></html>"""


class InParts(BaseHTTPRequestHandler):
    """Every page but the first comes as a head, and after a while the rest."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b'<!doctype html><html lang="en"><head><link rel="icon" href="data:,">')
        self.wfile.flush()
        if self.path != "/":
            time.sleep(SECONDS_BETWEEN_PARTS)
        self.wfile.write(PAGE.format(path=self.path).encode())

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), InParts) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_that_comes_in_parts_is_read_when_it_is_whole(browser, address, every_way):
    visitor = Visitor(browser, address, every_way)
    visitor.opens("/")
    visitor.follows("Go on")
    assert visitor.reads().startswith("/by-link")
    visitor.looked_at("by-link")
    visitor.presses("Send")
    assert visitor.reads().startswith("/by-button")
    visitor.looked_at("by-button")
    visitor.leaves()


def test_a_page_reached_by_a_key_is_looked_at_when_it_is_whole(browser, address):
    visitor = Visitor(browser, address)
    visitor.opens("/")
    visitor.tabs_to("Send")
    with visitor.page.expect_event("framenavigated"):
        visitor.types_keys("Enter")
    visitor.looked_at("by-key")
    visitor.leaves()
