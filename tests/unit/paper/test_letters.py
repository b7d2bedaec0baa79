"""Every letter on the list can be printed in all weights, and no other gets through."""

from __future__ import annotations

import json
import unicodedata

import typst
from hypothesis import given
from hypothesis import strategies as st

from popliteus.paper.letters import LONGEST_WORD, PRINTED, UNKNOWN, printable

TEMPLATE = b"""
#set document(title: "x", date: none)
#set text(lang: "en", font: ("Libertinus Serif", "DejaVu Sans Mono"), size: 5pt)
#for one in json(bytes(sys.inputs.data)) [#one #strong(one) #emph(one) ]
"""
ALLOWED = {chr(code) for first, last in PRINTED for code in range(first, last + 1)}


def test_every_letter_of_the_list_has_a_glyph() -> None:
    fonts = typst.Fonts(include_system_fonts=False)
    typesetter = typst.Compiler(TEMPLATE, font_paths=fonts, ignore_system_fonts=True)
    inputs = {"data": json.dumps(sorted(ALLOWED))}
    made = typesetter.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])
    assert isinstance(made, bytes)


def test_the_list_has_no_marks_and_no_signs_that_cannot_be_seen() -> None:
    kinds = {unicodedata.category(letter) for letter in ALLOWED}
    assert not kinds & {"Mn", "Me", "Mc", "Cf", "Cc", "Cs", "Co", "Zl", "Zp"}


@given(st.text())
def test_nothing_else_gets_through(text: str) -> None:
    assert {*printable(text)} <= ALLOWED | {"\u200b"}


@given(st.text())
def test_no_run_is_longer_than_a_column_is_wide(text: str) -> None:
    runs = printable(text * 30).replace(" ", "\u200b").split("\u200b")
    assert max(map(len, runs)) <= LONGEST_WORD


@given(st.text(alphabet="abc ,.éß’–"))
def test_letters_we_have_stay_as_they_are(text: str) -> None:
    assert printable(text).replace("\u200b", "") == text


def test_a_run_of_unknown_letters_is_one_sign() -> None:
    assert printable("a 痛い b") == f"a {UNKNOWN} b"
    assert printable("e\u0301") == "é"
    assert printable("a\u202eb\x00c") == "abc"
