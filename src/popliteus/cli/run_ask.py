"""``popliteus ask``: the interview in a terminal. Nothing is lost, whatever key is pressed.

Every answer is on disk before the next question is asked. An alarm is shown as soon as the answer
that raises it is given, not at the end of its page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from popliteus import Interview, load
from popliteus.assess import Case, answer_from, case_from_mapping
from popliteus.assess.question_page import Box, QuestionPage
from popliteus.assess.questions import danger_pages
from popliteus.assess.values import findings_of, plain
from popliteus.cli.ask_half_met import say_half_met
from popliteus.cli.ask_words import OwnWords
from popliteus.cli.console import console_for
from popliteus.cli.files import one_case, unused, write_case
from popliteus.cli.render import render
from popliteus.cli.run_assess import audience_of
from popliteus.errors import CaseError
from popliteus.knowledge import KnowledgeBase
from popliteus.rules import Level

HELP = "y yes, n no, ? not sure, w why we ask, b back, r result so far, q quit and keep"
_WORDS = {
    "y": "present", "yes": "present",
    "n": "absent", "no": "absent",
    "?": "unknown", "not sure": "unknown", "": "unknown",
}  # fmt: skip
_SEXES = {"f": "female", "female": "female", "m": "male", "male": "male", "": None}
_ONLY_VALUES = frozenset(["present", "absent", "unknown"])


class Move(Enum):
    """What a person can do instead of answering."""

    BACK = "b"
    QUIT = "q"


def run(
    resume: Path | None, save: Path, audience: str, country: str | None, knowledge: Path | None
) -> None:
    """Hold the interview; the answers are on disk after every one of them.

    Raises
    ------
    CaseError
        A file that cannot be read, or a place that cannot be written to.
    """
    words = audience_of(audience)
    base = load(knowledge)
    talk, unread = _begin(console_for(), base, resume, save, country)
    talk.greet()
    finished = False
    try:
        told = (resume is not None and not unread) or OwnWords(talk).run(unread)
        finished = told and talk.about() and talk.pages() and talk.medicines()
    except (KeyboardInterrupt, EOFError):
        talk.console.print()
    talk.keep()
    if finished:
        talk.console.print(Text("\nThat is enough: more questions would change little.\n"))
    else:
        talk.console.print(f"\nStopped. Go on with: popliteus ask {talk.path}")
        talk.console.print("This is what your answers say so far:\n")
    render(Interview(base, talk.case).result(audience=words), base, talk.console)


def _begin(
    console: Console, base: KnowledgeBase, resume: Path | None, save: Path, country: str | None
) -> tuple[Conversation, str]:
    """Return the conversation, and the story of a file that nobody has gone through yet."""
    values: dict[str, object] = {"setting": "primary_care", "account": "asked"}
    if resume is not None:
        if str(resume) == "-":
            raise CaseError(
                found="standard input, which is needed for your answers",
                where="popliteus ask -",
                expected="a file",
            )
        values = one_case(str(resume))
    if country:
        values["country"] = country
    case = case_from_mapping(values, base, where=str(resume or "popliteus ask"))
    unread = case.text if case.account == "story" else ""
    values["account"] = "asked"
    talk = Conversation(console, base, resume or unused(save), values, Interview(base, case))
    before = values.get("knowledge")
    talk.moved = before is not None and before != base.digest
    values["knowledge"] = base.digest
    talk.kept = talk.file() if resume is not None else None  # not rewritten before an answer
    talk.keep()
    return talk, unread


@dataclass(slots=True)
class Conversation:
    """One interview at one terminal.

    Attributes
    ----------
    values
        What the file says besides the answers.
    part
        Answers on the page that is not finished yet.
    warned
        The level of which the person was told already.
    moved
        Whether the answers were given under another state of the knowledge base.
    kept
        What the file says; None before it is written.
    """

    console: Console
    base: KnowledgeBase
    path: Path
    values: dict[str, object]
    interview: Interview
    part: dict[str, str] = field(default_factory=dict)
    warned: Level = Level.SELF_CARE
    moved: bool = False
    kept: dict[str, object] | None = None

    @property
    def case(self) -> Case:
        """Everything that was said so far, the unfinished page included."""
        case = self.interview.case
        for item, value in self.part.items():
            case = case.with_answer(item, answer_from(item, value, self.base, "answer"))
        return case

    def greet(self) -> None:
        """Say what this is, what can be typed, and where the answers are."""
        show = self.console.print
        show(Text("popliteus: a few questions about the pain in a leg or knee.", style="bold"))
        show("In an emergency do not go on here: call your emergency number.")
        show(f"\nYou can type: {HELP}.")
        show(f"Your answers are kept in {self.path} on this machine and go nowhere else.")
        if self.moved:
            show(
                "The knowledge base has changed since you answered. Your answers are kept; "
                "the questions and the result may be different now."
            )
        self.alarm()

    def file(self) -> dict[str, object]:
        """Return what the file is to say."""
        return {**self.values, "findings": findings_of(self.case, self.base)}

    def keep(self) -> None:
        """Write everything that was said, if it is something new."""
        if (now := self.file()) != self.kept:
            write_case(self.path, now)
            self.kept = now

    def about(self) -> bool:
        """Ask for age and sex, unless the file says them; False when the person quits."""
        return self._about_age() and self._about_sex()

    def _about_age(self) -> bool:
        while "age" not in self.values:
            given = self.input("\nHow old is the person, in years? (Enter: rather not say) ")
            if given.lower() == "q":
                return False
            try:
                age = plain(float(given)) if given else None
                self.say({"age": age})
            except (ValueError, OverflowError):
                self.console.print(f"Found '{given}', expected a number of years, such as 45.")
            except CaseError as error:
                self.console.print(f"Found {error.found}, expected {error.expected}.")
        return True

    def _about_sex(self) -> bool:
        while "sex" not in self.values:
            given = self.input("Female or male? (f, m, Enter: rather not say) ").lower()
            if given == "q":
                return False
            if given in _SEXES:
                self.say({"sex": _SEXES[given]})
            else:
                self.console.print(f"Found '{given}', expected f, m or Enter.")
        return True

    def say(self, new: Mapping[str, object]) -> None:
        """Add what the person says of age and sex."""
        values = {**self.values, **new, "findings": findings_of(self.case, self.base)}
        told = self.interview.case.told
        self.interview.case = replace(case_from_mapping(values, self.base, "answer"), told=told)
        self.values.update(new)
        self.keep()

    def pages(self) -> bool:
        """Ask page after page until it is enough; False when the person quits."""
        while (page := self.interview.next()) is not None:
            move = self._page(page)
            if move is Move.QUIT:
                return False
            if move is Move.BACK and not self.interview.undo():
                self.console.print("This is the first page of this sitting.")
            self.keep()
        return True

    def medicines(self) -> bool:
        """Ask what would speak against a medicine, if the person wants that; False on quitting."""
        self.interview.medicines = True
        if self.interview.next() is None:
            return True
        question = "\nShall we check which medicines suit you? (y, n; a few more pages) "
        while True:
            given = self.input(question).lower()
            if given in {"y", "yes"}:
                return self.pages()
            if given in {"", "n", "no", "?", "not sure", "q"}:
                return given != "q"
            self.console.print(f"Found '{given}', expected y or n.")

    def _page(self, page: QuestionPage) -> Move | None:
        to_go = len(danger_pages(self.interview.case, self.base)) if page.danger else 0
        left = f" ({to_go} pages of danger signs to go)" if to_go > 1 else ""
        self.console.print(Text(f"\n{page.title}{left}", style="bold"))
        place = 0
        while place < len(page.boxes):
            given = self.box(page.boxes[place])
            if given is Move.QUIT:
                return given
            if given is Move.BACK:
                if place == 0:
                    return given
                place -= 1
                del self.part[page.boxes[place].id]
            else:
                self.part[page.boxes[place].id] = str(given)
                place += 1
                self.alarm()
            self.keep()
        self.interview.answer_page(page, self.part)
        self.part = {}
        if page.danger:
            say_half_met(self.console, self.case, self.base, [box.id for box in page.boxes])
        return None

    def alarm(self) -> None:
        """Say what to do now as soon as a danger sign asks for it, and when that is corrected."""
        now = Interview(self.base, self.case)
        level = now.alarm or Level.SELF_CARE
        if level < self.warned:
            self.console.print("\nYou corrected an answer: what was said above no longer applies.")
        if level <= self.warned:
            self.warned = level
            return
        self.warned = level
        triage = now.result().triage
        self.console.print(Text(f"\n{triage.action}", style="bold red"))
        self.console.print(f"Why: {triage.reasons[0].text}")
        self.console.print("You can stop here with q, or answer more questions.")

    def box(self, box: Box) -> str | Move:
        """Ask one thing until it is answered, or the person moves."""
        options = [choice for choice, _ in box.choices if choice not in _ONLY_VALUES]
        self._ask(box)
        prompt = f"  1 to {len(options)}, or ? > " if options else "  y, n or ? > "
        while True:
            given = self.input(prompt).lower()
            if given in {"b", "q"}:
                return Move(given)
            if given == "w":
                self.console.print(Padding(Text(box.why), (0, 0, 0, 2)))
            elif given == "r":
                render(Interview(self.base, self.case).result(), self.base, self.console)
                self._ask(box)
            elif options and given.isdecimal() and 1 <= int(given) <= len(options):
                return options[int(given) - 1]
            elif given in _WORDS and not (options and given in {"y", "n", "yes", "no"}):
                return _WORDS[given]
            else:
                expected = f"a number from 1 to {len(options)}" if options else "y or n"
                self.console.print(f"  Found '{given}', expected {expected}. Also: {HELP}.")

    def _ask(self, box: Box) -> None:
        self.console.print(f"\n{box.ask}")
        if more := f"{box.hint} {box.how}".strip():
            self.console.print(Padding(Text(more, style="dim"), (0, 0, 0, 2)))
        shown = [(choice, label) for choice, label in box.choices if choice not in _ONLY_VALUES]
        for number, (_, label) in enumerate(shown, start=1):
            self.console.print(f"  {number}  {label}")

    def input(self, prompt: str) -> str:
        """Read one line."""
        return self.console.input(Text(prompt)).strip()
