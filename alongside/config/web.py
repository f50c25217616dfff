"""The web server as a child process: started, waited for, ended, and cleared away when a killed start left it behind."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from alongside.config import env
from alongside.config.postgres import end_with_parent
from alongside.config.refusal import Refusal

APPLICATION = "alongside.config.wsgi:application"
WORKERS = 2
THREADS = 4
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20


class WebServer:
    """Gunicorn serving the application on host and port."""

    def __init__(self, host: str, port: int, folder: Path, environment: dict[str, str]) -> None:
        self.host, self.port, self.folder, self.environment = host, port, folder, environment
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def start(self) -> None:
        """Start and wait for the first answer. Raises Refusal when none comes."""
        bind = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        command = [
            sys.executable, "-m", "gunicorn", APPLICATION, "--bind", bind, "--workers", str(WORKERS),
            "--threads", str(THREADS), "--worker-class", "gthread", "--graceful-timeout", "10", "--timeout", "60",
            "--log-level", "warning", "--name", "alongside", "--no-control-socket",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, cwd=env.ROOT, env=self.environment, stdin=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=end_with_parent(signal.SIGTERM),
        )  # fmt: skip
        _pid_file(self.folder).write_text(str(self.process.pid))
        self._wait_until_ready()

    def wait(self) -> int:
        """Block until the server ends by itself; its exit code."""
        assert self.process is not None
        return self.process.wait()

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
        _pid_file(self.folder).unlink(missing_ok=True)

    def _wait_until_ready(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/health/", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.stop()
        raise Refusal("The web server did not start. The lines above say why.")


def clear_left_server(folder: Path) -> None:
    """End the web server of a start that was killed outright and could not end it itself."""
    path = _pid_file(folder)
    if not path.exists():
        return
    try:
        left = psutil.Process(int(path.read_text()))
        if APPLICATION in left.cmdline():
            family = [left, *left.children(recursive=True)]
            for process in family:
                process.terminate()
            _, alive = psutil.wait_procs(family, timeout=SECONDS_TO_STOP)
            for process in alive:
                process.kill()
    except (psutil.Error, ValueError):
        pass
    path.unlink(missing_ok=True)


def _pid_file(folder: Path) -> Path:
    return folder / "web.pid"
