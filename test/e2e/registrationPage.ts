import { expect, type Locator, type Page, type Request } from "@playwright/test";
import { loginByApi, type TestHomeserver } from "./homeservers.js";

interface RegisterBody {
  readonly username?: string;
  readonly password?: string;
  readonly auth?: { readonly type?: string; readonly session?: string };
}

interface Account {
  readonly username: string;
  readonly password: string;
  readonly email?: string;
  /** The name of a policy to accept. */
  readonly policy?: string;
}

/** The page as a person sees it, and what it asked the homeserver. */
export class RegistrationPage {
  readonly page: Page;
  readonly homeserver: TestHomeserver;
  /** What the page asked the homeserver, preflights aside. */
  readonly requests: Request[] = [];
  readonly #consoleLines: readonly string[];

  constructor(page: Page, homeserver: TestHomeserver, consoleLines: readonly string[]) {
    this.page = page;
    this.homeserver = homeserver;
    this.#consoleLines = consoleLines;
    page.on("request", (request) => {
      if (!request.url().startsWith(`${homeserver.baseUrl}/`)) return;
      if (request.method() === "OPTIONS") return;
      this.requests.push(request);
    });
  }

  get root(): Locator {
    return this.page.locator('[data-part="root"]');
  }

  get username(): Locator {
    return this.page.getByRole("textbox", { name: "Username" });
  }

  get password(): Locator {
    return this.page.getByLabel("Password", { exact: true });
  }

  get registrationToken(): Locator {
    return this.page.getByRole("textbox", { name: "Registration token" });
  }

  get createAccount(): Locator {
    return this.page.getByRole("button", { name: "Create account" });
  }

  get userId(): Locator {
    return this.page.locator('[data-part="user-id"]');
  }

  get email(): Locator {
    return this.page.getByRole("textbox", { name: "Email address" });
  }

  /** A policy to accept, by its name. */
  policy(name: string): Locator {
    return this.page.getByRole("checkbox", { name });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async fillIn(username: string, password: string): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
  }

  /** Fills in the account form and sends it. */
  async signUp({ username, password, email, policy }: Account): Promise<void> {
    await this.fillIn(username, password);
    if (email !== undefined) await this.email.fill(email);
    if (policy !== undefined) await this.policy(policy).check();
    await this.createAccount.click();
  }

  async expectStage(type: string): Promise<void> {
    await expect(this.root).toHaveAttribute("data-stage", type);
  }

  async expectRegistered(userId: string | RegExp): Promise<void> {
    await expect(this.root).toHaveAttribute("data-status", "done");
    await expect(this.userId).toHaveText(userId);
  }

  /** That the user is told of their account, and that it lets them in. */
  async expectAccount({ username, password }: Account): Promise<void> {
    await this.expectRegistered(`@${username}:${this.homeserver.serverName}`);
    await loginByApi(this.homeserver, username, password);
  }

  get stage(): Locator {
    return this.root.locator('[data-part="stage"]');
  }

  /** The link to the homeserver's own page. */
  get ownPage(): Locator {
    return this.stage.locator('[data-part="fallback-link"]');
  }

  /** A field of the stage, not of the account form. */
  inStage(name: string): Locator {
    return this.stage.getByRole("textbox", { name });
  }

  /** The cause that holds the registration up, and its text. */
  get pause(): Locator {
    return this.root.locator('[data-part="pause"]');
  }

  /** Loads the page again: what was typed is there but the password, which is typed once more. */
  async reload({ username, password }: { username: string; password: string }): Promise<void> {
    await this.page.reload();
    await expect(this.username).toHaveValue(username);
    await expect(this.password).toHaveValue("");
    expect(await this.placesOf({ password })).toEqual([]);
    await this.password.fill(password);
  }

  /** The requests that make an account: with a password, or for a guest. */
  async submissions(): Promise<readonly RegisterBody[]> {
    return (await this.#bodies()).filter(({ password }) => password !== undefined);
  }

  /**
   * What was asked for on the way to the account, in order: the auth types that came with the password
   * (`none` for the first), and messages by their path (`email/requestToken`).
   */
  async steps(): Promise<readonly string[]> {
    return (await this.#posts()).flatMap(({ path, body: { password, auth } }) => {
      if (!isRegister(path)) return /\/v3\/register\/(.+)$/.exec(path)?.slice(1) ?? [];
      return password === undefined ? [] : [auth === undefined ? "none" : (auth.type ?? "session")];
    });
  }

  /** That it was asked whether a stage was done elsewhere, and answered: the next poll is seconds away. */
  async expectLooked(type: string): Promise<void> {
    await expect.poll(async () => (await this.steps()).at(-1)).toBe(type);
    await this.requests.findLast((request) => isRegister(pathOf(request)))?.response();
  }

  /** That no request of the page went by unseen, where the homeserver tells how many came. */
  async expectAllCounted(): Promise<void> {
    const came = (await this.homeserver.requests?.()) ?? [];
    // The link in a mail is opened in another tab.
    const fromPage = came.filter(({ uri }) => !uri.includes("/email/submit_token"));
    if (came.length > 0) expect(this.requests).toHaveLength(fromPage.length);
  }

  /** What came to `/register`. */
  async #bodies(): Promise<readonly RegisterBody[]> {
    return (await this.#posts()).flatMap(({ path, body }) => (isRegister(path) ? [body] : []));
  }

  /** By the homeserver's own account where it gives one: Firefox does not say what it sent. */
  async #posts(): Promise<readonly { readonly path: string; readonly body: RegisterBody }[]> {
    const asked =
      (await this.homeserver.requests?.()) ??
      this.requests.map((request) => ({
        method: request.method(),
        uri: request.url(),
        body: bodyOf(request),
      }));
    return asked
      .filter(({ method }) => method === "POST")
      .map(({ uri, body }) => ({
        path: new URL(uri, this.homeserver.baseUrl).pathname,
        body: body ?? {},
      }));
  }

  /** Where a secret can be found although it should not be, by a name for the place. */
  async placesOf(secrets: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const all = { ...secrets };
    for (const { auth } of await this.#bodies()) {
      if (auth?.session) all[`UIA session ${auth.session.slice(0, 4)}`] = auth.session;
    }
    const inPage = await this.page.evaluate(findSecrets, all);
    const inConsole = Object.entries(all).flatMap(([name, secret]) =>
      this.#consoleLines.some((line) => line.includes(secret)) ? [`${name} in the console`] : [],
    );
    return [...inPage, ...inConsole];
  }
}

function pathOf(request: Request): string {
  return new URL(request.url()).pathname;
}

export function isRegister(path: string): boolean {
  return path.endsWith("/_matrix/client/v3/register");
}

/** Whether the code in a text message is sent there. */
export function isCodeSubmission(path: string): boolean {
  return path.endsWith("/msisdn/submit_token");
}

/** Whether a message is asked for there: a mail or a text message. */
export function isMessageRequest(path: string): boolean {
  return /\/v3\/register\/\w+\/requestToken$/.test(path);
}

export function bodyOf(request: Request): RegisterBody {
  const body: unknown = request.method() === "POST" ? request.postDataJSON() : {};
  return body ?? {};
}

/** Runs in the page: storages, address, markup, and whatever React holds on to. */
async function findSecrets(secrets: Readonly<Record<string, string>>): Promise<string[]> {
  const cookies = document.cookie;
  const databases = (await indexedDB.databases()).map(({ name }) => name).join();
  const texts = new Map<string, string>([
    ["localStorage", JSON.stringify(localStorage)],
    ["sessionStorage", JSON.stringify(sessionStorage)],
    ["a cookie", cookies],
    ["a database", databases],
    ["the address", decodeURIComponent(location.href)],
    ["the history", JSON.stringify(history.state)],
    ["the title", document.title],
    ["the markup", document.documentElement.outerHTML],
    ["window.name", window.name],
  ]);
  const found: string[] = [];
  for (const [name, secret] of Object.entries(secrets)) {
    for (const [place, text] of texts) {
      if (text.includes(secret)) found.push(`${name} in ${place}`);
    }
    const path = pathInReact(secret);
    if (path !== undefined) found.push(`${name} in React: ${path}`);
  }
  return found;

  /** Where a text is reachable from React's tree by properties, maps and sets. */
  function pathInReact(secret: string): string | undefined {
    const container = document.querySelector("#page") as unknown as Record<string, unknown>;
    const key = Object.keys(container).find((each) => each.startsWith("__reactContainer"));
    if (key === undefined) return "no React tree was found";
    const seen = new Set<unknown>();
    const queue: (readonly [unknown, string])[] = [[container[key], ""]];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [value, path] = next;
      if (typeof value === "string" && value.includes(secret)) return path;
      if ((typeof value !== "object" && typeof value !== "function") || value === null) continue;
      if (seen.has(value) || value === window || value instanceof Document) continue;
      seen.add(value);
      if (value instanceof Map || value instanceof Set) {
        for (const each of value) queue.push([each, `${path}()`]);
      }
      for (const property of Reflect.ownKeys(value)) {
        // The recorder of traces keeps pictures of the page at the elements.
        if (String(property).includes("__playwright")) continue;
        const descriptor = Object.getOwnPropertyDescriptor(value, property);
        if (descriptor !== undefined && "value" in descriptor) {
          queue.push([descriptor.value, `${path}.${String(property)}`]);
        }
      }
    }
    return undefined;
  }
}
