"""Verbs of saying, by which prose names who speaks: in the languages of `counting_words`, all of them at once."""

from __future__ import annotations

import re

_VERBS = {
    "en": r"sa(?:id|ys?|ying)|explain\w*|add(?:ed|s|ing)|recall\w*|told|tells|ask(?:ed|s)|continued|went on|put it"
    r"|describ\w+|not(?:ed|es)|remember\w*|reflect\w*|repl(?:ied|ies)|admit\w*|comment\w*|felt|thought|stat(?:ed|es)|observ\w+"
    r"|laugh\w*|wrote|report\w*|suggest\w*|remark\w*|concluded|insisted|joked|according to|agreed?|agrees|argu\w+"
    r"|believed?|believes|answer\w*|mention\w*|stress\w*|emphasi[sz]\w+|claim\w*|complain\w*|point\w* out"
    r"|call(?:ed|s)",
    "de": r"sag(?:t|te|ten|en)|erzähl(?:t|te|ten|en)|erklär(?:t|te|ten|en)|mein(?:t|te|ten|en)"
    r"|bericht(?:et|ete|eten|en)|beschreib(?:t|en)|beschrieb(?:en)?|fragte?|antwortete?|ergänzte?n?"
    r"|erinner(?:t|te) sich|betonte?|nannte|laut",
    "fr": r"dit|disait|disent|racont(?:e|ait|ent)|expliqu(?:e|ait|ent)|ajout(?:e|ait)|décri(?:t|vait)|demand(?:e|ait)"
    r"|répond(?:ait)?|selon|rapport(?:e|ait)|précis(?:e|ait)",
    "es": r"dijo|decía|dicen|cont(?:ó|aba)|explic(?:ó|aba|a)|añad(?:ió|e)|describ(?:ió|e|ía)|preguntó|respondió|según"
    r"|relat(?:ó|a)|coment(?:ó|a)",
    "it": r"disse|ha detto|diceva|raccont(?:a|ava|ò)|spieg(?:a|ava|ò)|ha (?:raccontato|spiegato|aggiunto)"
    r"|descriv(?:e|eva)|chiese|rispose|secondo",
    "nl": r"zei|zegt|zeiden|zeggen|vertel(?:t|de|den)|legde uit|leggen uit|beschr(?:ijft|eef)|vroeg|antwoordde|volgens"
    r"|voegde toe|noemde",
    "pt": r"disse|diz|dizia|cont(?:ou|ava)|explic(?:ou|ava|a)|acrescentou|descrev(?:eu|e)|perguntou|respondeu|segundo"
    r"|relatou|comentou",
}

SAYS = re.compile(rf"\b(?:{'|'.join(_VERBS.values())})\b", re.IGNORECASE)
"""A verb of saying, or what is like one: *according to*."""
PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s(?:\w+\s)?\Z", re.IGNORECASE)
"""In front of such a verb: others spoke to those who are named."""
