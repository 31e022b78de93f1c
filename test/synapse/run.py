"""Runs Synapse for as long as standard input stays open.

The pipe closes when the process that started this one ends, however it ends, so that no homeserver
and no data folder outlives a test run. A line "expire sessions" on it makes Synapse sweep out all
UIA sessions, as it does by itself when they are 48 hours old; after "expire links" no link in a mail
sent until then is good any longer. "expired" on standard output answers both.

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
        from twisted.internet import reactor

        if line == b"expire sessions\n":
            reactor.callFromThread(homeserver.run_as_background_process, "expire", expire_sessions)
        if line == b"expire links\n":
            reactor.callFromThread(homeserver.run_as_background_process, "expire", expire_links)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


async def expire_sessions() -> None:
    handler = homeserver.get_auth_handler()
    # A time in the future, so that the sessions of this very millisecond go as well.
    await handler.store.delete_old_ui_auth_sessions(handler._clock.time_msec() + 1000)
    os.write(1, b"expired\n")


async def expire_links() -> None:
    database = homeserver.get_datastores().main.db_pool
    await database.simple_update("threepid_validation_token", {}, {"expires": 0}, "expire_links")
    os.write(1, b"expired\n")


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
