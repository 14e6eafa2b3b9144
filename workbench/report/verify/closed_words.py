"""Words that say little by themselves, by language: what may stand in brackets in their place. Plain data.

Words for how much, how often and whether are not among them: *some* is not *all*, and *with* not *without*.
"""

from __future__ import annotations

_AUXILIARY = "am is are was were be been being have has had having do does did doing done"
CLOSED = {
    "en": "i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself"
    " we us our ours ourselves they them their theirs themselves one ones other others someone somebody something who"
    " whom whose which what that this these those here there then now the a an and of to in on at for by as from so"
    f" {_AUXILIARY} s re ve ll d m t don doesn didn isn aren wasn weren won wouldn haven hasn hadn couldn shouldn ain"
    " thing things stuff gonna wanna gotta cos",
    "de": "ich mich mir du dich dir er ihn ihm sie ihr ihnen es wir uns euch sich man mein dein sein unser euer meine"
    " meinen meinem meiner deine deinen deiner seine seinen seinem seiner ihre ihren ihrem ihrer unsere unseren der die"
    " das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene jenes welche was"
    " wer wo da dort dann hier und von zu zum zur in im an am für bei als auf bin bist ist sind war waren gewesen habe"
    " hast hat haben hatte hatten werde wird werden wurde wurden so s",
    "fr": "je j me m moi tu te t toi il elle on nous vous ils elles le la les l lui leur eux se s soi y en mon ma mes"
    " ton ta tes son sa ses notre nos votre vos leurs ce c cet cette ces cela ça ceci celui celle ceux celles un une"
    " des du de d à au aux et que qu qui quoi dont où là ici alors dans pour par suis es est sommes êtes sont étais"
    " était étaient été être ai as a avons avez ont avais avait avaient eu avoir",
    "es": "yo me mí tú te ti él ella ello lo la le los las les se sí nosotros nosotras nos vosotros ellos ellas usted"
    " ustedes mi mis tu tus su sus nuestro nuestra nuestros este esta esto estos estas ese esa eso esos esas aquel"
    " aquella aquello el un una unos unas de del a al en y que quien donde allí ahí aquí entonces por para es son era"
    " eran fue fueron ser sido está están estaba estaban estar he ha han había habían haber",
    "it": "io mi me tu ti te lui lei egli ella esso lo la le li gli ne ci vi si noi voi loro mio mia miei mie tuo tua"
    " suo sua suoi sue nostro nostra questo questa questi queste quello quella quelli quelle ciò il i un uno una l di"
    " del della dei a al alla in nel nella e che chi cui dove lì là qui allora per da sono è siamo siete era erano"
    " stato stata essere ho hai ha abbiamo hanno aveva avevano avuto avere",
    "nl": "ik me mij jij je jou hij hem zij ze haar het wij we ons jullie u hun hen zich mijn jouw zijn onze deze dit"
    " die dat de een er daar hier toen dan en van te in op aan voor bij als wie wat waar ben bent is was waren geweest"
    " heb hebt heeft hebben had hadden word wordt worden werd werden zo s t",
    "pt": "eu me mim tu te ti ele ela o a os as lhe lhes se si nós nos vós eles elas você vocês meu minha meus minhas"
    " teu tua seu sua seus suas nosso nossa dele dela este esta isto estes estas esse essa isso esses aquele aquela"
    " aquilo um uma de do da dos das em no na e que quem onde ali lá aqui então por para sou é são era eram foi foram"
    " ser sido está estava estavam estar tenho tem têm tinha tinham ter",
}
"""Pronouns, articles, what points, auxiliaries and a few words that join, by language."""

LEADING = {
    "en": "the a an my your his her its our their this that these those very so really quite too rather pretty just"
    " always absolutely completely such all",
    "de": "der die das den dem ein eine einen einem einer mein meine sehr so wirklich ganz zu ziemlich immer total",
    "fr": "le la les l un une des du mon ma mes son sa ses très si vraiment trop assez toujours tout",
    "es": "el la los las un una mi mis su sus muy tan realmente demasiado bastante siempre todo",
    "it": "il lo la i gli le un una l mio mia molto così davvero troppo abbastanza sempre tutto",
    "nl": "de het een mijn zijn haar ons onze heel zo echt te erg best altijd helemaal",
    "pt": "o a os as um uma meu minha seu sua muito tão realmente demais bastante sempre tudo",
}
"""Words that lead to another, which is what is meant with them."""

SAME = (
    "will would", "can could", "shall should", "may might", "go goes went gone going", "say said", "get got gotten",
    "come came", "think thought", "know knew known", "feel felt", "find found", "give gave given", "take took taken",
    "make made", "tell told", "see saw seen", "leave left", "keep kept", "bring brought", "buy bought", "lend lent",
    "send sent", "spend spent", "meet met", "run ran", "sit sat", "stand stood", "speak spoke spoken", "lose lost",
    "write wrote written", "begin began begun", "teach taught", "hold held", "hear heard", "sleep slept", "build built",
    "woman women", "man men", "child children kid kids", "person people", "mum mums mother mam mom", "dad dads father",
    "us me", "okay ok", "yeah yes yep", "because cause cos", "until till", "though although",
)  # fmt: skip
"""English words that are forms of one, or as good as one, and do not begin alike to the end."""
