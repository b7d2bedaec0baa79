"""How far the questions have come, in a line above a page of them."""

from __future__ import annotations


def progress_line(page: int, usual: int, most: int) -> str:
    """Return which page of questions this is, and how many there may be.

    Parameters
    ----------
    page
        Which one it is; the danger pages are not counted.
    usual
        How many the middle interview of our tests took; 0 where nothing was counted.
    most
        After so many the interview ends.

    Examples
    --------
    >>> progress_line(4, 11, 15)
    'Question page 4. About 11 was usual in our tests. It is never more than 15.'
    >>> progress_line(11, 11, 15)
    'Question page 11. At most 4 more.'
    >>> progress_line(15, 11, 15)
    'Question page 15. This is the last one.'
    """
    if page >= most:
        return f"Question page {page}. This is the last one."
    if page >= usual:
        return f"Question page {page}. At most {most - page} more."
    return (
        f"Question page {page}. About {usual} was usual in our tests. It is never more than {most}."
    )
