import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "./test.js";

test("`npm start` prints the address of the page, on a homeserver in memory", async ({
  page,
  username,
  password,
}) => {
  const server = spawn("npm", ["start", "--", "--port", "0"], { detached: true });
  try {
    const address = await new Promise<string>((resolve) => {
      let printed = "";
      server.stdout.setEncoding("utf8").on("data", (text: string) => {
        printed += text.replaceAll("\u001B", "").replaceAll(/\[\d+m/g, "");
        const [found] = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    await page.goto(address);
    await page.getByRole("textbox", { name: "Username" }).fill(username);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.locator('[data-part="user-id"]')).toHaveText(`@${username}:example.org`);
  } finally {
    // The server itself is a child of npm's.
    process.kill(-(server.pid ?? 0), "SIGTERM");
    await once(server, "exit");
  }
});
