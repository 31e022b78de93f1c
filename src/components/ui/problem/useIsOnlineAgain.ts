"use client";
import { useEffect, useState } from "react";

/** Whether the connection is back since a problem told that there is none. */
export function useIsOnlineAgain(wasOffline: boolean): boolean {
  const [isOnline, setIsOnline] = useState(false);
  useEffect(() => {
    if (!wasOffline) return undefined;
    const onChange = ({ type }: Event): void => setIsOnline(type === "online");
    window.addEventListener("online", onChange);
    window.addEventListener("offline", onChange);
    return () => {
      window.removeEventListener("online", onChange);
      window.removeEventListener("offline", onChange);
      setIsOnline(false);
    };
  }, [wasOffline]);
  return isOnline;
}
