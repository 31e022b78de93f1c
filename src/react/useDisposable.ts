"use client";
import { useInsertionEffect, useRef, useState } from "react";

/**
 * Makes a thing once, and ends it when its component is unmounted for good. StrictMode's rehearsal, a
 * tree hidden by Suspense or an Activity, and a hot reload do not end it.
 *
 * React runs the cleanup of an insertion effect for a deletion alone. A hot reload sets the effect up
 * again before the next macrotask.
 */
export function useDisposable<Thing>(make: () => Thing, end: (thing: Thing) => void): Thing {
  const [thing] = useState(make);
  const owners = useRef(0);
  useInsertionEffect(() => {
    owners.current += 1;
    return () => {
      owners.current -= 1;
      setTimeout(() => {
        if (owners.current === 0) end(thing);
      });
    };
  }, [thing, end]);
  return thing;
}
