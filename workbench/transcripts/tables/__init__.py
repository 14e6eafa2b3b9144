"""The two tables of `transcripts/`, `participants.csv` and `transcripts.csv`: reading them and changing single rows."""

from workbench.transcripts.tables.facts import ParticipantFacts as ParticipantFacts
from workbench.transcripts.tables.facts import ParticipantTable as ParticipantTable
from workbench.transcripts.tables.facts import People as People
from workbench.transcripts.tables.facts import TableFault as TableFault
from workbench.transcripts.tables.facts import TranscriptFacts as TranscriptFacts
from workbench.transcripts.tables.facts import TranscriptTable as TranscriptTable
from workbench.transcripts.tables.participants import people_are_readable as people_are_readable
from workbench.transcripts.tables.participants import put_participants as put_participants
from workbench.transcripts.tables.participants import read_participants as read_participants
from workbench.transcripts.tables.transcripts import put_transcripts as put_transcripts
from workbench.transcripts.tables.transcripts import read_transcripts as read_transcripts
from workbench.transcripts.tables.values import INTERVIEWER as INTERVIEWER
from workbench.transcripts.tables.values import KINDS as KINDS
from workbench.transcripts.tables.values import QUOTING as QUOTING
from workbench.transcripts.tables.values import RECORD_MEANINGS as RECORD_MEANINGS
from workbench.transcripts.tables.values import RECORDS as RECORDS
from workbench.transcripts.tables.values import STATUSES as STATUSES
