"""All that is known of one transcript, in words; what is not known is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.coding.progress import Progress
from workbench.settings import StudySettings
from workbench.transcripts import in_words
from workbench.transcripts.library import SpeakerFound
from workbench.transcripts.listing import TranscriptFound
from workbench.transcripts.tables import ParticipantFacts
from workbench.visible import one_line, plural


class Details(VerticalScroll):
    """What is known of the transcript under the cursor."""

    def compose(self) -> ComposeResult:
        """One text, which scrolls."""
        yield Static("", id="known")

    def show(self, content: Content) -> None:
        """Show another text, from its beginning."""
        self.query_one("#known", Static).update(content)
        self.scroll_home(animate=False)


def share(progress: Progress | None) -> str:
    """How far a transcript is coded, as a percentage that is 100 only where nothing is left."""
    if progress is None or not progress.codings:
        return "–"
    percent = int(100 * progress.share)
    return "<1 %" if percent == 0 and progress.coded else f"{percent} %"


def about(
    transcript: TranscriptFound,
    settings: StudySettings,
    people: Mapping[str, ParticipantFacts],
    progress: Progress | None,
    speakers: Sequence[SpeakerFound] | None,
) -> Content:
    """All that is known of a transcript.

    Args:
        transcript: The transcript.
        settings: The study's settings, for waves and roles as printed.
        people: The study's participants, by id.
        progress: How far the coder is with it; None where nothing is coded.
        speakers: Its speakers; None as long as they are being looked up.
    """
    lines = [Content.styled(one_line(transcript.name), "bold"), *_facts(transcript, settings, people)]
    lines.append(Content(f"{plural(transcript.turns, 'turn')}, {plural(transcript.words, 'word')}"))
    if progress is None:
        lines.append(Content("You have coded nothing in it yet."))
    else:
        codings = plural(progress.codings, "coding")
        lines.append(Content(f"{codings} of yours on {share(progress)} of what participants say"))
    lines.append(Content(""))
    if speakers is None:
        lines.append(Content.styled("Speakers …", "dim"))
    else:
        lines += _speakers(speakers, people)
    return Content("\n").join(lines)


def _facts(
    transcript: TranscriptFound, settings: StudySettings, people: Mapping[str, ParticipantFacts]
) -> Iterator[Content]:
    said = {
        "file": transcript.file,
        "who": "; ".join(in_words.person(who, people) for who in transcript.participants),
        "wave": settings.printed_wave(transcript.wave),
        "kind": transcript.kind or "",
        "record": transcript.record or "",
        "date": transcript.date.isoformat() if transcript.date else "",
        "interviewer": transcript.interviewer or "",
        "language": transcript.language or "",
    }
    for name, value in said.items():
        if value:
            yield Content.assemble((f"{name:<12}", "dim"), one_line(value))
    if transcript.translated_from:
        yield Content.assemble((f"{'translated':<12}", "dim"), f"from {one_line(transcript.translated_from)}")
    unknown = [name for name, value in said.items() if not value]
    if unknown:
        yield Content.assemble((f"{'unknown':<12}", "dim"), ", ".join(unknown))


def _speakers(speakers: Sequence[SpeakerFound], people: Mapping[str, ParticipantFacts]) -> Iterator[Content]:
    yield Content.styled("Who speaks", "bold")
    labels = [one.label for one in speakers]
    width = min(24, max((len(one_line(one.label or "no label")) for one in speakers), default=0)) + 2
    for one in speakers:
        label = one_line(one.label) if one.label else "no label"
        turns = plural(one.turns, "turn")
        style = "" if one.is_settled else "$warning"
        said = in_words.speaker(one.label, one, labels, people)
        yield Content.assemble(label.ljust(width), (turns.ljust(11), "dim"), (said, style))
