"""Makes a virtual environment with one version of Synapse in it, unless it is there.

Two runs at a time are safe: the second waits for the first. The lock goes with the process that
holds it, so that a killed run leaves none behind.

Usage: install.py <virtual environment> <version>
"""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import venv

folder, version = sys.argv[1:3]
marker = os.path.join(folder, f"synapse-{version}-oidc")

os.makedirs(os.path.dirname(folder), exist_ok=True)
with open(folder + ".lock", "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    if os.path.exists(marker):
        sys.exit()
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("Python's ensurepip is missing (on Debian: apt-get install python3-venv).")
    print(f"Installing Synapse {version} into {folder}; this takes a minute or two.", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=True)
    pip = [os.path.join(folder, "bin", "python"), "-m", "pip", "install", "--quiet"]
    command = [*pip, "--prefer-binary", f"matrix-synapse[oidc]=={version}"]
    outcome = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    if outcome.returncode != 0:
        reasons = [line for line in outcome.stderr.splitlines() if line.startswith("ERROR: ")]
        sys.exit(reasons[-1] if reasons else outcome.stderr)
    open(marker, "w").close()
