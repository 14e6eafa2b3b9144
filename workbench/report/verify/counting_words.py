"""Words that count people, by language: what of a sentence may stand before a word for people. Plain data."""

from __future__ import annotations

from typing import NamedTuple


class Tongue(NamedTuple):
    """Pieces of regular expressions; none of them a group that is kept.

    Attributes:
        numbers: Numbers in words, from two on.
        one: The number one, and a half, for shares.
        share: What joins the numbers of a share: "3 of 5".
        amounts: How many, other than by a number.
        leads: What stands before a number and makes an amount of it: "at least three".
        joins: What stands between an amount and people: "of the".
        people: Words for people who take part.
        alone: Words that count people by themselves.
        not_between: Words that end what is counted.
        endings: What a role's name ends with in the plural.
    """

    numbers: str
    one: str
    share: str
    amounts: str
    leads: str
    joins: str
    people: str
    alone: str
    not_between: str
    endings: str


TONGUES = {
    "en": Tongue(
        "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a third|two[- ]thirds|a quarter",
        "one|half",
        r"(?: out)? of (?:the |their |our )?",
        r"(?:almost |nearly |not |virtually )?(?:all|every|each)|both|neither|none|no|most|many|several|some|a few|few"
        r"|(?:a|the) (?:large |great |small |vast )?(?:majority|minority|number|handful|couple)|only a few|half",
        "at least|only",
        r"(?:of )?(?:the |these |those |their |our )?",
        r"participants?|interviewees?|respondents?|people|persons|women|men|of (?:them|those|these|us)",
        r"everyone|everybody|nobody|no[- ]one",
        "that|what|which|who|a|an|is|are|was|were",
        "e?s",
    ),
    "de": Tongue(
        "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|ein Drittel|zwei Drittel|ein Viertel",
        "eine[rs]?|die Hälfte",
        r" (?:von|der|unserer|ihrer) (?:den |unseren )?",
        r"(?:fast |beinahe |nahezu |nicht )?(?:alle[nr]?|jede[rnsm]?)|beide[nr]?|keine[rnsm]?|(?:die )?meisten"
        r"|viele[nr]?|mehrere[nr]?|einige[nr]?|manche[nr]?|wenige[nr]?"
        r"|(?:die|eine) (?:große |kleine )?(?:Mehrheit|Mehrzahl|Minderheit|Handvoll|Hälfte)",
        "mindestens|wenigstens|nur",
        r"(?:von |unter )?(?:den |der |die |diese[rn]? |unsere[rn]? )?",
        r"Teilnehme(?:r|rn|rinnen|nde|nden)|Befragte[nr]?|Interviewte[nr]?|Personen|Menschen|Leuten?|Frauen|Männern?"
        r"|von (?:ihnen|uns)",
        r"niemand|jedermann",
        "das|dass|was|die|der|den|ein|eine|ist|sind|war|waren",
        "e?n|e|s|innen|nen",
    ),
    "fr": Tongue(
        "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|un tiers|deux tiers|un quart",
        "une?|la moitié",
        r" (?:sur|des|parmi les) (?:les )?",
        r"(?:presque |pas )?(?:tous|toutes|chaque)|aucune?|plusieurs|beaucoup|certaine?s|quelques|peu|la plupart"
        r"|(?:la|une) (?:grande |petite )?(?:majorité|minorité|moitié|poignée)|les deux|la plupart",
        "au moins|seulement",
        r"(?:des |de |d['’]|parmi )?(?:les |ces |leurs |nos )?",
        r"participante?s?|personnes?|répondante?s?|interviewée?s?|enquêtée?s?|femmes|hommes|gens"
        r"|d['’]entre (?:eux|elles|nous)",
        r"tout le monde|personne",
        "que|qui|ce|un|une|est|sont|était|étaient",
        "e?s|x",
    ),
    "es": Tongue(
        "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|un tercio|dos tercios|un cuarto",
        "un[oa]?|la mitad",
        r" de (?:los |las |sus )?",
        r"(?:casi |no )?(?:tod[oa]s|cada)|amb[oa]s|ningun[oa]?|ningún|muchos|muchas|vari[oa]s|algun[oa]s|poc[oa]s"
        r"|la mayoría|(?:la|una) (?:gran |pequeña )?(?:mayoría|minoría|mitad)|un puñado",
        "al menos|sólo|solo",
        r"(?:de )?(?:l[oa]s |est[oa]s |sus )?",
        r"participantes?|entrevistad[oa]s?|encuestad[oa]s?|personas?|mujeres|hombres|gente|de (?:ell[oa]s|nosotr[oa]s)",
        r"nadie|todo el mundo",
        "que|quien|lo|un|una|es|son|era|eran",
        "e?s",
    ),
    "it": Tongue(
        "due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|un terzo|due terzi|un quarto",
        "un[oa]?|metà",
        r" (?:su|dei|delle|degli|tra i|tra le) ?",
        r"(?:quasi |non )?(?:tutt[ie]|ogni|ciascun[oa]?)|entramb[ie]|nessun[oa]?|molt[ie]|parecchie?|divers[ie]"
        r"|alcun[ie]|poch[ie]|la maggior parte|(?:la|una) (?:grande |piccola )?(?:maggioranza|minoranza|metà)",
        "almeno|solo",
        r"(?:dei |delle |degli |di |tra )?(?:i |gli |le |questi |queste |loro )?",
        r"partecipanti|intervistat[ie]|persone|donne|uomini|di (?:loro|noi)",
        r"nessuno|tutti quanti",
        "che|chi|un|una|è|sono|era|erano",
        "i|e",
    ),
    "nl": Tongue(
        "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|een derde|twee derde|een kwart",
        "een|één|de helft",
        r" van (?:de |hun |onze )?",
        r"(?:bijna |niet )?(?:alle|elke?|iedere?)|beide|geen|(?:de )?meeste|veel|verschillende|enkele|sommige|weinig"
        r"|(?:de|een) (?:grote |kleine )?(?:meerderheid|minderheid|helft|handvol)",
        "minstens|ten minste|slechts|maar",
        r"(?:van )?(?:de |deze |die |hun |onze )?",
        r"deelne(?:mers?|emsters?)|respondenten|geïnterviewden?|personen|mensen|vrouwen|mannen|van (?:hen|ons)",
        r"iedereen|niemand",
        "dat|wat|die|een|is|zijn|was|waren",
        "e?n|s",
    ),
    "pt": Tongue(
        "dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|um terço|dois terços|um quarto",
        "uma?|metade",
        r" (?:de|dos|das|em) (?:os |as )?",
        r"(?:quase |nem )?(?:tod[oa]s|cada)|amb[oa]s|nenhuma?|muit[oa]s|vári[oa]s|algun?s|algumas|pouc[oa]s|a maioria"
        r"|(?:a|uma) (?:grande |pequena )?(?:maioria|minoria|metade)",
        "pelo menos|ao menos|só|apenas",
        r"(?:d[oa]s |de )?(?:[oa]s |est[ea]s |ess[ea]s )?",
        r"participantes?|entrevistad[oa]s?|inquirid[oa]s?|pessoas?|mulheres|homens|del[ea]s|de nós",
        r"ninguém|toda a gente|todo mundo",
        "que|quem|um|uma|é|são|era|eram",
        "e?s",
    ),
}
"""By language, as in ``en-GB`` before the hyphen."""
