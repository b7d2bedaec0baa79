"""``popliteus ask``: the interview in a terminal. Nothing is lost, whatever key is pressed."""

from __future__ import annotations

from pathlib import Path

import yaml
from rich.console import Console
from rich.text import Text

from popliteus import Interview, load
from popliteus.assess import Case, case_from_mapping
from popliteus.assess.interview import Box, QuestionPage
from popliteus.cli.files import case_values, read_cases
from popliteus.cli.render import console_for, render
from popliteus.cli.run_assess import audience_of
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level

_HELP = "y yes, n no, ? not sure, w why we ask, b back, r result so far, q quit and keep"
_WORDS = {
    "y": "present", "yes": "present",
    "n": "absent", "no": "absent",
    "?": "unknown", "not sure": "unknown", "": "unknown",
}  # fmt: skip


class _Back(Exception):
    """The person wants the last page again."""


class _Quit(Exception):
    """The person wants to stop for now."""


def run(
    resume: Path | None, save: Path, audience: str, country: str | None, knowledge: Path | None
) -> None:
    """Hold the interview; the answers are on disk after every page."""
    words = audience_of(audience)
    console = console_for()
    base = load(knowledge)
    case = _start(resume, country, base)
    talk = Interview(base, case)
    kept = resume or save
    console.print(Text("popliteus: a few questions about your leg or knee pain.", style="bold"))
    console.print(f"{_HELP}. Your answers are kept in {kept} on this machine and go nowhere else.")
    console.print("In an emergency do not go on here: call your emergency number.\n")
    try:
        if resume is None:
            talk.case = _about(console, talk.case, base)
        _pages(console, talk, kept, base)
    except (_Quit, KeyboardInterrupt, EOFError):
        _keep(kept, talk.case)
        console.print(f"\nStopped. Go on with: popliteus ask {kept}")
        console.print("This is what your answers say so far:\n")
    _keep(kept, talk.case)
    render(talk.result(audience=words), base, console)


def _start(resume: Path | None, country: str | None, base: KnowledgeBase) -> Case:
    if resume is None:
        values: dict[str, object] = {"setting": "primary_care", "account": "asked"}
    else:
        values = read_cases(str(resume))[0]
    if country:
        values["country"] = country
    return case_from_mapping(values, base, where=str(resume or "popliteus ask"))


def _keep(path: Path, case: Case) -> None:
    """Write the answers so that they can be read again; the file is the owner's alone."""
    text = yaml.safe_dump(case_values(case), sort_keys=False, allow_unicode=True)
    new = path.with_suffix(path.suffix + ".new")
    new.write_text(text, encoding="utf-8")
    new.chmod(0o600)
    new.replace(path)


def _about(console: Console, case: Case, base: KnowledgeBase) -> Case:
    values = case_values(case)
    while True:
        given = _input(console, "How old is the person, in years? (Enter: rather not say) ")
        try:
            age = float(given) if given else None
            sex = _input(console, "Female or male? (f, m, Enter: rather not say) ").lower()
            chosen = {"f": "female", "female": "female", "m": "male", "male": "male", "": None}
            if sex not in chosen:
                raise CaseError(found=f"'{sex}'", where="sex", expected="f, m or Enter")
            return case_from_mapping({**values, "age": age, "sex": chosen[sex]}, base, "answer")
        except CaseError as error:
            console.print(f"{error}. Please try again.")
        except ValueError:
            console.print(f"Found '{given}', expected a number of years. Please try again.")


def _pages(console: Console, talk: Interview, kept: Path, base: KnowledgeBase) -> None:
    warned = Level.SELF_CARE
    while (page := talk.next()) is not None:
        try:
            answers = {box.id: _box(console, box, talk, base) for box in _titled(console, page)}
        except _Back:
            if not talk.undo():
                console.print("This is the first page.")
            continue
        talk.answer_page(page, answers)
        _keep(kept, talk.case)
        alarm = talk.alarm
        if alarm is not None and alarm > warned:
            warned = alarm
            triage = talk.result().triage
            console.print(Text(f"\n{triage.action}", style="bold red"))
            console.print(f"{triage.reasons[0].text}")
            console.print("You can still answer more questions, or stop here with q.\n")


def _titled(console: Console, page: QuestionPage) -> tuple[Box, ...]:
    console.print(Text(f"\n{page.title}", style="bold"))
    return page.boxes


def _box(console: Console, box: Box, talk: Interview, base: KnowledgeBase) -> str:
    options = [
        choice for choice, _ in box.choices if choice not in {"present", "absent", "unknown"}
    ]
    console.print(f"\n{box.ask}")
    if box.hint:
        console.print(Text(box.hint, style="dim"))
    for number, (choice, label) in enumerate(box.choices, start=1):
        if choice in options:
            console.print(f"  {number} {label}")
    while True:
        given = _input(console, f"[1-{len(options)}, ?] " if options else "[y, n, ?] ").lower()
        if given == "w":
            console.print(box.why)
        elif given == "b":
            raise _Back
        elif given == "q":
            raise _Quit
        elif given == "r":
            render(talk.result(), base, console)
        elif options and given.isdigit() and 1 <= int(given) <= len(options):
            return options[int(given) - 1]
        elif given in _WORDS and not (options and given in {"y", "n", "yes", "no"}):
            return _WORDS[given]
        else:
            console.print(f"Found '{given}'. {_HELP}.")


def _input(console: Console, prompt: str) -> str:
    return console.input(Text(prompt)).strip()
