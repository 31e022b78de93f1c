// @vitest-environment node
import { expect, test } from "vitest";
import { createFakeFarm, type FakeFarm } from "../../src/testing/index.js";
import { alice, asking, dummy } from "./ask.js";

const origin = "http://127.0.0.1:5173";

function askingAt(farm: FakeFarm, id: string) {
  return asking({
    baseUrl: `${origin}/fake/${id}`,
    fetch: async (input, init) => {
      const response = await farm(new Request(input, init));
      if (response === undefined) throw new Error(`nothing at ${input}`);
      return response;
    },
  });
}

async function read(farm: FakeFarm, path: string): Promise<unknown> {
  const response = await farm(new Request(origin + path));
  return response?.json();
}

test("each ID is a homeserver of its own, made when it is asked for", async () => {
  const farm = createFakeFarm();
  const account = { ...alice, auth: dummy };
  expect((await askingAt(farm, "open~1")("/register", account)).status).toBe(200);
  expect((await askingAt(farm, "open~2")("/register", account)).status).toBe(200);
  expect((await askingAt(farm, "open")("/register", account)).status).toBe(200);
  expect((await askingAt(farm, "open~1")("/register", account)).status).toBe(400);
  expect((await askingAt(farm, "closed~1")("/register", account)).status).toBe(403);
});

test("its base URL is the request's origin and its path", async () => {
  const told = await read(createFakeFarm(), "/fake/open~x/.well-known/matrix/client");
  expect(told).toEqual({ "m.homeserver": { base_url: `${origin}/fake/open~x/` } });
});

test("what was asked, and which accounts there are, can be read", async () => {
  const farm = createFakeFarm();
  await askingAt(farm, "open")("/register", { ...alice, auth: dummy });
  expect(await read(farm, "/fake/open/_fake/requests")).toMatchObject([
    { method: "POST", uri: "/_matrix/client/v3/register", status: 200 },
  ]);
  expect(await read(farm, "/fake/open/_fake/accounts")).toEqual([
    { userId: "@taken:example.org", kind: "user", devices: 0 },
    { userId: "@alice:example.org", kind: "user", devices: 1 },
  ]);
});

test("beyond 200 the oldest is forgotten", async () => {
  const farm = createFakeFarm();
  const requests = (id: number) => read(farm, `/fake/open~${id}/_fake/requests`);
  await askingAt(farm, "open~0")("/login");
  await askingAt(farm, "open~1")("/login");
  for (let id = 2; id < 200; id += 1) await requests(id);
  expect(await requests(0)).toHaveLength(1);
  await requests(200);
  expect(await requests(1)).toHaveLength(1);
  expect(await requests(0)).toEqual([]);
});

test.each(["/", "/fake", "/fakes/open/", "/src/fake/open/x"])(
  "%s is none of its business",
  async (path) => {
    expect(await createFakeFarm()(new Request(origin + path))).toBeUndefined();
  },
);

test.each(["unheard-of", "toString", "constructor~1"])("there is no scenario %s", async (id) => {
  const response = await createFakeFarm()(new Request(`${origin}/fake/${id}/x`));
  expect(response?.status).toBe(404);
});
