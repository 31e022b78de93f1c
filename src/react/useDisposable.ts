"use client";
import { useInsertionEffect, useRef, useState } from "react";

/**
 * A thing made once and ended when its component has gone for good: not by StrictMode's rehearsal,
 * not while Suspense or an Activity hides the tree, not by a hot reload.
 *
 * The cleanup of an insertion effect is the only one React runs for a deletion alone, and what a hot
 * reload cleans up is set up again before the next macrotask.
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
