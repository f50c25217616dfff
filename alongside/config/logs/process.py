"""The sealer as a child process of the start, and the commands for whoever runs the machine."""

import os
import signal
import subprocess
import sys

from alongside.config import env
from alongside.config.logs.anchor import Anchor
from alongside.config.logs.rows import connect
from alongside.config.logs.sealer import is_put_back, restored, seal, seal_for_good
from alongside.config.logs.verifying import verify
from alongside.config.place import Place
from alongside.config.processes import end_with_parent
from alongside.config.refusal import Broken, Refusal

SECONDS_TO_STOP = 10


class Sealer:
    """The process that seals. One that ended is started again: nobody who looks waits for it, so nothing else ends."""

    def __init__(self, place: Place, environment: dict[str, str]) -> None:
        key = {name: os.environ[name] for name in ("ALONGSIDE_LOG_KEY",) if name in os.environ}
        self.environment = {**environment, **key, "DATABASE_SEALER_URL": sealer_url(place)}
        self.process: subprocess.Popen[bytes] | None = None

    def see_to_it(self) -> None:
        """Start it, and start it again when it has ended."""
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            print("The sealer of the logs ended by itself and is started again.", file=sys.stderr, flush=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alongside", "seal-log"], cwd=env.ROOT, env=self.environment,
            stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=end_with_parent(signal.SIGTERM),
        )  # fmt: skip

    def stop(self) -> None:
        """End it; a block that was begun is taken back by the database."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def sealer_url(place: Place) -> str:
    """The address of the role that seals: of a council's own server it is given. Raises Refusal when it is not."""
    given = os.environ.get("DATABASE_SEALER_URL")
    if given or place.server is not None:
        return given or place.server.address(user=env.SEALER_ROLE, database=env.DATABASE_NAME)  # type: ignore[union-attr]
    raise Refusal(
        "DATABASE_SEALER_URL is not set. Set it to the address of the role that seals the logs; "
        "`alongside database roles` prints how that role is made."
    )


def seal_log(place: Place, *, once: bool, said_restored: bool) -> int:
    """Seal until ended; or once; or say that a restored database is meant."""
    address, anchor = sealer_url(place), Anchor(place.folder.path)
    if not once and not said_restored:
        seal_for_good(address, anchor)
    with connect(address) as connection:
        if said_restored:
            restored(connection, anchor)
        elif is_put_back(connection, anchor):
            raise Broken("The logs do not reach the block that was sealed last. Run `alongside verify-log`.")
        elif made := seal(connection):
            anchor.write(made[-1])
    return 0


def verify_log(place: Place) -> int:
    """Say whether the logs are as they were sealed; 1 when they are not."""
    with connect(sealer_url(place)) as connection:
        verdict = verify(connection, Anchor(place.folder.path), say=lambda line: print(line, flush=True))
    for fault in verdict.faults:
        print(f"NOT AS SEALED: {fault}", file=sys.stderr)
    print(f"{verdict.rows:,} rows in {verdict.blocks:,} blocks; {verdict.unsealed:,} not sealed yet.")
    print("The logs are as they were sealed." if not verdict.faults else "The logs were changed.")
    return 1 if verdict.faults else 0
