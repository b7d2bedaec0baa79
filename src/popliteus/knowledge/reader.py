"""A strict subset of YAML 1.2: what you read is what is written.

What this module is
    Text to plain Python values, with the line of every key kept, so that each later message can
    name file and line. Numbers, ``true``, ``false`` and ``null`` follow the YAML 1.2 core schema.

What it is not
    A YAML library. Anchors, aliases, tags, merge keys, several documents and duplicate keys are
    refused, and so are the words that YAML 1.1 would silently turn into something else
    (``yes``, ``on``, ``012``, ``1:30``): whoever means text puts quotes around it.

Letters
    A *path* is the way to a value: ``("facts", "calf-swollen")`` or ``("evidence", 3, "grade")``.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.events import AliasEvent, CollectionStartEvent, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from popliteus.errors import KnowledgeError

#: The largest file that is read. A record has a few hundred lines; a case has fewer.
LARGEST_FILE = 2_000_000

#: The deepest nesting that is read: a record needs 8 levels, an attack uses thousands.
DEEPEST = 40

#: A number with more characters than this is a mistake, and Python's own limit is near.
LONGEST_NUMBER = 30

#: How a scalar is written when it can only be text.
_TEXT_STYLES = frozenset("'\"|>")

Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_SURPRISE_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
_SURPRISE_NUMBER = re.compile(
    r"[-+]?(0[0-9_]+|0[xob][0-9a-fA-F_]+|[0-9][0-9_]*_[0-9_]*(\.[0-9]*)?|[0-9]+(:[0-5]?[0-9])+(\.[0-9]*)?)\Z"
)
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)\Z")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as values, and the line on which each value begins.

    Attributes
    ----------
    value
        Dictionaries, lists, strings, numbers, booleans and None.
    lines : dict
        Path to line number, counted from 1.
    name : str
        What to call the source in messages, usually the file's path.
    """

    value: object
    lines: dict[Path_, int]
    name: str

    def line(self, path: Path_) -> int:
        """Return the line of `path`, or of its nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_file(path: Path, name: str | None = None) -> Document:
    """Read one file; `name` is what to call it in messages, its path when left out.

    Raises
    ------
    KnowledgeError
        The file is too large, is not UTF-8 text, or is outside the subset.
    """
    name = name or str(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise KnowledgeError(
            found=f"a file that cannot be read ({error.strerror})",
            file=name,
            expected="a readable file",
        ) from error
    return read_bytes(raw, name)


def read_bytes(raw: bytes, name: str) -> Document:
    """Read bytes: at most 2 MB of UTF-8 text.

    Raises
    ------
    KnowledgeError
        Too large, not UTF-8, or outside the subset.
    """
    if len(raw) > LARGEST_FILE:
        raise KnowledgeError(
            found=f"more than {LARGEST_FILE // 1_000_000} MB",
            file=name,
            expected=f"a text file of at most {LARGEST_FILE // 1_000_000} MB",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KnowledgeError(
            found=f"a byte that is not UTF-8 text (number {error.start})",
            file=name,
            expected="a text file in UTF-8",
        ) from error
    return read_text(text, name)


def read_text(text: str, name: str = "text") -> Document:
    r"""Read one document.

    Parameters
    ----------
    text
        The whole document.
    name
        What to call it in messages.

    Returns
    -------
    Document
        Values and their lines.

    Raises
    ------
    KnowledgeError
        With the line, what was found and what to write instead.

    Examples
    --------
    >>> read_text("name: Example\nshare: 1e-3").value
    {'name': 'Example', 'share': 0.001}

    >>> read_text("answer: no")
    Traceback (most recent call last):
    ...
    popliteus.errors.KnowledgeError: ...
    """
    if "\x00" in text:
        raise KnowledgeError(found="a NUL character", file=name, expected="a text file")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise KnowledgeError(found="half a character", file=name, expected="a text in UTF-8")
    try:
        _refuse_events(text, name)
        loader = _LOADER(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise KnowledgeError(
            found=f"text that is not YAML ({error.problem or error.context})",
            file=name,
            line=line,
            expected="YAML: check indentation, colons and quotes",
        ) from error
    except yaml.YAMLError as error:
        raise KnowledgeError(
            found="characters that YAML does not allow", file=name, expected="plain text"
        ) from error
    lines: dict[Path_, int] = {}
    value = None if node is None else _value(node, (), lines, name)
    return Document(value=value, lines=lines, name=name)


def _refuse_events(text: str, name: str) -> None:
    """Refuse what the node tree no longer shows: anchors, aliases, tags, depth."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, AliasEvent):
            raise _refusal(f"the alias *{event.anchor}", name, line, "the value written out")
        anchor = getattr(event, "anchor", None)
        if anchor:
            raise _refusal(f"the anchor &{anchor}", name, line, "no anchors")
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            raise _refusal(f"the tag {event.tag}", name, line, "no tags")
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _refusal(f"nesting deeper than {DEEPEST}", name, line, "a flatter file")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refusal(found: str, name: str, line: int, expected: str) -> KnowledgeError:
    return KnowledgeError(found=found, file=name, line=line, expected=expected)


def _value(node: Node, path: Path_, lines: dict[Path_, int], name: str) -> object:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return _scalar(node, name)
    if isinstance(node, SequenceNode):
        return [_value(item, (*path, i), lines, name) for i, item in enumerate(node.value)]
    assert isinstance(node, MappingNode)  # noqa: S101 - YAML has no fourth kind of node
    return _mapping(node, path, lines, name)


def _mapping(
    node: MappingNode, path: Path_, lines: dict[Path_, int], name: str
) -> dict[str, object]:
    result: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _key(key_node, name, line)
        if key in result:
            raise _refusal(f"the key '{key}' twice", name, line, "each key once")
        result[key] = _value(value_node, (*path, key), lines, name)
        lines[(*path, key)] = line
    return result


def _key(node: Node, name: str, line: int) -> str:
    key = _scalar(node, name) if isinstance(node, ScalarNode) else None
    if not isinstance(key, str) or not key:
        raise _refusal("a key that is not a word", name, line, "a word, or quotes around the key")
    if key == "<<":
        raise _refusal("the merge key <<", name, line, "the keys written out")
    return key


def _scalar(node: ScalarNode, name: str) -> object:
    text = str(node.value)
    if node.style in _TEXT_STYLES:
        return text
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.match(text) and len(text) < LONGEST_NUMBER:
        return int(text)
    if _FLOAT.match(text) and len(text) < LONGEST_NUMBER and math.isfinite(float(text)):
        return float(text)
    surprises = (_SURPRISE_NUMBER, _NOT_FINITE, _FLOAT)  # a float here is too large or too long
    if text.lower() in _SURPRISE_WORDS or any(one.match(text) for one in surprises):
        raise _refusal(
            f"the bare word '{text}', which programs read in different ways",
            name,
            node.start_mark.line + 1,
            f'quotes around it ("{text}") or a plain value',
        )
    return text
