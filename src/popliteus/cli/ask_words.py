"""The first page of the interview: the trouble in one's own words, each thing then confirmed.

Nothing that was read counts before the person has said that it is right. What is wrong is asked
with its own question; what is left out is asked later, like anything else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from popliteus.assess import Answer, Case, answer_from
from popliteus.assess.case import LONGEST_TEXT
from popliteus.assess.evidence import danger_items
from popliteus.assess.report import country_of, crisis_lines, filled
from popliteus.assess.values import plain
from popliteus.cli.render import crisis
from popliteus.wording.told import name_for, quoted, said_as

if TYPE_CHECKING:
    from popliteus.cli.run_ask import Conversation

PROMPT = (
    "\nIn your own words, on one line: what is the trouble, since when, and what else is there?"
    "\n(Enter: skip this and be asked instead) > "
)
TOO_LONG = "\nThat is {:,} letters and spaces long. At most {:,} fit. Please say it in fewer words."
RIGHT = frozenset(["", "y", "yes"])
WRONG = frozenset(["n", "no"])
LEAVE = frozenset(["x", "?", "not sure"])


class OwnWords:
    """One page: a story is read, shown thing by thing, and each is confirmed or put right.

    Parameters
    ----------
    talk
        The conversation in which it stands.
    """

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._base = talk.base
        self._show = talk.console.print

    def run(self, text: str = "") -> bool:
        """Hold the page; False when the person quits. What was confirmed before is kept.

        Parameters
        ----------
        text
            A story that was written down before; without one it is asked for.
        """
        given = text or self._talk.input(PROMPT)
        while len(given) > LONGEST_TEXT:
            self._show(TOO_LONG.format(len(given), LONGEST_TEXT))
            given = self._talk.input(PROMPT)
        if given.lower() == "q" or not given:
            return not given
        read = self._read(given)
        if not self._person(read):
            return False
        return self._things(read)

    def _read(self, text: str) -> Case:
        """Return the case with what a text says, and say what is asked of the person now."""
        from popliteus.intake import take_in

        talk = self._talk
        read = take_in(replace(talk.interview.case, text=text), self._base)
        talk.values["text"] = read.text
        nothing = replace(read.told, origins={})
        talk.interview.case = replace(talk.interview.case, text=read.text, told=nothing)
        talk.keep()
        if lines := crisis_lines(read, self._base, "patient"):
            self._show(crisis(lines))
        if not read.told.about_leg:
            words = filled(self._base.intake.elsewhere.patient, country_of(read, self._base))
            self._show(Text(f"\n{words}", style="bold"))
            self._show("If it is about a leg or knee after all, go on; q stops.")
        if read.told.origins:
            self._show("\nThis is what we understood. Nothing counts before you confirm it.")
            self._show("Enter or y: right.  n: wrong, ask me.  x: leave it out.  q: stop.")
        return read

    def _person(self, read: Case) -> bool:
        """Confirm age and sex, unless the file says them; False when the person quits."""
        if read.age is not None and "age" not in self._talk.values:
            given = self._choice(f"\nAge {read.age:g}")
            if given == "q":
                return False
            if given in RIGHT:
                self._talk.say({"age": plain(read.age)})
        if read.sex is not None and "sex" not in self._talk.values:
            given = self._choice(f"\nSex: {read.sex}")
            if given == "q":
                return False
            if given in RIGHT:
                self._talk.say({"sex": read.sex})
        return True

    def _things(self, read: Case) -> bool:
        """Confirm each thing that was understood; False when the person quits."""
        signs = [one for one in danger_items(self._base) if one in read.told.origins]
        danger = [one for one in signs if read.answers[one].value == "present"]
        for item in dict.fromkeys([*danger, *read.told.origins]):
            words, answer = read.told.origins[item], read.answers[item]
            said = said_as(item, answer.value, answer.measured, self._base)
            given = self._choice(f"\n{said}  {quoted(words.quote)}")
            if given == "q":
                return False
            if given in RIGHT:
                case = self._talk.interview.case.with_answer(item, answer)
                origins = {**case.told.origins, item: words}
                self._talk.interview.case = replace(case, told=replace(case.told, origins=origins))
            elif given in WRONG and (right := self._put_right(item)) is not None:
                self._talk.interview.case = self._talk.interview.case.with_answer(item, right)
            self._talk.keep()
            self._talk.alarm()
        self._rest(read)
        return True

    def _put_right(self, item: str) -> Answer | None:
        """Ask an item with its own question; None when it stays open."""
        given = self._talk.box(self._talk.interview.box(item))
        return answer_from(item, given, self._base, "answer") if isinstance(given, str) else None

    def _choice(self, what: str) -> str:
        self._show(what)
        while True:
            given = self._talk.input("  right? > ").lower()
            if given == "q" or given in RIGHT | WRONG | LEAVE:
                return given
            self._show(f"  Found '{given}', expected y, n, x or q.")

    def _rest(self, read: Case) -> None:
        """Say what was left open and what was not understood."""
        told = read.told
        names = [name_for(item, self._base) for item in (*told.conflicts, *told.uncertain)]
        if names:
            self._show(f"\nWhat you said of this was not certain, so we ask: {'; '.join(names)}.")
        if told.not_understood:
            self._show("\nThis we did not understand. If it matters, tell a doctor:")
            for words in told.not_understood:
                self._show(Padding(Text(quoted(words.quote)), (0, 0, 0, 2)))
