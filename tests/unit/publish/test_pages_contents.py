"""What stands on the pages: nothing is empty, each lost list is back, each number has a source."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from popliteus import KnowledgeBase
from popliteus.errors import CaseError, KnowledgeError
from popliteus.knowledge.changes import build_of, read_build, to_json
from popliteus.knowledge.prose import read_prose
from popliteus.publish.pages.build import Pages
from popliteus.publish.pages.write import MANIFEST, write, write_one
from popliteus.publish.views.care import BY_OTHERS
from popliteus.publish.views.evidence import COLUMNS
from tests.planting import Planted
from tests.unit.publish.conftest import Parsed

#: The lists that the first article had lost: the words before each, and what must stand in it.
LISTS = {
    "The causes in short": (
        "leg cramp", "Baker's cyst", "osteoarthritis", "rheumatoid arthritis", "lupus",
        "runner's knee", "hamstring injury", "torn meniscus", "front cross ligament",
        "back cross ligament", "blood clot in a deep vein",
    ),
    "Other possible reasons for leg cramps are": (
        "pregnancy", "older", "arteries", "lower back", "liver", "dialysis", "tetanus", "inhaler",
        "water tablet", "statin",
    ),
    "Other symptoms of runner's knee are": (
        "stairs", "squat", "sitting", "edges of the kneecap", "give way", "grinding",
    ),
    "These muscles are": ("biceps femoris", "semitendinosus", "semimembranosus"),
    "A torn meniscus often causes other symptoms": (
        "pain along the line", "swelling", "catching", "straightened", "gives way", "squat",
    ),
    "Injuries of the back cross ligament cause symptoms such as": (
        "back of the knee", "swelling", "stiffness", "walking", "loose", "stairs", "sags",
    ),
    "Other symptoms of a clot may be": (
        "swelling of one calf", "deep veins", "warm", "changes colour", "dent", "wider than usual",
    ),
    "RICE. They stand for": ("Rest", "Ice", "Compression", "Elevation"),
    "These things make a clot more likely": (
        "operation", "injury", "hospital", "cancer", "tube in a large vein", "under the skin",
        "paralysed", "pregnancy", "oestrogen", "earlier clot in a deep vein", "older",
    ),
}  # fmt: skip

#: Everything that the page of a cause must say, by anchor.
CAUSE_SECTIONS = (
    "help-now", "what-it-is", "what-it-feels-like", "who-gets-it", "look-alikes", "what-to-do",
    "tests", "recovery", "prevention", "when-to-get-help", "for-clinicians",
)  # fmt: skip


@pytest.mark.parametrize("words", LISTS)
def test_every_lost_list_is_in_the_article(words: str, parsed: dict[str, Parsed]) -> None:
    text = parsed["index.html"].text
    after = (
        text.rpartition(words)[2] if words == "The causes in short" else text.partition(words)[2]
    )
    assert after, words
    part = after[:1600]
    assert not [one for one in LISTS[words] if one.lower() not in part.lower()]


def test_the_article_leads_to_every_cause(files: dict[str, str], knowledge: KnowledgeBase) -> None:
    text = files["index.html"]
    assert not [name for name in knowledge.causes if f'href="causes/{name}.html"' not in text]


def test_every_cause_has_every_section(parsed: dict[str, Parsed], knowledge: KnowledgeBase) -> None:
    for name in knowledge.causes:
        ids = parsed[f"causes/{name}.html"].ids
        assert [one for one in ids if one in CAUSE_SECTIONS] == list(CAUSE_SECTIONS), name


def test_no_section_and_no_list_is_empty(files: dict[str, str]) -> None:
    empty = re.compile(r"<(ul|ol|dl|tbody|p|td|dd|section|figure)(\s[^>]*)?>\s*</\1>")
    heading = re.compile(r"<h2[^>]*>.*?</h2>\s*(?=<h2|</section>|</main>)", re.S)
    for path, text in files.items():
        if path.endswith(".html"):
            found = empty.search(text)
            assert found is None, f"{path}: {found}"
            assert heading.search(text.partition("<main")[2]) is None, path


#: What no page may show; BibTeX has double braces without a blank.
LEFTOVERS = ("{{ ", " }}", "{emergency}", "{doctor}", "None", "Markup(", "[@", "\ue000")


def test_no_leftovers(parsed: dict[str, Parsed], pages: Pages) -> None:
    """Words as they were printed, and what begins a sentence with "None of", are no leftovers."""
    printed = {one.number.source.printed for one in pages.site.figures.values()}
    said = sorted(words for words in printed if any(one in words for one in LEFTOVERS))
    for path, page in parsed.items():
        text = page.text.replace("None of ", "")
        for words in said:
            text = text.replace(words, "")
        for leftover in LEFTOVERS:
            assert leftover not in text, f"{path}: {leftover}"


def test_the_causes_pages_keep_audiences_apart(files: dict[str, str]) -> None:
    text = files["causes/deep-vein-thrombosis.html"]
    patient, _, clinician = text.partition('id="for-clinicians"')
    assert "LR+" not in patient
    assert "LR+" in clinician
    assert "95% interval" in clinician


def test_a_treatment_says_when_it_begins(
    knowledge: KnowledgeBase, parsed: dict[str, Parsed]
) -> None:
    for one in knowledge.treatments.values():
        page = f"treatments/{one.id}.html"
        assert "when" in parsed[page].ids
        text = " ".join(" ".join(parsed[page].words).split())
        assert (BY_OTHERS in text) is (one.professional and not one.begins.because)
        if one.begins.because:
            assert one.begins.because in text
        assert all(stop in text for stop in one.leave_out)


def test_the_evidence_table_holds_every_number(
    files: dict[str, str], parsed: dict[str, Parsed], pages: Pages
) -> None:
    figures = pages.site.figures
    rows = list(csv.reader(io.StringIO(files["evidence/evidence.csv"])))
    values = json.loads(files["evidence/evidence.json"])
    ids = set(parsed["evidence/index.html"].ids)
    assert tuple(rows[0]) == COLUMNS == tuple(values["columns"])
    assert [row[0] for row in rows[1:]] == list(figures)
    assert [one["address"] for one in values["numbers"]] == list(figures)
    assert {address.replace("#", "--") for address in figures} <= ids
    for row in values["numbers"]:
        figure = figures[row["address"]]
        assert row["value"] == figure.number.estimate.value
        assert row["printed"] == figure.number.source.printed
        assert row["second_reading"] in {"agrees", "not seen", "not read again"}
        assert row["citation"]


def test_same_knowledge_same_bytes(knowledge: KnowledgeBase, files: dict[str, str]) -> None:
    assert dict(Pages(knowledge).files()) == files


def test_nothing_of_this_machine_and_no_clock(files: dict[str, str]) -> None:
    for path, text in files.items():
        assert not re.search(r"(?<![\w./~:-])/(?:home|root|tmp|work)/\w", text), path


def test_figures_in_texts_come_from_records(files: dict[str, str], pages: Pages) -> None:
    number = pages.site.figures["deep-vein-thrombosis#recent-surgery-odds-ratio"].number
    assert number.source.ref == "heit-2000"
    text = files["index.html"]
    assert (
        'evidence/index.html#deep-vein-thrombosis--recent-surgery-odds-ratio">'
        "21.7 (95% interval 9.4 to 49.9)</a>"
    ) in text


def test_writing_takes_away_what_is_gone(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    site = tmp_path / "site"
    told: list[tuple[str, int, int]] = []
    count = write(knowledge, site, tell=lambda *done: told.append(done))
    assert told[-1] == ("Writing pages", count, count)
    (site / "causes" / "old.html").write_text("gone", encoding="utf-8")
    (site / "mine.txt").write_text("kept", encoding="utf-8")
    listed = site / MANIFEST
    listed.write_text(listed.read_text(encoding="utf-8") + "causes/old.html\n", encoding="utf-8")
    write(knowledge, site)
    assert not (site / "causes" / "old.html").exists()
    assert (site / "mine.txt").exists()


def test_one_page(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    page = write_one(knowledge, "gout", tmp_path)
    assert page == tmp_path / "causes" / "gout.html"
    assert (tmp_path / "assets" / "popliteus.css").is_file()
    with pytest.raises(CaseError, match="nearest: gout"):
        write_one(knowledge, "gouty", tmp_path)


def test_a_folder_that_cannot_be_written(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "causes").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(CaseError, match="cannot be written"):
        write_one(knowledge, "gout", tmp_path)


def test_what_changed(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    first = Pages(knowledge)
    assert "first release" in first.html(first.site.entry("page:changes"))
    planted = Planted(knowledge.path, tmp_path / "knowledge")
    planted.text("causes/gout.yaml", lambda text: text.replace("\nname: ", "\nname: Old ", 1))
    file = tmp_path / "knowledge.json"
    file.write_text(to_json(build_of(knowledge)), encoding="utf-8")
    assert read_build(file) == read_build(knowledge.path)
    for since in (planted.folder, file):
        pages = Pages(knowledge, read_build(since))
        text = pages.html(pages.site.entry("page:changes"))
        assert ("name: Old " in text) == (since == planted.folder)
        assert ("No record differs" in text) == (since == file)
    with pytest.raises(KnowledgeError, match=r"knowledge\.json"):
        read_build(tmp_path / "nothing")


def test_every_cause_has_prevention_and_no_other_section(knowledge: KnowledgeBase) -> None:
    sections = read_prose(knowledge.path)["prevention"].sections()
    assert set(sections) == set(knowledge.causes)
    assert all(sections.values())


def test_no_sentence_of_ours_is_long(knowledge: KnowledgeBase) -> None:
    """Texts for everybody are short sentences: a reading age of 9 to 11."""
    for prose in read_prose(knowledge.path).values():
        body = re.sub(r"\{\{.*?\}\}|\[@[^\]]*\]|\]\([^)]*\)|[*#\[]", "", prose.body)
        sentences = re.split(r"(?<=[.?!:;])\s+|\n+", body)
        lengths = [len(one.split()) for one in sentences if one.strip()]
        assert sum(lengths) / len(lengths) < 14, prose.name
        assert max(lengths) <= 40, prose.name


def test_an_exercise_has_its_phases_step_by_step(
    parsed: dict[str, Parsed], knowledge: KnowledgeBase
) -> None:
    for one in knowledge.treatments.values():
        page = next(page for path, page in parsed.items() if path.endswith(f"/{one.id}.html"))
        assert ("step-by-step" in page.ids) == bool(one.phases), one.id
        for phase in one.phases:
            for text in (phase.goal, *phase.go_on_if, *phase.back_if):
                assert text in page.text, one.id
            for step in phase.steps:
                assert step.how in page.text, one.id
                assert step.often in page.text, one.id
        if one.no_phases:
            assert one.no_phases in page.text
