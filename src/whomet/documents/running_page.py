"""Finding the article in a page that was saved as one running line, menus and all.

A menu is a long run of capitalised fragments with hardly a function word or a full stop; prose is the
opposite. The words of a line vote, and the most likely division into runs is taken (two states,
Viterbi); the largest stretch of prose that does not speak like a page is the article.
"""

import re
from collections import Counter
from dataclasses import dataclass

from whomet.documents.chrome_rules import ChromeRules, chrome_rules
from whomet.documents.furniture import Run, footer, strips

# Votes for prose (positive) or menu (negative), in log-odds estimated by hand on saved news pages.
_FUNCTION_WORD, _LOWER_WORD, _STOP_OR_COMMA = 1.5, 0.8, 0.5
_CAPITALISED, _CAPITALISED_AFTER_STOP, _SYMBOL = -0.7, -0.2, -0.8
_SWITCH = 8.0
# In words: a menu this long makes the line a saved page; a shorter gap is part of the article, though
# from _GAP words it is still a menu; a line below _RUNNING words holds no article.
_MENU, _GAP, _RUNNING = 40, 12, 120
# A second stretch of prose is kept when it has this share of the words of the first.
_SECOND_PART = 0.4
# Words of boilerplate per 100 words that make prose a survey, a notice or a legal footer.
_BOILERPLATE_PER_HUNDRED = 1.5
_FURTHEST_BACK = 8
_ARTICLE = 80  # words of an article that a notice follows or precedes
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[A-Z©“\"])")
_STOP = re.compile(r"[.!?…][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words `first` (inclusive) to `last` (exclusive)."""

    first: int
    last: int

    @property
    def words(self) -> int:
        return self.last - self.first


def running_chrome(line: str) -> tuple[Run, ...]:
    """The runs of `line` that belong to the page, in order. Empty for ordinary text."""
    rules = chrome_rules()
    runs = [*strips(line), *footer(line)]
    if len(line.split()) >= _RUNNING:
        words = [Run(*match.span()) for match in re.finditer(r"\S+", line)]
        runs += _menus(line, words, rules)
    return _merged(runs, line)


def _menus(line: str, words: list[Run], rules: ChromeRules) -> list[Run]:
    prose = _prose(line, words, rules)
    gaps = _between(prose, len(words))
    if not any(gap.words >= _MENU for gap in gaps):
        return []
    seen_in_menus = Counter(
        _label(line, words[index]) for gap in gaps for index in range(gap.first, gap.last)
    )
    article = _article(line, words, prose, rules)
    kept = [
        run
        for stretch in article
        if (run := _trimmed(line, words, stretch, seen_in_menus, rules)).start < run.end
    ]
    return _complement(kept, len(line))


def _prose(line: str, words: list[Run], rules: ChromeRules) -> list[_Stretch]:
    """The stretches of prose, by the most likely sequence of the two states."""
    votes = _votes(line, words, rules)
    score_prose, score_menu = 0.0, 0.0
    from_prose: list[tuple[bool, bool]] = []  # was the state before prose: (now prose, now menu)
    for vote in votes:
        stay_prose, enter_prose = score_prose, score_menu - _SWITCH
        stay_menu, enter_menu = score_menu, score_prose - _SWITCH
        from_prose.append((stay_prose >= enter_prose, enter_menu > stay_menu))
        score_prose = max(stay_prose, enter_prose) + vote / 2
        score_menu = max(stay_menu, enter_menu) - vote / 2
    is_prose = score_prose >= score_menu
    states = [is_prose] * len(votes)
    for index in range(len(votes) - 1, -1, -1):
        states[index] = is_prose
        is_prose = from_prose[index][0] if is_prose else from_prose[index][1]
    return _stretches(states)


def _votes(line: str, words: list[Run], rules: ChromeRules) -> list[float]:
    votes = []
    after_stop = False
    for run in words:
        word = line[run.start : run.end]
        letters = word.strip("\"“”‘’'()[]{}.,;:!?…—–-")
        vote = _STOP_OR_COMMA if word[-1] in '.,;:!?”"’)' else 0.0
        if not letters:
            vote += _SYMBOL
        elif letters[0].islower():
            vote += _FUNCTION_WORD if letters in rules.function else _LOWER_WORD
        elif letters[0].isupper():
            vote += _CAPITALISED_AFTER_STOP if after_stop else _CAPITALISED
        after_stop = bool(_STOP.search(word))
        votes.append(vote)
    return votes


def _stretches(states: list[bool]) -> list[_Stretch]:
    stretches: list[_Stretch] = []
    first = 0
    for index in range(1, len(states) + 1):
        if index == len(states) or states[index] != states[first]:
            if states[first]:
                stretches.append(_Stretch(first, index))
            first = index
    return stretches


def _between(stretches: list[_Stretch], total: int) -> list[_Stretch]:
    edges = [0, *(edge for stretch in stretches for edge in (stretch.first, stretch.last)), total]
    return [
        _Stretch(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last
    ]


def _article(line: str, words: list[Run], prose: list[_Stretch], rules: ChromeRules) -> list[_Stretch]:
    """The stretches of the article: the largest cluster of prose, and any other nearly as large."""
    clusters: list[list[_Stretch]] = []
    for stretch in prose:
        if clusters and stretch.first - clusters[-1][-1].last < _MENU:
            clusters[-1].append(stretch)
        else:
            clusters.append([stretch])
    spoken = [article for cluster in clusters if (article := _without_notices(line, words, cluster, rules))]
    sizes = [sum(stretch.words for stretch in cluster) for cluster in spoken]
    kept = [cluster for cluster, size in zip(spoken, sizes, strict=True) if size >= _SECOND_PART * max(sizes)]
    return [joined for cluster in kept for joined in _joined(cluster)]


def _without_notices(
    line: str, words: list[Run], cluster: list[_Stretch], rules: ChromeRules
) -> list[_Stretch]:
    """The cluster, unless it speaks like a page: then what stands before its first such words, or after its last,
    if that is long enough for an article. Legal lines follow a text without any menu between."""
    first, last = cluster[0].first, cluster[-1].last
    start, end = words[first].start, words[last - 1].end
    if not _speaks_like_a_page(words[first], words[last - 1], line, rules):
        return cluster
    hits = [match.span() for match in rules.boilerplate.finditer(line, start, end)]
    before = [stop.end() for stop in _SENTENCE_END.finditer(line, start) if stop.end() <= hits[0][0]]
    after = _SENTENCE_END.search(line, hits[-1][1], end)
    sides = [(start, before[-1] if before else start), (after.end() if after else end, end)]
    side = max(sides, key=lambda edges: edges[1] - edges[0])
    cut = [
        _Stretch(max(stretch.first, inside[0]), min(stretch.last, inside[-1] + 1))
        for stretch in cluster
        if (inside := [i for i in range(stretch.first, stretch.last) if _within(words[i], side)])
    ]
    return cut if sum(stretch.words for stretch in cut) >= _ARTICLE else []


def _within(word: Run, edges: tuple[int, int]) -> bool:
    return edges[0] <= word.start and word.end <= edges[1]


def _joined(cluster: list[_Stretch]) -> list[_Stretch]:
    """The cluster without its small gaps: a few capitalised words in a row are names, not a menu."""
    joined = [cluster[0]]
    for stretch in cluster[1:]:
        if stretch.first - joined[-1].last < _GAP:
            joined[-1] = _Stretch(joined[-1].first, stretch.last)
        else:
            joined.append(stretch)
    return joined


def _speaks_like_a_page(first: Run, last: Run, line: str, rules: ChromeRules) -> bool:
    text = line[first.start : last.end]
    hits = sum(1 for _ in rules.boilerplate.finditer(text))
    return hits * 100 >= _BOILERPLATE_PER_HUNDRED * len(text.split())


def _trimmed(
    line: str, words: list[Run], stretch: _Stretch, seen_in_menus: Counter[str], rules: ChromeRules
) -> Run:
    """The stretch from the first word of its first sentence to its last full stop."""
    first, last = stretch.first, stretch.last
    # Names at the head of the first sentence look like a menu: take back those no menu repeats, and
    # a joining word between two of them ("SpaceX and Tesla chief …").
    for index in range(first - 1, max(-1, first - 1 - _FURTHEST_BACK), -1):
        word = line[words[index].start : words[index].end]
        # ("Rocket founder Tom Vale": the founder is no menu's either.)
        named = word[0].isupper() or (word.isalpha() and word not in rules.function)
        if named and seen_in_menus[_label(line, words[index])] <= 1:
            first = index
        elif word not in rules.function or first != index + 1:
            break
    start = words[first].start
    # Page furniture at the edge ("Business • 7 min read") reads like prose: step over it.
    reach = words[min(first + _GAP, last - 1)].start
    for piece in rules.furniture.finditer(line, max(0, start - 60), reach):
        if piece.end() > start and piece.start() <= start + 12:
            start = piece.end()
    while start < len(line) and (line[start].isspace() or line[start] in "•·|,"):
        start += 1
    if last < len(words):
        for index in range(last - 1, first, -1):
            if _STOP.search(line[words[index].start : words[index].end]):
                last = index + 1
                break
    return Run(start, words[last - 1].end)


def _label(line: str, run: Run) -> str:
    """A word as menus are searched for it: one without capital only as such, since headlines are capitalised."""
    word = line[run.start : run.end].strip(".,:;!?")
    return word if word.islower() else word.upper()


def _complement(kept: list[Run], length: int) -> list[Run]:
    edges = [0, *(edge for run in kept for edge in (run.start, run.end)), length]
    return [Run(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _merged(runs: list[Run], line: str) -> tuple[Run, ...]:
    merged: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.start, run.end)):
        if merged and not line[merged[-1].end : run.start].strip():
            merged[-1] = Run(merged[-1].start, max(merged[-1].end, run.end))
        else:
            merged.append(run)
    return tuple(merged)
