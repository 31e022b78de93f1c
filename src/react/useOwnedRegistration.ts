"use client";
import { useEffect, useInsertionEffect, useState } from "react";
import { identityOf } from "../discovery/homeserver.js";
import { type LateModule, loadWhenIdle } from "../uia/browser/lateModule.js";
import type { Registration } from "../uia/machine/registration.js";
import { lateRegistration, type RegistrationModule } from "../uia/run/lateRegistration.js";
import { registrationModule } from "../uia/run/registrationModule.js";
import type { RegistrationOptions } from "../uia/run/registrationOptions.js";
import { useDisposable } from "./useDisposable.js";

/**
 * The given registration, or the component's own for the given options; `null` without either. Options
 * of another identity (base URL, server name, trust, kind) begin another registration and end the one
 * before. All others are read once, but for `onDone` and `onEvent`. The machine of the component's own is
 * loaded when the browser has time.
 */
export function useOwnedRegistration(given: Registration | RegistrationOptions): Registration;
export function useOwnedRegistration(
  given: RegistrationOptions | null,
  late: LateModule<RegistrationModule>,
): Registration | null;
export function useOwnedRegistration(
  given: Registration | RegistrationOptions | null,
  late: LateModule<RegistrationModule> = registrationModule,
): Registration | null {
  const [makeOwner] = useState(() => () => createOwner(late));
  const owner = useDisposable(makeOwner, endOwner);
  const options = given === null || isRegistration(given) ? null : given;
  const isWanted = options !== null;
  useEffect(() => (isWanted ? loadWhenIdle(late) : undefined), [isWanted, late]);
  useInsertionEffect(() => {
    owner.update(options);
  });
  useEffect(() => {
    owner.endOthers(options);
  });
  return given !== null && isRegistration(given) ? given : owner.registrationFor(options);
}

function isRegistration(given: Registration | RegistrationOptions): given is Registration {
  return "getSnapshot" in given;
}

interface Owned {
  readonly registration: Registration;
  latest: RegistrationOptions;
}

/**
 * Keeps the registrations of one component by identity. Rendering makes one, and only a committed
 * render ends the others: React may discard a render.
 */
function createOwner(late: LateModule<RegistrationModule>) {
  const all = new Map<string, Owned>();
  return {
    registrationFor(options: RegistrationOptions | null): Registration | null {
      if (options === null) return null;
      const key = identityOf(options);
      const owned = all.get(key) ?? create(options, late);
      all.set(key, owned);
      return owned.registration;
    },
    update(options: RegistrationOptions | null): void {
      const owned = options === null ? undefined : all.get(identityOf(options));
      if (owned !== undefined && options !== null) owned.latest = options;
    },
    endOthers(options: RegistrationOptions | null): void {
      const current = options === null ? null : identityOf(options);
      for (const [key, { registration }] of all) {
        if (key === current) continue;
        all.delete(key);
        registration.dispose();
      }
    },
  };
}

function endOwner(owner: ReturnType<typeof createOwner>): void {
  owner.endOthers(null);
}

function create(options: RegistrationOptions, late: LateModule<RegistrationModule>): Owned {
  const owned: Owned = {
    latest: options,
    registration: lateRegistration(
      withLatest(options, () => owned.latest),
      late,
    ),
  };
  return owned;
}

/** Replaces the callbacks with ones that call those of the latest options. */
function withLatest(
  options: RegistrationOptions,
  latest: () => RegistrationOptions,
): RegistrationOptions {
  return {
    ...options,
    ...(options.onDone && { onDone: (result, handed) => latest().onDone?.(result, handed) }),
    ...(options.onEvent && { onEvent: (event) => latest().onEvent?.(event) }),
  };
}
