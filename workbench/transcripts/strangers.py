"""Labels that stand once: which of them name somebody, and which only begin a sentence. Pure.

``Kelly: Can I ask about pay?`` between the turns of two mentors is somebody else's speech; ``Note: she laughs`` and
``Two things: time and money`` are not. What names somebody is cut off even where nobody knows who it is: another
person's words must not stand under a participant's name.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from workbench.transcripts.labels import ROLES, TITLES, begins_like_a_name, core_of, is_speaker_word, speaks_once

_MOST_WORDS = 3
_INITIALS = re.compile(r"(?:[A-Z]\.?[ ]?){1,3}")
_INITIAL = re.compile(r"[A-Z]\.?")
_NUMBER = re.compile(r"[\s_#-]{0,3}\d{1,4}$")
_WORD = re.compile(r"[^\W\d_]+")
_NO_FIRST_NAME = re.compile(r".{2,}ings?")
_NO_NAME = re.compile(r".{2,}(?:[ts]ions?|ments?|ness|isms?|ships?)")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NAMES_THAT_ARE_WORDS = _words(
    """amber angel april archie art august autumn barb basil belle bill blessing bob bonny brook carol charity chase
    christian clay cliff constance daisy dale dawn dean destiny dick don drew earl ernest faith frank gene ginger glen
    grace grant guy harmony hazel heather holly honey hope iris ivy jack jade jay jean jo josh joy june ken kit kitty
    lance lily mark max may melody mercy mike miles misty nick norm olive pat patience pearl penny peter poppy precious
    prudence ray reed rich rob robin roman rose ruby rusty sandy sid sky skye star sue summer tony victor violet wade
    will"""
)
"""Names that are words too: these count although the text has them in small letters as well."""

_NOT_INITIALS = _words(
    "ad ai am aob bbq bc diy eg eta faq fyi id ie imo iq it nb nhs no ok pc pdf pin ps qa tbc tbd tv uk un url us usa"
)

_NOBODY = _words(
    """afterwards afternoon again age agenda aim aims always another answer answers anyhow anyway anyways apart
    appointment asked ask award awards bad benefits best better big biggest birthday books bottom break breakfast case
    causes certainly challenge challenges chapter childcare children chosen christmas church city clearly college colour
    confidence cons consequence cost costs course courses curious day days december dinner diary disadvantages
    downside drawbacks early easter easy effect end ending enough especially even evening event every everything
    evidence family favourite feb february fear feedback feelings food for form forms friday friends funny further
    future game general generally goal goals goods good great hard health help her here hers him his history holiday
    holidays home homework hospital hours house housing how idea ideas impact in instead internet issue issues item
    jan january job jobs joke july just kids language last late later learning lesson level life likewise list little
    long lucky lunch main mainly maths me meanwhile media memory message mind mine minus mistake moment monday money
    month months mood moral morning most motto mum's music my namely nearly need needs never next nice night nobody
    nonetheless nothing november nowadays number numbers object obviously october office once one online only
    opinion option options order other others our ours outcome outcomes outside overview parenting park past pay people
    perhaps personally phase phrase place plan plans play plus point points practice present price prices pride problem
    problems product profile programme project proof pros purpose put question questions quick quote quotes reasons
    recap recent reply response rest rule rules rumour sadly saturday saying school score september sentence session
    setting shock short shortly shopping similarly simple simply sleep small social solution solutions some something
    sometimes soon sorry spending sport stage start status step steps still stop story strange strengths study such
    suddenly suggestion sunday support surprise task tasks team ten term text that theirs their them theme themes there
    therefore these they thing things this those thought thoughts three thursday time times tip tips to today
    tomorrow tonight too top topics total transport trouble true trust truth tuesday two type uncertain update upside
    us usually value values verdict visit visits we weaknesses weather wednesday week weekend weekends weeks weird
    welcome wish wishes wonderful word words work worry worse worst writing year years yesterday yet you your yours"""
)
"""Words that begin a sentence or a list with a colon after them, and are nobody."""


def may_name_somebody(label: str) -> bool:
    """Whether a label has the shape of a name, initials, or a word for people, with or without a number.

    Scripts without capitals do not tell a name from a word; there only words for people count.
    """
    core = core_of(label).strip()
    if speaks_once(label) or is_speaker_word(label, ROLES):
        return True
    core = _NUMBER.sub("", core)
    if _INITIALS.fullmatch(core):
        return "".join(character for character in core if character.isalpha()).casefold() not in _NOT_INITIALS
    words = core.split()
    return 0 < len(words) <= _MOST_WORDS and words[0][0].isupper() and _is_name(words)


def is_nobody(label: str) -> bool:
    """Whether a label begins with a word that certainly begins a sentence or a list."""
    words = core_of(label).split()
    return not words or (words[0].casefold() in _NOBODY and not is_speaker_word(label))


def names_somebody(label: str, in_small_letters: Collection[str]) -> bool:
    """Whether a label that stands once names somebody in this text.

    Args:
        label: As it stands in the text.
        in_small_letters: The words that the text has in small letters too, from `small_words`: such a word is no name.
    """
    if not may_name_somebody(label):
        return False
    if speaks_once(label) or is_speaker_word(label, ROLES):
        return True
    words = [word.casefold() for word in _WORD.findall(_NUMBER.sub("", core_of(label))) if len(word) > 1]
    if words and (f"{words[0]}." in TITLES or words[0] in ROLES):
        return True
    return not words or not all(word in in_small_letters and word not in _NAMES_THAT_ARE_WORDS for word in words)


def small_words(text: str) -> frozenset[str]:
    """The words that a text has in small letters."""
    return frozenset(word for word in _WORD.findall(text) if word.islower())


def _is_name(words: list[str]) -> bool:
    if len(words) > 1 and (words[0].casefold().rstrip(".") + "." in TITLES or words[0].casefold() in ROLES):
        words = words[1:]
    named = [word for word in words if not _INITIAL.fullmatch(word)]
    if not named or not all(map(begins_like_a_name, named)) or any(word.casefold() in _NOBODY for word in named):
        return False
    if any(_NO_NAME.fullmatch(word.casefold()) for word in named):
        return False
    return _NO_FIRST_NAME.fullmatch(named[0].casefold()) is None
