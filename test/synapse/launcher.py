"""Loads Synapse once, and forks a homeserver for each connection to a socket.

To load it takes seconds, and so does its empty database, of which each homeserver gets a copy.

The first line on a connection is the path of a configuration, beside which the homeserver's data and
log are kept. The homeserver runs as long as the connection stays open. It closes when the process at
its other end ends, however that ends, so that no homeserver and no data folder outlives a test run.
The line "expire sessions" makes Synapse sweep out all UIA sessions, as it does by itself when they are
48 hours old; after "expire links" no link in a mail sent until then is good any longer. "expired"
answers both.

Usage: launcher.py <socket>, for as long as standard input stays open.
"""

import multiprocessing
import os
import select
import shutil
import socket
import sys
import threading

from synapse.app.complement_fork_proxied_reactor import ProxiedReactor
from twisted.internet.main import installReactor

# A reactor does not survive a fork: each process installs one of its own.
reactor = ProxiedReactor()
installReactor(reactor)

from synapse._scripts import update_synapse_database  # noqa: E402
from synapse.app import homeserver as app  # noqa: E402
from twisted.internet.selectreactor import SelectReactor  # noqa: E402

fork = multiprocessing.get_context("fork").Process
empty_database = None
homeserver = None


def main() -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(sys.argv[1])
    listener.listen()
    print("ready", flush=True)
    while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
        connection, _ = listener.accept()
        with connection:
            launch(connection)
    shutil.rmtree(os.path.dirname(sys.argv[1]))
    # Homeservers end by themselves: they are not waited for.
    os._exit(0)


def launch(connection: socket.socket) -> None:
    global empty_database
    configuration = connection.makefile().readline().rstrip("\n")
    database = os.path.join(os.path.dirname(configuration), "homeserver.db")
    if empty_database is None:
        preparation = fork(target=prepare, args=[configuration])
        preparation.start()
        preparation.join()
        with open(database, "rb") as file:
            empty_database = file.read()
    else:
        with open(database, "wb") as file:
            file.write(empty_database)
    fork(target=run, args=[connection, configuration]).start()


def begin(configuration: str) -> None:
    log = os.path.join(os.path.dirname(configuration), "homeserver.log")
    file = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.dup2(file, sys.stdout.fileno())
    os.dup2(file, sys.stderr.fileno())
    reactor._install_real_reactor(SelectReactor())


def prepare(configuration: str) -> None:
    begin(configuration)
    sys.argv[1:] = ["--database-config", configuration, "--run-background-updates"]
    update_synapse_database.main()


def run(connection: socket.socket, configuration: str) -> None:
    begin(configuration)
    create_homeserver = app.create_homeserver

    def remember(*arguments, **options):
        global homeserver
        homeserver = create_homeserver(*arguments, **options)
        return homeserver

    app.create_homeserver = remember
    watcher = threading.Thread(target=watch, args=[connection, configuration], daemon=True)
    watcher.start()
    sys.argv[1:] = ["-c", configuration]
    app.main()


def watch(connection: socket.socket, configuration: str) -> None:
    expirations = {"expire sessions\n": expire_sessions, "expire links\n": expire_links}
    for line in connection.makefile():
        expire = expirations[line]
        reactor.callFromThread(
            homeserver.run_as_background_process, "expire", answering(connection, expire)
        )
    shutil.rmtree(os.path.dirname(configuration), ignore_errors=True)
    os._exit(0)


def answering(connection: socket.socket, act):
    async def act_and_answer() -> None:
        await act()
        connection.sendall(b"expired\n")

    return act_and_answer


async def expire_sessions() -> None:
    handler = homeserver.get_auth_handler()
    # A time in the future, so that the sessions of this very millisecond go as well.
    await handler.store.delete_old_ui_auth_sessions(handler._clock.time_msec() + 1000)


async def expire_links() -> None:
    database = homeserver.get_datastores().main.db_pool
    await database.simple_update("threepid_validation_token", {}, {"expires": 0}, "expire_links")


main()
