"""The web server as a child process: started, waited for, ended, cleared away when a killed start left it behind."""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from alongside.config import env
from alongside.config.processes import end, end_with_parent, running_with
from alongside.config.refusal import Refusal

APPLICATION = "alongside.config.wsgi:application"
WORKERS = 2
THREADS = 4
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (asked for by whoever starts it)


class WebServer:
    """Gunicorn serving the application on host and port. `folder` is the data folder it belongs to."""

    def __init__(self, host: str, port: int, folder: Path, environment: dict[str, str]) -> None:
        self.host, self.port, self.folder, self.environment = host, port, folder, environment
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{_written(self.host)}:{self.port}"

    def start(self) -> None:
        """Start and wait for the first answer. Raises Refusal when none comes."""
        command = [
            sys.executable, "-m", "gunicorn", APPLICATION, "--bind", f"{_written(self.host)}:{self.port}",
            "--workers", str(WORKERS), "--threads", str(THREADS), "--worker-class", "gthread",
            "--preload", "--graceful-timeout", "10", "--timeout", "60", "--log-level", "warning", "--no-control-socket",
            "--name", _name(self.folder),
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, cwd=env.ROOT, env=self.environment, stdin=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=end_with_parent(signal.SIGTERM),
        )  # fmt: skip
        self._wait_until_ready()

    def has_ended(self) -> bool:
        """Whether the server, once started, has gone by itself."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Let requests in hand finish, then end every process of the server."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        clear_left_server(self.folder)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and not self.has_ended():
            if self._answers():
                return
            time.sleep(0.05)
        self.stop()
        raise Refusal("The web server did not start. The lines above say why.")

    def _answers(self) -> bool:
        """Asked directly: a proxy that the machine uses for the web must not stand between."""
        connection = http.client.HTTPConnection(EVERY_ADDRESS.get(self.host, self.host), self.port, timeout=5)
        try:
            connection.request("GET", "/health/", headers={"Host": _a_host_answered_to(self.environment)})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def clear_left_server(folder: Path) -> None:
    """End what is left of a web server over that data folder; the folder must be held."""
    end(running_with(_name(folder), among=APPLICATION), gently=signal.SIGTERM, seconds=SECONDS_TO_STOP)


def _name(folder: Path) -> str:
    return f"alongside {folder}"


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _a_host_answered_to(environment: dict[str, str]) -> str:
    first = environment.get("ALONGSIDE_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    return "localhost" if first in ("", "*") else first
