"""Apps that tests drive: all that comes of a key or a click is done before the next, however busy the machine is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import pytest

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.worker import Worker

_HELD = 0.2
"""Seconds after which a job is taken for one that a test holds back: keys are pressed while it waits."""

_held: WeakSet[Worker[Any]] = WeakSet()
"""The jobs that were taken for such."""


async def _quiet() -> None:
    """Wait until the loop has nothing to do but to wait for a clock, a thread or the next key."""
    ready, rounds = asyncio.get_running_loop()._ready, 0
    while rounds < 2:  # what becomes ready in one round is done in the next
        await asyncio.sleep(0)
        rounds = 0 if ready else rounds + 1


def _waits_for_layout(screen: Screen[Any]) -> bool:
    """Whether something on it, or what is to be done after that, waits for the next time that it is laid out."""
    waits = screen._layout_required or screen._scroll_required or screen._repaint_required
    waits = bool(waits or screen._recompose_required or screen._dirty_widgets or screen._callbacks)
    return waits and not screen.app._batch_count


def _jobs(app: App[Any]) -> dict[asyncio.Task[Any], Worker[Any]]:
    return {job._task: job for job in app.workers if not job.is_finished and job._task is not None}


async def settle(app: App[Any], patience: float | None = None) -> None:
    """Wait until all messages are answered, all jobs done, and what comes of them is laid out.

    Args:
        app: The app.
        patience: Seconds that are waited for a job; None for as long as it takes.
    """
    while True:
        await _quiet()
        if app._resize_timer is not None:
            app._check_resize()
        elif _waits_for_layout(app.screen):
            app.screen._on_timer_update()
        elif jobs := {task: job for task, job in _jobs(app).items() if patience is None or job not in _held}:
            done, _ = await asyncio.wait(jobs, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            if not done:
                _held.update(jobs.values())
        elif patience is None and (getattr(app, "keeps_keys", False) or not app.screen.is_mounted):
            await asyncio.sleep(0.002)  # until a clock has looked whether what the keys need is there
        else:
            return


@pytest.fixture(scope="session")
def driven_without_delay() -> Iterator[None]:
    """Textual's pilot goes on when an app has done what a key or a click asks for.

    It looks otherwise whether the process computes, for a fiftieth of a second at least: that ends too early where
    other programs have the processor, and where nobody has it the time is lost.
    """
    from textual import app, pilot  # not every test needs screens
    from textual._context import active_app
    from textual.message_pump import MessagePump

    async def wait_for_idle(*_: float) -> None:
        await settle(active_app.get(), _HELD)

    def rests(pump: MessagePump) -> bool:
        """Whether it has answered all messages, and waits for the next one."""
        return pump.message_queue_size == 0 and bool(pump._message_queue.ready_event._waiters)

    wait = pilot.Pilot._wait_for_screen

    async def wait_for_screen(by: pilot.Pilot[Any], timeout: float = 30.0) -> bool:
        await _quiet()
        if all(rests(pump) for pump in (by.app, *by.app.screen.walk_children(with_self=True))):
            return True
        return await wait(by, timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "wait_for_idle", wait_for_idle)
        patch.setattr(pilot, "wait_for_idle", wait_for_idle)
        patch.setattr(pilot.Pilot, "_wait_for_screen", wait_for_screen)
        yield
