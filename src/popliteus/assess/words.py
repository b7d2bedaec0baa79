"""Numbers and lists as people read them: rounded natural frequencies, plain words."""

from __future__ import annotations

#: At or above this share a person reads "almost certainly"; nothing here is ever certain.
ALMOST_ALL = 0.95

#: Below this share "fewer than 1 in 100".
FEWEST = 0.01

#: From this share on it is told in tenths; below it in one of fifteen, twenty and so on.
LEAST_TENTH = 0.095

#: From this share on, where "about 1 in 25" begins, it is "less likely", below it "unlikely".
LESS_LIKELY = 1 / 27.5


def in_words(probability: float) -> str:
    """Return a probability as a rounded natural frequency.

    Parameters
    ----------
    probability
        0 to 1.

    Examples
    --------
    >>> [in_words(p) for p in (0.41, 0.07, 0.012, 0.004, 0.97)]
    ['about 4 in 10', 'about 1 in 15', 'about 1 in 80', 'fewer than 1 in 100', 'more than 9 in 10']
    """
    if probability < FEWEST:
        return "fewer than 1 in 100"
    if probability >= ALMOST_ALL:
        return "more than 9 in 10"
    tenths = round(probability * 10)
    if tenths >= 1 and probability >= LEAST_TENTH:
        return f"about {tenths} in 10"
    one_in = 1 / probability
    step = 5 if one_in < 50 else 10
    return f"about 1 in {max(step, round(one_in / step) * step)}"


def chance_word(probability: float) -> str:
    """Return how likely, in one word that a list can carry.

    >>> [chance_word(p) for p in (0.8, 0.5, 0.2, 0.06, 0.01)]
    ['very likely', 'likely', 'possible', 'less likely', 'unlikely']
    >>> [f"{chance_word(p)}, {in_words(p)}" for p in (0.11, 0.14, 0.44)]
    ['less likely, about 1 in 10', 'less likely, about 1 in 10', 'possible, about 4 in 10']
    """
    # By the number that stands beside it, so that one number has one word: from half on "likely".
    if probability < LEAST_TENTH:
        return "less likely" if probability >= LESS_LIKELY else "unlikely"
    tenths = round(probability * 10)
    if tenths >= 5:
        return "very likely" if tenths >= 7 else "likely"
    return "possible" if tenths >= 2 else "less likely"


def capital(text: str) -> str:
    """Return a text with a capital at its beginning.

    >>> capital("swollen calf")
    'Swollen calf'
    """
    return f"{text[:1].upper()}{text[1:]}"


def small(text: str) -> str:
    """Return a text as it stands inside a sentence.

    >>> small("In the calf"), small("I do not know"), small("X-ray for wear"), small("MRI scan")
    ('in the calf', 'I do not know', 'X-ray for wear', 'MRI scan')
    """
    kept = text[:2] in {"I ", "I'"} or text[1:2] == "-" or text[1:2].isupper()
    return text if kept else f"{text[:1].lower()}{text[1:]}"


def listed(words: list[str], joint: str = "and") -> str:
    """Return words as a sentence would list them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
