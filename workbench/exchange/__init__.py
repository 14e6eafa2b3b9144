"""The text form of a study's work: packs, written and taken in."""

from workbench.exchange.merge import plan
from workbench.exchange.pack import Packed, pack
from workbench.exchange.planned import Conflict, Plan
from workbench.exchange.reading import PacksRead, holds_packs, read_packs
from workbench.exchange.unpack import unpack

__all__ = ["Conflict", "Packed", "PacksRead", "Plan", "holds_packs", "pack", "plan", "read_packs", "unpack"]
