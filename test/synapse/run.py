"""Runs Synapse for as long as standard input stays open.

The pipe closes when the process that started this one ends, however it ends, so that no homeserver
and no data folder outlives a test run. A line "expire" on it makes Synapse sweep out all UIA
sessions, as it does by itself when they are 48 hours old; "expired" on standard output answers it.

Usage: run.py <data folder> <configuration>
"""

import os
import shutil
import sys
import threading

folder, configuration = sys.argv[1:3]
homeserver = None


def watch() -> None:
    while line := os.read(0, 100):
        if line == b"expire\n":
            from twisted.internet import reactor

            reactor.callFromThread(expire_sessions)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def expire_sessions() -> None:
    handler = homeserver.get_auth_handler()

    async def sweep() -> None:
        # A time in the future, so that the sessions of this very millisecond go as well.
        await handler.store.delete_old_ui_auth_sessions(handler._clock.time_msec() + 1000)
        os.write(1, b"expired\n")

    homeserver.run_as_background_process("expire_sessions", sweep)


threading.Thread(target=watch, daemon=True).start()

from synapse.app import homeserver as app  # noqa: E402 (the import takes seconds; watch first)

create_homeserver = app.create_homeserver


def remember(*arguments, **options):
    global homeserver
    homeserver = create_homeserver(*arguments, **options)
    return homeserver


app.create_homeserver = remember
sys.argv[1:] = ["-c", configuration]
app.main()
