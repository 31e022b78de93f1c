/** Functions that run in a page. */

/**
 * @typedef {object} Seen
 * @property {number} username when its field was visible and enabled, in ms
 * @property {number} password
 * @property {number} blocked the time in ms that long tasks blocked beyond 50 ms each
 * @property {number} shift the sum of all layout shifts
 */

/** Watches the page from its first moment on, in `bench`. */
export function watch() {
  let shift = 0;
  /** @type {{ startTime: number, duration: number }[]} */
  const longTasks = [];
  observe("longtask", (entry) => longTasks.push(entry));
  observe("layout-shift", (entry) => {
    const { value, hadRecentInput } =
      /** @type {PerformanceEntry & { value: number, hadRecentInput: boolean }} */ (entry);
    if (!hadRecentInput) shift += value;
  });
  const usable = {
    username: atFrame(() => isUsable("username")),
    password: atFrame(() => isUsable("password")),
  };
  const account = new Promise((resolve) => {
    addEventListener(
      "click",
      ({ timeStamp }) => {
        const isDone = () => document.querySelector('[data-part="outcome"]') !== null;
        void atFrame(isDone).then((done) => resolve(done - timeStamp));
      },
      { capture: true },
    );
  });
  Object.assign(globalThis, { bench: { usable, account, seen } });

  /** @returns {Promise<Seen>} */
  async function seen() {
    const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    const blocked = longTasks
      .filter(({ startTime, duration }) => startTime + duration > painted)
      .reduce((sum, { duration }) => sum + duration - 50, 0);
    return { username: await usable.username, password: await usable.password, blocked, shift };
  }

  /**
   * @param {string} type
   * @param {(entry: PerformanceEntry) => void} take
   */
  function observe(type, take) {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(take));
    observer.observe({ type, buffered: true });
  }

  /**
   * Resolves to the time of the first frame at which something holds.
   *
   * @param {() => boolean} holds
   * @returns {Promise<number>}
   */
  function atFrame(holds) {
    return new Promise((resolve) => {
      const look = () => {
        if (holds()) resolve(performance.now());
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }

  /** @param {string} name */
  function isUsable(name) {
    const inputs = [...document.querySelectorAll(`input[name="${name}"]:enabled`)];
    return inputs.some((input) => input.checkVisibility());
  }
}

/** Does the same work each time, and returns how long it took, in ms: it tells of the machine alone. */
export function fixedJob() {
  const start = performance.now();
  for (let turn = 0; turn < 5; turn += 1) {
    let last = 1;
    const numbers = Array.from({ length: 40_000 }, () => {
      last = (last * 48_271) % 2_147_483_647;
      return last;
    });
    numbers.sort((a, b) => a - b);
  }
  return performance.now() - start;
}
