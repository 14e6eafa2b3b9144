"""Every command of the program, with arguments for it on a small study: for tests of what each tells and writes.

A command that is not entered here fails in tests/architecture/test_kept_out.py, and so does an option that is new.
"""

from __future__ import annotations

SECRET = "zqsecret"
"""A word that stands in memos on safeguarding, and nowhere else."""

ABROAD = "made-here"
"""A folder for what commands write, in the study's."""

JOINT = "PM1+PM2 Early"
BOOK = "codebooks/peer.yaml"

LOOKING: dict[str, tuple[tuple[str, ...], ...]] = {
    "agreement": (
        ("Ruth", "Owen", "--csv", "--draws", "5", "--seed", "1"),
        ("Ruth", "Owen", "--more", "--unit", "character", "--include-interviewer", "--all", "--plain"),
        ("Ruth", "Owen", "--sample", "Seen", "--draws", "0", "--as-revealed"),
        ("Ruth", "Owen", "--json"),
        ("Ruth", "Owen", "--by", "role", "--by", "wave", "--draws", "5"),
        ("Ruth", "Owen", "--docx", f"{ABROAD}/agreement.docx"),
        ("Ruth", "Owen", "--differences"),
        ("Owen", "Ruth", "--differences", "--code", "trust", "--json"),
        ("Ruth", "Owen", "--confusion"),
        ("Ruth", "Owen", "--confusion", "--json"),
        ("Ruth", "Owen", "--consensus"),
        ("Ruth", "Owen", "--consensus", "--json"),
        ("Ruth", "Owen", "--consensus", "--docx", f"{ABROAD}/settled.docx"),
        ("Ruth", "Owen", "--rounds", "--sample", "Seen", "--draws", "0"),
        ("Ruth", "Owen", "--rounds", "--sample", "Seen", "--draws", "0", "--json"),
        ("Ruth", "Owen", "--rounds", "--sample", "Seen", "--docx", f"{ABROAD}/rounds.docx"),
    ),
    "balance": (("--json",), ("--csv", "--coder", "Owen"), ("--plain", "--layer", "lead")),
    "code-hits": (
        (JOINT, "mostly", "--json"),
        (JOINT, "mostly", "--match-case", "--match-accents", "--whole-words", "--passage", "turn", "--plain"),
        (JOINT, "mos.ly", "--regex", "--coder", "Owen"),
    ),
    "codebook check": (("--json",), ()),
    "codebook diff": (("now", "now", "--json"), ("peer.yaml", "now", "--markdown", "--file", "peer.yaml")),
    "codebook merge": (
        (BOOK, BOOK, BOOK, "-o", f"{ABROAD}/merged.yaml", "--json"),
        ("none.yaml", BOOK, BOOK, "-o", f"{ABROAD}/merged.yaml", "--path", BOOK, "--marker-size", "9"),
    ),
    "codebook export": (
        ("-o", f"{ABROAD}/peer.csv", "--json"),
        ("-o", f"{ABROAD}/peer.xlsx", "--file", "peer.yaml"),
        ("-o", f"{ABROAD}/handbook.docx"),
        ("-o", f"{ABROAD}/handbook-of-owen.docx", "--coder", "Owen", "--no-extracts"),
        ("-o", f"{ABROAD}/peer.qdc"),
        ("-o", f"{ABROAD}/peer.md"),
    ),
    "codebook schema": ((), ()),
    "codebook log": (("--json",), ("trust", "--file", "peer.yaml", "--limit", "3", "--plain"), ("--plain",)),
    "codebook review": (
        ("--all", "--json", "--reason", "definition"),
        ("trust", "--coder", "Ruth"),
        ("trust", "--plain"),
        (),
    ),
    "codebook show": (("--json",), ("--find", "trust", "--plain")),
    "codings": (
        ("--json",),
        ("--transcript", JOINT, "--code", "trust", "--role", "mentor", "--wave", "T1", "--participant", "PM1"),
        ("--theme", "Warmth", "--coder", "Ruth", "--plain"),
    ),
    "extracts": (
        ("-o", f"{ABROAD}/book.docx", "--json"),
        ("-o", f"{ABROAD}/book-of-owen.docx", "--coder", "Owen", "--layer", "lead"),
    ),
    "consensus list": (
        ("--of", "Ruth", "--of", "Owen", "--all", "--json"),
        ("--of", "Ruth", "--of", "Owen", "--sample", "Seen", "--code", "trust", "--open", "--plain", "--coder", "Owen"),
        ("--all", "--include-interviewer", "--settled"),
        ("--all",),
    ),
    "find": (
        ("mostly", "--json"),
        ("mostly", *f"--transcript|{JOINT}|--role|mentor|--wave|T1|--participant|PM1|--code|trust".split("|")),
        ("mostly", "--speaker", "PM1", "--coder", "Ruth", "--limit", "1", "--offset", "0", "--plain"),
    ),
    "frameworks": (
        ("Ruth", "Owen", "--unit", "character", "--include-interviewer", "--all", "--plain"),
        ("Ruth", "Owen", "--all", "--json"),
        ("Ruth", "Owen", "--sample", "Seen"),
        ("Ruth", "Owen", "--all", "--extracts", "trust", "doubt", "--json"),
    ),
    "history": (("--json",), ("--limit", "3", "--coder", "Ruth", "--plain")),
    "keys": (("--json",), ("--plain",)),
    "marked": (("--json",), ("--plain",)),
    "memos": (
        ("--json",),
        ("--about", "passage", "--transcript", JOINT, "--phase", "2", "--coder", "Ruth", "--find", "word"),
        ("--since", "2020-01-01", "--until", "2999-01-01", "--newest", "--plain"),
        ("--coding", "CODING"),
        ("--code", "trust"),
        ("--theme", "Warmth"),
        ("--participant", "PM1"),
        ("--kind", "reflexive"),
    ),
    "memos export": (
        ("-o", f"{ABROAD}/memos.md", "--json"),
        ("-o", f"{ABROAD}/memos.docx", "--since", "2020-01-01", "--until", "2999-01-01"),
        ("-o", f"{ABROAD}/some.md", "--kind", "phase", "--phase", "2", "--coder", "Ruth"),
    ),
    "pack": (("--json",), ("--coder", "Owen")),
    "participants": (("--json",), ("--plain",)),
    "phases": (("--json",), ("--plain",)),
    "print": (
        ("--all", "--codings", "-o", f"{ABROAD}/copy.docx", "--json"),
        (JOINT, "-o", f"{ABROAD}/one.docx"),
        (JOINT, "--codings", "--coder", "Ruth", "-o", f"{ABROAD}/copy-of-ruth.docx"),
    ),
    "quotation list": (("--json",), ("--theme", "Warmth", "--coder", "Ruth", "--plain"), ("--prepared",)),
    "quotation show": (("Warmth", "CODING", "--json"), ("Warmth", "CODING")),
    "read": ((JOINT, "--codings", "--json"), (JOINT, "--from", "5", "--lines", "1", "--times"), (JOINT, "--codings")),
    "recognition": (("--json",), ("--plain", "--coder", "Owen"), ("--layer", "lead")),
    "report": (
        ("-o", f"{ABROAD}/report.docx", "--json"),
        ("-o", f"{ABROAD}/of-owen.docx", "--coder", "Owen", "--no-agreement", "--layer", "lead"),
        ("-o", f"{ABROAD}/agreed.docx", "--agreement"),
        ("-o", f"{ABROAD}/in-a-template.docx", "--template", f"{ABROAD}/agreed.docx"),
        ("--update", f"{ABROAD}/report.docx", "--dry-run", "--add-missing", "--json"),
        ("--update", f"{ABROAD}/report.docx", "--dry-run"),
        ("-o", f"{ABROAD}/to-send.docx", "--clean", f"{ABROAD}/report.docx", "--json"),
        *(("-o", f"{ABROAD}/report{ending}") for ending in (".html", ".htm", ".md", ".xlsx", ".csv", ".json")),
        ("-o", f"{ABROAD}/by-role.docx", "--order", "role-then-theme", "--parts", "themes,method,memos"),
    ),
    "sample list": (("--json",), ("--plain",)),
    "sample show": (("Seen", "--json"), ("Seen", "--plain")),
    "status": (("--json",), ("--coder", "Owen")),
    "theme answers": (("Warmth", "--json"), ("Warmth",), ("Warmth", "--plain")),
    "theme evidence list": (("Warmth", "--json"), ("Warmth", "--plain")),
    "themes": (("Warmth", "--json"), ("--plain",), ("Warmth", "--coder", "Ruth"), ("Warmth", "--plain")),
    "transcript": ((JOINT, "--json"), (JOINT,), (JOINT, "--text")),
    "transcripts": (("--json",), ("--plain",)),
    "unpack": (
        ("codings", "--json"),
        ("codings", "--take", "ours", "--yes", "--coder", "Owen"),
        (f"{ABROAD}/copy.docx", "--by", "Owen", "--yes"),
    ),
    "verify": (
        (f"{ABROAD}/report.docx", "--json"),
        (f"{ABROAD}/report.docx", "--counting", "--coder", "Owen", "--json"),
        (f"{ABROAD}/of-owen.docx", "--plain", "--comments", f"{ABROAD}/commented.docx", "--yes"),
    ),
}
"""Every command that changes no row, with its arguments: what it says in columns, in plain lines and as JSON, and every
option that says of what it tells."""

CHANGING: dict[str, tuple[str, ...]] = {
    "memos add": ("plain", "--kind", "reflexive"),
    "memos edit": ("MEMO", "plain"),
    "memos pass-on": ("CONCERN", "--to", f"{SECRET} lead"),
    "memos remove": ("MEMO",),
    "phases add": ("2", "plain"),
    "memo": ("CODING", "plain"),
    "mark": ("Parent 1 Early", "--quote", "in the snow"),
    "consensus settle": ("DIFFERENCE", "--both", "--why", "plain", "--all"),
    "consensus why": ("DIFFERENCE", "plainly", "--all"),
    "consensus rule": ("DIFFERENCE", "listening", "--definition", "To hear.", "--all"),
    "consensus reopen": ("DIFFERENCE", "--all"),
    "code": ("PM1+PM2 Early", "--quote", "A kettle, mostly", "--code", "doubt"),
    "code-hits": ("PM1+PM2 Early", "mostly", "--accept", "1", "--text", "TEXT", "--code", "listening"),
    "recode": ("CODING", "--code", "listening"),
    "borders": ("CODING", "--quote", "What did you bring?\nPM1: A kettle, mostly."),
    "split": ("CODING", "--at", "84"),
    "transfer": ("PM1+PM2 Early", "--from", "listening", "--to", "practical", "--yes"),
    "uncode": ("CODING",),
    "codebook add": ("warm", "Warm"),
    "codebook edit": ("warm", "--name", "Warmer"),
    "codebook rename": ("warm", "Warmly"),
    "codebook move": ("warm", "up"),
    "codebook split": ("listening", "--into", "listening", "--into", "hearing=Hearing", "--yes", "--reason", "Two."),
    "codebook retire": ("doubt", "--yes"),
    "codebook merge-codes": ("practical", "--into", "trust", "--yes"),
    "frameworks": ("Ruth", "Owen", "--all", "--keep", "trust", "listening", "--reason", "plain", "--yes"),
    "codebook remove": ("warm",),
    "codebook was": ("hearing", "warm"),
    "codebook resolve": ("a", "name", "theirs", "--file", "open.yaml"),
    "codebook import": ("codes.csv", "--yes"),
    "theme add": ("Cold",),
    "theme edit": ("Cold", "--name", "Colder"),
    "theme extract": ("Warmth", "CODING", "--use", "key"),
    "quotation leave-out": ("Warmth", "CODING", "--quote", "really"),
    "quotation clarify": ("Warmth", "CODING", "--quote", "really", "--as", "plain"),
    "quotation redact": ("Warmth", "CODING", "--quote", "really"),
    "quotation form": ("Warmth", "CODING", "dialogue"),
    "quotation attribution": ("Warmth", "CODING", "role", "--json"),
    "quotation goes-on": ("Warmth", "CODING"),
    "quotation reset": ("Warmth", "CODING"),
    "theme remove": ("Colder",),
    "theme evidence add": ("Warmth", "Nine of 22 left early.", "--source", "postal questionnaire", "--json"),
    "theme evidence change": ("Warmth", "EVIDENCE", "--sentence", "Ten of 22 left early."),
    "theme evidence move": ("Warmth", "EVIDENCE", "1"),
    "theme evidence remove": ("Warmth", "EVIDENCE"),
    "sample draw": ("Blind", *["--for", "Ruth", "--for", "Owen", "--number", "1", "--by", "nothing", "--minimum", "0"]),
    "sample finish": (),
    "sample reopen": ("--sample", "Blind"),
    "sample hand-out": (f"{ABROAD}/handed-out", "--to", "Ruth", "--sample", "Blind", "--docx"),
    "sample discard": ("--yes",),
    "sample next": ("Seen", "Seen again", "--same"),
    "sample reveal": ("--early", "--yes"),
    "undo": (),
    "redo": (),
    "unimport": ("PM1+PM2 Early",),
    "import": ("new.txt",),
}
"""Every other one, in an order in which each has something to do. CODING, MEMO, CONCERN and TEXT stand for ids;
so do DIFFERENCE and EVIDENCE."""

ELSEWHERE = {"git-setup", "init", "demo", "migrate", "codebook restore"}
"""Those that make another study, change the shape of a database, bring back a codebook that is gone, or
write settings of git."""

SAYS_NOTHING_MORE = {"--quiet", "--help", "--yes"}
NOT_LOOKING = {
    "code-hits": {"--accept", "--text", "--code"},
    "codebook review": {"--keep", "--keep-all", "--recode", "--to", "--remove"},
    "find": {"--lemma"},
    "theme answers": {"--none", "--coder"},
    "frameworks": {"--merge", "--name", "--nest", "--keep", "--alone", "--reason", "--gather", "--coder"},
}
"""Options that tell of nothing; that make of a command that looks one that changes, which is below; or that look for
more words, and take seconds to load."""
