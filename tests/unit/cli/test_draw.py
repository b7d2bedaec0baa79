"""``popliteus draw``."""

from __future__ import annotations

from pathlib import Path

from popliteus.publish.drawings import names
from tests.unit.cli.calls import Call


def test_the_list_names_every_drawing(call: Call) -> None:
    done = call("draw")
    assert done.code == 0
    assert all(name in done.out for name in names())
    assert "behind-knee-middle" in done.out


def test_a_drawing_is_written_or_printed(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "knee.svg"
    done = call("draw", "knee-back", "--side", "left", "--select", "behind-knee", "-o", str(file))
    assert (done.code, done.err) == (0, "")
    assert "Back of the left knee" in done.out
    written = file.read_text(encoding="utf-8")
    assert written.startswith("<svg")
    assert written == call(
        "draw", "knee-back", "--side", "left", "--select", "behind-knee"
    ).out  # fmt: skip


def test_recovery_curves_are_listed_and_drawn(call: Call) -> None:
    assert "recovery/gout" in call("draw").out
    drawn = call("draw", "recovery/gout")
    assert (drawn.code, drawn.err) == (0, "")
    assert "had no pain left" in drawn.out
    assert "well again" not in drawn.out


def test_mistakes_are_explained(call: Call, tmp_path: Path) -> None:
    for arguments, said in (
        (("knee-bak",), "knee-back"),
        (("recovery/hand",), "gout"),
        (("knee-back", "--select", "elbow"), "worst-place"),
        (("knee-back", "-o", str(tmp_path / "knee.png")), ".svg"),
        (("knee-back", "-o", str(tmp_path / "none" / "knee.svg")), "written"),
        (("knee-back", "--side", "both"), "left"),
    ):
        done = call("draw", *arguments)
        assert done.code == 2
        assert said in done.err
