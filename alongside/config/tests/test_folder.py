"""The data folder is one start's at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from alongside.config.folder import DataFolder, FolderHeld
from alongside.config.processes import running_in, running_with
from alongside.config.refusal import Refusal

HOLD = """
import sys
from pathlib import Path
from alongside.config.folder import DataFolder
folder = DataFolder(Path(sys.argv[1]))
folder.make()
print("held", flush=True)
sys.stdin.read()
"""


def test_looking_for_a_folder_makes_none(tmp_path: Path) -> None:
    assert DataFolder(tmp_path / "new").hold_if_there() is False
    assert list(tmp_path.iterdir()) == []


def test_holding_a_folder_writes_nothing_into_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert folder.hold_if_there() is True
    assert folder.hold_if_there() is True
    assert list(tmp_path.iterdir()) == []
    folder.let_go()


def test_a_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="cannot be written"):
        DataFolder(tmp_path / "file" / "data").make()


def test_another_process_is_kept_out_until_the_first_has_ended_however_it_ends(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(FolderHeld, match=f"Alongside already runs on {tmp_path}"):
            DataFolder(tmp_path).make()
        other.kill()
    folder = DataFolder(tmp_path)
    folder.make()
    folder.let_go()
    folder.make()
    folder.let_go()


def test_processes_are_known_by_what_they_were_started_with_and_where_they_work(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; sys.stdin.read()", f"alongside {tmp_path}", "some.module:application"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=tmp_path) as other:
        mine = [process.pid for process in running_with(f"alongside {tmp_path}", among=":application")]
        assert mine == [other.pid]
        assert running_with(f"alongside {tmp_path}-another", among=":application") == []
        assert [process.pid for process in running_in(str(tmp_path), name="python")] == [other.pid]
        assert running_in(str(tmp_path), name="postgres") == []
        other.kill()
