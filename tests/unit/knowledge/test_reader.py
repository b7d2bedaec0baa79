"""The strict reader: what is taken, what is refused, and where the message points."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from popliteus.errors import KnowledgeError
from popliteus.knowledge.reader import DEEPEST, LARGEST_FILE, read_bytes, read_file, read_text

KNOWLEDGE = Path(__file__).resolve().parents[3] / "knowledge"

SURPRISES = (
    "y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off",
    "OFF", "True", "TRUE", "False", "FALSE", "Null", "NULL", "012", "0o14", "0x1F", "0b101",
    "1_000", "1:30", "190:20:30", "-012", "+0x1F", ".inf", "-.inf", ".Inf", ".nan", ".NaN",
)  # fmt: skip


@pytest.mark.parametrize("word", SURPRISES)
def test_each_yaml_surprise_is_refused_and_can_be_quoted(word: str) -> None:
    with pytest.raises(KnowledgeError, match="bare word") as caught:
        read_text(f"first: 1\nanswer: {word}\n", "file.yaml")
    assert caught.value.line == 2
    assert caught.value.file == "file.yaml"
    assert word in caught.value.found
    assert read_text(f'answer: "{word}"').value == {"answer": word}
    assert read_text(f"answer: '{word}'").value == {"answer": word}


@pytest.mark.parametrize("word", SURPRISES)
@pytest.mark.parametrize("shape", ["{word}: 1", "[{word}]", "- {word}", "a: {{b: {word}}}"])
def test_surprises_are_refused_wherever_they_stand(shape: str, word: str) -> None:
    with pytest.raises(KnowledgeError):
        read_text(shape.format(word=word))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1), ("-7", -7), ("+3", 3), ("0", 0), ("0.5", 0.5), (".5", 0.5), ("1.", 1.0),
        ("1e3", 1000.0), ("1e-3", 0.001), ("-2.5E+1", -25.0), ("true", True), ("false", False),
        ("null", None), ("~", None), ("", None), ("2026-11-23", "2026-11-23"), ("1.2.3", "1.2.3"),
        ("none", "none"), ("12 cm", "12 cm"), ("word", "word"),
    ],
)  # fmt: skip
def test_plain_values_follow_yaml_1_2(written: str, value: object) -> None:
    found = read_text(f"key: {written}").value
    assert found == {"key": value}
    assert isinstance(found, dict)
    assert type(found["key"]) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' twice"),
        ("a:\n  c: 1\n  d: 2\n  c: 3\n", 4, "'c' twice"),
        ("a: 1\n'a': 3\n", 2, "'a' twice"),
        ("a: &x 1\nb: 2\n", 1, "anchor &x"),
        ("a: 1\nb: *x\n", 2, "x"),
        ("a: 1\nb: !!str 2\n", 2, "tag"),
        ("a: !custom {b: 1}\n", 1, "tag"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "tag"),
        ("a: 1\n<<: {b: 2}\n", 2, "merge key"),
        ("a: 1\n---\nb: 2\n", 2, "YAML"),
        ("1: a\n", 1, "key that is not a word"),
        ("a: 1\n? [b]\n: 2\n", 2, "key that is not a word"),
        ("a: 1\n'': 2\n", 2, "key that is not a word"),
        ("a: [1, 2\nb: 3\n", 2, "YAML"),
        ("a: 'open\n", 2, "YAML"),
        ("a: b: c\n", 1, "YAML"),
        ("a:\n\t- 1\n", 2, "YAML"),
    ],
)
def test_refusal_names_the_line(text: str, line: int, said: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_text(text, "causes/gout.yaml")
    assert caught.value.line == line
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"causes/gout.yaml:{line}: found ")


def test_depth_is_bounded() -> None:
    assert read_text("[" * DEEPEST + "]" * DEEPEST).value is not None
    with pytest.raises(KnowledgeError, match="nesting deeper"):
        read_text("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    with pytest.raises(KnowledgeError):
        read_text("[" * 100_000)
    with pytest.raises(KnowledgeError):
        read_text("{a: " * 50_000)


def test_size_is_bounded(tmp_path: Path) -> None:
    assert read_bytes(b"#" * LARGEST_FILE, "x").value is None
    with pytest.raises(KnowledgeError, match="2 MB"):
        read_bytes(b"#" * (LARGEST_FILE + 1), "x")
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (10 * LARGEST_FILE))
    with pytest.raises(KnowledgeError, match="2 MB") as caught:
        read_file(big)
    assert caught.value.file == str(big)


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe\x00", b"a: \x80", b"\x00", b"a: \x00b", b"\x89PNG\r\n\x1a\n", b"a: \x07"]
)
def test_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(KnowledgeError):
        read_bytes(raw, "photo.yaml")


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(KnowledgeError, match="cannot be read") as caught:
            read_file(path)
        assert caught.value.file == str(path)


def test_line_of_every_path() -> None:
    document = read_text("a: 1\nb:\n  - x\n  - w: 2\n    z:\n      - 3\n", "f")
    assert document.line(("a",)) == 1
    assert document.line(("b",)) == 2
    assert document.line(("b", 0)) == 3
    assert document.line(("b", 1, "z")) == 5
    assert document.line(("b", 1, "z", 0)) == 6
    assert document.line(("b", 1, "missing", "deeper")) == 4  # the nearest parent
    assert document.line(("nowhere",)) == 1


@pytest.mark.parametrize("text", ["9" * 10_000, "1e400", "-1e400", "0." + "1" * 40])
def test_numbers_beyond_reason_are_refused(text: str) -> None:
    with pytest.raises(KnowledgeError, match="bare word"):
        read_text(f"a: {text}")
    assert read_text("a: 1e29").value == {"a": 1e29}


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(alphabet="ab:-[]{}'\"\n #&*!|>?%@`,~.0123456789yn\t")))
@example("\ufeff")
@example("a: \ud800")
@example("? ")
@example("%YAML 1.1\n---\na: 1")
def test_any_text_gives_a_value_or_a_knowledge_error(text: str) -> None:
    with contextlib.suppress(KnowledgeError):
        document = read_text(text)
        assert isinstance(document.value, dict | list | str | int | float | bool | None)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_value_or_a_knowledge_error(raw: bytes) -> None:
    with contextlib.suppress(KnowledgeError):
        read_bytes(raw, "bytes")


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz -äß", min_size=1, max_size=12)
LEAVES = st.one_of(
    WORDS, st.integers(-10**6, 10**6), st.booleans(), st.none(),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 4)),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(WORDS, VALUES, max_size=5))
def test_agrees_with_pyyaml_on_plain_documents(value: dict[str, object]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    # PyYAML writes no quotes around words that only YAML 1.2 reads otherwise; those are refused.
    said = ""
    try:
        assert read_text(text).value == yaml.safe_load(text) == value
    except KnowledgeError as error:
        said = str(error)
    assert not said or "bare word" in said or "key that is not a word" in said


def test_whole_base_reads_like_pyyaml() -> None:
    from popliteus.knowledge.base import default_path

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    paths = sorted(default_path().glob("causes/*.yaml"))
    assert len(paths) >= 28
    for path in paths[:10]:
        text = path.read_text(encoding="utf-8")
        mine = read_file(path).value
        other = yaml.load(text, loader)  # noqa: S506 - a safe loader
        assert mine == other, path.name


def test_files_full_of_words_are_read_by_a_parser_of_another_make() -> None:
    """Libyaml takes a bare `cars?` in a list; the parser in Python refuses it, as editors do."""
    folders = ("findings", "factors", "attributes", "rules")
    paths = [path for folder in folders for path in sorted((KNOWLEDGE / folder).glob("*.yaml"))]
    assert len(paths) > 400
    for path in (KNOWLEDGE / "intake.yaml", *paths):
        assert yaml.load(path.read_text("utf-8"), Loader=yaml.SafeLoader), path
