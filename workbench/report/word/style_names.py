"""What styles are called: ours as `report.yaml` has them, and Word's own in the languages that Word speaks. Pure."""

from __future__ import annotations

from workbench.report.word.styles import ATTRIBUTION, QUOTATION, TABLE, TITLE_DETAIL

OUR_NAMES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "author": "Author",
    "title detail": TITLE_DETAIL,
    "contents heading": "TOCHeading",
    "contents 1": "TOC1",
    "contents 2": "TOC2",
    "contents 3": "TOC3",
    "heading 1": "Heading1",
    "heading 2": "Heading2",
    "heading 3": "Heading3",
    "heading 4": "Heading4",
    "body": "BodyText",
    "concept": "ThemeConcept",
    "lead-in": "LeadIn",
    "quotation": QUOTATION,
    "attribution": ATTRIBUTION,
    "indented": "IndentedText",
    "note": "Note",
    "bullet list": "ListBullet",
    "numbered list": "ListNumber",
    "list continued": "ListContinue",
    "caption": "Caption",
    "table": TABLE,
    "table text": "TableText",
    "footnote": "FootnoteText",
    "header": "Header",
    "footer": "Footer",
}
"""The styles that a house may have its own for: as `report.yaml` calls them, and their ids in a report of ours."""

USED_INSTEAD = {
    "BodyText": ("body text", "text body"),
    QUOTATION: ("block quotation", "quote", "quotations", "block text"),
    TABLE: ("report table",),
}
"""Names of a template's styles that stand for one of ours without being asked for, the likeliest first."""

_NUMBERED = "Überschrift|Titre|Título|Titolo|Kop|Rubrik|Overskrift|Otsikko|Nagłówek|Nadpis|Címsor|Başlık|Заголовок"
_IN_OTHER_LANGUAGES = {
    "normal": "Standard|Normale|Standaard|Normaali|Normalny|Обычный",
    "title": "Titel|Titre|Título|Titolo|Rubrik|Tittel|Otsikko|Tytuł|Название",
    "subtitle": "Untertitel|Sous-titre|Subtítulo|Sottotitolo|Ondertitel|Underrubrik|Undertitel|Undertittel|Alaotsikko"
    "|Podtytuł|Подзаголовок",
    "body text": "Textkörper|Corps de texte|Texto independiente|Corpo testo|Corpo del testo|Platte tekst"
    "|Corpo de texto|Brödtext|Brødtekst|Leipäteksti|Tekst podstawowy|Основной текст",
    "quote": "Zitat|Citation|Cita|Citazione|Citaat|Citação|Citat|Sitat|Lainaus|Cytat|Цитата",
    "intense quote": "Intensives Zitat|Citation intense|Cita destacada|Citazione intensa|Duidelijk citaat"
    "|Citação Intensa|Starkt citat|Stærkt citat|Sterkt sitat|Erottuva lainaus|Cytat intensywny",
    "block text": "Blocktext|Normal centré|Texto de bloque|Testo del blocco|Bloktekst|Texto em bloco|Indragen text",
    "caption": "Beschriftung|Légende|Epígrafe|Descripción|Didascalia|Bijschrift|Legenda|Beskrivning|Billedtekst"
    "|Bildetekst|Kuvaotsikko|Название объекта",
    "list bullet": "Aufzählungszeichen|Liste à puces|Lista con viñetas|Punto elenco|Lijst opsom.teken|Commarcadores"
    "|Punktlista|Opstilling - punkttegn|Punktliste|Merkitty luettelo|Lista punktowana|Маркированный список",
    "list number": "Listennummer|Liste à numéros|Lista con números|Numero elenco|Lijstnummering|Numerada"
    "|Numrerad lista|Opstilling - talopstillet|Nummerert liste|Numeroitu luettelo|Lista numerowana"
    "|Нумерованный список",
    "header": "Kopfzeile|En-tête|Encabezado|Intestazione|Koptekst|Cabeçalho|Sidhuvud|Sidehoved|Topptekst|Ylätunniste"
    "|Верхний колонтитул",
    "footer": "Fußzeile|Pied de page|Pie de página|Piè di pagina|Voettekst|Rodapé|Sidfot|Sidefod|Bunntekst|Alatunniste"
    "|Stopka|Нижний колонтитул",
    "footnote text": "Fußnotentext|Note de bas de page|Texto nota pie|Testo nota a piè di pagina|Voetnoottekst"
    "|Texto de nota de rodapé|Fotnotstext|Fodnotetekst|Fotnotetekst|Alaviitteen teksti|Tekst przypisu dolnego",
    "toc heading": "Inhaltsverzeichnisüberschrift|En-tête de table des matières|Título TDC|Titolo sommario"
    "|Kop van inhoudsopgave|Cabeçalho do Sumário|Innehållsförteckningsrubrik|Overskrift|Nagłówek spisu treści",
    "table grid": "Tabellenraster|Tabellengitternetz|Grille du tableau|Tabla con cuadrícula|Griglia tabella|Tabelraster"
    "|Tabela com grade|Tabellrutnät|Tabel - Gitter|Tabellrutenett|Tabela - Siatka",
}


def in_the_file(name: str) -> tuple[str, ...]:
    """What a style may be called within a file, where Word shows it under a name in its user's language.

    Word names its own styles in English in every file, whatever it shows.

    >>> in_the_file("Überschrift 2")
    ('überschrift 2', 'heading 2')
    """
    shown = " ".join(name.split()).casefold()
    english = [own for own, others in _IN_OTHER_LANGUAGES.items() if shown in others.casefold().split("|")]
    word, _, number = shown.rpartition(" ")
    if number.isdigit() and word in _NUMBERED.casefold().split("|"):
        english.append(f"heading {number}")
    return (shown, *english)
