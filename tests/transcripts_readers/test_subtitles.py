import io

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.transcripts.readers import Reading, read_bytes


def vtt(text: str, *known: str) -> Reading:
    return read_bytes(text.encode(), ".vtt", name="talk.vtt", known_labels=known)


def subrip(text: str, *known: str) -> Reading:
    return read_bytes(text.encode(), ".srt", name="talk.srt", known_labels=known)


def seen(reading: Reading) -> list[tuple[str | None, str, int | None]]:
    return [(turn.speaker, reading.text[turn.start : turn.end], turn.time) for turn in reading.turns]


def test_zoom():
    reading = vtt(
        "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:04.000\r\nJo Beck (she/her): So how\r\n\r\n"
        "2\r\n00:00:04.000 --> 00:00:06.000\r\nJo Beck (she/her): was it?\r\n\r\n"
        "3\r\n00:00:07.500 --> 00:00:09.000\r\np3's iPhone: Fine &amp; good.\r\n\r\n"
        "4\r\n01:00:00.000 --> 01:00:02.000\r\np3's iPhone: One thing: rain.\r\n"
    )
    assert reading.text == "Jo Beck (she/her): So how was it?\np3's iPhone: Fine & good. One thing: rain."
    assert seen(reading) == [
        ("Jo Beck (she/her)", "So how was it?", 1000),
        ("p3's iPhone", "Fine & good. One thing: rain.", 7500),
    ]


def test_only_a_capital_n_behind_a_backslash_ends_a_line():
    reading = subrip("1\n00:00:01,000 --> 00:00:02,000\nIn C:\\new\\nora,\\Nnot <BR>there.\n")
    assert reading.text == "In C:\\new\\nora, not  there."


def test_teams():
    reading = vtt(
        "WEBVTT\n\n8d4f/12-0\n00:00:01.000 --> 00:00:02.000\n<v Beck, Jo>Hello <i>there</i>,</v>\n\n"
        "8d4f/12-1\n00:00:02.000 --> 00:00:03.000\n<v Beck, Jo>Maria.</v>\n\n"
        "8d4f/13-0\n00:00:03.000 --> 00:00:04.000\n<v Maria>Hi.</v>\n<v Beck, Jo>So?</v>\n"
    )
    assert reading.text == "Beck, Jo: Hello there, Maria.\nMaria: Hi.\nBeck, Jo: So?"
    assert [turn.time for turn in reading.turns] == [1000, 3000, 3000]


def test_noscribe():
    reading = vtt(
        "WEBVTT talk\n\nNOTE\nTranscribed with noScribe\nfrom file\n\nNOTE media: C:/talk.mp3\n\n"
        "0\n00:00:00.000 --> 00:00:02.000\n<v S01>S01: So (..) how //S02: mhm// was\n\n"
        "1\n00:00:02.000 --> 00:00:03.000\n<v S01>it?\n\n"
        "2\n00:00:02.500 --> 00:00:03.000\n<v S02>//S02: Well//\n"
    )
    assert reading.text == "S01: So (..) how //S02: mhm// was it?\nS02: //Well//"
    assert [turn.speaker for turn in reading.turns] == ["S01", "S02"]
    assert reading.notices == ("2 NOTE blocks are not part of the text",)


def test_whisper_has_no_speakers_and_no_hours():
    web = "WEBVTT\n\n00:01.000 --> 00:04.250\nhello and\nwelcome\n\n01:02.000 --> 01:03.000\nto this\n"
    sub = "1\n00:00:01,000 --> 00:00:04,250\nhello and welcome\n\n2\n00:01:02,000 --> 00:01:03,000\nto this\n"
    assert vtt(web).text == subrip(sub).text == "hello and welcome\nto this"
    assert seen(vtt(web)) == [(None, "hello and welcome", 1000), (None, "to this", 62000)]


def test_names_in_subrip_go_on_over_cues():
    reading = subrip(
        "1\n00:00:00,179 --> 00:00:02,399\nTravis: When you\nget started\n\n2\n00:00:02,400 --> 00:00:04,799\nin"
        " talking.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nGilon: Oh.\nTravis: Yes.\n\n"
        "4\n00:00:07,000 --> 00:00:08,000\nGilon: Note: no.\n"
    )
    assert reading.text == "Travis: When you get started in talking.\nGilon: Oh.\nTravis: Yes.\nGilon: Note: no."


def test_a_known_speaker_counts_once():
    text = "1\n00:00:01,000 --> 00:00:02,000\nPM1: Hello.\n\n2\n00:00:03,000 --> 00:00:04,000\nand so: on\n"
    assert subrip(text).text == "PM1: Hello.\nand so: on"
    assert seen(subrip(text, "PM1")) == [("PM1", "Hello. and so: on", 1000)]


def test_tags_go_and_words_in_angle_brackets_stay():
    payload = (
        "<c.yellow.bg_blue>I</c> <b>was</b> <00:00:01.500>in [names city] <3, a < b, <name>, "
        '&lt;i&gt; &amp;amp; &copy {\\an8}<font color="red">so</font>'
    )
    reading = vtt(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{payload}\n")
    assert reading.text == "I was in [names city] <3, a < b, <name>, <i> &amp; &copy so"


def test_headers_styles_and_settings():
    reading = vtt(
        "\ufeffWEBVTT Kind: captions\nLanguage: en\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
        "00:01.000 --> 00:02.000 align:start position:0%\nwords\n\n00:03.000 --> 00:04.000\nNOTE this\n"
    )
    assert reading.text == "words\nNOTE this"
    assert reading.notices == ()


def test_nothing_outside_cues_is_lost():
    reading = subrip(
        "1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nthree\n"
        "00:00:05,000 --> 00:00:06,000\nfour\n"
    )
    assert reading.text == "one two\nthree\nfour"
    assert reading.notices == ("1 line outside any subtitle was taken into the one before",)


@pytest.mark.parametrize("end", ["2\n00:00:03,000 --> 00:00:04,000\n", "2\n00:00:0", "2\n", "2\n00:00:03,000 -"])
def test_a_file_that_is_cut_off_says_so(end):
    reading = subrip("1\n00:00:01,000 --> 00:00:02,000\none\n\n" + end)
    assert reading.text == "one"
    assert "cut off" in reading.notices[-1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:xx --> 00:00:04,000\ntwo\n", 6),
        ("1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:03,000 --> \ntwo\n", 6),
        ("no subtitles at all\n", 1),
        ("some title\n\n1\n00:00:01,000 --> 00:00:02,000\none\n", 1),
    ],
)
def test_malformed_files_name_the_line(text, line):
    with pytest.raises(BadInput, match=f"talk.srt, line {line}:"):
        subrip(text)


def test_arrows_in_speech_stay():
    assert subrip("1\n00:00:01,000 --> 00:00:02,000\nleft --> right\n").text == "left --> right"


def test_a_file_without_words():
    with pytest.raises(BadInput, match="no words"):
        subrip("1\n00:00:01,000 --> 00:00:02,000\n\n")


WORDS = (
    st.text("abc é語.,!?'😀", min_size=1, max_size=20).map(str.strip).filter(lambda words: any(map(str.isalnum, words)))
)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_the_libraries_find_the_same_words(payloads):
    blocks = [
        f"{n + 1}\n00:00:{n:02}{{0}}000 --> 00:00:{n + 1:02}{{0}}000\n{words}\n" for n, words in enumerate(payloads)
    ]
    sub, web = "\n".join(blocks).format(","), "WEBVTT\n\n" + "\n".join(blocks).format(".")
    assert subrip(sub).text.split("\n") == [cue.content for cue in srt.parse(sub)]
    assert vtt(web).text.split("\n") == [cue.text for cue in webvtt.from_buffer(io.StringIO(web))]


@given(st.lists(st.tuples(st.sampled_from(["Ann", "Ben Oh"]), WORDS), min_size=1, max_size=8))
def test_turns_point_at_the_words(spoken):
    text = "WEBVTT\n\n" + "\n".join(
        f"00:{n:02}.000 --> 00:59.000\n<v {who}>{words}</v>\n" for n, (who, words) in enumerate(spoken)
    )
    reading = vtt(text)
    joined = " ".join(words for _, words in spoken)
    assert " ".join(words for _, words, _ in seen(reading)) == joined
    assert all(a.speaker != b.speaker for a, b in zip(reading.turns, reading.turns[1:], strict=False))


def test_somebody_else_who_speaks_once_is_nobody_known():
    said = ["PM1: So so.", "Kelly: Can I ask about pay?", "PM2: Not", "Two things: time and money.", "PM1: Hm."]
    cues = [f"00:0{n}.000 --> 00:0{n}.900\n{words}\n" for n, words in enumerate(said)]
    reading = vtt("\n".join(["WEBVTT\n", *cues]), "PM1", "PM2")
    assert [turn.speaker for turn in reading.turns] == ["PM1", "Kelly", "PM2", "PM1"]


def test_whoever_speaks_up_without_a_name_is_nobody_known():
    said = [">> PM1: So so.", "And so on.", ">> Did he hit you?", ">> PM1: No."]
    cues = [f"00:0{n}.000 --> 00:0{n}.900\n{words}\n" for n, words in enumerate(said)]
    reading = vtt("\n".join(["WEBVTT\n", *cues]), "PM1")
    assert [turn.speaker for turn in reading.turns] == ["PM1", None, "PM1"]
    assert ">> Did he hit you?" in reading.text


def test_what_only_reads_like_a_label_is_nobodys():
    said = ["PM2: We share everything, it was good for me.", "Lead interviewer: Did he hit you?", "PM2: No."]
    cues = [f"00:0{n}.000 --> 00:0{n}.900\n{words}\n" for n, words in enumerate(said)]
    reading = vtt("\n".join(["WEBVTT\n", *cues]), "PM2", "Interviewer")
    assert [turn.speaker for turn in reading.turns] == ["PM2", None, "PM2"]
