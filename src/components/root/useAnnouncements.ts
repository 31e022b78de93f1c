"use client";
import { useEffect, useState } from "react";
import type { Clock } from "../../uia/machine/types.js";
import { type Announcements, createAnnouncements } from "../context/announcements.js";

/** What a root announces, for as long as it is there. */
export function useAnnouncements(clock: Clock): Announcements {
  const [announcements] = useState(() => createAnnouncements(clock));
  useEffect(() => announcements.start(), [announcements]);
  return announcements;
}
