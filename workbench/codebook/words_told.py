"""What is warned of in codebooks' files: words that stand in transcripts, and examples that name no coding. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from workbench.codebook.faults import Fault
from workbench.codebook.said_words import Said
from workbench.codebook.written import Written, written_in
from workbench.visible import first_few, one_line

_SAID = "Say it in other words, or write coding: and the id of the coding, which is printed only where it may be."
_GONE = "It was removed, or its transcript taken out: name another, or take the example out."


class Texts:
    """The texts of codebooks' files.

    Args:
        files: What each file holds, by its name as shown to people.

    Attributes:
        words: The words of each that are held against transcripts; none of an example that is a coding.
        codings: The codings that examples name.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._texts = [(file, one) for file, data in files.items() for one in written_in(data, file)]
        self.words = ["" if one.coding else one.text for _, one in self._texts]
        self.codings = [UUID(one.coding) for _, one in self._texts if one.coding]

    def faults(self, said: Iterable[Said], there: Collection[UUID]) -> list[Fault]:
        """Warnings of words that stand in transcripts, and of examples without their coding, in the files' order.

        Args:
            said: Where the words stand in transcripts.
            there: Those of the codings that are in sight.
        """
        found = [(one.text, _fault(*self._texts[one.text], one)) for one in said]
        found += [
            (number, _gone(file, one))
            for number, (file, one) in enumerate(self._texts)
            if one.coding and UUID(one.coding) not in there
        ]
        return [fault for _, fault in sorted(found, key=lambda one: one[0])]


def words_told(said: Said) -> str:
    """Which words of a text, and of which transcripts, without one of them."""
    where = first_few(map(one_line, said.transcripts))
    transcripts = "transcripts" if len(said.transcripts) > 1 else "transcript"
    return f"{said.last - said.first + 1} words in a row, from word {said.first} on, stand in the {transcripts} {where}"


def _fault(file: str, one: Written, said: Said) -> Fault:
    whose = f"{one.field} of {one.code}" if one.code else one.field
    return Fault(file, *one.place, "warning", f"{whose}: {words_told(said)}", _SAID)


def _gone(file: str, one: Written) -> Fault:
    return Fault(file, *one.place, "warning", f"examples of {one.code}: there is no coding {one.coding}", _GONE)
